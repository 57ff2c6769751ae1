import { sql } from 'kysely'
import { recordLook } from '../kernel/audit/index.ts'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, requireReach, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { maskedPhone } from '../territory/index.ts'
import type { FeedbackContent } from './feedback.ts'
import { iso, takenSince } from './member-view.ts'
import { belonging } from './party.ts'
import { dueOf, quarterBefore, spanOf } from './rules.ts'

const pageLength = 50

const within = (actor: Actor) =>
  scopePredicate(actor, 'service.read', {
    organisationId: sql`r.community_id`,
    organisationPath: sql`r.community_path`,
    areaPath: sql`null::ltree`,
  })

/** Who reported in with one's community. A street sees numbers alone, so names are for those who confirm. */
export async function registrationsOf(
  house: House,
  actor: Actor,
  filter: { kind: 'unit' | 'member'; state: 'proposed' | 'confirmed'; community?: string; after?: string },
) {
  const rules = await house.rulesNow()
  const confirming = scopePredicate(actor, 'reporting.confirm', {
    organisationId: sql`r.community_id`,
    organisationPath: sql`r.community_path`,
    areaPath: sql`null::ltree`,
  })
  const { rows } = await sql<{
    id: string
    kind: 'unit' | 'member'
    name: string | null
    organisationId: string
    organisation: string
    communityId: string
    community: string
    phone: string | null
    state: string
    by: 'self' | 'branch' | 'community'
    proposedAt: Date
    decidedAt: Date | null
    evaluated: string | null
  }>`
    select r.id, r.kind, p.name, r.organisation_id as "organisationId", u.name as organisation, r.community_id as "communityId",
      o.name as community, coalesce(p.phone, r.contact_phone) as phone, r.state, r.proposed_as as by, r.proposed_at as "proposedAt",
      r.decided_at as "decidedAt", e.grade as evaluated
    from registrations r join organisations o on o.id = r.community_id join organisations u on u.id = r.organisation_id
    left join people p on p.id = r.person_id
    left join registration_evaluations e on e.registration_id = r.id and e.direction = 'of_reporter' and e.year = ${yearOf(house)}
    where ${confirming} and r.kind = ${filter.kind} and r.state = ${filter.state}
      ${filter.community ? sql`and r.community_id = ${filter.community}` : sql``}
      ${filter.after ? sql`and r.id > ${filter.after}::uuid` : sql``}
    order by r.id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  return {
    items: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.kind === 'unit' ? row.organisation : (row.name ?? ''),
      organisation: { id: row.organisationId, name: row.organisation },
      community: { id: row.communityId, name: row.community },
      phone: maskedPhone(row.phone),
      state: row.state,
      by: row.by,
      proposed_at: row.proposedAt.toISOString(),
      decided_at: iso(row.decidedAt),
      evaluated: row.evaluated,
      may_decide: row.state === 'proposed',
    })),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
    grades: rules.reporting_grades.map(({ id, zh, en }) => ({ id, zh, en })),
  }
}

export const yearOf = (house: House): number => Number(shanghaiDate(house.now()).slice(0, 4))

/** A member's number whole, for the community that they reported in with; the look is kept. */
export async function lookAtPhone(house: House, actor: Actor, id: string, reason: string) {
  const { rows } = await sql<{
    personId: string | null
    name: string | null
    phone: string | null
    communityId: string
  }>`
    select r.person_id as "personId", coalesce(p.name, r.contact_name) as name, coalesce(p.phone, r.contact_phone) as phone,
      r.community_id as "communityId"
    from registrations r left join people p on p.id = r.person_id
    where r.id = ${id} and r.state in ('proposed', 'confirmed')`.execute(house.db)
  const found = rows[0]
  if (!found) throw new Problem('not_found', { zh: '没有这项报到', en: 'There is no such registration' })
  const look = { actor, action: 'member.contact_seen', subjectId: found.personId, reason }
  if (!dutyReaching(actor, 'reporting.confirm', { organisationId: found.communityId })) {
    await recordLook(house.db, { ...look, outcome: 'refused' })
    requireReach(actor, 'reporting.confirm', { organisationId: found.communityId })
  }
  await recordLook(house.db, { ...look, outcome: 'done' })
  return { name: found.name ?? '', phone: found.phone }
}

/** Numbers by community, on the map at the middle of the community: never where anybody lives. */
export async function countsByCommunity(house: House, actor: Actor, after: string | undefined) {
  const monthFrom = new Date(`${shanghaiDate(house.now()).slice(0, 7)}-01T00:00:00+08:00`)
  const { rows } = await sql<{
    id: string
    name: string
    area: string
    members: number
    units: number
    waiting: number
    openCalls: number
    callsThisMonth: number
    lat: number | null
    lng: number | null
  }>`
    with r as (select o.id as community_id, o.path as community_path, o.name, o.area_id, a.name as area
      from organisations o join areas a on a.id = o.area_id
      where o.kind = 'community_committee' and o.active_to is null ${after ? sql`and o.id > ${after}::uuid` : sql``})
    select r.community_id as id, r.name, r.area,
      (select count(*)::int from registrations g where g.community_id = r.community_id and g.kind = 'member' and g.state = 'confirmed') as members,
      (select count(*)::int from registrations g where g.community_id = r.community_id and g.kind = 'unit' and g.state = 'confirmed') as units,
      (select count(*)::int from registrations g where g.community_id = r.community_id and g.kind in ('member', 'unit') and g.state = 'proposed') as waiting,
      (select count(*)::int from service_calls c where c.community_id = r.community_id and c.state = 'open') as "openCalls",
      (select count(*)::int from service_calls c where c.community_id = r.community_id and c.starts_at >= ${monthFrom}
        and c.starts_at < ${monthFrom}::timestamptz + interval '1 month' and c.state <> 'cancelled') as "callsThisMonth",
      m.lat, m.lng
    from r left join lateral (
      select (min(((box(s.outline))[1])[1]) + max(((box(s.outline))[0])[1])) / 2 as lat, (min(((box(s.outline))[1])[0]) + max(((box(s.outline))[0])[0])) / 2 as lng
      from area_shapes s where s.area_id = r.area_id and s.valid_to is null) m on true
    where ${within(actor)} order by r.community_id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  return {
    items: page.map(({ id, name, openCalls, callsThisMonth, ...row }) => ({
      community: { id, name },
      ...row,
      open_calls: openCalls,
      calls_this_month: callsThisMonth,
    })),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
  }
}

