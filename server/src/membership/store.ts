import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { Stage } from './rules.ts'

export interface PartyOrganisation {
  id: string
  code: string
  name: string
  nameEn: string | null
  /** An id of the pack's `party_kinds`. */
  kind: string
  form: 'committee' | 'general_branch' | 'branch' | 'group'
  type: 'ordinary' | 'joint' | 'temporary' | 'mobile'
  parentId: string | null
  /** ltree text, root first. */
  path: string
  areaId: string | null
  areaPath: string | null
  inCommunity: boolean
  foundedOn: string | null
  termFrom: string | null
  /** The last day of the term. */
  termUntil: string | null
  committeeSeats: number | null
  purpose: string | null
  standsUntil: string | null
  version: number
  ended: boolean
}

export const partyOrganisationColumns = sql`o.id, o.code, o.name, o.name_en as "nameEn", o.kind, b.form, b.type, o.parent_id as "parentId",
  o.path::text as path, o.area_id as "areaId", b.area_path::text as "areaPath", b.in_community as "inCommunity", b.founded_on as "foundedOn",
  b.term_from as "termFrom", b.term_until as "termUntil", b.committee_seats as "committeeSeats", b.purpose,
  b.stands_until as "standsUntil", b.version, o.active_to is not null as ended`

/** Also one that has ended. */
export async function partyOrganisation(
  executor: Executor,
  id: string,
): Promise<PartyOrganisation | undefined> {
  const { rows } = await sql<PartyOrganisation>`
    select ${partyOrganisationColumns} from party_organisations b join organisations o on o.id = b.organisation_id
    where b.organisation_id = ${id}`.execute(executor)
  return rows[0]
}

/** Branches at or under an organisation of the party, in the order of their ids; `after` and `limit` page through them. */
export async function branchesBelow(
  executor: Executor,
  organisationId: string,
  page: { after?: string | null; limit?: number } = {},
): Promise<PartyOrganisation[]> {
  const { rows } = await sql<PartyOrganisation>`
    select ${partyOrganisationColumns} from party_organisations b join organisations o on o.id = b.organisation_id
    where b.path <@ (select path from organisations where id = ${organisationId}) and b.form = 'branch' and o.active_to is null
      ${page.after ? sql`and o.id > ${page.after}::uuid` : sql``}
    order by o.id ${page.limit ? sql`limit ${page.limit}` : sql``}`.execute(executor)
  return rows
}

/** The party groups of a branch. */
export async function groupsOf(executor: Executor, branchId: string): Promise<PartyOrganisation[]> {
  const { rows } = await sql<PartyOrganisation>`
    select ${partyOrganisationColumns} from organisations o join party_organisations b on b.organisation_id = o.id
    where o.parent_id = ${branchId} and b.form = 'group' and o.active_to is null order by o.code`.execute(
    executor,
  )
  return rows
}

export interface BranchMember {
  memberId: string
  personId: string
  name: string
  /** What they were on the day that was asked for. */
  stage: Stage
  groupId: string | null
  /** 流动党员: where they are now; null for those at home. */
  awayTo: string | null
}

const stageOnDay = (day: string) => sql<Stage>`case
  when m.full_on <= ${day}::date then 'full' when m.admitted_on <= ${day}::date then 'probationary'
  when m.prospect_on <= ${day}::date then 'prospect' when m.activist_on <= ${day}::date then 'activist' else 'applicant' end`

/**
 * Who belonged to a branch on a day, full and probationary members; with `all` also those on the way to becoming one.
 * Past days are answered as they were: who has moved since stands in their old branch.
 */
export async function membersOf(
  executor: Executor,
  branchId: string,
  onDay: string,
  { all = false }: { all?: boolean } = {},
): Promise<BranchMember[]> {
  const { rows } = await sql<BranchMember>`
    select m.id as "memberId", m.person_id as "personId", p.name, ${stageOnDay(onDay)} as stage,
      case when m.branch_id = ${branchId} then m.group_id end as "groupId", m.away_to as "awayTo"
    from party_memberships s join party_members m on m.person_id = s.person_id join people p on p.id = m.person_id
    where s.branch_id = ${branchId} and s.from_day <= ${onDay}::date and (s.until_day is null or s.until_day > ${onDay}::date)
      ${all ? sql`` : sql`and m.admitted_on <= ${onDay}::date`}
    order by p.name, m.id`.execute(executor)
  return rows
}

/** Who had the right to vote in a branch on a day: its full members (预备党员没有表决权). */
export async function votingMembersOf(
  executor: Executor,
  branchId: string,
  onDay: string,
): Promise<BranchMember[]> {
  return (await membersOf(executor, branchId, onDay)).filter(({ stage }) => stage === 'full')
}

export interface Membership {
  memberId: string
  personId: string
  branchId: string
  branchName: string
  branchPath: string
  groupId: string | null
  stage: Stage
  awayTo: string | null
}

/** The branch in which somebody is now, as a member or on the way to becoming one. */
export async function branchOf(executor: Executor, personId: string): Promise<Membership | undefined> {
  const { rows } = await sql<Membership>`
    select m.id as "memberId", m.person_id as "personId", m.branch_id as "branchId", o.name as "branchName",
      o.path::text as "branchPath", m.group_id as "groupId", m.stage, m.away_to as "awayTo"
    from party_members m join organisations o on o.id = m.branch_id
    where m.person_id = ${personId} and m.left_on is null`.execute(executor)
  return rows[0]
}

export interface Officer {
  personId: string
  name: string
  role: 'secretary' | 'deputy_secretary' | 'committee_member'
  since: Date
}

/** Secretary, deputies and committee members of a party organisation at an instant, from their duties. */
export async function committeeOf(executor: Executor, organisationId: string, at: Date): Promise<Officer[]> {
  const { rows } = await sql<Officer>`
    select distinct on (d.person_id) d.person_id as "personId", p.name, d.role, d.active_from as since
    from duties d join people p on p.id = d.person_id
    where d.organisation_id = ${organisationId} and d.role in ('secretary', 'deputy_secretary', 'committee_member')
      and d.active_from <= ${at} and (d.active_to is null or d.active_to > ${at}) and p.erased_at is null
    order by d.person_id, array_position(array['secretary', 'deputy_secretary', 'committee_member'], d.role)`.execute(
    executor,
  )
  const rank = { secretary: 0, deputy_secretary: 1, committee_member: 2 }
  return rows.sort((a, b) => rank[a.role] - rank[b.role] || a.since.getTime() - b.since.getTime())
}

export interface MemberFacts {
  personId: string
  stage: Stage
  birthYear: number | null
  /** An id of the pack's `education_levels`. */
  education: string | null
  admittedOn: string | null
}

/**
 * Year of birth and education of members, for counts over teams. Whoever shows them suppresses small groups, and
 * answers for who may see them.
 */
export async function memberFactsOf(executor: Executor, personIds: string[]): Promise<MemberFacts[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<MemberFacts>`
    select person_id as "personId", stage, birth_year as "birthYear", education, admitted_on as "admittedOn"
    from party_members where person_id = any(${personIds}::uuid[]) and left_on is null`.execute(executor)
  return rows
}

/** Branches that stand, by part of their name, in the order of their codes. */
export async function branchesNamed(executor: Executor, q: string): Promise<{ id: string; name: string }[]> {
  const words = q.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, o.name from organisations o join party_organisations b on b.organisation_id = o.id
    where b.form = 'branch' and o.active_to is null ${words ? sql`and o.name like ${`%${words}%`} and bigrams(o.name) @> bigrams(${q.trim()})` : sql``}
    order by o.code limit 30`.execute(executor)
  return rows
}
