import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'

export type DeadlineEnd = 'met' | 'late' | 'superseded'

declare module '../database/index.ts' {
  interface Tables {
    deadlines: {
      id: string
      subject_id: string
      step: string
      rule_id: string
      started_at: Date
      due_at: Date
      explanation: unknown
      rung: number
      sweep_at: Date | null
      missed_at: Date | null
      ended_at: Date | null
      ended_as: DeadlineEnd | null
    }
  }
}

export interface Deadline {
  id: string
  subjectId: string
  step: string
  ruleId: string
  startedAt: Date
  dueAt: Date
  /** How the date came about: rule, source, days that were skipped and why. */
  explanation: unknown
  /** How many times it was swept: the number of the rung that fires next, from 0. */
  rung: number
  sweepAt: Date | null
  /** When a sweep first found it past due. */
  missedAt: Date | null
  endedAt: Date | null
  endedAs: DeadlineEnd | null
}

export interface NewDeadline {
  subjectId: string
  step: string
  ruleId: string
  startedAt: Date
  dueAt: Date
  explanation: unknown
  /** When the sweep looks at it first; null: never. */
  sweepAt: Date | null
}

export const deadlineColumns = sql`id, subject_id as "subjectId", step, rule_id as "ruleId", started_at as "startedAt",
  due_at as "dueAt", explanation, rung, sweep_at as "sweepAt", missed_at as "missedAt", ended_at as "endedAt", ended_as as "endedAs"`

/**
 * Starts the one running deadline of a subject. While another runs the database refuses (unique index
 * `deadlines_one_running`): end that one first.
 */
export async function startDeadline(tx: Work, deadline: NewDeadline): Promise<string> {
  const id = randomUUID()
  await sql`insert into deadlines (id, subject_id, step, rule_id, started_at, due_at, explanation, sweep_at)
    values (${id}, ${deadline.subjectId}, ${deadline.step}, ${deadline.ruleId}, ${deadline.startedAt.toISOString()}::timestamptz,
      ${deadline.dueAt.toISOString()}::timestamptz, ${JSON.stringify(deadline.explanation)}::jsonb, ${deadline.sweepAt?.toISOString() ?? null}::timestamptz)`.execute(
    tx,
  )
  return id
}

/**
 * Ends the running deadline: `met` when `at` is not after it was due, else `late`; or as told.
 * @returns the ended deadline, or undefined where none ran
 */
export async function endRunning(
  tx: Work,
  subjectId: string,
  at: Date,
  as?: DeadlineEnd,
): Promise<Deadline | undefined> {
  const { rows } =
    await sql<Deadline>`update deadlines set ended_at = ${at.toISOString()}::timestamptz, sweep_at = null,
      ended_as = coalesce(${as ?? null}::text, case when ${at.toISOString()}::timestamptz <= due_at then 'met' else 'late' end)
    where subject_id = ${subjectId} and ended_at is null
    returning ${deadlineColumns}`.execute(tx)
  return rows[0]
}

export async function runningOf(executor: Executor, subjectId: string): Promise<Deadline | undefined> {
  const { rows } = await sql<Deadline>`select ${deadlineColumns} from deadlines
    where subject_id = ${subjectId} and ended_at is null`.execute(executor)
  return rows[0]
}

/** Every deadline that a subject had, the oldest first. */
export async function historyOf(executor: Executor, subjectId: string): Promise<Deadline[]> {
  const { rows } = await sql<Deadline>`select ${deadlineColumns} from deadlines
    where subject_id = ${subjectId} order by started_at, (ended_at is null), ended_at`.execute(executor)
  return rows
}
