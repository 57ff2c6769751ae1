import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'

/** Duties that make somebody a member of an organisation of the party. */
const partyRoles = ['member', 'secretary', 'deputy_secretary', 'committee_member']

/** The branch in which this person is a member. */
export const branchOf = (actor: Actor): Duty | undefined =>
  actor.duties.find(({ role }) => partyRoles.includes(role))

/** @throws Problem `permission.denied` for those who are nobody's member */
export function requireMember(actor: Actor): { personId: string; branch: Duty } {
  const branch = branchOf(actor)
  if (!actor.personId || !branch) throw new Problem('permission.denied')
  return { personId: actor.personId, branch }
}

/**
 * Who belongs to which branch now, as rows `person_id`, `organisation_id`: full and probationary members of the register,
 * and until somebody stands in it, where their duty is. A person stands in it once for each.
 */
export const belonging = (at: Date): RawBuilder<unknown> => sql`(
  select m.person_id, m.branch_id as organisation_id from party_members m where m.left_on is null and m.admitted_on is not null
  union all
  select d.person_id, d.organisation_id from duties d where d.role = any(${partyRoles}) and d.active_from <= ${at}
    and (d.active_to is null or d.active_to > ${at})
    and not exists (select 1 from party_members m where m.person_id = d.person_id and m.left_on is null))`

/** Who answers for a branch: hears what goes to it. */
export async function secretariesOf(executor: Executor, branchId: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct d.person_id as id from duties d where d.organisation_id = ${branchId}
      and d.role in ('secretary', 'deputy_secretary') and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})`.execute(
    executor,
  )
  return rows.map(({ id }) => id)
}

/** Who receives what comes to a community. */
export async function clerksOf(executor: Executor, communityId: string, at: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct d.person_id as id from duties d where d.organisation_id = ${communityId}
      and d.role = 'community_clerk' and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})`.execute(
    executor,
  )
  return rows.map(({ id }) => id)
}

export interface Community {
  id: string
  name: string
  path: string
  areaId: string
  areaPath: string
}

/** @throws Problem `not_found` */
export async function getCommunity(executor: Executor, id: string): Promise<Community> {
  const { rows } = await sql<Community>`
    select o.id, o.name, o.path::text as path, a.id as "areaId", a.path::text as "areaPath"
    from organisations o join areas a on a.id = o.area_id
    where o.id = ${id} and o.kind = 'community_committee' and o.active_to is null`.execute(executor)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这个社区', en: 'There is no such community' })
  return rows[0]
}

/** Communities by a part of their name, twenty at most. */
export async function findCommunities(
  executor: Executor,
  words: string,
): Promise<{ id: string; name: string; above: string | null }[]> {
  const { rows } = await sql<{ id: string; name: string; above: string | null }>`
    select o.id, o.name, up.name as above from organisations o left join organisations up on up.id = o.parent_id
    where o.kind = 'community_committee' and o.active_to is null
      and o.name ilike ${`%${words.replace(/[\\%_]/g, '\\$&')}%`} order by o.name, o.id limit 20`.execute(
    executor,
  )
  return rows
}
