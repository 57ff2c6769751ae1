import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Bound, boundElsewhere, handsFree, holdPeople } from '../kernel/commitments/index.ts'
import { inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { feature } from './bound.ts'
import { type Call, lockCall, noCall } from './calls.ts'
import { requireMember } from './party.ts'
import { seatFor } from './rules.ts'
import { aMember, tell } from './telling.ts'

export interface Answer {
  id: string
  callId: string
  personId: string | null
  branchId: string | null
  answer: 'asked' | 'yes' | 'waiting' | 'no'
  reason: string | null
  signedInAt: Date | null
  signedOutAt: Date | null
  wrongCodes: number
}

export const answerColumns = sql`a.id, a.call_id as "callId", a.person_id as "personId", a.branch_id as "branchId", a.answer, a.reason,
  a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt", a.wrong_codes as "wrongCodes"`

export async function answerOf(tx: Work, callId: string, personId: string): Promise<Answer | undefined> {
  const { rows } = await sql<Answer>`
    select ${answerColumns} from service_answers a where a.call_id = ${callId} and a.person_id = ${personId} for update`.execute(
    tx,
  )
  return rows[0]
}

/** With which community somebody is registered, where it is one that the call reaches. */
async function reachedAs(tx: Work, call: Call, personId: string): Promise<string | undefined> {
  const { rows } = await sql<{ communityId: string }>`
    select community_id as "communityId" from registrations
    where person_id = ${personId} and kind = 'member' and state = 'confirmed' and community_id = any(${call.reached}::uuid[])`.execute(
    tx,
  )
  return rows[0]?.communityId
}

const twice = () =>
  new Problem('conflict.exists', {
    reason: 'service.twice',
    zh: '这段时间您已经答应了别的任务；先退出那一个，或请对方换人',
    en: 'You have said yes to something else at this time; leave that first',
  })

const boundBy = ({ zh, en }: Bound) =>
  new Problem('conflict.exists', {
    reason: 'service.twice',
    zh: `这段时间您在“${zh}”有岗位；先把位置退回，才能来`,
    en: `You hold a post at “${en}” at this time; give it back first`,
  })

/** By what else they are bound at the time of the call; held until the transaction ends, so that they do not become so meanwhile. */
async function boundElsewhereAt(tx: Work, call: Call, personId: string): Promise<Bound | undefined> {
  await holdPeople(tx, [personId])
  const [bound] = await boundElsewhere(tx, feature, [personId], { from: call.startsAt, to: call.endsAt })
  return bound
}

const exclusionViolated = '23P01'
/** Two rooms held the same people crosswise; the database ended one, which is then done again. */
const deadlockDetected = '40P01'

/** So often a clash with others is tried again; who still meets one is told of the error. */
const mostTries = 5

async function onePlaceAtOnce<T>(isLeaving: boolean, work: () => Promise<T>, tries = 1): Promise<T> {
  return work().catch((error: unknown) => {
    const { code } = error as { code?: string }
    const mayTryAgain = tries < mostTries
    if (code === deadlockDetected && mayTryAgain) return onePlaceAtOnce(isLeaving, work, tries + 1)
    if (code !== exclusionViolated) throw error
    // Who was to move up took another place this very moment: the next one is found.
    if (isLeaving && mayTryAgain) return onePlaceAtOnce(isLeaving, work, tries + 1)
    if (isLeaving) throw error
    throw twice()
  })
}

/**
 * A member comes, or of a party call says that they cannot. The call is locked: of two who want the last place one gets
 * it, and the other is told that they wait.
 */
export async function answerCall(
  house: House,
  actor: Actor,
  callId: string,
  wish: { answer: 'yes' | 'no'; reason: string | null },
): Promise<'yes' | 'waiting' | 'no' | 'none'> {
  const { personId, branch } = requireMember(actor)
  const answer = await onePlaceAtOnce(wish.answer === 'no', () =>
    house.db.transaction().execute(async (tx) => {
      const call = await lockCall(tx, callId)
      const before = await answerOf(tx, callId, personId)
      const communityId = await reachedAs(tx, call, personId)
      if (!before && !communityId) throw noCall()
      requireOpen(house, call)
      if (wish.answer === 'no') return refuse(house, tx, call, before, wish.reason)
      if (before?.answer === 'yes' || before?.answer === 'waiting') return before.answer
      const bound = await boundElsewhereAt(tx, call, personId)
      if (bound) throw boundBy(bound)
      const seat = seatFor(call)
      await sql`
        insert into service_answers (id, call_id, kind, person_id, branch_id, community_id, answer, answered_at, starts_at, ends_at)
        values (${randomUUID()}, ${call.id}, ${call.kind}, ${personId}, ${branch.organisationId}, ${communityId ?? call.communityId},
          ${seat}, ${house.now()}, ${call.startsAt}, ${call.endsAt})
        on conflict (call_id, person_id) where person_id is not null
          do update set answer = excluded.answer, answered_at = excluded.answered_at, reason = null`.execute(
        tx,
      )
      if (seat === 'yes') await place(house, tx, call, call.taken + 1)
      return seat
    }),
  )
  if (answer === 'no' || answer === 'none') await handsFree(house, [personId])
  return answer
}

function requireOpen(house: House, call: Call): void {
  if (call.state === 'open' && call.endsAt > house.now()) return
  throw new Problem('matter.refused', {
    reason: 'call.over',
    zh: call.state === 'cancelled' ? '这次召集已经取消' : '这次任务已经结束',
    en: call.state === 'cancelled' ? 'This call was called off' : 'This task is over',
  })
}

/** The chain says how many places are taken, never by whom: of a volunteer who thinks better of it no trace remains. */
async function place(house: House, tx: Work, call: Call, taken: number): Promise<void> {
  await tell(house, tx, 'service_calls', call.id, aMember(null), [
    { kind: 'service.places', payload: { taken, wanted: call.wanted } },
  ])
  await sql`update service_calls set taken = ${taken} where id = ${call.id}`.execute(tx)
  call.taken = taken
}

async function refuse(
  house: House,
  tx: Work,
  call: Call,
  before: Answer | undefined,
  reason: string | null,
): Promise<'no' | 'none'> {
  if (before?.signedInAt)
    throw new Problem('matter.refused', {
      reason: 'service.begun',
      zh: '您已经签到；要提前离开，请签退',
      en: 'You have signed in; to leave early, sign out',
    })
  if (call.kind === 'volunteer') {
    if (before) await sql`delete from service_answers where id = ${before.id}`.execute(tx)
  } else if (before) {
    await sql`update service_answers set answer = 'no', reason = ${reason}, answered_at = ${house.now()} where id = ${before.id}`.execute(
      tx,
    )
  }
  if (before?.answer === 'yes') {
    await place(house, tx, call, call.taken - 1)
    await moveUp(house, tx, call)
  }
  return call.kind === 'party' && before ? 'no' : 'none'
}

/** Places are free: those who wait get them in their order, unless they are promised elsewhere by now. */
async function moveUp(house: House, tx: Work, call: Call): Promise<void> {
  const { rows: waiting } = await sql<{ id: string; personId: string }>`
    select w.id, w.person_id as "personId" from service_answers w where w.call_id = ${call.id} and w.answer = 'waiting' and not exists (
      select 1 from service_answers o where o.person_id = w.person_id and o.answer = 'yes'
        and o.signed_out_at is null and tstzrange(o.starts_at, o.ends_at) && tstzrange(w.starts_at, w.ends_at))
    order by w.answered_at, w.id limit 200`.execute(tx)
  for (const next of waiting) {
    if (call.taken >= call.wanted) return
    if (await boundElsewhereAt(tx, call, next.personId)) continue
    await sql`update service_answers set answer = 'yes' where id = ${next.id}`.execute(tx)
    await place(house, tx, call, call.taken + 1)
    await notify(tx, {
      personId: next.personId,
      kind: 'service.moved_up',
      subjectId: call.id,
      words: {
        zh: `有人退出，“${call.title}”轮到您了。来不了的话请退出。`,
        en: `A place came free: you are in “${call.title}”. Leave it if you cannot come.`,
      },
      link: `/field/member/calls/${call.id}`,
      at: house.now(),
    })
  }
}

/** Their hands are free now: calls in whose line they wait, and that have a free place, take them. */
export async function fillWhereWaiting(house: House, people: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select distinct c.id from service_answers w join service_calls c on c.id = w.call_id
    where w.person_id = any(${people}::uuid[]) and w.answer = 'waiting' and c.state = 'open' and c.taken < c.wanted
      and c.ends_at > ${house.now()} order by c.id`.execute(house.db)
  await fill(house, rows)
}

/** The round: no free place stands beside somebody who waits and could have it, whatever was cut off before. */
export async function fillFreePlaces(house: House): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select c.id from service_calls c where c.state = 'open' and c.taken < c.wanted and c.ends_at > ${house.now()}
      and exists (select 1 from service_answers w where w.call_id = c.id and w.answer = 'waiting') order by c.id`.execute(
    house.db,
  )
  await fill(house, rows)
}

async function fill(house: House, calls: readonly { id: string }[]): Promise<void> {
  for (const { id } of calls)
    await onePlaceAtOnce(true, () =>
      inTransaction(house.db, async (tx) => {
        const call = await lockCall(tx, id)
        if (call.state === 'open' && call.taken < call.wanted) await moveUp(house, tx, call)
      }),
    )
  if (calls.length > 0) house.wake()
}
