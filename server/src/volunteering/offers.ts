import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { requireMember } from './party.ts'

export interface Offer {
  skills: string[]
  hours: string[]
  radiusKm: number
  until: string
}

/** Longer than this nobody's offer stands without their saying so again. */
const longestDays = 366

export async function offerOf(house: House, personId: string): Promise<Offer | null> {
  const { rows } = await sql<Offer>`
    select skills, hours, radius_km as "radiusKm", until_day as until from member_offers
    where person_id = ${personId} and until_day >= ${shanghaiDate(house.now())}::date`.execute(house.db)
  return rows[0] ?? null
}

/** Offers, or offers otherwise: the last word of the member counts, and nothing of the earlier one is kept. */
export async function offer(house: House, actor: Actor, wish: Offer): Promise<void> {
  const { personId } = requireMember(actor)
  const { skills } = await house.rulesNow()
  const known = new Set(skills.map(({ id }) => id))
  const unknown = wish.skills.find((skill) => !known.has(skill))
  if (unknown)
    throw new Problem('input.invalid', {
      zh: `没有“${unknown}”这项本领`,
      en: `There is no skill “${unknown}”`,
    })
  const today = shanghaiDate(house.now())
  const last = shanghaiDate(new Date(house.now().getTime() + longestDays * 86_400_000))
  if (wish.until < today || wish.until > last)
    throw new Problem('input.invalid', {
      zh: '到期日要在今天之后、一年之内，到期后再登记一次就行',
      en: 'It ends after today and within a year; then offer again',
    })
  await sql`
    insert into member_offers (person_id, skills, hours, radius_km, until_day, offered_at)
    values (${personId}, ${[...new Set(wish.skills)]}, ${[...new Set(wish.hours)]}, ${wish.radiusKm}, ${wish.until}::date, ${house.now()})
    on conflict (person_id) do update set skills = excluded.skills, hours = excluded.hours, radius_km = excluded.radius_km,
      until_day = excluded.until_day, offered_at = excluded.offered_at`.execute(house.db)
}

/** Taken back: it is gone, and nobody is told. */
export async function takeOfferBack(house: House, actor: Actor): Promise<void> {
  const { personId } = requireMember(actor)
  await sql`delete from member_offers where person_id = ${personId}`.execute(house.db)
}

export async function forgetOldOffers(house: House): Promise<void> {
  await sql`delete from member_offers where until_day < ${shanghaiDate(house.now())}::date`.execute(house.db)
}
