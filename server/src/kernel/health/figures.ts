import { sql } from 'kysely'
import type { House } from '../house.ts'

export interface Figures {
  deadlinesRunning: number
  deadlinesOverdue: number
  jobsWaiting: number
  jobsFailed: number
}

const freshForMilliseconds = 15_000

/** Counts that cost a scan of an index, taken at most every fifteen seconds however often they are asked for. */
export function figuresOf(house: House): () => Promise<Figures> {
  let taken: { at: number; figures: Promise<Figures> } | undefined
  return () => {
    if (!taken || performance.now() - taken.at > freshForMilliseconds) {
      const figures = count(house)
      taken = { at: performance.now(), figures }
      figures.catch(() => {
        taken = undefined
      })
    }
    return taken.figures
  }
}

async function count(house: House): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select (select count(*) from deadlines where ended_at is null) as "deadlinesRunning",
      (select count(*) from deadlines where ended_at is null and due_at < ${house.now().toISOString()}::timestamptz) as "deadlinesOverdue",
      (select count(*) from graphile_worker.jobs where run_at <= now() and locked_at is null and attempts < max_attempts) as "jobsWaiting",
      (select count(*) from graphile_worker.jobs where attempts >= max_attempts) as "jobsFailed"`.execute(
    house.db,
  )
  return rows[0]!
}
