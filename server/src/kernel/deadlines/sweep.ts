import { sql } from 'kysely'
import type { Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { type Deadline, deadlineColumns } from './store.ts'

/** What happens at a rung, in the transaction that moves the deadline to the next. @returns when to look again, or null */
export type SweepHandler = (tx: Work, deadline: Deadline) => Promise<Date | null>

/** A room whose deadlines the sweep fires. The name of a step says whose it is. */
export interface Sweeper {
  /** What the names of its steps begin with, such as `whistle.`; the empty one takes every step that no other names. */
  steps: string
  /**
   * Locks the subject's own row before the deadline's, in the order in which commands do, so that a sweep
   * and a command never wait for each other in a circle. @returns false where someone else holds it: it is tried later
   */
  lockSubject?(tx: Work, subjectId: string): Promise<boolean>
  fire: SweepHandler
}

/** @throws Error where no room owns the step: better a line in the log each minute than a silence */
function sweeperOf(sweepers: readonly Sweeper[], step: string): Sweeper {
  const [longest] = sweepers
    .filter(({ steps }) => step.startsWith(steps))
    .sort((a, b) => b.steps.length - a.steps.length)
  if (!longest) throw new Error(`no room fires the deadlines of ${step}`)
  return longest
}

/** A rung whose handler fails is left standing for this long, so that it does not hold up the others. */
const retryAfterMilliseconds = 60_000

/**
 * Fires the deadlines whose `sweep_at` has come, each in a transaction of its own and by the room whose it is: once, however many
 * servers sweep and whenever one is killed. A handler that throws is logged and tried again a minute later.
 * @returns how many fired
 */
export async function sweepDeadlines(
  house: House,
  sweepers: readonly Sweeper[],
  most = 100,
): Promise<number> {
  const now = house.now()
  const { rows } = await sql<{
    id: string
    subjectId: string
    step: string
  }>`select id, subject_id as "subjectId", step from deadlines
    where ended_at is null and sweep_at <= ${now.toISOString()}::timestamptz
    order by sweep_at limit ${most}`.execute(house.db)
  let fired = 0
  for (const { id, subjectId, step } of rows) {
    try {
      if (await fire(house, id, subjectId, now, sweeperOf(sweepers, step))) fired++
    } catch (error) {
      house.log.error({ deadline: id, err: error }, 'a deadline could not be swept')
      const later = new Date(now.getTime() + retryAfterMilliseconds)
      await sql`update deadlines set sweep_at = ${later.toISOString()}::timestamptz
        where id = ${id} and ended_at is null and sweep_at <= ${now.toISOString()}::timestamptz`.execute(
        house.db,
      )
    }
  }
  return fired
}

function fire(house: House, id: string, subjectId: string, now: Date, sweeper: Sweeper): Promise<boolean> {
  return house.db.transaction().execute(async (tx) => {
    if (sweeper.lockSubject && !(await sweeper.lockSubject(tx, subjectId))) return false
    return fireLocked(tx, id, now, sweeper.fire)
  })
}

/** Fires one deadline whose time has come, in a transaction that holds its subject. @returns false where there is nothing to do */
export async function fireLocked(tx: Work, id: string, now: Date, handler: SweepHandler): Promise<boolean> {
  const { rows } = await sql<Deadline>`select ${deadlineColumns} from deadlines
    where id = ${id} and ended_at is null and sweep_at <= ${now.toISOString()}::timestamptz
    for update skip locked`.execute(tx)
  const deadline = rows[0]
  if (!deadline) return false
  const next = await handler(tx, deadline)
  await sql`update deadlines set rung = rung + 1, sweep_at = case when ended_at is null then ${next?.toISOString() ?? null}::timestamptz end,
      missed_at = coalesce(missed_at, case when due_at < ${now.toISOString()}::timestamptz then ${now.toISOString()}::timestamptz end)
    where id = ${id}`.execute(tx)
  return true
}

/** Sweeps every second until stopped; `stop` waits for the rung at work. */
export function runSweep(
  house: House,
  sweepers: readonly Sweeper[],
  options: { everyMilliseconds?: number } = {},
): { stop(): Promise<void> } {
  let stopping = false
  let wake: (() => void) | undefined
  const loop = async () => {
    while (!stopping) {
      try {
        if ((await sweepDeadlines(house, sweepers)) > 0) {
          house.wake()
          continue
        }
      } catch (error) {
        if (!stopping) house.log.warn({ err: error }, 'the deadlines could not be read')
      }
      if (stopping) break
      await new Promise<void>((done) => {
        const timer = setTimeout(done, options.everyMilliseconds ?? 1000)
        wake = () => {
          clearTimeout(timer)
          done()
        }
      })
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping = true
      wake?.()
      await running
    },
  }
}
