import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { categoryOf, type Rules } from '../kernel/policy/index.ts'
import type { Outcome, State } from './matter.ts'
import { outcomeWords, stateWords, stepWords } from './words.ts'

export interface Both {
  zh: string
  en: string
}

export interface MatterRow {
  id: string
  number: string
  kind: string
  state: string
  state_words: Both
  title: string
  category: (Both & { id: string }) | null
  urgency: Both & { id: string }
  request_kind: (Both & { id: string }) | null
  owner: { id: string; name: string }
  handler: { id: string; name: string } | null
  area: string | null
  address: string | null
  created_at: string
  step: string | null
  step_words: Both | null
  due_at: string | null
  overdue: boolean
  outcome: string | null
  outcome_words: Both | null
  supervised: boolean
  proposal: string | null
  followers: number
  open_parts: number
  reworks: number
  version: number
}

export interface RawRow {
  id: string
  number: string
  kind: string
  state: State
  title: string
  category: string | null
  urgency: string
  request_kind: string | null
  owner_id: string
  owner: string
  handler_id: string | null
  handler: string | null
  area: string | null
  address: string | null
  created_at: Date
  step: string | null
  due_at: Date | null
  outcome: Outcome | null
  supervised: boolean
  proposal: string | null
  followers: number
  open_parts: number
  reworks: number
  version: number
}

/** The columns of a row; at most a page of them, so the look-ups are few. */
export const rowColumns = sql`
  m.id, m.number, m.kind, m.state, w.title, m.category, m.urgency, m.request_kind, m.owner_id, o.name as owner,
  m.handler_id, (select p.name from people p where p.id = m.handler_id) as handler,
  (select string_agg(a.name, ' ' order by nlevel(a.path)) from areas a where a.path @> m.area_path and a.kind not in ('city', 'district')) as area,
  w.address, m.created_at, m.step, m.due_at, m.outcome, m.supervised_at is not null as supervised, m.proposal->>'kind' as proposal,
  (select count(*)::int from matters f where f.original_id = m.id) as followers, m.open_parts, m.reworks, m.version`

export const rowTables = sql`matters m join matter_words w on w.matter_id = m.id join organisations o on o.id = m.owner_id`

const named = (id: string, words: Both | undefined) => ({ id, zh: words?.zh ?? id, en: words?.en ?? id })

export function presentRow(row: RawRow, rules: Rules, now: Date): MatterRow {
  const category = row.category ? categoryOf(rules, row.category) : undefined
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    state_words: stateWords[row.state],
    title: row.title,
    category: row.category ? named(row.category, category) : null,
    urgency: named(
      row.urgency,
      rules.urgencies.find(({ id }) => id === row.urgency),
    ),
    request_kind: row.request_kind
      ? named(
          row.request_kind,
          rules.kinds.find(({ id }) => id === row.request_kind),
        )
      : null,
    owner: { id: row.owner_id, name: row.owner },
    handler: row.handler_id ? { id: row.handler_id, name: row.handler ?? '' } : null,
    area: row.area,
    address: row.address,
    created_at: row.created_at.toISOString(),
    step: row.step,
    step_words: row.step ? (stepWords[row.step] ?? null) : null,
    due_at: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
    outcome: row.outcome,
    outcome_words: row.outcome ? outcomeWords[row.outcome] : null,
    supervised: row.supervised,
    proposal: row.proposal,
    followers: row.followers,
    open_parts: row.open_parts,
    reworks: row.reworks,
    version: row.version,
  }
}

export async function matterRows(
  executor: Executor,
  rules: Rules,
  now: Date,
  where: RawBuilder<unknown>,
  most: number,
): Promise<MatterRow[]> {
  const { rows } =
    await sql<RawRow>`select ${rowColumns} from ${rowTables} where ${where} order by m.id limit ${most}`.execute(
      executor,
    )
  return rows.map((row) => presentRow(row, rules, now))
}
