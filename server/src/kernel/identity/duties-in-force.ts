import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { Actor, Duty } from '../permissions/index.ts'

/** A duty as it is read; `given` where somebody gave it, rather than a register that makes the person act so. */
export type DutyInForce = Duty & { activeTo: string | null; given: boolean }

/** Rows `id`, `role`, `organisation_id` of what a person `p` is by a register, who was given no duty. */
type Standing = () => RawBuilder<unknown>

let standing: Standing | undefined

/** A register says in which role somebody acts to whom nobody gave a duty. @returns takes it back */
export function registerStanding(source: Standing): () => void {
  standing = source
  return () => {
    if (standing === source) standing = undefined
  }
}

const fromRegister = (): RawBuilder<unknown> =>
  standing
    ? sql`(
  select jsonb_agg(jsonb_build_object(
    'id', s.id, 'role', s.role, 'organisationId', o.id, 'organisationName', o.name, 'organisationKind', o.kind,
    'organisationPath', o.path::text, 'areaId', null, 'areaPath', null, 'activeTo', null, 'given', false))
  from (${standing()}) s join organisations o on o.id = s.organisation_id)`
    : sql`null::jsonb`

/**
 * The duties in force of a person `p` with the day on which each ends, as one JSON value; of whom was given none, what
 * a register makes them.
 */
export const dutiesInForce = (now: Date): RawBuilder<unknown> => sql`coalesce((
  select jsonb_agg(jsonb_build_object(
    'id', d.id, 'role', d.role, 'organisationId', o.id, 'organisationName', o.name,
    'organisationKind', o.kind, 'organisationPath', o.path::text,
    'areaId', d.area_id, 'areaPath', ar.path::text, 'activeTo', d.active_to, 'given', true) order by d.active_from, d.id)
  from duties d join organisations o on o.id = d.organisation_id left join areas ar on ar.id = d.area_id
  where d.person_id = p.id and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
), ${fromRegister()}, '[]')`

/** Staff are who was given a duty. Whoever a register makes act in a role stays a resident who may do that too. */
export const kindOf = (duties: readonly DutyInForce[]): 'staff' | 'resident' =>
  duties.some(({ given }) => given) ? 'staff' : 'resident'

export const asDuties = (duties: readonly DutyInForce[]): Duty[] =>
  duties.map(({ activeTo: _, given: __, ...duty }) => duty)

/**
 * Somebody with the duties that they hold now, for what they decided earlier and is done today without them.
 * Undefined where they are no more.
 */
export async function actorLater(
  executor: Executor,
  personId: string,
  now: Date,
): Promise<Actor | undefined> {
  const { rows } = await sql<{ name: string; duties: DutyInForce[] }>`
    select p.name, ${dutiesInForce(now)} as duties from people p where p.id = ${personId} and p.erased_at is null`.execute(
    executor,
  )
  const found = rows[0]
  if (!found) return undefined
  return {
    kind: kindOf(found.duties),
    personId,
    userId: null,
    name: found.name,
    sessionId: null,
    duties: asDuties(found.duties),
  }
}