const ofBranches = (actor: Actor) =>
  scopePredicate(actor, 'reporting.branch', {
    organisationId: sql`o.id`,
    organisationPath: sql`o.path`,
    areaPath: sql`null::ltree`,
  })

/** The branch's own members: reported in or not, and what is due. In the order of their ids, which says nothing of them. */
export async function branchMembers(house: House, actor: Actor, after: string | undefined) {
  const { reporting_in: rule } = await house.rulesNow()
  const span = spanOf(shanghaiDate(house.now()), rule.every)
  const { rows } = await sql<{
    personId: string
    name: string
    branchId: string
    branch: string
    community: string | null
    state: string | null
    taken: number
    isRegistered: boolean
  }>`
    select distinct on (p.id) p.id as "personId", p.name, o.id as "branchId", o.name as branch, reg.community, reg.state,
      ${takenSince(sql`p.id`, span.from)} as taken,
      exists (select 1 from registrations g where g.person_id = p.id and g.kind = 'member' and g.state = 'confirmed') as "isRegistered"
    from ${belonging(house.now())} d join organisations o on o.id = d.organisation_id join people p on p.id = d.person_id
    left join lateral (select c.name as community, g.state from registrations g join organisations c on c.id = g.community_id
      where g.person_id = p.id and g.kind = 'member' and g.state in ('proposed', 'confirmed')
      order by g.state = 'proposed' desc limit 1) reg on true
    where p.erased_at is null and ${ofBranches(actor)} ${after ? sql`and p.id > ${after}::uuid` : sql``}
    order by p.id, o.id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  return {
    items: page.map((row) => ({
      person: { id: row.personId, name: row.name },
      branch: { id: row.branchId, name: row.branch },
      registration: row.community && row.state ? { community: row.community, state: row.state } : null,
      due: dueOf(rule, row),
    })),
    next: rows.length > pageLength ? (page.at(-1)?.personId ?? null) : null,
    rule: {
      at_least: rule.at_least,
      every: rule.every,
      until: span.to,
      source: rule.source,
      unverified: rule.unverified ?? false,
    },
  }
}

/** What went to the branch about a quarter; before it went only its member sees it. */
export async function branchFeedback(
  house: House,
  actor: Actor,
  filter: { quarter?: string; after?: string },
) {
  const quarter = filter.quarter ?? quarterBefore(shanghaiDate(house.now())).name
  const { rows } = await sql<{ id: string; person: string | null; branch: string; content: FeedbackContent }>`
    select f.id, p.name as person, o.name as branch, f.content
    from service_feedback f join organisations o on o.id = f.branch_id left join people p on p.id = f.person_id
    where ${ofBranches(actor)} and f.quarter = ${quarter} and f.sent_at is not null
      ${filter.after ? sql`and f.id > ${filter.after}::uuid` : sql``}
    order by f.id limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  return {
    quarter,
    items: page.map(({ person, branch, content }) => ({ person, branch, content })),
    next: rows.length > pageLength ? (page.at(-1)?.id ?? null) : null,
  }
}
