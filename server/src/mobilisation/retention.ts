import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { fillFreePlaces } from './leaving.ts'

/** Why somebody could not come is forgotten after its time; that they could not, stays in the counts. */
export async function forgetReasons(house: House): Promise<void> {
  const { retention } = await house.rulesNow()
  const rule = retention.find(({ id }) => id === 'mobilisation_reasons')
  if (!rule) return
  const before = new Date(house.now().getTime() - rule.limit * 86_400_000)
  await house.db.transaction().execute(async (tx) => {
    await sql`delete from timeline_personal where event_id in (
      select t.id from timeline t join mobilisation_places k on t.stream = k.shift_id and t.payload->>'place' = k.id::text
      where k.reason is not null and k.ended_at < ${before} and t.kind in ('mobilisation.given_back', 'mobilisation.declined'))`.execute(
      tx,
    )
    await sql`update mobilisation_places set reason = null where reason is not null and ended_at < ${before}`.execute(
      tx,
    )
    await sql`update mobilisation_absences set reason = null where reason is not null and said_at < ${before}`.execute(
      tx,
    )
  })
}

export function mobilisationJobs(house: House): JobSet {
  return {
    handlers: {
      forget_mobilisation_reasons: () => forgetReasons(house),
      fill_free_posts: () => fillFreePlaces(house),
    },
    crontab: '52 18 * * * forget_mobilisation_reasons\n* * * * * fill_free_posts',
  }
}
