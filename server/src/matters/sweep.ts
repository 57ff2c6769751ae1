import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { Deadline, Sweeper, SweepHandler } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { system } from '../kernel/permissions/index.ts'
import type { Step } from '../kernel/policy/index.ts'
import { rungAfter } from './clock.ts'
import { execute } from './execute.ts'

/** Locks a matter (its parent first) in the order in which commands do; false where a command holds it. */
async function lockSubject(tx: Work, subjectId: string): Promise<boolean> {
  const { rows } = await sql<{
    parent_id: string | null
  }>`select parent_id from matters where id = ${subjectId}`.execute(tx)
  if (!rows[0]) return false
  const ids = rows[0].parent_id ? [rows[0].parent_id, subjectId] : [subjectId]
  for (const id of ids) {
    const locked = await sql`select 1 from matters where id = ${id} for update skip locked`.execute(tx)
    if (locked.rows.length === 0) return false
  }
  return true
}

/**
 * What happens when a deadline's time has come: a judging window that nobody used closes, a suspended
 * matter is taken up again, everything else climbs the pack's ladder one rung at a time.
 */
function sweepMatters(house: House): SweepHandler {
  return async (tx: Work, deadline: Deadline) => {
    const { rows } = await sql<{ state: string; policyHash: string; kind: string }>`
      select state, policy_hash as "policyHash", kind from matters where id = ${deadline.subjectId}`.execute(
      tx,
    )
    const matter = rows[0]
    if (!matter) return null
    const step = deadline.step as Step
    const act = (command: Parameters<typeof execute>[1]['command']) =>
      execute(house, { actor: system, matterId: deadline.subjectId, command }, tx)
    if (matter.state === 'suspended') {
      await act({ type: 'resume', reason: '到复核日期，自动恢复办理' })
      return null
    }
    if (matter.state === 'answered' && matter.kind === 'request') {
      await act({ type: 'lapse' })
      return null
    }
    const rules = await house.rulesOf(matter.policyHash)
    const { current, nextAt } = rungAfter(rules, step, deadline.rung, deadline.dueAt, house.calendar)
    if (current) await act({ type: 'miss', rung: current.rung, deed: current.do })
    return nextAt
  }
}

/** Every step that no other room names is a matter's. */
export function matterSweeper(house: House): Sweeper {
  return { steps: '', lockSubject, fire: sweepMatters(house) }
}
