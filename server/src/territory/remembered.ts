import type { Executor, Work } from '../kernel/database/index.ts'

/**
 * Answers kept for a few seconds, for each database of this process. A change made here empties them at
 * once; another process sees it when the time is over. A transaction that writes reads past them.
 */
const lifetimeMilliseconds = 3000
const mostAnswers = 20_000

interface Kept {
  answer: unknown
  until: number
}

const memories = new WeakMap<object, Map<string, Kept>>()
const writing = new WeakSet<object>()

/** A transaction is an object of its own; the adapter under it is the database's. */
function memoryOf(executor: Executor): Map<string, Kept> {
  const { adapter } = executor.getExecutor()
  let memory = memories.get(adapter)
  if (!memory) {
    memory = new Map()
    memories.set(adapter, memory)
  }
  return memory
}

export async function remembered<T>(executor: Executor, key: string, find: () => Promise<T>): Promise<T> {
  if (writing.has(executor)) return find()
  const memory = memoryOf(executor)
  const now = performance.now()
  const kept = memory.get(key)
  if (kept && kept.until > now) return kept.answer as T
  const answer = await find()
  if (memory.size >= mostAnswers) memory.clear()
  memory.set(key, { answer, until: now + lifetimeMilliseconds })
  return answer
}

/** Called by every write, with its transaction, and again when that is done. */
export function forget(executor: Executor): void {
  memoryOf(executor).clear()
}

export function markWriting(tx: Work): void {
  writing.add(tx)
  forget(tx)
}
