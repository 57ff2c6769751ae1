import { type RawBuilder, sql } from 'kysely'
import { type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { membersWithoutDuty } from '../membership/index.ts'

const takers = (Object.keys(roles) as Role[]).filter(
  (role) => reachOf(role, 'mobilisation.take') !== undefined,
)

/**
 * Everybody who may take a place, as rows `id`, `person_id`, `organisation_id`, `active_from`, `of_register`: on duty at a time, and
 * members of the party whom nobody gave a duty, in their branch. Of these `of_register` says so: they stand in the register alone.
 */
export const hands = (at: Date): RawBuilder<unknown> => sql`(
  select d.id, d.person_id, d.organisation_id, d.active_from, false as of_register from duties d
  where d.role = any(${takers}) and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at})
  union all select m.*, true from (${membersWithoutDuty(at)}) m)`
