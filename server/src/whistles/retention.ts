import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'

/**
 * Erases who signed in and how far from the place, once the pack's time is over; and with the words of a matter the words
 * that were spoken about its whistles. Times, states and judgements stay, so that yesterday's figures do not change.
 */
export async function eraseOldWhistles(house: House): Promise<void> {
  const { retention } = await house.rulesNow()
  const rule = retention.find(({ id }) => id === 'whistle_arrivals')
  if (rule) {
    const before = new Date(house.now().getTime() - rule.limit * 86_400_000)
    await sql`update whistle_calls set arrived_metres = null, arrived_id = null, comes_id = null
      where arrived_at < ${before} and (arrived_id is not null or arrived_metres is not null) and ended_at is not null`.execute(
      house.db,
    )
  }
  await sql`
    with gone as (
      select w.id from whistles w join matter_words mw on mw.matter_id = w.matter_id and mw.erased_at is not null
    ), streams as (
      select id from gone union all select c.id from whistle_calls c join gone on gone.id = c.whistle_id
    )
    delete from timeline_personal where event_id in (select t.id from timeline t join streams s on s.id = t.stream)`.execute(
    house.db,
  )
  await sql`update whistles w set meet_at = null from matter_words mw
    where mw.matter_id = w.matter_id and mw.erased_at is not null and w.meet_at is not null`.execute(house.db)
  await sql`delete from notices n using whistles w join matter_words mw on mw.matter_id = w.matter_id
    where n.subject_id = w.id and mw.erased_at is not null`.execute(house.db)
}

export function whistleJobs(house: House): JobSet {
  return {
    handlers: { erase_old_whistles: async () => eraseOldWhistles(house) },
    // 02:57 in Asia/Shanghai, after the words of matters have gone.
    crontab: '57 18 * * * erase_old_whistles',
  }
}
