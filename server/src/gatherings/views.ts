import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { requireStanding, type Standing } from './access.ts'
import { shownCounts } from './appraisal-rules.ts'
import { countedOf } from './attending.ts'
import { presenceQuestions, speakersOf } from './room.ts'
import { isQuorate, presentNeeded, type State, stateWords } from './rules.ts'
import type { GatheringDetail, GatheringRow } from './schemas.ts'
import { type Attendee, attendeesOf, type Gathering, kindNow } from './store.ts'
import { type Vote, votesOf } from './votes.ts'

interface ListedRow {
  id: string
  organisationId: string
  organisation: string
  kind: string
  title: string
  state: State
  day: string
  startsAt: Date | null
  endsAt: Date | null
  place: string | null
  remote: boolean
  planned: boolean
  moved: boolean
  periodEnd: string | null
  makesUp: string | null
  madeUpBy: string | null
  madeUpOn: string | null
  shouldAttend: number | null
  attended: number | null
  minutes: string
  version: number
}

/** Rows of a list that a predicate on `g` finds. */
export async function rowsWhere(
  executor: Executor,
  rules: Rules,
  where: RawBuilder<boolean>,
  most: number,
  order: RawBuilder<unknown> = sql`g.day, g.starts_at nulls last, g.id`,
): Promise<GatheringRow[]> {
  const { rows } = await sql<ListedRow>`
    select g.id, g.organisation_id as "organisationId", o.name as organisation, g.kind, g.title, g.state, g.day, g.starts_at as "startsAt",
      g.ends_at as "endsAt", g.place, g.remote, g.plan_key is not null as planned, g.moved, g.period_end as "periodEnd",
      g.makes_up as "makesUp", g.made_up_by as "madeUpBy", (select b.day from gatherings b where b.id = g.made_up_by) as "madeUpOn",
      g.should_attend as "shouldAttend", g.attended,
      case when m.gathering_id is null then 'none' when m.chair_signed_at is not null then 'fixed' when m.recorder_signed_at is not null then 'signed' else 'draft' end as minutes,
      g.version
    from gatherings g join organisations o on o.id = g.organisation_id left join gathering_minutes m on m.gathering_id = g.id
    where ${where} order by ${order} limit ${most}`.execute(executor)
  return rows.map((row) => {
    const kind = kindNow(rules, row)
    return {
      id: row.id,
      organisation: { id: row.organisationId, name: row.organisation },
      kind: row.kind,
      kind_words: { zh: kind.zh, en: kind.en },
      series: kind.series,
      title: row.title,
      state: row.state,
      state_words: stateWords[row.state],
      day: row.day,
      starts_at: row.startsAt?.toISOString() ?? null,
      ends_at: row.endsAt?.toISOString() ?? null,
      place: row.place,
      remote: row.remote,
      planned: row.planned,
      moved: row.moved,
      period_end: row.periodEnd,
      makes_up: row.makesUp,
      made_up_by: row.madeUpBy,
      made_up_on: row.madeUpOn,
      should_attend: row.shouldAttend,
      attended: row.attended,
      minutes: row.minutes,
      version: row.version,
    }
  })
}

export const attendeeAnswer = (attendee: Attendee, everything: boolean) => ({
  id: attendee.id,
  person_id: attendee.personId,
  name: attendee.name,
  should_attend: attendee.shouldAttend,
  may_vote: attendee.mayVote,
  // Why somebody stays away is for those who decide on it, and for themselves.
  leave_reason: everything ? attendee.leaveReason : null,
  leave_granted: attendee.leaveGranted,
  signed_in_at: attendee.signedInAt?.toISOString() ?? null,
  signed_in_as: attendee.signedInAs,
  made_up_at: attendee.madeUpAt?.toISOString() ?? null,
  made_up_words: everything ? attendee.madeUpWords : null,
  has_link: everything && attendee.hasLink,
})

/**
 * While it is open nobody reads any count but how many have voted. What is about one member is for them and the one who
 * holds it, and once the appraisal is settled: whoever still has to grade reads it on the appraisal's own page.
 */
function voteAnswer(vote: Vote, standing: Standing, mine: 'none' | 'open' | 'used', settled: boolean) {
  const isTheirs =
    vote.aboutPersonId === null ||
    (settled && (standing.holds || standing.attendee?.personId === vote.aboutPersonId))
  const isOver = vote.state === 'closed' && isTheirs
  return {
    id: vote.id,
    agenda_id: vote.agendaId,
    words: vote.words,
    way: vote.way,
    about: vote.aboutPersonId ? { id: vote.aboutPersonId, name: vote.aboutName ?? '' } : null,
    options: vote.options,
    rule: {
      words: { zh: vote.rule.zh, en: vote.rule.en },
      source: vote.rule.source,
      unverified: vote.rule.unverified ?? false,
    },
    state: vote.state,
    voted: vote.voted,
    voters_due: vote.votersDue,
    voters_present: vote.votersPresent,
    counts: isOver ? (vote.aboutPersonId ? shownCounts(vote.counts) : vote.counts) : null,
    needed: isOver ? vote.needed : null,
    passed: isOver ? vote.passed : null,
    mine,
  }
}

