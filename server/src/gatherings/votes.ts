import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Counts, lockCounts, unlockCounts } from '../kernel/locked/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { GatheringVoting } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { requireStanding, standingIn } from './access.ts'
import { outcomeOf } from './rules.ts'
import {
  type Attendee,
  attendeeById,
  attendeesOf,
  type Gathering,
  kindNow,
  lockGathering,
  refused,
  tellOf,
} from './store.ts'

export interface Option {
  id: string
  zh: string
  en: string
}

const ballot: Option[] = [
  { id: 'for', zh: '同意', en: 'For' },
  { id: 'against', zh: '不同意', en: 'Against' },
  { id: 'abstain', zh: '弃权', en: 'Abstain' },
]
/** Below this a count would say how each voted. */
const fewestSecret = 3

export interface Vote {
  id: string
  agendaId: string | null
  words: string
  way: 'show' | 'secret'
  aboutPersonId: string | null
  aboutName: string | null
  options: Option[]
  rule: GatheringVoting
  state: 'open' | 'closed'
  openedAt: Date
  closedAt: Date | null
  counts: Counts | null
  voted: number
  votersDue: number
  votersPresent: number | null
  passed: boolean | null
  needed: number | null
}

export async function votesOf(executor: Executor, gatheringId: string): Promise<Vote[]> {
  const { rows } = await sql<Omit<Vote, 'needed'>>`
    select v.id, v.agenda_id as "agendaId", v.words, v.way, v.about_person_id as "aboutPersonId", p.name as "aboutName", v.options, v.rule,
      v.state, v.opened_at as "openedAt", v.closed_at as "closedAt", v.counts, v.passed, v.voters_present as "votersPresent",
      coalesce(v.voted, (select count(*)::int from gathering_vote_rights r where r.vote_id = v.id and r.used)) as voted,
      coalesce(v.voters_due, (select count(*)::int from gathering_vote_rights r where r.vote_id = v.id)) as "votersDue"
    from gathering_votes v left join people p on p.id = v.about_person_id
    where v.gathering_id = ${gatheringId} order by v.opened_at, v.about_person_id, v.id`.execute(executor)
  return rows.map((vote) => ({
    ...vote,
    needed:
      vote.aboutPersonId === null && vote.votersPresent !== null
        ? outcomeOf(vote.rule, vote.votersDue, vote.votersPresent, 0).needed
        : null,
  }))
}

export interface NewVote {
  agendaId?: string | null
  words: string
  way: 'show' | 'secret'
}

/** Opens a vote: each who has one gets a right, all at once. @returns its id */
export async function openVote(
  house: House,
  actor: Actor,
  gatheringId: string,
  asked: NewVote,
): Promise<string> {
  const rules = await house.rulesNow()
  return house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, gatheringId)
    const kind = kindNow(rules, gathering)
    requireStanding(await standingIn(tx, gathering, kind, actor), 'leads')
    const rule = rules.gathering_votings.find(({ id }) => id === (kind.voting ?? 'branch_decision'))!
    return insertVote(house, tx, gathering, actor, { ...asked, options: ballot, rule, aboutPersonId: null })
  })
}

/** 民主评议: one secret vote about each member, by the others. Nobody grades themselves. */
export async function openAppraisal(house: House, actor: Actor, gatheringId: string): Promise<string[]> {
  const rules = await house.rulesNow()
  return house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, gatheringId)
    const kind = kindNow(rules, gathering)
    requireStanding(await standingIn(tx, gathering, kind, actor), 'leads')
    if (!kind.appraisal)
      throw refused(
        'gathering.no_appraisal',
        '这类会议不评议党员',
        'Members are not appraised in this kind of gathering',
      )
    const { rows: begun } = await sql`select 1 from gathering_votes
      where gathering_id = ${gatheringId} and about_person_id is not null limit 1`.execute(tx)
    if (begun.length > 0)
      throw refused('gathering.appraisal_begun', '民主评议已经开始了', 'The appraisal has begun already')
    const rule = rules.gathering_votings.find(({ id }) => id === (kind.voting ?? 'branch_decision'))!
    const options = rules.appraisal_grades.map(({ id, zh, en }) => ({ id, zh, en }))
    const opened: string[] = []
    for (const attendee of await attendeesOf(tx, gatheringId))
      if (attendee.personId && attendee.shouldAttend)
        opened.push(
          await insertVote(house, tx, gathering, actor, {
            words: `评议 ${attendee.name}`,
            way: 'secret',
            options,
            rule,
            aboutPersonId: attendee.personId,
          }),
        )
    return opened
  })
}

