import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { resolveClock } from './clock.ts'
import { contextFor } from './context.ts'
import { decide } from './decide.ts'
import type { Command } from './matter.ts'
import { Refused } from './refusal.ts'
import type { Both } from './row.ts'
import { standingOf } from './standing.ts'
import { getMatter } from './store.ts'
import { stepWords } from './words.ts'

export type Foreseen =
  | { allowed: false; whyNot: Both }
  | {
      allowed: true
      ownerId: string
      /** The deadline that would run; null where none would. */
      next: { step: string; words: Both; dueAt: Date; explanation: Both | null } | null
      /** Whether that is another deadline than the one that runs now. */
      newDeadline: boolean
    }

/** Rules are read before a transaction holds its connection: a snapshot that is stored now takes one of its own. */
export async function rememberRulesOf(house: House, matterIds: string[]): Promise<void> {
  const { rows } = await sql<{ hash: string }>`
    select distinct policy_hash as hash from matters where id = any(${matterIds}::uuid[])`.execute(house.db)
  for (const { hash } of rows) await house.rulesOf(hash)
}

/** Only reads, and sees one instant: whatever is asked in it agrees. */
export function readingOnly<T>(house: House, work: (tx: Work) => Promise<T>): Promise<T> {
  return house.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
}

/**
 * What a command would do now, decided by the same rules as when it is given; nothing is locked or written.
 * For one that concerns only the matter itself; a merge also locks its original.
 */
export async function foresee(
  house: House,
  tx: Work,
  actor: Actor,
  matterId: string,
  command: Command,
): Promise<Foreseen> {
  const loaded = await getMatter(tx, matterId)
  const before = loaded.matter
  const rules = await house.rulesOf(before.policyHash)
  const { standing, duty } = standingOf(actor, before, loaded.around, false)
  try {
    const context = await contextFor(house, tx, loaded, { actor, matterId, command }, duty, rules, null)
    const { set, clock } = decide(before, command, standing, context)
    const after = { ...before, ...set }
    const named = (step: string) => stepWords[step] ?? { zh: step, en: step }
    if (clock.kind === 'stop') return { allowed: true, ownerId: after.ownerId, next: null, newDeadline: true }
    if (clock.kind === 'keep')
      return {
        allowed: true,
        ownerId: after.ownerId,
        next:
          before.step && before.dueAt
            ? { step: before.step, words: named(before.step), dueAt: before.dueAt, explanation: null }
            : null,
        newDeadline: false,
      }
    const running = resolveClock(
      clock,
      { ...after, step: before.step, dueAt: before.dueAt },
      rules,
      house.calendar,
      context.now,
    )
    return {
      allowed: true,
      ownerId: after.ownerId,
      next: {
        step: running.step,
        words: named(running.step),
        dueAt: running.dueAt,
        explanation: running.explanation,
      },
      newDeadline: true,
    }
  } catch (error) {
    if (error instanceof Refused)
      return { allowed: false, whyNot: { zh: error.refusal.zh, en: error.refusal.en } }
    throw error
  }
}
