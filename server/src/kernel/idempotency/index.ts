import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction, type Work } from '../database/index.ts'
import type { House } from '../house.ts'
import type { JobSet } from '../jobs/index.ts'
import { Problem } from '../problems.ts'
import { canonical } from '../timeline/index.ts'

declare module '../database/index.ts' {
  interface Tables {
    idempotency_keys: {
      scope: string
      key: string
      request_hash: Buffer
      status: number | null
      response: unknown
      created_at: Date
    }
  }
}

export interface Once {
  /** What the key is a key to, for instance `requests.submit`; add the person where keys are a person's own. */
  scope: string
  key: string
  /** Of the content that came with the key: `requestHash(body)`. */
  requestHash: Buffer
}

export interface Answer<T> {
  status: number
  /** Kept as JSON for seven days. */
  response: T
}

const daysKept = 7
const longestKey = 200

/** The same for the same content, in whatever order its fields came. */
export function requestHash(content: unknown): Buffer {
  return createHash('sha256').update(canonical(content)).digest()
}

/**
 * Does the work at most once for a key, in one transaction with the key itself: a server that is killed
 * leaves both or neither. The second of two at once waits, and is given the answer of the first. Work that
 * throws leaves the key free.
 * @throws Problem `input.key_reused` where the key came with other content before
 */
export async function onceOnly<T>(
  executor: Executor,
  once: Once,
  work: (tx: Work) => Promise<Answer<T>>,
): Promise<Answer<T> & { repeated: boolean }> {
  if (once.key.length === 0 || once.key.length > longestKey)
    throw new Problem('input.invalid', {
      zh: `提交编号应为 1 到 ${longestKey} 个字符`,
      en: `An Idempotency-Key has 1 to ${longestKey} characters`,
    })
  return inTransaction(executor, async (tx) => {
    while (!(await claim(tx, once))) {
      const earlier = await earlierAnswer<T>(tx, once)
      if (earlier) return { ...earlier, repeated: true }
    }
    const answer = await work(tx)
    await sql`update idempotency_keys set status = ${answer.status}, response = ${JSON.stringify(answer.response ?? null)}::jsonb
      where scope = ${once.scope} and key = ${once.key}`.execute(tx)
    return { ...answer, repeated: false }
  })
}

/** Waits for a transaction that holds the same key, and fails to claim it only where that one committed. */
async function claim(tx: Work, once: Once): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into idempotency_keys (scope, key, request_hash)
    values (${once.scope}, ${once.key}, ${once.requestHash}) on conflict do nothing`.execute(tx)
  return numAffectedRows === 1n
}

async function earlierAnswer<T>(tx: Work, once: Once): Promise<Answer<T> | undefined> {
  const { rows } = await sql<{ request_hash: Buffer; status: number; response: T }>`
    select request_hash, status, response from idempotency_keys
    where scope = ${once.scope} and key = ${once.key}`.execute(tx)
  const row = rows[0]
  if (!row) return undefined
  if (!row.request_hash.equals(once.requestHash)) throw new Problem('input.key_reused')
  return { status: row.status, response: row.response }
}

/** Forgets keys older than a week. @returns how many */
export async function forgetOldKeys(executor: Executor, now: Date): Promise<number> {
  const before = new Date(now.getTime() - daysKept * 86_400_000)
  const { numAffectedRows } =
    await sql`delete from idempotency_keys where created_at < ${before.toISOString()}::timestamptz`.execute(
      executor,
    )
  return Number(numAffectedRows)
}

export function idempotencyJobs(house: House): JobSet {
  return {
    handlers: { forget_old_keys: async () => void (await forgetOldKeys(house.db, house.now())) },
    crontab: '17 18 * * * forget_old_keys',
  }
}
