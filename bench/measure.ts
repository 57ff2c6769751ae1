export interface Measured {
  name: string
  /** Ours divided by the bare way's rate, median over the rounds: 1 is as fast as bare PostgreSQL. */
  ratio: number
  /** What did not come out as it was meant; the command then fails. */
  faults?: string[]
  [detail: string]: unknown
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Runs `work` on `lanes` lanes for `seconds`. @returns how many a second were done */
export async function rate(
  seconds: number,
  lanes: number,
  work: (lane: number) => Promise<void>,
): Promise<number> {
  const began = performance.now()
  const until = began + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < until) {
        await work(lane)
        done++
      }
    }),
  )
  return done / ((performance.now() - began) / 1000)
}