interface Ready extends NewVote {
  options: Option[]
  rule: GatheringVoting
  aboutPersonId: string | null
}

async function insertVote(
  house: House,
  tx: Work,
  gathering: Gathering,
  actor: Actor,
  vote: Ready,
): Promise<string> {
  if (gathering.state !== 'running')
    throw refused('gathering.state', '会议进行中才能表决', 'Votes are taken while the gathering runs')
  const voters = (await attendeesOf(tx, gathering.id)).filter(
    ({ mayVote, personId }) => mayVote && (vote.aboutPersonId === null || personId !== vote.aboutPersonId),
  )
  if (voters.length === 0) throw refused('vote.nobody', '没有人有表决权', 'Nobody has a vote')
  if (vote.way === 'secret' && voters.length < fewestSecret)
    throw refused(
      'vote.too_few',
      `有表决权的不到 ${fewestSecret} 人，不记名等于公开，请用举手表决`,
      `With fewer than ${fewestSecret} voters a secret vote hides nothing; use a show of hands`,
    )
  const id = randomUUID()
  const none = Object.fromEntries(vote.options.map((option) => [option.id, 0]))
  await sql`
    insert into gathering_votes (id, gathering_id, agenda_id, words, way, about_person_id, options, rule, state, opened_at, running_counts)
    values (${id}, ${gathering.id}, ${vote.agendaId ?? null}, ${vote.words.trim()}, ${vote.way}, ${vote.aboutPersonId},
      ${JSON.stringify(vote.options)}::jsonb, ${JSON.stringify(vote.rule)}::jsonb, 'open', ${house.now()}, ${lockCounts(house, id, none)})`.execute(
    tx,
  )
  await sql`insert into gathering_vote_rights (vote_id, attendee_id)
    select ${id}::uuid, unnest(${voters.map(({ id }) => id)}::uuid[])`.execute(tx)
  await tellOf(house, tx, gathering, actor, [
    { kind: 'gathering.vote_opened', payload: { vote: id, way: vote.way, rights: voters.length } },
  ])
  return id
}

/**
 * Uses a right, once. Who used it stands in one table, what was chosen is only added to the counts, in one transaction:
 * nothing is appended to the timeline, and no row, order or time links the two. Where hands are shown the choice is kept.
 */
export async function castVote(
  house: House,
  tx: Work,
  attendee: Attendee,
  voteId: string,
  choice: string,
): Promise<void> {
  const { rows } = await sql<{
    gatheringId: string
    way: string
    state: string
    options: Option[]
    counts: Buffer | null
  }>`
    select gathering_id as "gatheringId", way, state, options, running_counts as counts from gathering_votes
    where id = ${voteId} for update`.execute(tx)
  const vote = rows[0]
  if (!vote || vote.gatheringId !== attendee.gatheringId)
    throw new Problem('not_found', { zh: '没有这次表决', en: 'There is no such vote' })
  if (vote.state !== 'open' || !vote.counts)
    throw refused('vote.closed', '表决已经结束', 'The vote is closed')
  if (!attendee.signedInAt)
    throw refused('vote.not_signed_in', '请先签到，再表决', 'Sign in first, then vote')
  if (!vote.options.some(({ id }) => id === choice))
    throw new Problem('input.invalid', { zh: '没有这个选项', en: 'There is no such choice' })
  const { numAffectedRows } =
    await sql`update gathering_vote_rights set used = true, choice = ${vote.way === 'show' ? choice : null}
    where vote_id = ${voteId} and attendee_id = ${attendee.id} and not used`.execute(tx)
  if (numAffectedRows === 0n) {
    const { rows: right } = await sql`select 1 from gathering_vote_rights
      where vote_id = ${voteId} and attendee_id = ${attendee.id}`.execute(tx)
    if (right.length)
      throw new Problem('conflict.exists', {
        reason: 'vote.used',
        zh: '您已经投过了',
        en: 'You have voted already',
      })
    throw refused('vote.no_right', '您在这次表决中没有表决权', 'You have no vote in this')
  }
  const counts = unlockCounts(house, voteId, vote.counts)
  counts[choice] = (counts[choice] ?? 0) + 1
  await sql`update gathering_votes set running_counts = ${lockCounts(house, voteId, counts)} where id = ${voteId}`.execute(
    tx,
  )
}

