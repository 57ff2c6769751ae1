import { sql } from 'kysely'
import type { Static } from 'typebox'
import { recordLook } from '../kernel/audit/index.ts'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, requireReach, roles } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { addMonths, monthOf } from './days.ts'
import { getMember, type Member, memberSubject } from './members.ts'
import { getPartyOrganisation, subjectOf } from './organisations.ts'
import { alertsOf, earliestFull, type SizeFinding, sizeFindings, stages, termState } from './rules.ts'
import type { AlertShown, MemberDetail, MemberPage, Mine, OrganisationDetail } from './schemas.ts'
import { committeeOf, groupsOf } from './store.ts'

const pageLength = 50

export const sizeWords: Record<SizeFinding, (rules: Rules) => { zh: string; en: string }> = {
  below_minimum: ({ branch_size: size }) => ({
    zh: `正式党员不足 ${size.min_full_members} 人，应与邻近单位组成联合党支部`,
    en: `Fewer than ${size.min_full_members} full members: it should join with others`,
  }),
  above_usual: ({ branch_size: size }) => ({
    zh: `党员超过 ${size.usual_max_members} 人，一般应当分设`,
    en: `More than ${size.usual_max_members} members: it should usually be divided`,
  }),
  too_many_units: ({ branch_size: size }) => ({
    zh: `联合单位超过 ${size.joint_max_units} 个`,
    en: `More than ${size.joint_max_units} units share it`,
  }),
  wants_committee: ({ branch_size: size }) => ({
    zh: `正式党员满 ${size.committee_from_full_members} 人，应设支部委员会（${size.committee_min} 至 ${size.committee_usual_max} 人）`,
    en: `With ${size.committee_from_full_members} full members it has a committee of ${size.committee_min} to ${size.committee_usual_max}`,
  }),
  committee_size: ({ branch_size: size }) => ({
    zh: `支部委员会超过 ${size.committee_max} 人`,
    en: `Its committee has more than ${size.committee_max} members`,
  }),
  outlived: () => ({ zh: '临时党支部期限已过，应当撤销', en: 'A temporary branch whose time is over' }),
}

function alertsShown(
  member: Pick<Member, 'stage' | 'watchedFrom' | 'lastDuesMonth' | 'lastActivityOn' | 'lastWorkOn'>,
  rules: Rules,
  today: string,
): Static<typeof AlertShown>[] {
  return alertsOf(member, rules, today).map(({ silence, months, rule }) => ({
    silence,
    months,
    level: rule.level,
    rule: { zh: rule.zh, en: rule.en, source: rule.source, unverified: rule.unverified ?? false },
  }))
}

