import { sql } from 'kysely'
import { handsFree } from '../kernel/commitments/index.ts'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { againAfterDeadlock } from './deadlock.ts'
import { moveUp } from './placing.ts'
import { denied, noPlace, notRunning, refusal } from './refusal.ts'
import { ownUnit } from './standing.ts'
import { getMobilisation, lockShift, type Shift, saveShift, theHouse } from './store.ts'

export interface Place {
  id: string
  shiftId: string
  mobilisationId: string
  personId: string
  organisationId: string
  state: 'held' | 'given_back' | 'declined' | 'replaced'
  how: string
  acceptedAt: Date | null
  signedInAt: Date | null
  signedOutAt: Date | null
  wrongCodes: number
  wrongCodeAt: Date | null
}

/** @throws Problem `not_found` */
export async function getPlace(executor: Executor, id: string): Promise<Place> {
  const { rows } = await sql<Place>`
    select id, shift_id as "shiftId", mobilisation_id as "mobilisationId", person_id as "personId",
      organisation_id as "organisationId", state, how, accepted_at as "acceptedAt", signed_in_at as "signedInAt",
      signed_out_at as "signedOutAt", wrong_codes as "wrongCodes", wrong_code_at as "wrongCodeAt"
    from mobilisation_places where id = ${id}`.execute(executor)
  if (!rows[0]) throw noPlace()
  return rows[0]
}

/** Locks the shift of a place, always before the place itself. */
export async function lockPlace(tx: Work, id: string): Promise<{ shift: Shift; place: Place }> {
  const { shiftId } = await getPlace(tx, id)
  const shift = await lockShift(tx, shiftId)
  return { shift, place: await getPlace(tx, id) }
}

/** Ends a held place of a locked shift and counts it out. */
export async function endPlace(
  house: House,
  tx: Work,
  shift: Shift,
  place: Place,
  state: 'given_back' | 'declined' | 'replaced',
  reason: string | null,
): Promise<void> {
  await sql`update mobilisation_places set state = ${state}, ended_at = ${house.now()}, reason = ${reason} where id = ${place.id}`.execute(
    tx,
  )
  shift.taken -= 1
}

const ended = (shift: Shift, place: Place, state: string, reason: string | null) => ({
  kind: `mobilisation.${state}`,
  payload: {
    mobilisation: shift.mobilisationId,
    post: shift.postId,
    place: place.id,
    person: place.personId,
    rehearsal: shift.rehearsal,
  },
  ...(reason ? { personal: { reason } } : {}),
})

/**
 * A person gives their place back, or declines it where others placed them: with a reason then. Whoever waits moves up at
 * once. Giving it back twice is giving it back once.
 * @throws Problem `not_found` for what is not theirs
 */
export async function giveBack(
  house: House,
  actor: Actor,
  placeId: string,
  reason: string | null,
): Promise<void> {
  const leave = async (tx: Work) => {
    const { shift, place } = await lockPlace(tx, placeId)
    if (place.personId !== actor.personId) throw noPlace()
    if (place.state !== 'held') return
    if (shift.state !== 'running') throw notRunning()
    if (place.signedInAt)
      throw refusal(
        'signed_in',
        '您已经签到，要走请签退，或请岗位负责人换人',
        'You have signed in; sign out to leave, or ask the leader for a stand-in',
      )
    const isDeclined = place.how === 'nominated' || place.how === 'assigned'
    if (isDeclined && !reason) throw refusal('reason', '请写明为什么来不了', 'Please say why you cannot come')
    const state = isDeclined ? 'declined' : 'given_back'
    await endPlace(house, tx, shift, place, state, reason)
    await moveUp(house, tx, shift, [ended(shift, place, state, reason)])
  }
  await againAfterDeadlock(() => inTransaction(house.db, leave))
  await handsFree(house, [actor.personId!])
  house.wake()
}