async function isSettled(executor: Executor, gatheringId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from gathering_appraisals
    where gathering_id = ${gatheringId} and settled_at is not null limit 1`.execute(executor)
  return rows.length > 0
}

async function rightsOf(executor: Executor, gatheringId: string, attendeeId: string | null) {
  if (!attendeeId) return new Map<string, 'open' | 'used'>()
  const { rows } = await sql<{ vote: string; used: boolean }>`
    select r.vote_id as vote, r.used from gathering_vote_rights r join gathering_votes v on v.id = r.vote_id
    where v.gathering_id = ${gatheringId} and r.attendee_id = ${attendeeId}`.execute(executor)
  return new Map(rows.map(({ vote, used }) => [vote, used ? ('used' as const) : ('open' as const)]))
}

/** Everything about one gathering that this person may see: the page at the desk and in the room are made from it. */
export async function detailOf(
  house: House,
  gathering: Gathering,
  standing: Standing,
  actor: Actor,
): Promise<GatheringDetail> {
  requireStanding(standing, 'knows')
  const rules = await house.rulesNow()
  const kind = kindNow(rules, gathering)
  const { db } = house
  const [row] = await rowsWhere(db, rules, sql<boolean>`g.id = ${gathering.id}`, 1)
  const attendees = await attendeesOf(db, gathering.id)
  const counts = countedOf(attendees)
  const voting = rules.gathering_votings.find(({ id }) => id === kind.voting)
  const { rows: agenda } = await sql<{ id: string; title: string }>`select id, title from gathering_agenda
    where gathering_id = ${gathering.id} order by position`.execute(db)
  const { rows: materials } = await sql<{
    id: string
    title: string
    words: string | null
    link: string | null
    document: { name: string; bytes: number } | null
  }>`
    select m.id, m.title, m.words, m.link,
      case when f.id is not null then jsonb_build_object('name', f.name, 'bytes', f.bytes) end as document
    from gathering_materials m left join files f on f.id = m.document_id
    where m.gathering_id = ${gathering.id} order by m.position, m.id`.execute(db)
  const { attendee, leads, reads, holds } = standing
  const rights = await rightsOf(db, gathering.id, attendee?.id ?? null)
  const settled = await isSettled(db, gathering.id)
  const questions = await presenceQuestions(db, gathering.id, attendee?.id ?? null)
  const isRecorder = actor.personId !== null && gathering.recorderId === actor.personId
  const isChair = actor.personId !== null && gathering.chairId === actor.personId
  return {
    row: row!,
    chair: gathering.chairId ? { id: gathering.chairId, name: gathering.chairName ?? '' } : null,
    recorder: gathering.recorderId ? { id: gathering.recorderId, name: gathering.recorderName ?? '' } : null,
    meeting_link: reads ? gathering.meetingLink : null,
    cancelled_because: gathering.cancelledBecause,
    hours: gathering.hours,
    opened_at: gathering.openedAt?.toISOString() ?? null,
    closed_at: gathering.closedAt?.toISOString() ?? null,
    counts: {
      due: counts.due,
      present: counts.present,
      remote: counts.remote,
      on_leave: counts.onLeave,
      absent: counts.absent,
      made_up: counts.madeUp,
      guests: counts.guests,
      voters_due: counts.votersDue,
      voters_present: counts.votersPresent,
    },
    quorum: voting
      ? {
          needed: presentNeeded(voting, counts.votersDue),
          reached: isQuorate(voting, counts.votersDue, counts.votersPresent),
          source: voting.source,
          unverified: voting.unverified ?? false,
        }
      : null,
    agenda: reads ? agenda : [],
    materials: reads ? materials : [],
    attendees: reads ? attendees.map((each) => attendeeAnswer(each, leads)) : [],
    speakers: reads
      ? (await speakersOf(db, gathering.id)).map(({ id, attendeeId, name, state }) => ({
          id,
          attendee_id: attendeeId,
          name,
          state,
        }))
      : [],
    presence: (leads ? questions : questions.filter(() => attendee?.signedInAs === 'remote')).map(
      (question) => ({
        id: question.id,
        asked_at: question.askedAt.toISOString(),
        closes_at: question.closesAt.toISOString(),
        number: question.position,
        options: question.options,
        answered: question.answered,
        asked: question.asked,
        answered_right: question.answeredRight,
      }),
    ),
    votes: reads
      ? (await votesOf(db, gathering.id)).map((vote) =>
          voteAnswer(vote, standing, rights.get(vote.id) ?? 'none', settled),
        )
      : [],
    minutes: row!.minutes,
    me: attendee ? attendeeAnswer(attendee, true) : null,
    may: {
      hold: holds,
      lead: leads,
      read: reads,
      make_up: kind.make_up ?? false,
      appraise: leads && (kind.appraisal ?? false),
      sign_as: isRecorder ? 'recorder' : isChair ? 'chair' : null,
    },
    now: house.now().toISOString(),
  }
}
