import { sql } from 'kysely'
import { inTransaction } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { closeAttendance } from './attending.ts'
import { freeHands, nobodyIsHeld } from './plans.ts'
import { notRunning } from './refusal.ts'
import { requirePlanner } from './standing.ts'
import { getMobilisation, lockMobilisation, saveMobilisation } from './store.ts'

/** Ends a running mobilisation: whoever is still at a post is signed out, the line is dissolved, the review stands. */
export async function finish(house: House, actor: Actor, id: string): Promise<void> {
  const mobilisation = await getMobilisation(house.db, id)
  requirePlanner(actor, mobilisation)
  if (mobilisation.state !== 'running') throw notRunning()
  await closeAttendance(house, id)
  await inTransaction(house.db, async (tx) => {
    const locked = await lockMobilisation(tx, id)
    const duty = requirePlanner(actor, locked)
    if (locked.state !== 'running') throw notRunning()
    await sql`update mobilisations set state = 'ended', ended_at = ${house.now()} where id = ${id}`.execute(
      tx,
    )
    await freeHands(house, tx, id)
    await saveMobilisation(
      house,
      tx,
      locked,
      { personId: actor.personId, organisationId: duty.organisationId },
      [{ kind: 'mobilisation.ended', payload: { rehearsal: locked.rehearsal } }],
    )
  })
  house.wake()
  // Somebody may have signed in between: nobody is left standing at a post of what is over.
  await closeAttendance(house, id)
  await nobodyIsHeld(house, id)
}
