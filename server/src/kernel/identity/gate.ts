import { Problem } from '../problems.ts'

/**
 * Lets few in at once and at most `queue` wait. Checking a password costs a core and 16 MiB, and takes threads that
 * files and names need too; and since few are checked at once, few guesses are made before a lock falls.
 */
export function gate(width: number, queue: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (inside >= width) {
      if (waiting.length >= queue) throw new Problem('rate.limited', { headers: { 'retry-after': '10' } })
      await new Promise<void>((enter) => waiting.push(enter))
    } else inside++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else inside--
    }
  }
}

/** Work under one key is done one after another, so that guesses at one account cannot race its lock. */
export function turns() {
  const last = new Map<string, Promise<unknown>>()
  return async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const mine = (last.get(key) ?? Promise.resolve()).then(work)
    const settled = mine.catch(() => {})
    last.set(key, settled)
    try {
      return await mine
    } finally {
      if (last.get(key) === settled) last.delete(key)
    }
  }
}
