import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { JobSet } from '../kernel/jobs/index.ts'
import { fillFreePlaces } from './answers.ts'
import { endCalls } from './attendance.ts'
import { draftFeedback, sendFeedback } from './feedback.ts'
import { forgetOldOffers } from './offers.ts'

/** Who answered and who served goes with time; that so much was served stays, so that old figures do not change. */
export async function eraseOldService(house: House): Promise<void> {
  const { retention } = await house.rulesNow()
  const before = (rule: string) => {
    const found = retention.find(({ id }) => id === rule)
    return found && new Date(house.now().getTime() - found.limit * 86_400_000)
  }
  const [answers, records] = [before('service_answers'), before('service_records')]
  if (answers)
    await sql`update service_answers set person_id = null, reason = null where person_id is not null and ends_at < ${answers}`.execute(
      house.db,
    )
  if (records)
    await sql`update service_records set person_id = null, objection = case when objection is null then null else '' end,
      objection_answer = case when objection_answer is null then null else '' end
      where person_id is not null and ended_at < ${records}`.execute(house.db)
  await forgetOldOffers(house)
}

export function serviceJobs(house: House): JobSet {
  return {
    handlers: {
      end_service_calls: async () => void (await endCalls(house)),
      draft_service_feedback: async () => void (await draftFeedback(house)),
      send_service_feedback: async () => void (await sendFeedback(house)),
      fill_free_service_places: () => fillFreePlaces(house),
      erase_old_service: async () => eraseOldService(house),
    },
    // Feedback at 08:05 and 08:35 in Asia/Shanghai: nobody is woken by it. The first days of a quarter are as good as the first.
    crontab:
      '* * * * * end_service_calls\n* * * * * fill_free_service_places\n5 0 * * * draft_service_feedback\n35 0 * * * send_service_feedback\n13 19 * * * erase_old_service',
  }
}
