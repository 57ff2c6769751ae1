import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { loadDemonstration } from './index.ts'
import { planDemonstrationPatrols } from './patrols.ts'

let database: FreshDatabase
let house: StandingHouse

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { demo: true })
  await loadDemonstration(house)
})
afterAll(() => database.drop())

const plans = async () =>
  (
    await sql<{ name: string; points: number }>`
      select v.name, count(*)::int as points from patrol_plan_versions v
      join patrol_points p on p.plan_id = v.plan_id and p.version = v.version
      join patrol_plans pl on pl.id = v.plan_id join duties d on d.area_id = pl.area_id
      join accounts c on c.person_id = d.person_id and c.name = 'grid'
      group by v.plan_id, v.name order by v.name`.execute(house.db)
  ).rows

it('the grid worker who tries the system has a daily patrol and one of the buildings, each planned once', async () => {
  const first = await plans()
  expect(first.map(({ name }) => name).toSorted()).toEqual(['日常巡查', '楼栋消防巡查'].toSorted())
  for (const { points } of first) expect(points).toBeGreaterThanOrEqual(2)
  await planDemonstrationPatrols(house)
  expect(await plans()).toEqual(first)
})

it('the days before were walked, nearly all of it, so that coverage has something to show', async () => {
  const { rows } = await sql<{ result: string; n: number }>`
    select result, count(*)::int as n from patrol_marks group by 1`.execute(house.db)
  const counts = Object.fromEntries(rows.map(({ result, n }) => [result, n]))
  expect(counts.nothing_wrong).toBeGreaterThan(20)
  expect(counts.not_reached).toBeGreaterThan(0)
  const { rows: walks } = await sql`select 1 from patrol_walks where ended_at is null`.execute(house.db)
  expect(walks).toHaveLength(0)
})
