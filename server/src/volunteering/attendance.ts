import { sql } from 'kysely'
import { handsFree } from '../kernel/commitments/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type Answer, answerColumns, answerOf } from './answers.ts'
import { type Call, findCall, lockCall, noCall, requireCaller } from './calls.ts'
import { requireMember } from './party.ts'
import { recordService } from './record.ts'
import { codeAt, endByHouse, isCode } from './rules.ts'
import { aMember, inOffice, type Teller, tell } from './telling.ts'

const notComing = () =>
  new Problem('not_found', { zh: '您没有在这次任务里', en: 'You have no place in this task' })

/** What the caller shows on site, and until when it is good. */
export async function codeFor(house: House, actor: Actor, callId: string) {
  const call = await findCall(house.db, callId)
  if (!call) throw noCall()
  requireCaller(actor, call)
  const { code_seconds: seconds } = (await house.rulesNow()).service_calls
  const now = house.now()
  const left = seconds - (Math.floor(now.getTime() / 1000) % seconds)
  return { code: codeAt(call.secret, now, seconds), seconds_left: left }
}

/** Signs in by the code that is shown on site. @throws Problem `input.invalid` (reason `code.wrong`), and after too many the caller does it */
export async function signIn(house: House, actor: Actor, callId: string, code: string): Promise<void> {
  const { personId } = requireMember(actor)
  const rules = (await house.rulesNow()).service_calls
  const isWrong = await house.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    const answer = await answerOf(tx, callId, personId)
    if (answer?.answer !== 'yes') throw notComing()
    if (answer.signedInAt) return false
    requireTime(house, call, rules.sign_in_before_minutes)
    if (answer.wrongCodes >= rules.wrong_codes)
      throw new Problem('matter.refused', {
        reason: 'code.too_often',
        zh: '输错次数太多，请现场的社区工作者为您签到',
        en: 'Too many wrong codes; ask the caller on site to sign you in',
      })
    if (!isCode(call.secret, code, house.now(), rules.code_seconds)) {
      // Counted whatever else happens: thrown only once it is kept.
      await sql`update service_answers set wrong_codes = wrong_codes + 1 where id = ${answer.id}`.execute(tx)
      return true
    }
    await enter(house, tx, call, answer, 'code', aMember(answer.branchId))
    return false
  })
  if (isWrong)
    throw new Problem('input.invalid', {
      reason: 'code.wrong',
      zh: '签到码不对，或刚刚换了，请看现场的新码',
      en: 'The code is not right, or has just changed; look at the new one on site',
    })
}

function requireTime(house: House, call: Call, minutesBefore: number): void {
  const now = house.now().getTime()
  if (call.state !== 'open' || now >= call.endsAt.getTime())
    throw new Problem('matter.refused', {
      reason: 'call.over',
      zh: '这次任务已经结束',
      en: 'This task is over',
    })
  if (now < call.startsAt.getTime() - minutesBefore * 60_000)
    throw new Problem('matter.refused', {
      reason: 'call.early',
      zh: `还没到签到时间，开始前 ${minutesBefore} 分钟起可以签到`,
      en: `Too early; one signs in from ${minutesBefore} minutes before it begins`,
    })
}

async function enter(
  house: House,
  tx: Work,
  call: Call,
  answer: Answer,
  as: 'code' | 'caller',
  teller: Teller,
): Promise<void> {
  await sql`update service_answers set signed_in_at = ${house.now()}, signed_in_as = ${as} where id = ${answer.id}`.execute(
    tx,
  )
  await tell(house, tx, 'service_calls', call.id, teller, [
    { kind: 'service.signed_in', payload: { place: answer.id, as } },
  ])
}

async function leave(
  house: House,
  tx: Work,
  call: Call,
  answer: Answer,
  at: Date,
  as: 'self' | 'caller' | 'house',
  teller: Teller,
): Promise<void> {
  await sql`update service_answers set signed_out_at = ${at}, signed_out_as = ${as} where id = ${answer.id}`.execute(
    tx,
  )
  await tell(house, tx, 'service_calls', call.id, teller, [
    { kind: 'service.signed_out', payload: { place: answer.id, as } },
  ])
  await recordService(house, tx, {
    source: 'call',
    sourceId: answer.id,
    callId: call.id,
    personId: answer.personId,
    branchId: answer.branchId,
    organisationId: call.communityId,
    title: call.title,
    startedAt: answer.signedInAt!,
    endedAt: at,
    endedByHouse: as === 'house',
  })
}

export async function signOut(house: House, actor: Actor, callId: string): Promise<void> {
  const { personId } = requireMember(actor)
  await house.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    const answer = await answerOf(tx, callId, personId)
    if (!answer?.signedInAt) throw notComing()
    if (answer.signedOutAt) return
    await leave(house, tx, call, answer, house.now(), 'self', aMember(answer.branchId))
  })
  await handsFree(house, [personId])
}

/** The caller signs somebody in or out who has no phone at hand. */
export async function markPresence(
  house: House,
  actor: Actor,
  callId: string,
  answerId: string,
  deed: 'in' | 'out',
): Promise<void> {
  const rules = (await house.rulesNow()).service_calls
  const left = await house.db.transaction().execute(async (tx) => {
    const call = await lockCall(tx, callId)
    const duty = requireCaller(actor, call)
    const { rows } = await sql<Answer>`
      select ${answerColumns} from service_answers a where a.id = ${answerId} and a.call_id = ${callId} for update`.execute(
      tx,
    )
    const answer = rows[0]
    if (answer?.answer !== 'yes') throw notComing()
    if (deed === 'in') {
      if (answer.signedInAt) return null
      requireTime(house, call, rules.sign_in_before_minutes)
      await enter(house, tx, call, answer, 'caller', inOffice(actor, duty))
    } else if (answer.signedInAt && !answer.signedOutAt) {
      await leave(house, tx, call, answer, house.now(), 'caller', inOffice(actor, duty))
      return answer.personId
    }
    return null
  })
  if (left) await handsFree(house, [left])
}

/** Ends tasks whose time is over, and signs out who forgot to: until then and no longer. @returns how many tasks */
export async function endCalls(house: House): Promise<number> {
  let ended = 0
  for (;;) {
    const found = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ id: string }>`
        select id from service_calls where state = 'open' and ends_at <= ${house.now()} order by ends_at limit 20
        for update skip locked`.execute(tx)
      for (const { id } of rows) await endCall(house, tx, await lockCall(tx, id))
      return rows.length
    })
    ended += found
    if (found < 20) return ended
  }
}

async function endCall(house: House, tx: Work, call: Call): Promise<void> {
  const { rows } = await sql<Answer>`
    select ${answerColumns} from service_answers a
    where a.call_id = ${call.id} and a.signed_in_at is not null and a.signed_out_at is null for update`.execute(
    tx,
  )
  for (const answer of rows)
    await leave(house, tx, call, answer, endByHouse(answer.signedInAt!, call.endsAt), 'house', aMember(null))
  await tell(house, tx, 'service_calls', call.id, aMember(null), [{ kind: 'service.ended' }])
  await sql`update service_calls set state = 'ended' where id = ${call.id}`.execute(tx)
}
