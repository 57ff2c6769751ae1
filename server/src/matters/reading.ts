import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type Actor, dutiesFor, type Reach, requireAction } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'

/** How far an actor's reading reaches: everything, what concerns some organisations, a part of the territory. */
export interface ReadingScope {
  everything: boolean
  organisationIds: string[]
  /** Paths of the organisations whose subordinates' matters are theirs to see. */
  belowPaths: string[]
  areaPaths: string[]
  personId: string | null
}

/** The one place where the reach of `matter.read` becomes something to look up by. */
export function readingScope(actor: Actor): ReadingScope {
  const duties = dutiesFor(actor, 'matter.read')
  const of = (...reaches: Reach[]) =>
    duties.filter(({ reach }) => reaches.includes(reach)).map(({ duty }) => duty)
  return {
    everything: actor.kind === 'system' || duties.some(({ reach }) => reach === 'all'),
    organisationIds: of('own', 'below').map(({ organisationId }) => organisationId),
    belowPaths: of('below').map(({ organisationPath }) => organisationPath),
    areaPaths: of('area').flatMap(({ areaPath }) => areaPath ?? []),
    personId: actor.personId,
  }
}

/** The same as a predicate on `m`, for one matter or a few. */
export function readable(actor: Actor): RawBuilder<boolean> {
  const scope = readingScope(actor)
  if (scope.everything) return sql<boolean>`true`
  return sql<boolean>`(m.handler_id = ${scope.personId}::uuid or m.area_path <@ any(${scope.areaPaths}::ltree[])
    or exists (select 1 from matter_hands h where h.matter_id = m.id and h.organisation_id = any(${scope.organisationIds}::uuid[])))`
}

export async function mayRead(executor: Executor, actor: Actor, matterId: string): Promise<boolean> {
  if (dutiesFor(actor, 'matter.read').length === 0) return false
  const { rows } = await sql`select 1 from matters m where m.id = ${matterId} and ${readable(actor)}`.execute(
    executor,
  )
  return rows.length > 0
}

/** @throws Problem `identity.required`, `permission.denied`; `not_found` alike for what is missing and what is not theirs */
export async function requireReadable(executor: Executor, actor: Actor, matterId: string): Promise<void> {
  requireAction(actor, 'matter.read')
  if (!(await mayRead(executor, actor, matterId)))
    throw new Problem('not_found', {
      zh: '没有找到这件事项，或不在您的范围内',
      en: 'There is no such matter within your reach',
    })
}
