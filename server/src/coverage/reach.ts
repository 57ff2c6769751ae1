import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'

/**
 * The actor with each duty reaching over the area that its organisation serves, where the duty names none: a unit that
 * nobody has in care yet belongs to no organisation, only to a place.
 */
export async function withAreas(house: House, actor: Actor): Promise<Actor> {
  const without = actor.duties.filter(({ areaPath }) => areaPath === null)
  if (without.length === 0) return actor
  const { rows } = await sql<{ id: string; areaId: string; areaPath: string }>`
    select o.id, a.id as "areaId", a.path::text as "areaPath" from organisations o join areas a on a.id = o.area_id
    where o.id = any(${without.map(({ organisationId }) => organisationId)}::uuid[])`.execute(house.db)
  const served = new Map(rows.map(({ id, ...area }) => [id, area]))
  return {
    ...actor,
    duties: actor.duties.map((duty) =>
      duty.areaPath === null ? { ...duty, ...served.get(duty.organisationId) } : duty,
    ),
  }
}
