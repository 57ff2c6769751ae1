import { Logger, run, type TaskList } from 'graphile-worker'
import type { House } from '../house.ts'

export type JobHandler = (payload: Record<string, unknown>) => Promise<void>

/** What a service wants done beside requests: its handlers, and when (crontab lines, UTC). */
export interface JobSet {
  handlers: Record<string, JobHandler>
  crontab?: string
}

export interface RunningJobs {
  /** Takes no more jobs and waits for those at work. */
  stop(): Promise<void>
}

/** One set of several; throws where two handlers have one name. */
export function joinJobs(...sets: JobSet[]): Required<JobSet> {
  const handlers: Record<string, JobHandler> = {}
  for (const set of sets)
    for (const [name, handler] of Object.entries(set.handlers)) {
      if (handlers[name]) throw new Error(`two handlers are called ${name}`)
      handlers[name] = handler
    }
  return { handlers, crontab: sets.flatMap((set) => set.crontab ?? []).join('\n') }
}

/**
 * Starts working through the queue with the serving pool. Several servers may: each job and each line of
 * the crontab runs once. A handler that throws is tried again later, so it must bear being repeated.
 * @param crontab lines `minute hour day month weekday name`, in UTC
 */
export async function startJobs(
  house: House,
  handlers: Record<string, JobHandler>,
  crontab = '',
  options: { concurrency?: number; pollMilliseconds?: number } = {},
): Promise<RunningJobs> {
  const taskList: TaskList = {}
  for (const [name, handler] of Object.entries(handlers))
    taskList[name] = async (payload) => handler((payload ?? {}) as Record<string, unknown>)
  const runner = await run({
    pgPool: house.pool,
    taskList,
    crontab,
    concurrency: options.concurrency ?? 4,
    pollInterval: options.pollMilliseconds ?? 2000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') house.log.error({ jobs: true }, message)
      else if (level === 'warning') house.log.warn({ jobs: true }, message)
    }),
  })
  return { stop: () => runner.stop() }
}