/** Whoever came without a phone raises a hand, and who leads writes down what they saw; never in a secret vote. */
export async function countHand(
  house: House,
  actor: Actor,
  gatheringId: string,
  voteId: string,
  attendeeId: string,
  choice: string,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, gatheringId)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    const { rows } = await sql`select 1 from gathering_votes where id = ${voteId} and way = 'secret'`.execute(
      tx,
    )
    if (rows.length)
      throw refused('vote.secret', '无记名表决只能由本人投', 'In a secret vote each votes in person')
    const attendee = await attendeeById(tx, gatheringId, attendeeId)
    if (attendee.signedInAs !== 'by_chair')
      throw refused(
        'vote.own_phone',
        '这位用自己的手机签到，请本人表决',
        'They signed in on their own phone and vote there',
      )
    await castVote(house, tx, attendee, voteId, choice)
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.hand_counted', payload: { vote: voteId } }])
  })
}

export async function closeVotes(
  house: House,
  actor: Actor,
  gatheringId: string,
  voteIds: string[],
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, gatheringId)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    for (const id of [...new Set(voteIds)].sort()) await closeOne(house, tx, gathering, actor, id)
  })
}

export async function closeOpenVotes(
  house: House,
  tx: Work,
  gathering: Gathering,
  actor: Actor,
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from gathering_votes
    where gathering_id = ${gathering.id} and state = 'open' order by id`.execute(tx)
  for (const { id } of rows) await closeOne(house, tx, gathering, actor, id)
}

async function closeOne(
  house: House,
  tx: Work,
  gathering: Gathering,
  actor: Actor,
  voteId: string,
): Promise<void> {
  const { rows } = await sql<{
    rule: GatheringVoting
    counts: Buffer | null
    way: string
    about: string | null
  }>`
    select rule, running_counts as counts, way, about_person_id as about from gathering_votes
    where id = ${voteId} and gathering_id = ${gathering.id} for update`.execute(tx)
  const vote = rows[0]
  if (!vote) throw new Problem('not_found', { zh: '没有这次表决', en: 'There is no such vote' })
  if (!vote.counts) return
  const { rows: turnout } = await sql<{ due: number; present: number; voted: number }>`
    select count(*) as due, count(a.signed_in_at) as present, count(*) filter (where r.used) as voted
    from gathering_vote_rights r join gathering_attendees a on a.id = r.attendee_id where r.vote_id = ${voteId}`.execute(
    tx,
  )
  const { due, present, voted } = turnout[0]!
  const counts = unlockCounts(house, voteId, vote.counts)
  const passed = vote.about ? null : outcomeOf(vote.rule, due, present, counts.for ?? 0).passed
  await sql`update gathering_votes set state = 'closed', closed_at = ${house.now()}, running_counts = null,
    counts = ${JSON.stringify(counts)}::jsonb, voted = ${voted}, voters_due = ${due}, voters_present = ${present}, passed = ${passed}
    where id = ${voteId}`.execute(tx)
  await tellOf(house, tx, gathering, actor, [
    {
      kind: 'gathering.vote_closed',
      payload: vote.about
        ? { vote: voteId, way: vote.way, rights: due, voted, appraisal: true }
        : { vote: voteId, way: vote.way, rights: due, present, voted, counts, passed },
    },
  ])
}