/** A page of a branch's roll, in the order of the members' ids. Each is a recorded look. */
export async function memberPage(
  house: House,
  actor: Actor,
  branchId: string,
  {
    stage,
    group,
    after,
  }: { stage?: string | undefined; group?: string | undefined; after?: string | undefined },
): Promise<Static<typeof MemberPage>> {
  const branch = await getPartyOrganisation(house.db, branchId)
  requireReach(actor, 'membership.read', subjectOf(branch))
  await recordLook(house.db, { actor, action: 'membership.read', subjectId: branchId, outcome: 'done' })
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  const { rows } = await sql<Member & { groupName: string | null }>`
    select m.id, p.name, m.stage, m.group_id as "groupId", g.name as "groupName", m.away_to as "awayTo", m.watched_from as "watchedFrom",
      m.last_dues_month as "lastDuesMonth", m.last_activity_on as "lastActivityOn", m.last_work_on as "lastWorkOn", m.version
    from party_members m join people p on p.id = m.person_id left join organisations g on g.id = m.group_id
    where m.branch_id = ${branchId} and m.left_on is null ${stage ? sql`and m.stage = ${stage}` : sql``}
      ${group ? sql`and m.group_id = ${group}` : sql``} ${after ? sql`and m.id > ${after}::uuid` : sql``}
    order by m.id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  return {
    items: page.map((member) => ({
      id: member.id,
      name: member.name,
      stage: member.stage,
      group: member.groupId ? { id: member.groupId, name: member.groupName ?? '' } : null,
      away_to: member.awayTo,
      dues_until: member.lastDuesMonth?.slice(0, 7) ?? null,
      alerts: alertsShown(member, rules, today),
      version: member.version,
    })),
    next: rows.length > pageLength ? page.at(-1)!.id : null,
  }
}

/** All that is kept of one member, for those who answer for the branch. Each is a recorded look. */
export async function memberDetail(
  house: House,
  actor: Actor,
  id: string,
): Promise<Static<typeof MemberDetail>> {
  const member = await getMember(house.db, id)
  requireReach(actor, 'membership.read', memberSubject(member))
  await recordLook(house.db, {
    actor,
    action: 'membership.read',
    subjectId: member.personId,
    outcome: 'done',
  })
  const rules = await house.rulesNow()
  const { rows } = await sql<{
    branch: string | null
    group: string | null
    community: string | null
    dues: string[]
    periods: { branch: { id: string; name: string }; from: string; until: string | null }[]
    transfer: { id: string; to: string; elsewhere: boolean } | null
  }>`
    select (select name from organisations where id = m.branch_id) as branch, (select name from organisations where id = m.group_id) as group,
      (select name from areas where id = m.community_id) as community,
      array(select to_char(month, 'YYYY-MM') from party_dues d where d.person_id = m.person_id order by month desc limit 24) as dues,
      (select jsonb_agg(jsonb_build_object('branch', jsonb_build_object('id', o.id, 'name', o.name), 'from', s.from_day, 'until', s.until_day)
        order by s.from_day desc) from party_memberships s join organisations o on o.id = s.branch_id where s.person_id = m.person_id) as periods,
      (select jsonb_build_object('id', t.id, 'to', coalesce(o.name, t.elsewhere), 'elsewhere', t.elsewhere is not null)
        from party_transfers t left join organisations o on o.id = t.to_branch_id
        where t.person_id = m.person_id and t.state = 'proposed') as transfer
    from party_members m where m.id = ${id}`.execute(house.db)
  const more = rows[0]!
  const education = rules.education_levels.find((level) => level.id === member.education)
  return {
    id,
    name: member.name,
    version: member.version,
    stage: member.stage,
    branch: member.branchId ? { id: member.branchId, name: more.branch! } : null,
    group: member.groupId ? { id: member.groupId, name: more.group! } : null,
    applied_on: member.appliedOn,
    activist_on: member.activistOn,
    prospect_on: member.prospectOn,
    admitted_on: member.admittedOn,
    full_on: member.fullOn,
    earliest_full: member.stage === 'probationary' ? earliestFull(member.admittedOn!, rules) : null,
    unit: member.unit,
    community: member.communityId ? { id: member.communityId, name: more.community! } : null,
    birth_year: member.birthYear,
    education: education ? { id: education.id, zh: education.zh, en: education.en } : null,
    away_to: member.awayTo,
    away_since: member.awaySince,
    dues: more.dues,
    last_activity_on: member.lastActivityOn,
    left_on: member.leftOn,
    alerts: member.leftOn ? [] : alertsShown(member, rules, shanghaiDate(house.now())),
    periods: more.periods ?? [],
    transfer: more.transfer,
    may_change:
      member.leftOn === null && dutyReaching(actor, 'membership.write', memberSubject(member)) !== undefined,
  }
}

/** What a party organisation is, without a name but those of its officers. */
export async function organisationDetail(
  house: House,
  actor: Actor,
  id: string,
): Promise<Static<typeof OrganisationDetail>> {
  const organisation = await getPartyOrganisation(house.db, id)
  const subject = subjectOf(organisation)
  requireReach(actor, 'party.read', subject)
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  const [officers, groups, { rows }] = await Promise.all([
    committeeOf(house.db, id, house.now()),
    groupsOf(house.db, id),
    sql<{
      full: number
      probationary: number
      coming: number
      away: number
      units: string[]
      parent: string | null
      area: string | null
    }>`
      select count(m.id) filter (where m.stage = 'full') as full, count(m.id) filter (where m.stage = 'probationary') as probationary,
        count(m.id) filter (where m.stage in ('applicant', 'activist', 'prospect')) as coming,
        count(m.id) filter (where m.away_to is not null) as away,
        array(select name from party_branch_units where organisation_id = ${id} order by name) as units,
        (select p.name from organisations o join organisations p on p.id = o.parent_id where o.id = ${id}) as parent,
        (select a.name from organisations o join areas a on a.id = o.area_id where o.id = ${id}) as area
      from party_members m where m.branch_id = ${id} and m.left_on is null`.execute(house.db),
  ])
  const { units, parent, area, ...members } = rows[0]!
  const kind = rules.party_kinds.find((row) => row.id === organisation.kind)
  const where = organisation.inCommunity ? 'village_or_community' : 'elsewhere'
  const findings =
    organisation.form === 'branch'
      ? sizeFindings(
          {
            type: organisation.type,
            full: members.full,
            probationary: members.probationary,
            units: units.length,
            committee: officers.length,
            standsUntil: organisation.standsUntil,
          },
          rules.branch_size,
          today,
        )
      : []
  return {
    id,
    name: organisation.name,
    kind: { id: organisation.kind, zh: kind?.zh ?? organisation.kind, en: kind?.en ?? organisation.kind },
    form: organisation.form,
    type: organisation.type,
    version: organisation.version,
    parent: organisation.parentId ? { id: organisation.parentId, name: parent ?? '' } : null,
    area: organisation.areaId ? { id: organisation.areaId, name: area ?? '' } : null,
    founded_on: organisation.foundedOn,
    term_from: organisation.termFrom,
    term_until: organisation.termUntil,
    term: termState(organisation.termUntil, today, rules),
    term_years: rules.branch_terms.find((row) => row.where === where)!.years,
    committee_seats: organisation.committeeSeats,
    purpose: organisation.purpose,
    stands_until: organisation.standsUntil,
    units,
    officers: officers.map(({ name, role, since }) => ({
      name,
      role: roles[role],
      since: shanghaiDate(since),
    })),
    groups: groups.map((group) => ({ id: group.id, name: group.name })),
    members,
    size: findings.map((finding) => ({
      id: finding,
      ...sizeWords[finding](rules),
      source: rules.branch_size.source,
    })),
    may_write: dutyReaching(actor, 'party.write', subject) !== undefined,
    may_read_members:
      organisation.form === 'branch' && dutyReaching(actor, 'membership.read', subject) !== undefined,
    may_change_members:
      organisation.form === 'branch' && dutyReaching(actor, 'membership.write', subject) !== undefined,
  }
}

/** The member's own entry: what the house keeps of them as a member, and dues to remember. */
export async function ownMembership(house: House, actor: Actor): Promise<Static<typeof Mine>> {
  const rules = await house.rulesNow()
  const today = shanghaiDate(house.now())
  const { rows } = await sql<{ id: string; branch: string; group: string | null }>`
    select m.id, o.name as branch, g.name as group from party_members m join organisations o on o.id = m.branch_id
    left join organisations g on g.id = m.group_id where m.person_id = ${actor.personId} and m.left_on is null`.execute(
    house.db,
  )
  const dues = rules.dues.map((row) => ({
    zh: row.zh,
    en: row.en,
    over_yuan: row.over_yuan,
    up_to_yuan: row.up_to_yuan ?? null,
    percent: row.percent,
    source: row.source,
    unverified: row.unverified ?? false,
  }))
  if (!rows[0]) return { member: null, dues }
  const member = await getMember(house.db, rows[0].id)
  const officers = await committeeOf(house.db, member.branchId!, house.now())
  return {
    member: {
      name: member.name,
      branch: { id: member.branchId!, name: rows[0].branch },
      group: member.groupId ? { id: member.groupId, name: rows[0].group! } : null,
      stage: stages[member.stage],
      admitted_on: member.admittedOn,
      full_on: member.fullOn,
      away_to: member.awayTo,
      secretary: officers.find(({ role }) => role === 'secretary')?.name ?? null,
      dues_until: member.lastDuesMonth?.slice(0, 7) ?? null,
      dues_open: member.admittedOn ? await openMonths(house, member, today) : [],
    },
    dues,
  }
}

/** Months from when the house watches to this one for which dues are not settled, a year back at most. */
async function openMonths(house: House, member: Member, today: string): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select to_char(month, 'YYYY-MM') as month
    from generate_series(greatest(${monthOf(member.watchedFrom)}::date, ${addMonths(monthOf(today), -11)}::date), ${monthOf(today)}::date, interval '1 month') as month
    where not exists (select 1 from party_dues d where d.person_id = ${member.personId} and d.month = month::date)
    order by 1`.execute(house.db)
  return rows.map(({ month }) => month)
}
