import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { callStateWords, whistleStateWords } from './words.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

interface ListRow {
  id: string
  number: string
  kind: string
  state: string
  title: string
  address: string | null
  area: string | null
  callerId: string
  caller: string
  blownAt: Date
  endedAt: Date | null
  place: string
  calls: {
    organisation_id: string
    organisation: string
    state: keyof typeof callStateWords
    due_at: string | null
    escalated: number
  }[]
}

/** Rows of a list, whatever it is a list of; at most a page, so the look-ups are few. */
export async function whistleRows(
  executor: Executor,
  rules: Rules,
  actor: Actor,
  now: Date,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  most: number,
) {
  const { rows } = await sql<ListRow>`
    select w.id, w.number, w.kind, w.state, mw.title, mw.address,
      (select string_agg(a.name, ' ' order by nlevel(a.path)) from areas a where a.path @> w.area_path and a.kind in ('street', 'community')) as area,
      w.organisation_id as "callerId", o.name as caller, w.blown_at as "blownAt",
      w.ended_at as "endedAt", w.blown_at::text as place,
      (select jsonb_agg(jsonb_build_object('organisation_id', c.organisation_id, 'organisation', co.name, 'state', c.state, 'due_at', c.due_at,
          'escalated', c.escalated) order by c.called_at, c.id)
        from whistle_calls c join organisations co on co.id = c.organisation_id where c.whistle_id = w.id) as calls
    from whistles w join matter_words mw on mw.matter_id = w.matter_id join organisations o on o.id = w.organisation_id
    where ${where} order by ${order} limit ${most}`.execute(executor)
  const mine = new Set(actor.duties.map(({ organisationId }) => organisationId))
  return rows.map((row) => {
    const kind = rules.whistle_kinds.find(({ id }) => id === row.kind)
    const late = ({ due_at }: ListRow['calls'][number]) => due_at !== null && new Date(due_at) < now
    const dues = row.calls.flatMap(({ due_at }) => (due_at ? [new Date(due_at).toISOString()] : [])).sort()
    const count = (...states: string[]) => row.calls.filter(({ state }) => states.includes(state)).length
    return {
      id: row.id,
      number: row.number,
      kind: { id: row.kind, zh: kind?.zh ?? row.kind, en: kind?.en ?? row.kind },
      urgent: kind?.urgent ?? false,
      state: row.state,
      state_words: whistleStateWords[row.state]!,
      title: row.title,
      address: row.address,
      area: row.area,
      caller: { id: row.callerId, name: row.caller },
      blown_at: row.blownAt.toISOString(),
      ended_at: iso(row.endedAt),
      next_due_at: dues[0] ?? null,
      counts: {
        called: row.calls.length,
        waiting: count('called'),
        coming: count('acknowledged'),
        there: count('arrived'),
        over: count('released', 'excused', 'called_off'),
        late: row.calls.filter(late).length,
        escalated: row.calls.filter(({ escalated }) => escalated > 0).length,
      },
      called: row.calls.map((call) => ({
        organisation: call.organisation,
        state: call.state,
        state_words: callStateWords[call.state],
        due_at: call.due_at ? new Date(call.due_at).toISOString() : null,
        late: late(call),
        mine: mine.has(call.organisation_id),
      })),
      place: row.place,
    }
  })
}
