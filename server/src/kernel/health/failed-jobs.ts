import { sql } from 'kysely'
import type { Executor } from '../database/index.ts'

export interface FailedJob {
  id: string
  task: string
  attempts: number
  /** The first line alone: what lies below it is for the log. */
  error: string
  at: Date
}

/** Jobs that were tried as often as they may be, the newest first. */
export async function failedJobs(executor: Executor, most = 20): Promise<FailedJob[]> {
  const { rows } = await sql<FailedJob>`
    select id::text, task_identifier as task, attempts, coalesce(left(split_part(last_error, E'\n', 1), 200), '') as error,
      updated_at as at
    from graphile_worker.jobs where attempts >= max_attempts order by updated_at desc, id desc limit ${most}`.execute(
    executor,
  )
  return rows
}

/** Gives failed jobs all their attempts again, from now. @returns how many */
export async function retryFailedJobs(executor: Executor): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from graphile_worker.reschedule_jobs(
      (select array_agg(id) from graphile_worker.jobs where attempts >= max_attempts and locked_at is null),
      run_at => now(), attempts => 0)`.execute(executor)
  return rows[0]!.n
}
