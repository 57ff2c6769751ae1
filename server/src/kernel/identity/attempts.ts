import { sql } from 'kysely'
import type { Executor } from '../database/index.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'

interface Allowance {
  most: number
  /** Milliseconds, from the first that counted. */
  within: number
  /** Milliseconds that the bucket stays shut once `most` is reached; none where it only counts. */
  lockFor?: number
}

interface Counted {
  count: number
  since: Date
  lockedUntil: Date | null
}

/** Counts one more in a bucket. Counts of several servers add up. */
export async function count(house: House, bucket: string, allowance: Allowance): Promise<Counted> {
  const now = house.now()
  const stale = new Date(now.getTime() - allowance.within)
  const lock = allowance.lockFor === undefined ? null : new Date(now.getTime() + allowance.lockFor)
  const { rows } = await sql<Counted>`
    insert into door_attempts as d (bucket, count, since, locked_until)
    values (${bucket}, 1, ${now}, case when ${allowance.most}::int <= 1 then ${lock}::timestamptz end)
    on conflict (bucket) do update set
      count = case when d.since > ${stale} then d.count + 1 else 1 end,
      since = case when d.since > ${stale} then d.since else excluded.since end,
      locked_until = case when (case when d.since > ${stale} then d.count + 1 else 1 end) >= ${allowance.most}::int
                          then ${lock}::timestamptz end
    returning count, since, locked_until as "lockedUntil"`.execute(house.db)
  return rows[0]!
}

/** Until when a bucket is shut; undefined where it is open. */
export async function lockedUntil(house: House, bucket: string): Promise<Date | undefined> {
  const { rows } = await sql<{ until: Date }>`
    select locked_until as until from door_attempts
    where bucket = ${bucket} and locked_until > ${house.now()}`.execute(house.db)
  return rows[0]?.until
}

/** Opens a bucket again and forgets its count. */
export async function clear(bucket: string, executor: Executor): Promise<void> {
  await sql`delete from door_attempts where bucket = ${bucket}`.execute(executor)
}

/** @throws Problem `rate.limited` once more than `most` were counted */
export async function spend(house: House, bucket: string, allowance: Allowance): Promise<void> {
  const counted = await count(house, bucket, allowance)
  if (counted.count > allowance.most)
    throw tooOften(house, new Date(counted.since.getTime() + allowance.within))
}

export function tooOften(house: House, until: Date): Problem {
  return new Problem('rate.limited', { headers: { 'retry-after': String(secondsUntil(house, until)) } })
}

export function secondsUntil(house: House, until: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - house.now().getTime()) / 1000))
}
