import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import type { Answer } from './answers.ts'
import { type Call, callColumns, noCall } from './calls.ts'
import { requireMember } from './party.ts'
import { dueOf, hoursOf, spanOf, startOf } from './rules.ts'

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function skillWords(ids: string[], rules: Rules) {
  const words = new Map(rules.skills.map(({ id, zh, en }) => [id, { id, zh, en }]))
  return ids.map((id) => words.get(id) ?? { id, zh: id, en: id })
}

export function gradeWords(id: string, rules: Rules) {
  const { zh, en } = rules.reporting_grades.find((grade) => grade.id === id) ?? { zh: id, en: id }
  return { zh, en }
}

export const callRow = (call: Call) => ({
  id: call.id,
  kind: call.kind,
  community: { id: call.communityId, name: call.communityName },
  title: call.title,
  place: call.place,
  starts_at: call.startsAt.toISOString(),
  ends_at: call.endsAt.toISOString(),
  wanted: call.wanted,
  taken: call.taken,
  state: call.state,
})

interface Standing {
  id: string
  communityId: string
  community: string
  state: 'proposed' | 'confirmed' | 'refused'
  byBranch: boolean
  reason: string | null
  at: Date
}

async function standingsOf(house: House, personId: string): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select r.id, r.community_id as "communityId", o.name as community, r.state, r.proposed_as = 'branch' as "byBranch", r.reason,
      case when r.state = 'proposed' then r.proposed_at else r.decided_at end as at
    from registrations r join organisations o on o.id = r.community_id
    where r.person_id = ${personId} and r.kind = 'member' and r.state in ('proposed', 'confirmed', 'refused')
    order by r.proposed_at desc limit 20`.execute(house.db)
  return rows
}

/** How often somebody took part since the span of the rules began. */
export const takenSince = (person: ReturnType<typeof sql>, from: string) => sql<number>`(
  select count(*)::int from service_records s where s.person_id = ${person} and s.started_at >= ${startOf(from)} and s.minutes > 0)`

async function dueFor(house: House, personId: string, isRegistered: boolean) {
  const { reporting_in: rule } = await house.rulesNow()
  const span = spanOf(shanghaiDate(house.now()), rule.every)
  const { rows } = await sql<{ taken: number }>`
    select ${takenSince(sql`${personId}::uuid`, span.from)} as taken`.execute(house.db)
  const { taken } = rows[0]!
  return {
    state: dueOf(rule, { isRegistered, taken }),
    at_least: rule.at_least,
    every: rule.every,
    taken,
    until: span.to,
    source: rule.source,
    unverified: rule.unverified ?? false,
  }
}

type MemberCallRow = Call & {
  answer: Answer['answer'] | null
  signedInAt: Date | null
  signedOutAt: Date | null
  myReason: string | null
  answerId: string | null
  waitingBefore: number
}

const withMine = (personId: string) => sql`
  select ${callColumns}, a.answer, a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt", a.reason as "myReason", a.id as "answerId",
    case when a.answer = 'waiting' then (select count(*)::int from service_answers w
      where w.call_id = c.id and w.answer = 'waiting' and (w.answered_at, w.id) < (a.answered_at, a.id)) else 0 end as "waitingBefore"
  from service_calls c join organisations o on o.id = c.community_id
  left join service_answers a on a.call_id = c.id and a.person_id = ${personId}`

export async function memberHome(house: House, actor: Actor) {
  const { personId } = requireMember(actor)
  const standings = await standingsOf(house, personId)
  const current = standings.find(({ state }) => state === 'confirmed')
  const asked = standings.find(({ state }) => state === 'proposed')
  // A refusal is shown until something else was asked for.
  const refused = standings[0]?.state === 'refused' ? standings[0] : undefined
  const { rows } = await sql<MemberCallRow>`
    ${withMine(personId)}
    where c.state = 'open' and c.ends_at > ${house.now()}
      and (c.reached @> ${current ? [current.communityId] : []}::uuid[] and ${current !== undefined} or a.id is not null)
    order by c.starts_at, c.id limit 60`.execute(house.db)
  const named = ({ communityId, community }: Standing) => ({ id: communityId, name: community })
  return {
    registration: current
      ? { id: current.id, community: named(current), since: current.at.toISOString() }
      : null,
    asked: asked
      ? {
          id: asked.id,
          community: named(asked),
          asked_at: asked.at.toISOString(),
          by_branch: asked.byBranch,
        }
      : null,
    refused: refused ? { community: named(refused), reason: refused.reason } : null,
    due: await dueFor(house, personId, current !== undefined),
    calls: rows.map((call) => ({
      ...callRow(call),
      answer: call.answer,
      signed_in: call.signedInAt !== null && call.signedOutAt === null,
    })),
  }
}

/** @throws Problem `not_found` for a call that does not reach this member */
export async function memberCall(house: House, actor: Actor, callId: string) {
  const { personId } = requireMember(actor)
  const { rows } = await sql<MemberCallRow>`
    ${withMine(personId)}
    where c.id = ${callId} and (a.id is not null or exists (select 1 from registrations r where r.person_id = ${personId}
      and r.kind = 'member' and r.state = 'confirmed' and r.community_id = any(c.reached)))`.execute(house.db)
  const call = rows[0]
  if (!call) throw noCall()
  const rules = await house.rulesNow()
  return {
    ...callRow(call),
    answer: call.answer,
    signed_in: call.signedInAt !== null && call.signedOutAt === null,
    words: call.words,
    lat: call.lat,
    lng: call.lng,
    skills: skillWords(call.skills, rules),
    dangerous: call.dangerous,
    insurance: call.insurance,
    reason: call.reason,
    my_reason: call.myReason,
    waiting_before: call.answer === 'waiting' ? call.waitingBefore : null,
    signed_in_at: iso(call.signedInAt),
    signed_out_at: iso(call.signedOutAt),
    sign_in_from: signInFrom(call, rules),
    thanks: call.signedInAt ? call.thanks : null,
  }
}

export const signInFrom = (call: Pick<Call, 'startsAt'>, rules: Rules): string =>
  new Date(call.startsAt.getTime() - rules.service_calls.sign_in_before_minutes * 60_000).toISOString()

const pageLength = 30

interface RecordRow {
  id: string
  title: string
  organisation: string
  source: 'call' | 'mobilisation'
  startedAt: Date
  mark: string
  endedAt: Date
  minutes: number
  endedByHouse: boolean
  objection: string | null
  objectionAnswer: string | null
  thanks: string | null
}

async function recordsOf(house: House, personId: string, cursor: string | undefined) {
  const after = cursor ? readCursor(cursor) : null
  const { rows } = await sql<RecordRow>`
    select s.id, s.title, o.name as organisation, s.source, s.started_at as "startedAt", s.started_at::text as mark, s.ended_at as "endedAt",
      s.minutes, s.ended_by_house as "endedByHouse", s.objection, s.objection_answer as "objectionAnswer", c.thanks
    from service_records s join organisations o on o.id = s.organisation_id left join service_calls c on c.id = s.call_id
    where s.person_id = ${personId}
      ${after ? sql`and (s.started_at, s.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``}
    order by s.started_at desc, s.id desc limit ${pageLength + 1}`.execute(house.db)
  const page = rows.slice(0, pageLength)
  const last = page.at(-1)
  return {
    records: page.map((row) => ({
      id: row.id,
      title: row.title,
      organisation: row.organisation,
      source: row.source,
      started_at: row.startedAt.toISOString(),
      ended_at: row.endedAt.toISOString(),
      minutes: row.minutes,
      ended_by_house: row.endedByHouse,
      objection: row.objection,
      objection_answer: row.objectionAnswer,
      thanks: row.thanks,
    })),
    next: rows.length > pageLength && last ? cursorOf({ at: last.mark, id: last.id }) : null,
  }
}

