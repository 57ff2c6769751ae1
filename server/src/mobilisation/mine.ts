import { sql } from 'kysely'
import { type Bound, boundElsewhere } from '../kernel/commitments/index.ts'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { feature } from './placing.ts'

/** Paths of the units in which this person may take a place. */
const pathsOf = (actor: Actor) => actor.duties.map(({ organisationPath }) => organisationPath)

const called = (actor: Actor) => sql<boolean>`exists (select 1 from mobilisation_units u
  where u.mobilisation_id = m.id and u.organisation_path @> any(${pathsOf(actor)}::ltree[]))`

export interface Call {
  id: string
  name: string
  purpose: string
  kind: 'party' | 'volunteer'
  emergency: boolean
  rehearsal: boolean
  organisation: string
  started_at: Date
  gap: number
  absent: boolean
}

/** Running mobilisations that this person is called in. */
export async function callsFor(executor: Executor, actor: Actor, now: Date): Promise<Call[]> {
  const { rows } = await sql<Call>`
    select m.id, m.name, m.purpose, m.kind, m.emergency, m.rehearsal, o.name as organisation, m.started_at,
      (select coalesce(sum(s.needed - s.taken), 0)::int from mobilisation_shifts s where s.mobilisation_id = m.id and s.ends_at > ${now}) as gap,
      exists (select 1 from mobilisation_absences x where x.mobilisation_id = m.id and x.person_id = ${actor.personId}) as absent
    from mobilisations m join organisations o on o.id = m.organisation_id
    where m.state = 'running' and ${called(actor)} order by m.emergency desc, m.started_at desc, m.id limit 50`.execute(
    executor,
  )
  return rows
}

export interface MyPlace {
  id: string
  mobilisation_id: string
  mobilisation: string
  kind: 'party' | 'volunteer'
  rehearsal: boolean
  running: boolean
  shift_id: string
  post_id: string
  post: string
  address: string | null
  lng: number | null
  lat: number | null
  equipment: string | null
  danger: string | null
  unit: string
  leader: string | null
  starts_at: Date
  ends_at: Date
  how: string
  accepted: boolean
  signed_in_at: Date | null
  signed_out_at: Date | null
}

/** Places that this person holds: what is to come and what runs first, then the last ones served. */
export async function myPlaces(executor: Executor, actor: Actor): Promise<MyPlace[]> {
  const { rows } = await sql<MyPlace>`
    select k.id, m.id as mobilisation_id, m.name as mobilisation, m.kind, m.rehearsal, m.state = 'running' as running, s.id as shift_id,
      p.id as post_id, p.name as post, p.address, p.spot[0] as lng, p.spot[1] as lat, p.equipment, p.danger, o.name as unit,
      l.name as leader, s.starts_at, s.ends_at, k.how, k.accepted_at is not null as accepted, k.signed_in_at, k.signed_out_at
    from mobilisation_places k join mobilisations m on m.id = k.mobilisation_id join mobilisation_posts p on p.id = k.post_id
      join mobilisation_shifts s on s.id = k.shift_id join organisations o on o.id = p.organisation_id left join people l on l.id = p.leader_id
    where k.person_id = ${actor.personId} and k.state = 'held' and m.state in ('running', 'ended')
    order by (k.signed_out_at is null and m.state = 'running') desc,
      case when k.signed_out_at is null and m.state = 'running' then s.starts_at end, s.starts_at desc, k.id limit 60`.execute(
    executor,
  )
  return rows
}

