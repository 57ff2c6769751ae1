import { randomInt, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { requireStanding, standingIn } from './access.ts'
import { type Attendee, type Gathering, kindNow, lockGathering, refused, tellOf } from './store.ts'

export interface Speaker {
  id: string
  attendeeId: string
  name: string
  state: 'waiting' | 'speaking' | 'done'
}

export async function speakersOf(executor: Executor, gatheringId: string): Promise<Speaker[]> {
  const { rows } = await sql<Speaker>`
    select s.id, s.attendee_id as "attendeeId", coalesce(p.name, a.guest_name, i.name) as name, s.state
    from gathering_speakers s join gathering_attendees a on a.id = s.attendee_id
      left join people p on p.id = a.person_id left join organisations i on i.id = a.organisation_id
    where s.gathering_id = ${gatheringId} and s.state <> 'done' order by s.asked_at, s.id`.execute(executor)
  return rows
}

/** Puts oneself on the speaking list, or takes oneself off it. */
export async function askToSpeak(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendee: Attendee,
  wants: boolean,
) {
  if (gathering.state !== 'running')
    throw refused('gathering.state', '会议进行中才能申请发言', 'One asks to speak while it runs')
  if (!attendee.signedInAt) throw refused('gathering.not_signed_in', '请先签到', 'Sign in first')
  if (wants)
    await sql`insert into gathering_speakers (id, gathering_id, attendee_id, asked_at, state)
      values (${randomUUID()}, ${gathering.id}, ${attendee.id}, ${house.now()}, 'waiting')
      on conflict (attendee_id) where state <> 'done' do nothing`.execute(tx)
  else
    await sql`update gathering_speakers set state = 'done' where attendee_id = ${attendee.id} and state <> 'done'`.execute(
      tx,
    )
  await tellOf(house, tx, gathering, null, [{ kind: 'gathering.speaking_list', payload: {} }])
}

export async function giveFloor(
  house: House,
  actor: Actor,
  id: string,
  speakerId: string,
  state: 'speaking' | 'done',
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id)
    requireStanding(await standingIn(tx, gathering, kindNow(rules, gathering), actor), 'leads')
    if (state === 'speaking')
      await sql`update gathering_speakers set state = 'done' where gathering_id = ${id} and state = 'speaking'`.execute(
        tx,
      )
    await sql`update gathering_speakers set state = ${state} where id = ${speakerId} and gathering_id = ${id} and state <> 'done'`.execute(
      tx,
    )
    await tellOf(house, tx, gathering, actor, [{ kind: 'gathering.speaking_list', payload: {} }])
  })
}

export interface PresenceQuestion {
  id: string
  askedAt: Date
  closesAt: Date
  position: number
  options: string[]
  answered: boolean
  asked: number
  answeredRight: number
}

/** Asks all who attend from elsewhere which line of the agenda a number is: who is there can answer in seconds. */
export async function askPresence(house: House, id: string): Promise<void> {
  const { gathering_practice: practice } = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const gathering = await lockGathering(tx, id).catch(() => undefined)
    if (gathering?.state !== 'running') return
    const { rows: agenda } = await sql<{ position: number; title: string }>`
      select position, title from gathering_agenda where gathering_id = ${id} order by position`.execute(tx)
    const { rows: remote } = await sql`select 1 from gathering_attendees
      where gathering_id = ${id} and signed_in_as = 'remote' limit 1`.execute(tx)
    if (agenda.length === 0 || remote.length === 0) return
    const position = agenda[randomInt(agenda.length)]!.position
    const at = house.now()
    await sql`insert into gathering_presence_questions (id, gathering_id, asked_at, closes_at, position, options)
      values (${randomUUID()}, ${id}, ${at}, ${new Date(at.getTime() + practice.presence_minutes * 60_000)}, ${position},
        ${JSON.stringify(agenda.slice(0, 4).map(({ title }) => title))}::jsonb)`.execute(tx)
    await tellOf(house, tx, gathering, null, [{ kind: 'gathering.presence_asked', payload: {} }])
  })
}

export async function presenceQuestions(
  executor: Executor,
  gatheringId: string,
  attendeeId: string | null,
): Promise<PresenceQuestion[]> {
  const { rows } = await sql<PresenceQuestion>`
    select q.id, q.asked_at as "askedAt", q.closes_at as "closesAt", q.position, q.options,
      exists (select 1 from gathering_presence_answers x where x.question_id = q.id and x.attendee_id = ${attendeeId}::uuid) as answered,
      (select count(*) from gathering_attendees a where a.gathering_id = q.gathering_id and a.signed_in_as = 'remote' and a.signed_in_at <= q.asked_at) as asked,
      (select count(*) from gathering_presence_answers x where x.question_id = q.id and x.was_right) as "answeredRight"
    from gathering_presence_questions q where q.gathering_id = ${gatheringId} order by q.asked_at`.execute(
    executor,
  )
  return rows
}

export async function answerPresence(
  house: House,
  tx: Work,
  gathering: Gathering,
  attendee: Attendee,
  questionId: string,
  answer: string,
): Promise<boolean> {
  const { rows } = await sql<{ closesAt: Date; position: number }>`
    select closes_at as "closesAt", position from gathering_presence_questions
    where id = ${questionId} and gathering_id = ${gathering.id}`.execute(tx)
  const question = rows[0]
  if (!question) throw new Problem('not_found')
  if (question.closesAt < house.now())
    throw refused('presence.over', '这次点名已经结束', 'The time for this answer is over')
  const { rows: right } = await sql<{ title: string }>`select title from gathering_agenda
    where gathering_id = ${gathering.id} and position = ${question.position}`.execute(tx)
  const wasRight = right[0]?.title === answer
  const { numAffectedRows } = await sql`
    insert into gathering_presence_answers (question_id, attendee_id, answered_at, was_right)
    values (${questionId}, ${attendee.id}, ${house.now()}, ${wasRight}) on conflict do nothing`.execute(tx)
  if (numAffectedRows === 1n)
    await tellOf(house, tx, await lockGathering(tx, gathering.id), null, [
      { kind: 'gathering.presence_answered', payload: {} },
    ])
  return wasRight
}
