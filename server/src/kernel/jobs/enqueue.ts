import { sql } from 'kysely'
import type { Work } from '../database/index.ts'

export interface EnqueueOptions {
  runAt?: Date
  /** Of several waiting jobs with one key, the last replaces the others. */
  key?: string
  /** 25 without this; the pauses between attempts grow exponentially. */
  maxAttempts?: number
}

/**
 * Puts a job into the queue; it exists if and only if the transaction commits. A payload holds ids
 * and codes, never personal data: failed jobs stay in the queue's table.
 */
export async function enqueue(
  tx: Work,
  name: string,
  payload: Record<string, string | number | boolean | null | string[]>,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${options.maxAttempts ?? null}::int,
    job_key => ${options.key ?? null}::text)`.execute(tx)
}
