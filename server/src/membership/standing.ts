import { type RawBuilder, sql } from 'kysely'
import { registerStanding } from '../kernel/identity/index.ts'

/** Full and probationary members act as members of their branch, whether or not somebody wrote a duty for them. */
export const membershipDoors = (): (() => void)[] => [
  registerStanding(
    () => sql`select m.id, 'member' as role, m.branch_id as organisation_id from party_members m
      where m.person_id = p.id and m.left_on is null and m.admitted_on is not null`,
  ),
]

/** Members who were given no duty, as rows `id`, `person_id`, `organisation_id`, `active_from`. */
export const membersWithoutDuty = (at: Date): RawBuilder<unknown> => sql`
  select m.id, m.person_id, m.branch_id as organisation_id, m.admitted_on::timestamptz as active_from from party_members m
  where m.left_on is null and m.admitted_on is not null and not exists (select 1 from duties g
    where g.person_id = m.person_id and g.active_from <= ${at} and (g.active_to is null or g.active_to > ${at}))`
