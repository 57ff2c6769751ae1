import { type Executor, sql } from '../kernel/database/index.ts'
import type { TerritoryStream } from './history.ts'

/** One change of an area, an organisation or a person's duties, as its page tells it. Never a name or number of a person who is not staff. */
export interface TerritoryChange {
  seq: number
  at: Date
  kind: string
  by: string | null
  payload: Record<string, unknown>
  /** Names of what the payload refers to by id. */
  names: Record<string, string>
}

const references = ['parent_id', 'area_id', 'organisation_id', 'hand_to'] as const

/** The changes of one stream, the newest first. @param before `seq` of the last one of the page above */
export async function changesOf(
  executor: Executor,
  streamKind: TerritoryStream,
  stream: string,
  most: number,
  before?: number,
): Promise<TerritoryChange[]> {
  const { rows } = await sql<Omit<TerritoryChange, 'names'>>`
    select t.seq, t.at, t.kind, p.name as by, t.payload
    from timeline t left join people p on p.id = t.actor_id
    where t.stream = ${stream}::uuid and t.stream_kind = ${streamKind} ${before ? sql`and t.seq < ${before}` : sql``}
    order by t.seq desc limit ${most}`.execute(executor)
  const names = await namesOf(executor, [
    ...new Set(
      rows.flatMap(({ payload }) =>
        references.flatMap((field) => (typeof payload[field] === 'string' ? [payload[field]] : [])),
      ),
    ),
  ])
  return rows.map((row) => ({
    ...row,
    names: Object.fromEntries(
      references.flatMap((field) => {
        const name = names.get(String(row.payload[field]))
        return name === undefined ? [] : [[field, name]]
      }),
    ),
  }))
}

async function namesOf(executor: Executor, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from areas where id = any(${ids}::uuid[])
    union all select id, name from organisations where id = any(${ids}::uuid[])
    union all select id, name from people where id = any(${ids}::uuid[]) and erased_at is null`.execute(
    executor,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
