import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'

/** What a number counts: the people behind it are found by the same words. */
export const groups = [
  'placed',
  'came',
  'here',
  'not_come',
  'given_back',
  'declined',
  'replaced',
  'stood_in',
  'all',
] as const
export type Group = (typeof groups)[number]

const conditions: Record<Group, RawBuilder<boolean>> = {
  placed: sql`k.state = 'held'`,
  came: sql`k.state = 'held' and k.signed_in_at is not null`,
  here: sql`k.state = 'held' and k.signed_in_at is not null and k.signed_out_at is null`,
  not_come: sql`k.state = 'held' and k.signed_in_at is null`,
  given_back: sql`k.state = 'given_back'`,
  declined: sql`k.state = 'declined'`,
  replaced: sql`k.state = 'replaced'`,
  stood_in: sql`k.state = 'held' and k.how = 'stand_in'`,
  all: sql`true`,
}

export interface PlaceRow {
  id: string
  person_id: string
  name: string
  unit: string
  post: string
  post_id: string
  shift_id: string
  starts_at: Date
  ends_at: Date
  state: string
  how: string
  accepted: boolean
  reason: string | null
  signed_in_at: Date | null
  signed_in_by: string | null
  signed_out_at: Date | null
  signed_out_by: string | null
  minutes: number | null
}

export interface PeopleQuery {
  group?: Group | undefined
  post?: string | undefined
  shift?: string | undefined
  unit?: string | undefined
  /** Shifts that begin at this time. */
  starts?: string | undefined
  /** Present at some time of the hour that begins then. */
  hour?: string | undefined
  after?: string | undefined
  limit?: number | undefined
}

/** The people behind a number, in the order of their places. @param own only those of units at or below these paths */
export async function peopleBehind(
  executor: Executor,
  mobilisationId: string,
  query: PeopleQuery,
  own: { paths: string[]; personId: string | null } | null,
): Promise<{ items: PlaceRow[]; next: string | null }> {
  const limit = query.limit ?? 50
  const { rows } = await sql<PlaceRow>`
    select k.id, k.person_id, w.name, o.name as unit, p.name as post, p.id as post_id, s.id as shift_id, s.starts_at, s.ends_at,
      k.state, k.how, k.accepted_at is not null as accepted, k.reason, k.signed_in_at, k.signed_in_by, k.signed_out_at, k.signed_out_by,
      floor(extract(epoch from k.signed_out_at - k.signed_in_at) / 60)::int as minutes
    from mobilisation_places k join people w on w.id = k.person_id join organisations o on o.id = k.organisation_id
      join mobilisation_posts p on p.id = k.post_id join mobilisation_shifts s on s.id = k.shift_id
    where k.mobilisation_id = ${mobilisationId} and ${conditions[query.group ?? 'placed']}
      ${query.post ? sql`and k.post_id = ${query.post}` : sql``}
      ${query.shift ? sql`and k.shift_id = ${query.shift}` : sql``}
      ${query.unit ? sql`and k.organisation_id = ${query.unit}` : sql``}
      ${query.starts ? sql`and s.starts_at = ${query.starts}::timestamptz` : sql``}
      ${query.hour ? sql`and k.signed_in_at < ${query.hour}::timestamptz + interval '1 hour' and k.signed_out_at > ${query.hour}::timestamptz` : sql``}
      ${own ? sql`and (o.path <@ any(${own.paths}::ltree[]) or p.organisation_path <@ any(${own.paths}::ltree[]) or p.leader_id = ${own.personId})` : sql``}
      ${query.after ? sql`and k.id > ${query.after}::uuid` : sql``}
    order by k.id limit ${limit + 1}`.execute(executor)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}