export async function totalsOf(house: House, personId: string) {
  const { rows } = await sql<{ minutes: number; tasks: number }>`
    select coalesce(sum(minutes), 0)::int as minutes, count(*)::int as tasks from service_records where person_id = ${personId}`.execute(
    house.db,
  )
  const { minutes, tasks } = rows[0]!
  return { minutes, hours: hoursOf(minutes), tasks }
}

/** Everything that is recorded of this person's service, shown to them alone. */
export async function myService(house: House, actor: Actor, cursor: string | undefined) {
  const { personId, branch } = requireMember(actor)
  const rules = await house.rulesNow()
  const [standings, totals, page, { rows: evaluations }, { rows: certificates }, { rows: feedback }] =
    await Promise.all([
      standingsOf(house, personId),
      totalsOf(house, personId),
      recordsOf(house, personId, cursor),
      sql<{ year: number; community: string; grade: string; words: string | null }>`
        select e.year, o.name as community, e.grade, e.words from registrations r join registration_evaluations e on e.registration_id = r.id
        join organisations o on o.id = r.community_id
        where r.person_id = ${personId} and e.direction = 'of_reporter' order by e.year desc limit 20`.execute(
        house.db,
      ),
      sql<{ id: string; code: string; from: string; to: string; issuedAt: Date }>`
        select id, code, from_day as from, to_day as to, issued_at as "issuedAt" from service_certificates
        where person_id = ${personId} and withdrawn_at is null order by issued_at desc limit 20`.execute(
        house.db,
      ),
      sql<{
        id: string
        quarter: string
        branch: string
        goesAt: Date
        sentAt: Date | null
        content: never
      }>`
        select f.id, f.quarter, o.name as branch, f.goes_at as "goesAt", f.sent_at as "sentAt", f.content from service_feedback f
        join organisations o on o.id = f.branch_id where f.person_id = ${personId} order by f.shown_at desc limit 8`.execute(
        house.db,
      ),
    ])
  return {
    basic: {
      name: actor.name ?? '',
      branch: branch.organisationName,
      community: standings.find(({ state }) => state === 'confirmed')?.community ?? null,
    },
    totals,
    ...page,
    evaluations: evaluations.map((row) => ({ ...row, grade: gradeWords(row.grade, rules) })),
    certificates: certificates.map(({ issuedAt, ...row }) => ({ ...row, issued_at: issuedAt.toISOString() })),
    feedback: feedback.map(({ goesAt, sentAt, ...row }) => ({
      ...row,
      goes_at: goesAt.toISOString(),
      sent_at: iso(sentAt),
    })),
  }
}
