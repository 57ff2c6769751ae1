import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { checkMatters } from '../matters/index.ts'
import { checkWhistles } from '../whistles/index.ts'
import { loadDemonstration } from './index.ts'
import { tellWhistles } from './whistles.ts'

const present = new Date('2026-09-14T03:00:00Z')
let database: FreshDatabase
let house: StandingHouse
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { demo: true, now: () => present })
  await loadDemonstration(house)
}, 120_000)
afterAll(() => database.drop())

it('whistles of the past and one that runs stand in the demonstration city, told once and by the rules', async () => {
  await tellWhistles(house, present)
  await tellWhistles(house, present)
  const { rows } = await house.pool.query(`
    select w.kind, w.state, array_agg(c.state || coalesce(case when c.in_time then ' in time' else ' late' end, '') order by c.called_at, c.id) as calls,
      sum(c.escalated)::int as escalated
    from whistles w join whistle_calls c on c.whistle_id = w.id group by w.id order by w.blown_at`)
  expect(rows.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'emergency ended',
    'enforcement ended',
    'key_task ended',
    'key_task running',
  ])
  expect({ ...rows[0], calls: rows[0].calls.toSorted() }).toMatchObject({
    calls: ['released in time', 'released in time', 'released late'].toSorted(),
    escalated: 4,
  })
  const states = (calls: string[]) => calls.map((call) => call.split(' ')[0]).toSorted()
  expect(states(rows[1].calls)).toEqual(['excused', 'released', 'released'])
  expect(states(rows[3].calls)).toEqual(['acknowledged', 'arrived', 'called'])
  expect(await checkWhistles(house)).toEqual([])
  expect(await checkMatters(house.db)).toEqual([])
}, 60_000)
