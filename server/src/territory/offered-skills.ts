import { type Executor, sql } from '../kernel/database/index.ts'

export interface OfferedSkills {
  personId: string
  skills: string[]
  /** weekday_day, weekday_evening, weekend_day, weekend_evening. */
  hours: string[]
  radiusKm: number
}

/**
 * What people offered of their own will, for whoever calls for hands. Nothing of those who offered nothing, took it
 * back, or whose offer has run out. @param today `2026-03-02`
 */
export async function offeredSkills(
  executor: Executor,
  personIds: string[],
  today: string,
): Promise<Map<string, OfferedSkills>> {
  const { rows } = await sql<OfferedSkills>`
    select person_id as "personId", skills, hours, radius_km as "radiusKm" from member_offers
    where person_id = any(${personIds}::uuid[]) and until_day >= ${today}::date`.execute(executor)
  return new Map(rows.map((row) => [row.personId, row]))
}
