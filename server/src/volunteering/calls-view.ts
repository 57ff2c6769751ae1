import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import {
  type Actor,
  dutiesFor,
  dutyReaching,
  requireReach,
  scopePredicate,
} from '../kernel/permissions/index.ts'
import { type OfferedSkills, offeredSkills } from '../territory/index.ts'
import { type Call, callColumns, findCall, noCall } from './calls.ts'
import { callRow, iso, signInFrom, skillWords } from './member-view.ts'

const pageLength = 30

const within = (actor: Actor) =>
  scopePredicate(actor, 'service.read', {
    organisationId: sql`c.community_id`,
    organisationPath: sql`c.community_path`,
    areaPath: sql`null::ltree`,
  })

/** Calls of one's community, or of those below, the latest first. */
export async function callsOf(
  house: House,
  actor: Actor,
  filter: { community?: string; state?: string; cursor?: string },
) {
  const after = filter.cursor ? readCursor(filter.cursor) : null
  const { rows } = await sql<Call & { came: number; mark: string }>`
    select ${callColumns}, c.starts_at::text as mark,
      (select count(*)::int from service_answers a where a.call_id = c.id and a.signed_in_at is not null) as came
    from service_calls c join organisations o on o.id = c.community_id
    where ${within(actor)}
      ${filter.community ? sql`and c.community_id = ${filter.community}` : sql``}
      ${filter.state ? sql`and c.state = ${filter.state}` : sql``}
      ${after ? sql`and (c.starts_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by c.starts_at desc, c.id desc limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  const last = page.at(-1)
  return {
    items: page.map((call) => ({ ...callRow(call), came: call.came })),
    next: rows.length > pageLength && last ? cursorOf({ at: last.mark, id: last.id }) : null,
  }
}

interface Coming {
  id: string
  personId: string | null
  name: string | null
  answer: 'asked' | 'yes' | 'waiting' | 'no'
  signedInAt: Date | null
  signedOutAt: Date | null
}

/** One call with who comes. Of those who cannot, a number and what they wrote; who they are is nobody's business here. */
export async function callDetail(house: House, actor: Actor, id: string) {
  const call = await findCall(house.db, id)
  if (!call) throw noCall()
  requireReach(actor, 'service.read', {
    organisationId: call.communityId,
    organisationPath: call.communityPath,
  })
  const mayCall = dutyReaching(actor, 'service.call', { organisationId: call.communityId }) !== undefined
  const [rules, { rows: people }, { rows: counted }, { rows: said }, { rows: named }] = await Promise.all([
    house.rulesNow(),
    sql<Coming>`
      select a.id, a.person_id as "personId", p.name, a.answer, a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt"
      from service_answers a left join people p on p.id = a.person_id
      where a.call_id = ${id} and a.answer in ('yes', 'waiting') order by a.answer desc, a.answered_at, a.id limit 1000`.execute(
      house.db,
    ),
    sql<{ asked: number; no: number; waiting: number; came: number }>`
      select count(*)::int as asked, count(*) filter (where answer = 'no')::int as no, count(*) filter (where answer = 'waiting')::int as waiting,
        count(*) filter (where signed_in_at is not null)::int as came from service_answers where call_id = ${id}`.execute(
      house.db,
    ),
    sql<{ reason: string }>`
      select reason from service_answers where call_id = ${id} and answer = 'no' and reason is not null order by answered_at limit 100`.execute(
      house.db,
    ),
    sql<{ words: string }>`
      select o.name || '：' || d.words as words from unit_duties d join registrations r on r.id = d.registration_id
      join organisations o on o.id = r.organisation_id where d.id = ${call.dutyId}`.execute(house.db),
  ])
  const offered = mayCall
    ? await offeredSkills(
        house.db,
        people.flatMap(({ personId }) => (personId ? [personId] : [])),
        shanghaiDate(house.now()),
      )
    : new Map<string, OfferedSkills>()
  return {
    ...callRow(call),
    words: call.words,
    skills: skillWords(call.skills, rules),
    radius_km: call.radiusKm,
    communities: call.reached.length,
    dangerous: call.dangerous,
    insurance: call.insurance,
    reason: call.reason,
    called_at: call.calledAt.toISOString(),
    thanks: call.thanks,
    duty: named[0]?.words ?? null,
    counts: counted[0]!,
    reasons: said.map(({ reason }) => reason),
    // Whoever does not call sees numbers; those who come give their name to the caller.
    people: mayCall
      ? people.map((each) => ({
          id: each.id,
          name: each.name ?? '',
          answer: each.answer,
          skills: skillWords(
            call.skills.filter((skill) => offered.get(each.personId ?? '')?.skills.includes(skill)),
            rules,
          ),
          signed_in_at: iso(each.signedInAt),
          signed_out_at: iso(each.signedOutAt),
        }))
      : [],
    may_call: mayCall,
    sign_in_from: signInFrom(call, rules),
  }
}

export async function callForm(house: House, actor: Actor) {
  const rules = await house.rulesNow()
  const communities = [
    ...new Map(
      dutiesFor(actor, 'service.call').map(({ duty }) => [duty.organisationId, duty.organisationName]),
    ),
  ].map(([id, name]) => ({ id, name }))
  const { rows } = await sql<{ id: string; community_id: string; unit: string; words: string }>`
    select d.id, r.community_id, o.name as unit, d.words from registrations r join unit_duties d on d.registration_id = r.id
    join organisations o on o.id = r.organisation_id
    where r.community_id = any(${communities.map(({ id }) => id)}::uuid[]) and r.kind = 'unit' and r.state = 'confirmed' and d.state = 'agreed'
    order by d.due_on, d.id limit 100`.execute(house.db)
  return {
    skills: rules.skills.map(({ id, zh, en }) => ({ id, zh, en })),
    communities,
    duties: rows,
    longest_hours: rules.service_calls.longest_hours,
  }
}

/** Objections to records of one's own organisation that wait for an answer. */
export async function objectionsTo(house: House, actor: Actor) {
  const organisations = dutiesFor(actor, 'service.call').map(({ duty }) => duty.organisationId)
  const { rows } = await sql<{
    id: string
    person: string | null
    title: string
    startedAt: Date
    endedAt: Date
    minutes: number
    endedByHouse: boolean
    objection: string
    objectedAt: Date
  }>`
    select s.id, p.name as person, s.title, s.started_at as "startedAt", s.ended_at as "endedAt", s.minutes, s.ended_by_house as "endedByHouse",
      s.objection, s.objected_at as "objectedAt"
    from service_records s left join people p on p.id = s.person_id
    where s.organisation_id = any(${organisations}::uuid[]) and s.objection is not null and s.objection_answer is null
    order by s.objected_at, s.id limit 100`.execute(house.db)
  return {
    items: rows.map(({ startedAt, endedAt, endedByHouse, objectedAt, person, ...row }) => ({
      ...row,
      person: person ?? '',
      started_at: startedAt.toISOString(),
      ended_at: endedAt.toISOString(),
      ended_by_house: endedByHouse,
      objected_at: objectedAt.toISOString(),
    })),
  }
}
