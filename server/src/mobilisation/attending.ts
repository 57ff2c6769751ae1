import { sql } from 'kysely'
import { handsFree } from '../kernel/commitments/index.ts'
import { inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { againAfterDeadlock } from './deadlock.ts'
import { endPlace, getPlace, lockPlace, type Place } from './leaving.ts'
import { callOne, moveUp } from './placing.ts'
import { noPlace, notRunning, refusal } from './refusal.ts'
import { codeAt, isCodeOf, isSignInOpen, leftAt, mayCodeBeTried, served, toldTime } from './rules.ts'
import { requireLeader } from './standing.ts'
import { getMobilisation, getPost, type Shift, saveShift, theHouse } from './store.ts'

const spanOf = (shift: Shift) => ({ from: shift.startsAt, to: shift.endsAt })

/** The post's code as it is now, for whoever leads it; and until when it is shown. */
export async function codeOf(
  house: House,
  actor: Actor,
  postId: string,
): Promise<{ code: string; until: Date }> {
  const post = await getPost(house.db, postId)
  const mobilisation = await getMobilisation(house.db, post.mobilisationId)
  requireLeader(actor, post, mobilisation)
  if (mobilisation.state !== 'running') throw notRunning()
  return codeAt(post.secret, house.now(), (await house.rulesNow()).mobilisation)
}

interface Told {
  code: string
  /** What the phone's clock said then, and when it sent: where there was no signal. */
  at?: Date
  sentAt?: Date
}

/**
 * A person signs in at their post by the code that its leader shows. What was kept without a signal is held against the
 * code of that moment, and says so. Signing in twice is signing in once.
 * @returns when they are signed in
 */
export async function signIn(house: House, actor: Actor, placeId: string, told: Told): Promise<Date> {
  const rules = (await house.rulesNow()).mobilisation
  const received = house.now()
  const outcome = await inTransaction(house.db, async (tx) => {
    const { shift, place } = await lockPlace(tx, placeId)
    if (place.personId !== actor.personId || place.state !== 'held') throw noPlace()
    if (place.signedInAt) return { at: place.signedInAt }
    if (shift.state !== 'running') throw notRunning()
    const offline = told.at ? { at: told.at, sentAt: told.sentAt ?? received } : null
    const at = toldTime(offline, received, rules.offline_hours)
    if (!at)
      throw refusal(
        'too_late',
        `离线签到要在 ${rules.offline_hours} 小时以内送到，请让岗位负责人补记`,
        `An offline sign-in must arrive within ${rules.offline_hours} hours; ask the leader to record it`,
      )
    if (!isSignInOpen(spanOf(shift), at, rules))
      throw refusal(
        'not_open',
        `开班前 ${rules.sign_in_early_minutes} 分钟到班次结束之间可以签到`,
        `Sign-in is open from ${rules.sign_in_early_minutes} minutes before the shift until its end`,
      )
    if (!mayCodeBeTried({ count: place.wrongCodes, at: place.wrongCodeAt }, received, rules))
      throw refusal(
        'too_many_codes',
        `签到码连续输错，请 ${rules.wrong_code_minutes} 分钟后再试，或请负责人代签`,
        `Too many wrong codes; wait ${rules.wrong_code_minutes} minutes, or ask the leader to sign you in`,
      )
    const { secret } = await getPost(tx, shift.postId)
    if (!isCodeOf(secret, told.code, at, rules)) {
      await sql`update mobilisation_places set wrong_code_at = ${received},
        wrong_codes = case when wrong_codes >= ${rules.wrong_codes} then 1 else wrong_codes + 1 end where id = ${placeId}`.execute(
        tx,
      )
      return { wrong: true as const }
    }
    await arrive(house, tx, shift, place, at, offline ? 'offline_code' : 'code')
    return { at }
  })
  if ('wrong' in outcome)
    throw refusal(
      'wrong_code',
      '签到码不对，或刚刚换了，请看负责人手机上的新码',
      'The code is wrong or has just changed; look at the leader’s phone again',
    )
  house.wake()
  return outcome.at
}

async function arrive(
  house: House,
  tx: Work,
  shift: Shift,
  place: Place,
  at: Date,
  by: 'code' | 'offline_code' | 'leader',
): Promise<void> {
  await sql`update mobilisation_places set signed_in_at = ${at}, signed_in_heard_at = ${house.now()}, signed_in_by = ${by},
    accepted_at = coalesce(accepted_at, ${house.now()}) where id = ${place.id}`.execute(tx)
  await saveShift(house, tx, shift, theHouse, [
    {
      kind: 'mobilisation.came',
      payload: { ...whoWhere(shift, place), at: at.toISOString(), by },
    },
  ])
}

const whoWhere = (shift: Shift, place: Place) => ({
  mobilisation: shift.mobilisationId,
  post: shift.postId,
  place: place.id,
  person: place.personId,
  organisation: place.organisationId,
  rehearsal: shift.rehearsal,
})

/** Ends a service: its hours are told to the timeline, but of a rehearsal none. */
async function leave(
  house: House,
  tx: Work,
  shift: Shift,
  place: Place,
  at: Date,
  by: 'self' | 'leader' | 'house',
): Promise<void> {
  const from = place.signedInAt!
  const to = at < from ? from : at
  // Whoever leaves early rests from then on, not from the end of the shift.
  await sql`
    update mobilisation_places set signed_out_at = ${to}, signed_out_by = ${by}, during = tstzrange(lower(during),
      greatest(lower(during), least(upper(during), ${to}::timestamptz + make_interval(mins => ${shift.restMinutes}))))
    where id = ${place.id}`.execute(tx)
  const span = { from: from.toISOString(), to: to.toISOString() }
  const { rows } = await sql<{ title: string; mobilised_by: string }>`
    select name as title, organisation_id as mobilised_by from mobilisations where id = ${shift.mobilisationId}`.execute(
    tx,
  )
  await saveShift(house, tx, shift, theHouse, [
    shift.rehearsal
      ? { kind: 'mobilisation.left', payload: { ...whoWhere(shift, place), ...span, by } }
      : {
          kind: 'mobilisation.served',
          payload: {
            ...whoWhere(shift, place),
            ...rows[0],
            kind: shift.kind,
            ...span,
            ...served({ from, to }),
            by,
          },
        },
  ])
}

/** A person signs out. @returns when, and the minutes that were served */
export async function signOut(
  house: House,
  actor: Actor,
  placeId: string,
): Promise<{ at: Date; minutes: number; by_house: boolean }> {
  const rules = (await house.rulesNow()).mobilisation
  const left = await inTransaction(house.db, async (tx) => {
    const { shift, place } = await lockPlace(tx, placeId)
    if (place.personId !== actor.personId || place.state !== 'held') throw noPlace()
    if (!place.signedInAt) throw refusal('not_in', '您还没有签到', 'You have not signed in yet')
    if (place.signedOutAt) return { at: place.signedOutAt, from: place.signedInAt, by: 'self' as const }
    const { at, by } = leftAt(spanOf(shift), place.signedInAt, house.now(), rules.sign_in_early_minutes)
    await leave(house, tx, shift, place, at, by)
    return { at, from: place.signedInAt, by }
  })
  await handsFree(house, [actor.personId!])
  house.wake()
  return {
    at: left.at,
    minutes: served({ from: left.from, to: left.at }).minutes,
    by_house: left.by === 'house',
  }
}

/** The leader records that somebody came or went whose phone could not; for themselves they use the code like others. */
export async function mark(
  house: House,
  actor: Actor,
  placeId: string,
  what: 'came' | 'left',
): Promise<void> {
  const rules = (await house.rulesNow()).mobilisation
  const whose = await inTransaction(house.db, async (tx) => {
    const { shift, place } = await lockPlace(tx, placeId)
    const mobilisation = await getMobilisation(tx, shift.mobilisationId)
    requireLeader(
      actor,
      { leaderId: shift.leaderId, organisationPath: shift.postOrganisationPath },
      mobilisation,
    )
    if (place.personId === actor.personId)
      throw refusal('own', '自己的签到签退要用签到码，不能给自己补记', 'Nobody records their own attendance')
    if (place.state !== 'held') throw noPlace()
    if (shift.state !== 'running') throw notRunning()
    if (what === 'came') {
      if (place.signedInAt) return place.personId
      if (!isSignInOpen(spanOf(shift), house.now(), rules))
        throw refusal('not_open', '现在不是这一班的签到时间', 'Sign-in for this shift is not open now')
      await arrive(house, tx, shift, place, house.now(), 'leader')
    } else {
      if (!place.signedInAt) throw refusal('not_in', '这个人还没有签到', 'They have not signed in')
      if (place.signedOutAt) return place.personId
      const { at } = leftAt(spanOf(shift), place.signedInAt, house.now(), rules.sign_in_early_minutes)
      await leave(house, tx, shift, place, at, 'leader')
    }
    return place.personId
  })
  if (what === 'left') await handsFree(house, [whose])
  house.wake()
}

/**
 * Somebody does not come: the place is taken from them, and the first who stands by is called. Where nobody stands by,
 * the place is open again, and red. @returns who comes instead
 */
export async function callStandIn(
  house: House,
  actor: Actor,
  insteadOf: string,
): Promise<{ place_id: string; person_id: string } | null> {
  const before = await getPlace(house.db, insteadOf)
  const replace = async (tx: Work) => {
    const { shift, place } = await lockPlace(tx, before.id)
    const mobilisation = await getMobilisation(tx, shift.mobilisationId)
    requireLeader(
      actor,
      { leaderId: shift.leaderId, organisationPath: shift.postOrganisationPath },
      mobilisation,
    )
    if (shift.state !== 'running') throw notRunning()
    if (place.state !== 'held')
      throw refusal('gone', '这个位置已经换人或退回', 'This place has been given back or replaced already')
    if (place.signedInAt) throw refusal('signed_in', '这个人已经签到了', 'They have signed in')
    if (shift.startsAt > house.now())
      throw refusal(
        'not_begun',
        '还没开班，本人可以自己退回',
        'The shift has not begun; they may give it back themselves',
      )
    if (shift.endsAt <= house.now()) throw refusal('over', '这一班已经结束', 'This shift is over')
    await endPlace(house, tx, shift, place, 'replaced', null)
    const event = {
      kind: 'mobilisation.replaced',
      payload: { ...whoWhere(shift, place), by: actor.personId },
    }
    const one = await callOne(house, tx, shift, [event])
    if (!one) await moveUp(house, tx, shift)
    return one ? { place_id: one.placeId, person_id: one.personId } : null
  }
  const called = await againAfterDeadlock(() => inTransaction(house.db, replace))
  await handsFree(house, [before.personId])
  house.wake()
  return called
}

/** At the end of a mobilisation whoever forgot to sign out is counted until the end of their shift, and no longer. */
export async function closeAttendance(house: House, mobilisationId: string): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from mobilisation_places where mobilisation_id = ${mobilisationId} and state = 'held'
        and signed_in_at is not null and signed_out_at is null order by shift_id, id limit 100`.execute(
      house.db,
    )
    for (const { id } of rows)
      await inTransaction(house.db, async (tx) => {
        const { shift, place } = await lockPlace(tx, id)
        if (!place.signedInAt || place.signedOutAt || place.state !== 'held') return
        const now = house.now()
        await leave(house, tx, shift, place, shift.endsAt < now ? shift.endsAt : now, 'house')
      })
    if (rows.length < 100) return
  }
}
