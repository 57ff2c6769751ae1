import type { Both } from '../../foundation/api.ts'
import { NetworkError, ProblemError, post } from '../../foundation/api.ts'
import { randomId } from '../../foundation/random-id.ts'
import type { Change } from '../commands/give.ts'

export const bulkTypes = ['dispatch', 'sign', 'assign', 'supervise', 'note'] as const
export type BulkType = (typeof bulkTypes)[number]

export const mostAtOnce = 100
const chunk = 10

export interface BatchRow {
  id: string
  number: string
  title: string
  version: number
  command: Record<string, unknown>
}

export interface RowResult {
  id: string
  result: 'done' | 'conflict' | 'refused' | 'failed'
  repeated: boolean
  words: Both | null
  changes: Change[]
}

/** One press of the button: its rows, and what became of them. Kept until it is finished or given up. */
export interface Batch {
  id: string
  type: BulkType
  rows: BatchRow[]
  results: RowResult[]
}

const keyOf = (account: string) => `lianxin.desk.batch.${account}`

/** A batch that did not get through: a reload or a closed lid costs nothing. */
export function unfinished(account: string): Batch | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(account)) ?? 'null') as Batch | null
    return kept && kept.results.length < kept.rows.length ? kept : null
  } catch {
    return null
  }
}

function keep(account: string, batch: Batch): void {
  try {
    sessionStorage.setItem(keyOf(account), JSON.stringify(batch))
  } catch {
    // Then it lives as long as the page.
  }
}

export function giveUp(account: string): void {
  try {
    sessionStorage.removeItem(keyOf(account))
  } catch {
    // Nothing was kept then.
  }
}

export const newBatch = (type: BulkType, rows: BatchRow[]): Batch => ({
  id: randomId(),
  type,
  rows,
  results: [],
})

export const waiting = (batch: Batch): BatchRow[] => {
  const answered = new Set(batch.results.map(({ id }) => id))
  return batch.rows.filter(({ id }) => !answered.has(id))
}

/**
 * Sends what has no answer yet, some at a time. Sent under the same batch twice, a row is done once: so it may be
 * called again after whatever broke.
 * @param onProgress told after each answer
 * @throws NetworkError, ProblemError where it stopped; what was answered is kept
 */
export async function carryOut(
  account: string,
  batch: Batch,
  onProgress: (batch: Batch) => void,
): Promise<Batch> {
  let now = batch
  keep(account, now)
  for (let left = waiting(now); left.length > 0; left = waiting(now)) {
    const rows = left.slice(0, chunk).map(({ id, version, command }) => ({ id, version, command }))
    const { items } = await post<{ items: RowResult[] }>('/api/matters/bulk', { batch: now.id, rows })
    now = { ...now, results: [...now.results, ...items] }
    keep(account, now)
    onProgress(now)
  }
  giveUp(account)
  return now
}

/** Whether trying again can help. */
export const canGoOn = (error: unknown): boolean =>
  error instanceof NetworkError ||
  (error instanceof ProblemError && (error.status >= 500 || error.status === 429))
