import { randomUUID } from 'node:crypto'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { actorLater } from '../kernel/identity/index.ts'
import { timeOrderedId } from '../matters/index.ts'
import { takeOutbox } from '../patrols/index.ts'
import type { MovableClock } from './past/stage.ts'

interface PlannedPoint {
  plan: string
  point: string
}

/** What became of the n-th point of the d-th day: nearly all in time, now and then one late, not reached or forgotten. */
function fateOf(day: number, place: number): 'walked' | 'late' | 'not_reached' | 'missed' {
  const draw = (day * 7 + place * 5) % 13
  return draw === 3 ? 'missed' : draw === 6 ? 'not_reached' : draw === 9 ? 'late' : 'walked'
}

/**
 * A worker’s daily rounds on past days, sent from a phone as every walk is: coverage has something to show on the first
 * day. No position is among it.
 */
export async function walkPastDays(
  past: House,
  clock: MovableClock,
  account: string,
  dailyPlan: string,
  days: { from: string; count: number },
): Promise<void> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from accounts where name = ${account} and demonstration`.execute(past.db)
  const { rows: points } = await sql<PlannedPoint>`
    select plan_id as plan, id as point from patrol_points where plan_id = ${dailyPlan} and version = 1 order by position`.execute(
    past.db,
  )
  const device = randomUUID()
  for (let day = 0; day < days.count; day++) {
    const date = addDays(days.from, day)
    for (const [number, hour, lateHour] of [
      [1, 9, 12],
      [2, 15, 18],
    ] as const) {
      const at = (hours: number, minutes: number) =>
        new Date(`${date}T${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}:00+08:00`)
      clock.at = at(hour, 0)
      const actor = rows[0] && (await actorLater(past.db, rows[0].personId, clock.at))
      if (!actor?.personId) return
      const walk = timeOrderedId(clock.at)
      const marks = points.flatMap(({ plan, point }, place) => {
        const fate = fateOf(day * 2 + number, place)
        if (fate === 'missed') return []
        return [
          {
            id: timeOrderedId(at(hour, 5 + place)),
            kind: 'mark',
            walk,
            plan,
            point,
            round: `${date}/${number}`,
            happened_at: (fate === 'late' ? at(lateHour, 20) : at(hour, 5 + place)).toISOString(),
            ...(fate === 'not_reached'
              ? { result: 'not_reached', obstacle: 'locked' }
              : { result: 'nothing_wrong' }),
          },
        ]
      })
      clock.at = at(lateHour, 40)
      const entries: ({ id: string } & Record<string, unknown>)[] = [
        { id: walk, kind: 'walk_start', happened_at: at(hour, 0).toISOString() },
        ...marks,
        { id: timeOrderedId(clock.at), kind: 'walk_end', walk, happened_at: at(lateHour, 30).toISOString() },
      ]
      await takeOutbox(past, actor, {
        device,
        person: actor.personId,
        sent_at: clock.at.toISOString(),
        entries,
      })
    }
  }
}

/** The day on which patrols of the demonstration began. */
export const patrolsBegan = (house: House, days: number) => addDays(shanghaiDate(house.now()), -days)
