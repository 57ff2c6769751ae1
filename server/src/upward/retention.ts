import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'

/** The text of a paper and the words of its answer go with the words of its matter; that it was sent and how it was answered stays. */
export async function forgetPapers(house: House): Promise<void> {
  await sql`update upward_papers p set body = '', verdict_words = null from matter_words w
    where w.matter_id = p.matter_id and w.erased_at is not null and (p.body <> '' or p.verdict_words is not null)`.execute(
    house.db,
  )
}

export const upwardJobs = (house: House): JobSet => ({
  handlers: { forget_papers: () => forgetPapers(house) },
  // After the words of matters have gone.
  crontab: '41 18 * * * forget_papers',
})
