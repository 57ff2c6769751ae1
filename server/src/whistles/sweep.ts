import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { Deadline, Sweeper } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import { actOnCall } from './act.ts'
import type { Wait } from './call.ts'
import { notBefore, rungOf } from './clock.ts'

/** The call of a deadline: its own, or the one that an objection is about. */
async function callOf(
  tx: Work,
  subjectId: string,
): Promise<{ id: string; whistleId: string; policyHash: string } | undefined> {
  const { rows } = await sql<{ id: string; whistleId: string; policyHash: string }>`
    select c.id, w.id as "whistleId", w.policy_hash as "policyHash" from whistle_calls c join whistles w on w.id = c.whistle_id
    where c.id = ${subjectId} or c.id = (select call_id from whistle_objections where id = ${subjectId})`.execute(
    tx,
  )
  return rows[0]
}

async function lockSubject(tx: Work, subjectId: string): Promise<boolean> {
  const call = await callOf(tx, subjectId)
  if (!call) return false
  const whistle =
    await sql`select 1 from whistles where id = ${call.whistleId} for update skip locked`.execute(tx)
  if (!whistle.rows[0]) return false
  const { rows } =
    await sql`select 1 from whistle_calls where id = ${call.id} for update skip locked`.execute(tx)
  return rows.length > 0
}

/** Silence climbs the pack's ladder, each rung once. */
export function whistleSweeper(house: House): Sweeper {
  return {
    steps: 'whistle.',
    lockSubject,
    async fire(tx: Work, deadline: Deadline) {
      const call = await callOf(tx, deadline.subjectId)
      if (!call) return null
      const rules = await house.rulesOf(call.policyHash)
      const wait = deadline.step.slice('whistle.'.length) as Wait
      const { current, nextAt } = rungOf(rules, wait, deadline.rung, deadline.dueAt, house.calendar)
      if (current)
        await actOnCall(
          house,
          {
            actor: system,
            callId: call.id,
            command: { type: 'miss', wait, rung: current.rung, deed: current.do, deadline: deadline.id },
          },
          tx,
        )
      return notBefore(nextAt, house.now())
    },
  }
}
