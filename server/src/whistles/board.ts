import { sql } from 'kysely'
import { type Board, registerBoards } from '../kernel/boards/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { readable } from './rights.ts'
import { whistleRows } from './rows.ts'

const onBoard = 30

interface Totals {
  whistles: number
  called: number
  /** Called, and neither answered nor come. */
  waiting: number
  coming: number
  there: number
  over: number
  late: number
  escalated: number
}

/** Every running whistle within reach, counted in one statement: the list below it is cut, the figures are not. */
async function totalsOf(house: House, actor: Actor): Promise<Totals> {
  const { rows } = await sql<Totals>`
    select count(distinct w.id)::int as whistles, count(c.id)::int as called,
      count(*) filter (where c.state = 'called')::int as waiting, count(*) filter (where c.state = 'acknowledged')::int as coming,
      count(*) filter (where c.state = 'arrived')::int as there,
      count(*) filter (where c.state in ('released', 'excused', 'called_off'))::int as over,
      count(*) filter (where c.due_at < ${house.now()})::int as late, count(*) filter (where c.escalated > 0)::int as escalated
    from whistles w join whistle_calls c on c.whistle_id = w.id
    where w.state = 'running' and ${readable(actor)}`.execute(house.db)
  return rows[0]!
}

/** What runs now, for the wall: where somebody is late stands first, then what is urgent, then the newest. */
export async function wallOf(house: House, actor: Actor) {
  const rules = await house.rulesNow()
  const urgent = rules.whistle_kinds.filter((kind) => kind.urgent).map(({ id }) => id)
  const now = house.now()
  const [totals, items] = await Promise.all([
    totalsOf(house, actor),
    whistleRows(
      house.db,
      rules,
      actor,
      now,
      sql`w.state = 'running' and ${readable(actor)}`,
      sql`exists (select 1 from whistle_calls l where l.whistle_id = w.id and l.due_at < ${now}) desc,
        w.kind = any(${urgent}::text[]) desc, w.blown_at desc, w.id desc`,
      onBoard,
    ),
  ])
  return { now: now.toISOString(), totals, items, next: null }
}

/** One board for the wall: the whistles that run within somebody's reach. */
export const whistleBoards = (house: House): (() => void) =>
  registerBoards(async (actor): Promise<Board[]> => {
    const [first] = dutiesFor(actor, 'whistle.read')
    if (!first) return []
    const { whistles } = await totalsOf(house, actor)
    return [
      {
        kind: 'whistles',
        id: 'running',
        zh: '吹哨报到',
        en: 'Whistles',
        place: first.duty.organisationName,
        rehearsal: false,
        running: whistles > 0,
        at: house.now(),
      },
    ]
  })
