import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { Id } from '../territory/index.ts'
import { behind, periodOf } from './figures.ts'
import { readable } from './rights.ts'
import { whistleRows } from './rows.ts'

const Day = Type.String({ format: 'date' })
const pageLength = 40

export const ListQuery = Type.Object({
  state: Type.Optional(Type.Enum(['running', 'ended', 'called_off'])),
  /** `called`: those that wait for an organisation of the reader; `contested`: those with an objection to decide. */
  mine: Type.Optional(Type.Enum(['blown', 'called', 'contested'])),
  caller: Type.Optional(Id),
  matter: Type.Optional(Id),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  behind: Type.Optional(Type.Enum(Object.keys(behind) as [string, ...string[]])),
  cursor: Type.Optional(Type.String({ maxLength: 300 })),
})

/** Whistles within reach, the newest first, a page at a time. */
export async function listOf(house: House, actor: Actor, query: Static<typeof ListQuery>) {
  const rules = await house.rulesNow()
  const owned = (action: 'whistle.blow' | 'whistle.answer') =>
    dutiesFor(actor, action).map(({ duty }) => duty.organisationId)
  const where = [readable(actor)]
  if (query.state) where.push(sql<boolean>`w.state = ${query.state}`)
  if (query.caller) where.push(sql<boolean>`w.organisation_id = ${query.caller}`)
  if (query.matter) where.push(sql<boolean>`w.matter_id = ${query.matter}`)
  if (query.mine === 'blown')
    where.push(sql<boolean>`w.organisation_id = any(${owned('whistle.blow')}::uuid[])`)
  if (query.mine === 'called')
    where.push(
      sql<boolean>`w.id in (select c.whistle_id from whistle_calls c where c.organisation_id = any(${owned('whistle.answer')}::uuid[]) and c.ended_at is null)`,
    )
  if (query.mine === 'contested')
    where.push(
      sql<boolean>`w.id in (select c.whistle_id from whistle_objections b join whistle_calls c on c.id = b.call_id where b.decided_at is null)`,
    )
  if (query.from && query.to) {
    const { since, until } = periodOf(query.from, query.to)
    where.push(sql<boolean>`w.blown_at >= ${since} and w.blown_at < ${until}`)
  }
  if (query.behind) where.push(behind[query.behind]!)
  if (query.cursor) {
    const { at, id } = readCursor(query.cursor)
    where.push(sql<boolean>`(w.blown_at, w.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const found = await whistleRows(
    house.db,
    rules,
    actor,
    house.now(),
    sql.join(where, sql` and `),
    sql`w.blown_at desc, w.id desc`,
    pageLength + 1,
  )
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { items, next: found.length > pageLength && last ? cursorOf({ at: last.place, id: last.id }) : null }
}
