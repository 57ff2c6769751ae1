import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'

export interface PostOnMap {
  id: string
  name: string
  address: string | null
  unit: string
  lng: number | null
  lat: number | null
  needed: number
  taken: number
  here: number
}

/**
 * Every post of a mobilisation with how it is filled, the largest gap first: over the shifts that begin at `starts`, else
 * over those that are not over. Posts without a spot stand in the table alone.
 */
export async function postsOnMap(
  executor: Executor,
  mobilisationId: string,
  { starts, now }: { starts?: string | undefined; now: Date },
): Promise<PostOnMap[]> {
  const { rows } = await sql<PostOnMap>`
    select p.id, p.name, p.address, o.name as unit, p.spot[0] as lng, p.spot[1] as lat,
      coalesce(sum(s.needed), 0)::int as needed, coalesce(sum(s.taken), 0)::int as taken,
      coalesce(sum((select count(*) from mobilisation_places k where k.shift_id = s.id and k.state = 'held'
        and k.signed_in_at is not null and k.signed_out_at is null)), 0)::int as here
    from mobilisation_posts p join organisations o on o.id = p.organisation_id
      left join mobilisation_shifts s on s.post_id = p.id
        and ${starts ? sql`s.starts_at = ${starts}::timestamptz` : sql`s.ends_at > ${now}`}
    where p.mobilisation_id = ${mobilisationId} group by p.id, o.name
    order by coalesce(sum(s.needed - s.taken), 0) desc, p.position`.execute(executor)
  return rows
}
