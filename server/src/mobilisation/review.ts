import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type ShiftCount, shiftCounts } from './board.ts'
import { byHour } from './rules.ts'
import type { Mobilisation } from './store.ts'

interface UnitCame {
  id: string
  name: string
  called: boolean
  placed: number
  came: number
  declined: number
  absent: number
  minutes: number
}

/** By the unit that people came from: how many had a place, came, declined, said that they cannot; and the time served. */
async function unitsOf(executor: Executor, id: string): Promise<UnitCame[]> {
  const { rows } = await sql<UnitCame>`
    with places as (
      select organisation_id, count(*) filter (where state = 'held')::int as placed,
        count(*) filter (where signed_in_at is not null)::int as came, count(*) filter (where state = 'declined')::int as declined,
        coalesce(sum(floor(extract(epoch from signed_out_at - signed_in_at) / 60)), 0)::int as minutes
      from mobilisation_places where mobilisation_id = ${id} group by organisation_id
    ), absences as (
      select organisation_id, count(*)::int as absent from mobilisation_absences where mobilisation_id = ${id} group by organisation_id
    ), called as (select organisation_id from mobilisation_units where mobilisation_id = ${id})
    select o.id, o.name, c.organisation_id is not null as called, coalesce(p.placed, 0) as placed, coalesce(p.came, 0) as came,
      coalesce(p.declined, 0) as declined, coalesce(a.absent, 0) as absent, coalesce(p.minutes, 0) as minutes
    from (select organisation_id from places union select organisation_id from absences union select organisation_id from called) u
      join organisations o on o.id = u.organisation_id left join places p on p.organisation_id = o.id
      left join absences a on a.organisation_id = o.id left join called c on c.organisation_id = o.id
    order by coalesce(p.came, 0) desc, o.name, o.id limit 500`.execute(executor)
  return rows
}

/** Planned against came, by hour, shift, post and unit. Worked out from the places themselves. */
export async function reviewOf(executor: Executor, mobilisation: Mobilisation) {
  const counts = await shiftCounts(executor, mobilisation.id)
  const { rows: present } = await sql<{ from: Date; to: Date }>`
    select signed_in_at as "from", signed_out_at as "to" from mobilisation_places
    where mobilisation_id = ${mobilisation.id} and state = 'held' and signed_out_at is not null`.execute(
    executor,
  )
  const { rows: sums } = await sql<{
    replaced: number
    declined: number
    given_back: number
    minutes: number
    stood_in: number
  }>`
    select count(*) filter (where state = 'replaced')::int as replaced, count(*) filter (where state = 'declined')::int as declined,
      count(*) filter (where state = 'given_back')::int as given_back,
      count(*) filter (where state = 'held' and how = 'stand_in')::int as stood_in,
      coalesce(sum(floor(extract(epoch from signed_out_at - signed_in_at) / 60)), 0)::int as minutes
    from mobilisation_places where mobilisation_id = ${mobilisation.id}`.execute(executor)
  const sum = (of: (row: ShiftCount) => number) => counts.reduce((all, row) => all + of(row), 0)
  return {
    totals: {
      posts: new Set(counts.map(({ post_id }) => post_id)).size,
      shifts: counts.length,
      needed: sum(({ needed }) => needed),
      placed: sum(({ taken }) => taken),
      came: sum(({ came }) => came),
      not_come: sum(({ absent }) => absent),
      unfilled: sum(({ needed, taken }) => needed - taken),
      ...sums[0]!,
      /** Of a rehearsal nothing is recorded as service. */
      counted: !mobilisation.rehearsal,
    },
    hours: byHour(
      counts.map(({ starts_at, ends_at, needed, taken }) => ({
        from: new Date(starts_at),
        to: new Date(ends_at),
        needed,
        taken,
      })),
      present,
    ),
    shifts: counts,
    units: await unitsOf(executor, mobilisation.id),
  }
}
