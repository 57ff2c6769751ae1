import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import { Problem } from '../kernel/problems.ts'
import { metresBetween } from '../territory/index.ts'
import type { CallCommand } from './call.ts'
import { isCode } from './code.ts'
import { refuse } from './guards.ts'
import { getWhistle, whistleOfCall } from './store.ts'

const mostFailures = 10
const failuresForgottenAfter = 10 * 60_000

/** By the code that the caller shows on site. Wrong ones are counted, so that nobody guesses it from afar. @throws Problem */
export async function byCode(house: House, callId: string, said: string): Promise<CallCommand> {
  const whistle = await getWhistle(house.db, await whistleOfCall(house.db, callId))
  const { whistle_presence: presence } = await house.rulesOf(whistle.policyHash)
  const now = house.now()
  const since = new Date(now.getTime() - failuresForgottenAfter)
  // Counted before it is looked at, in one statement: many guesses at once cannot slip past each other.
  const { rows } = await sql<{ failures: number }>`
    update whistle_calls set code_failures = case when code_failed_at > ${since} then code_failures + 1 else 1 end,
      code_failed_at = ${now} where id = ${callId} returning code_failures as failures`.execute(house.db)
  if ((rows[0]?.failures ?? 0) > mostFailures)
    throw new Problem('rate.limited', {
      reason: 'whistle.too_many_codes',
      zh: '现场码输错太多次，请十分钟后再试，或请吹哨人登记到场',
      en: 'Too many wrong codes; try again in ten minutes or ask the caller to record your arrival',
    })
  if (!isCode(said, whistle.codeKey, now, presence.code_seconds))
    refuse(
      'wrong_code',
      '现场码不对或已经换了，请看吹哨人手机上现在的码',
      'The code is wrong or has changed; look at the one shown now',
    )
  await sql`update whistle_calls set code_failures = 0, code_failed_at = null where id = ${callId}`.execute(
    house.db,
  )
  return { type: 'arrive', way: 'code' }
}

/** By where they stand at this moment. Only how far that is from the place is kept, to ten metres. @throws Problem */
export async function byPosition(
  house: House,
  callId: string,
  position: { lat: number; lng: number },
): Promise<CallCommand> {
  const whistle = await getWhistle(house.db, await whistleOfCall(house.db, callId))
  const { whistle_presence: presence } = await house.rulesOf(whistle.policyHash)
  const { rows } = await sql<{ lat: number | null; lng: number | null }>`
    select spot[1] as lat, spot[0] as lng from matter_words where matter_id = ${whistle.matterId}`.execute(
    house.db,
  )
  const { lat, lng } = rows[0]!
  if (lat === null || lng === null)
    refuse(
      'no_spot',
      '这件事没有标出位置，请用现场码签到',
      'The matter has no point on the map; use the code instead',
    )
  const metres = Math.round(metresBetween({ lat, lng }, position) / 10) * 10
  if (metres > presence.position_metres)
    refuse(
      'too_far',
      `您离现场还有约 ${metres} 米（${presence.position_metres} 米以内算到场）；到了再签，或用现场码`,
      `You are about ${metres} m away (within ${presence.position_metres} m counts); sign in when you are there, or use the code`,
    )
  return { type: 'arrive', way: 'position', metres }
}