/** Whom a post that is real binds at some time of the span, until they sign out. */
export async function commitments(
  executor: Executor,
  people: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Bound[]> {
  const { rows } = await sql<Bound>`
    select k.person_id as "personId", p.name as zh, p.name as en, s.starts_at as "from", s.ends_at as "to"
    from mobilisation_places k join mobilisation_shifts s on s.id = k.shift_id join mobilisation_posts p on p.id = k.post_id
    where k.person_id = any(${people}::uuid[]) and k.state = 'held' and not k.rehearsal and k.signed_out_at is null
      and k.during && tstzrange(${from}, ${to}) and s.starts_at < ${to} and s.ends_at > ${from}`.execute(
    executor,
  )
  return rows
}

export interface MyLine {
  shift_id: string
  mobilisation: string
  post: string
  starts_at: Date
  ends_at: Date
  as: 'waiting' | 'stand_in'
  before: number
}

export async function myLines(executor: Executor, actor: Actor, now: Date): Promise<MyLine[]> {
  const { rows } = await sql<MyLine>`
    select w.shift_id, m.name as mobilisation, p.name as post, s.starts_at, s.ends_at, w.as_what as "as",
      (select count(*)::int from mobilisation_waiting b where b.shift_id = w.shift_id and b.as_what = w.as_what and b.turn < w.turn) as before
    from mobilisation_waiting w join mobilisation_shifts s on s.id = w.shift_id join mobilisation_posts p on p.id = s.post_id
      join mobilisations m on m.id = w.mobilisation_id
    where w.person_id = ${actor.personId} and m.state = 'running' and s.ends_at > ${now} order by s.starts_at limit 60`.execute(
    executor,
  )
  return rows
}

export interface Led {
  post_id: string
  post: string
  mobilisation: string
  mobilisation_id: string
  rehearsal: boolean
  next: Date | null
}

/** Posts of running mobilisations that this person leads. */
export async function ledBy(executor: Executor, actor: Actor, now: Date): Promise<Led[]> {
  const { rows } = await sql<Led>`
    select p.id as post_id, p.name as post, m.name as mobilisation, m.id as mobilisation_id, m.rehearsal,
      (select min(s.starts_at) from mobilisation_shifts s where s.post_id = p.id and s.ends_at > ${now}) as next
    from mobilisation_posts p join mobilisations m on m.id = p.mobilisation_id
    where p.leader_id = ${actor.personId} and m.state = 'running' order by next nulls last, p.position limit 60`.execute(
    executor,
  )
  return rows
}

export interface OpenShift {
  shift_id: string
  post_id: string
  post: string
  address: string | null
  unit: string
  skills: string[]
  equipment: string | null
  danger: string | null
  insured: boolean
  starts_at: Date
  ends_at: Date
  needed: number
  taken: number
  waiting: number
  /** They hold a place of it, or stand in its line. */
  mine: 'held' | 'waiting' | 'stand_in' | null
  /** Another place of theirs lies at that time or too near. */
  clashes: boolean
}

/** Shifts that can still be taken, soonest first; with `full` also those in whose line one may stand. */
export async function openShifts(
  house: House,
  actor: Actor,
  mobilisationId: string,
  query: {
    full?: boolean | undefined
    starts?: string | undefined
    /** Words of the post, its address or its unit. */
    q?: string | undefined
    after?: string | undefined
    limit?: number | undefined
  },
): Promise<{ items: OpenShift[]; next: string | null }> {
  const limit = query.limit ?? 30
  const words = query.q ? `%${query.q.replaceAll(/[%_\\]/g, '')}%` : null
  const { rows } = await sql<OpenShift>`
    select s.id as shift_id, p.id as post_id, p.name as post, p.address, o.name as unit, p.skills, p.equipment, p.danger,
      p.insured_at is not null as insured, s.starts_at, s.ends_at, s.needed, s.taken,
      (select count(*)::int from mobilisation_waiting w where w.shift_id = s.id) as waiting,
      coalesce((select 'held' from mobilisation_places k where k.shift_id = s.id and k.person_id = ${actor.personId} and k.state = 'held'),
        (select w.as_what from mobilisation_waiting w where w.shift_id = s.id and w.person_id = ${actor.personId})) as mine,
      exists (select 1 from mobilisation_places k where k.person_id = ${actor.personId} and k.state = 'held' and k.rehearsal = m.rehearsal
        and k.shift_id <> s.id and k.during && tstzrange(s.starts_at, s.ends_at + make_interval(mins => m.rest_minutes))) as clashes
    from mobilisation_shifts s join mobilisation_posts p on p.id = s.post_id join organisations o on o.id = p.organisation_id
      join mobilisations m on m.id = s.mobilisation_id
    where s.mobilisation_id = ${mobilisationId} and m.state = 'running' and s.ends_at > ${house.now()} and s.needed > 0
      and ${called(actor)} and (p.danger is null or p.insured_at is not null)
      ${query.full ? sql`` : sql`and s.taken < s.needed`}
      ${words ? sql`and (p.name ilike ${words} or p.address ilike ${words} or o.name ilike ${words})` : sql``}
      ${query.starts ? sql`and s.starts_at = ${query.starts}::timestamptz` : sql``}
      ${query.after ? sql`and (s.starts_at, s.id) > (select starts_at, id from mobilisation_shifts where id = ${query.after}::uuid)` : sql``}
    order by s.starts_at, s.id limit ${limit + 1}`.execute(house.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (actor.personId && last) {
    const until = new Date(Math.max(...items.map(({ ends_at }) => ends_at.getTime())))
    const bound = await boundElsewhere(house.db, feature, [actor.personId], {
      from: items[0]!.starts_at,
      to: until,
    })
    for (const shift of items)
      shift.clashes ||= bound.some(({ from, to }) => from < shift.ends_at && to > shift.starts_at)
  }
  return { items, next: rows.length > limit && last ? last.shift_id : null }
}