/** Their hands are free now: shifts in whose line they stood, and that have a free place, take them. */
export async function fillWhereWaiting(house: House, personId: string): Promise<void> {
  const { rows } = await sql<{ shiftId: string }>`
    select w.shift_id as "shiftId" from mobilisation_waiting w join mobilisation_shifts s on s.id = w.shift_id
    where w.person_id = ${personId} and w.as_what = 'waiting' and s.taken < s.needed and s.ends_at > ${house.now()}
    order by s.starts_at, s.id`.execute(house.db)
  await fill(house, rows)
}

/** The round: no free place stands beside somebody who waits and could have it, whatever was cut off before. */
export async function fillFreePlaces(house: House): Promise<void> {
  const { rows } = await sql<{ shiftId: string }>`
    select s.id as "shiftId" from mobilisation_shifts s join mobilisations m on m.id = s.mobilisation_id
    where m.state = 'running' and s.taken < s.needed and s.ends_at > ${house.now()}
      and exists (select 1 from mobilisation_waiting w where w.shift_id = s.id and w.as_what = 'waiting')
    order by s.starts_at, s.id`.execute(house.db)
  await fill(house, rows)
}

async function fill(house: House, shifts: readonly { shiftId: string }[]): Promise<void> {
  for (const { shiftId } of shifts)
    await againAfterDeadlock(() =>
      inTransaction(house.db, async (tx) => moveUp(house, tx, await lockShift(tx, shiftId))),
    )
  if (shifts.length > 0) house.wake()
}

/** A nominated person says yes. */
export async function accept(house: House, actor: Actor, placeId: string): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const { shift, place } = await lockPlace(tx, placeId)
    if (place.personId !== actor.personId) throw noPlace()
    if (place.state !== 'held')
      throw refusal('gone', '这个位置已经不是您的了', 'This place is yours no longer')
    if (place.acceptedAt) return
    await sql`update mobilisation_places set accepted_at = ${house.now()} where id = ${place.id}`.execute(tx)
    await saveShift(house, tx, shift, theHouse, [
      {
        kind: 'mobilisation.accepted',
        payload: { mobilisation: shift.mobilisationId, place: place.id, person: place.personId },
      },
    ])
  })
  house.wake()
}

/** Leaves the line. */
export async function stopWaiting(house: House, actor: Actor, shiftId: string): Promise<void> {
  await sql`delete from mobilisation_waiting where shift_id = ${shiftId} and person_id = ${actor.personId}`.execute(
    house.db,
  )
}

/** A called person says that they cannot come; their unit sees it and asks nobody twice. */
export async function cannotCome(
  house: House,
  actor: Actor,
  mobilisationId: string,
  reason: string | null,
): Promise<void> {
  const mobilisation = await getMobilisation(house.db, mobilisationId)
  if (mobilisation.state !== 'running') throw notRunning()
  const { rows: units } = await sql<{ path: string }>`
    select organisation_path::text as path from mobilisation_units where mobilisation_id = ${mobilisationId}`.execute(
    house.db,
  )
  const duty = ownUnit(actor, units)
  if (!duty) throw denied('这次动员没有通知您的单位', 'Your unit was not called in this mobilisation')
  const { rows } = await sql`select 1 from mobilisation_places
    where mobilisation_id = ${mobilisationId} and person_id = ${actor.personId} and state = 'held' limit 1`.execute(
    house.db,
  )
  if (rows.length > 0)
    throw refusal(
      'has_place',
      '您在这次动员里还有岗位，请先把位置退回来',
      'You hold a place in this mobilisation; give it back first',
    )
  await inTransaction(house.db, async (tx) => {
    await sql`delete from mobilisation_waiting where mobilisation_id = ${mobilisationId} and person_id = ${actor.personId}`.execute(
      tx,
    )
    await sql`insert into mobilisation_absences (mobilisation_id, person_id, organisation_id, reason, said_at)
      values (${mobilisationId}, ${actor.personId}, ${duty.organisationId}, ${reason}, ${house.now()})
      on conflict (mobilisation_id, person_id) do update set reason = excluded.reason`.execute(tx)
  })
}
