import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type Actor, dutiesFor, requireAction, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'

/** Which matters an actor may read: theirs by duty, and those their organisation had a hand in. */
export function readable(actor: Actor): RawBuilder<boolean> {
  const scope = scopePredicate(actor, 'matter.read', {
    organisationId: sql`m.owner_id`,
    organisationPath: sql`m.owner_path`,
    areaPath: sql`m.area_path`,
  })
  const organisations = dutiesFor(actor, 'matter.read')
    .filter(({ reach }) => reach !== 'area')
    .map(({ duty }) => duty.organisationId)
  const own = actor.personId ? sql<boolean>` or m.handler_id = ${actor.personId}::uuid` : sql``
  if (organisations.length === 0) return sql<boolean>`(${scope}${own})`
  return sql<boolean>`(${scope}${own} or exists (select 1 from matter_hands h where h.matter_id = m.id and h.organisation_id = any(${organisations}::uuid[]))
    or exists (select 1 from matters p where p.id = m.parent_id and p.owner_id = any(${organisations}::uuid[]))
    or m.proposal->>'to' = any(${organisations}::text[]))`
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
