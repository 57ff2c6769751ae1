import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { system } from '../kernel/permissions/index.ts'
import { makePlan } from '../patrols/index.ts'
import { areaAt } from '../territory/index.ts'
import { houseOfThePast } from './past/telling.ts'
import { patrolsBegan, walkPastDays } from './walks.ts'

/** So many days before the first start were walked. */
const daysWalked = 6

interface Corner {
  id: string
  path: string
  west: number
  south: number
  east: number
  north: number
}

/** Where things stand in a grid, as parts of its width and height from the south-west. */
const things = [
  { name: '小广场', x: 0.5, y: 0.5, checks: ['facilities', 'garbage'] },
  { name: '电动自行车棚', x: 0.62, y: 0.4, checks: ['bike_charging', 'fire_exits'] },
  { name: '沿街商铺', x: 0.4, y: 0.66, checks: ['gas', 'falling_objects'] },
  { name: '配电房', x: 0.66, y: 0.62, checks: ['fire_exits'] },
]

/** The grid in which the demonstration's grid worker serves, with the box round its shape. */
async function gridOfAccount(house: House): Promise<Corner | undefined> {
  const { rows } = await sql<Corner>`
    select a.id, a.path::text as path, ((box(s.outline))[1])[0] as west, ((box(s.outline))[1])[1] as south,
      ((box(s.outline))[0])[0] as east, ((box(s.outline))[0])[1] as north
    from accounts c join duties d on d.person_id = c.person_id and d.role = 'grid_worker' and d.active_to is null
    join areas a on a.id = d.area_id join area_shapes s on s.area_id = a.id and s.valid_to is null
    where c.name = 'grid' and c.demonstration order by s.id limit 1`.execute(house.db)
  return rows[0]
}

/**
 * Two plans for the grid of the account `grid`: every day in two shifts, and a look at the buildings twice a week, and the daily walks of the last days.
 * Done once; does nothing where there is a plan already.
 */
export async function planDemonstrationPatrols(house: StandingHouse): Promise<void> {
  const { rows: plans } = await sql`select 1 from patrol_plans limit 1`.execute(house.db)
  if (plans.length > 0) return
  const grid = await gridOfAccount(house)
  if (!grid) return
  const daily = []
  for (const { name, x, y, checks } of things) {
    const spot = {
      lng: grid.west + x * (grid.east - grid.west),
      lat: grid.south + y * (grid.north - grid.south),
    }
    const area = await areaAt(house.db, spot)
    if (area?.path === grid.path || area?.path.startsWith(`${grid.path}.`))
      daily.push({ name, ...spot, checks: checks.map((id) => ({ id })) })
  }
  const { rows: buildings } = await sql<{ code: string; name: string }>`
    select p.code, p.name from place_codes p join areas a on a.id = p.area_id
    where a.path <@ ${grid.path}::ltree and p.active_to is null order by p.code limit 20`.execute(house.db)
  const from = patrolsBegan(house, daysWalked)
  const clock = { at: new Date(`${from}T07:00:00+08:00`) }
  const past = await houseOfThePast(house, clock)
  const ways = { holidays: 'walk' as const, from, until: null, workerId: null }
  if (daily.length > 0) {
    const plan = await makePlan(past, system, grid.id, {
      ...ways,
      name: '日常巡查',
      frequency: {
        per: 'day',
        shifts: [
          { from: '08:00', to: '12:00' },
          { from: '14:00', to: '18:00' },
        ],
      },
      points: daily,
    })
    await walkPastDays(past, clock, 'grid', plan, { from, count: daysWalked })
  }
  if (buildings.length > 0)
    await makePlan(house, system, grid.id, {
      ...ways,
      from: shanghaiDate(house.now()),
      name: '楼栋消防巡查',
      frequency: { per: 'week', times: 2 },
      points: buildings.map(({ code, name }) => ({
        name,
        place_code: code,
        checks: [{ id: 'fire_exits' }, { id: 'bike_charging' }],
      })),
    })
}
