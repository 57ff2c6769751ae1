import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { Actor, Duty } from '../permissions/index.ts'

/** The duties in force of a person `p` with the day on which each ends, as one JSON value. */
export const dutiesInForce = (now: Date): RawBuilder<unknown> => sql`coalesce((
  select jsonb_agg(jsonb_build_object(
    'id', d.id, 'role', d.role, 'organisationId', o.id, 'organisationName', o.name,
    'organisationKind', o.kind, 'organisationPath', o.path::text,
    'areaId', d.area_id, 'areaPath', ar.path::text, 'activeTo', d.active_to) order by d.active_from, d.id)
  from duties d join organisations o on o.id = d.organisation_id left join areas ar on ar.id = d.area_id
  where d.person_id = p.id and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
), '[]')`

/**
 * Somebody with the duties that they hold now, for what they decided earlier and is done today without them.
 * Undefined where they are no more.
 */
export async function actorLater(
  executor: Executor,
  personId: string,
  now: Date,
): Promise<Actor | undefined> {
  const { rows } = await sql<{ name: string; duties: (Duty & { activeTo: string | null })[] }>`
    select p.name, ${dutiesInForce(now)} as duties from people p where p.id = ${personId} and p.erased_at is null`.execute(
    executor,
  )
  const found = rows[0]
  if (!found) return undefined
  return {
    kind: found.duties.length > 0 ? 'staff' : 'resident',
    personId,
    userId: null,
    name: found.name,
    sessionId: null,
    duties: found.duties.map(({ activeTo: _, ...duty }) => duty),
  }
}
