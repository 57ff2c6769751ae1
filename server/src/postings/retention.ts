import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'

const gone = '（已按期删除）'

/**
 * Erases what was written about and by somebody who was sent, once the posting has been over for the pack's time:
 * reasons of leave, what visits said, the words of the unit and of the end. Days, states and grades stay.
 */
export async function forgetPostingWords(house: House): Promise<void> {
  const { retention } = await house.rulesNow()
  const rule = retention.find(({ id }) => id === 'posting_words')
  if (!rule) return
  const before = new Date(house.now().getTime() - rule.limit * 86_400_000)
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      update postings set words_gone_at = ${house.now()}, ended_because = null, sender_words = null
      where state in ('ended', 'called_off') and words_gone_at is null and ended_on < ${before} returning id`.execute(
      tx,
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return
    await sql`update posting_leaves set reason = ${gone}, decision_words = null where posting_id = any(${ids}::uuid[])`.execute(
      tx,
    )
    await sql`update posting_visits set words = ${gone} where posting_id = any(${ids}::uuid[])`.execute(tx)
    await sql`delete from timeline_personal where event_id in (select id from timeline where stream = any(${ids}::uuid[]))`.execute(
      tx,
    )
    await sql`delete from notices where subject_id = any(${ids}::uuid[])`.execute(tx)
  })
}

export const postingJobs = (house: House): JobSet => ({
  handlers: { forget_posting_words: () => forgetPostingWords(house) },
  crontab: '31 18 * * * forget_posting_words',
})
