import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { type Command, checkMatters, execute, getMatter, mattersApi } from '../matters/index.ts'
import { takeIn } from '../requests/index.ts'
import { mapApi } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let levels: Record<Level, Actor>

/** From the ground to the top: each carries up to the next. */
const ladder = ['community', 'street', 'centre'] as const
type Level = (typeof ladder)[number]

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  city = await smallCity(house)
  levels = { community: city.community, street: city.street, centre: city.centre }
  const actors: Record<string, Actor> = levels
  app = await buildApp({
    house,
    identify: async (request) => actors[String(request.headers['x-as'])] ?? anonymous,
    apis: [mapApi(house), mattersApi(house)],
    requestsPerMinute: 100_000,
  })
}, 60_000)
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = async (as: Level, path: string) =>
  (await app.inject({ method: 'GET', url: path, headers: { 'x-as': as } })).json()

async function asked(): Promise<string> {
  const { id } = await house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text: '地下车库积水', location: city.spot, anonymous: true },
        { channel: 'web', actor: anonymous },
      ),
    )
  return id
}

const order = (as: Level, matterId: string, command: Command) =>
  execute(house, { actor: levels[as], matterId, command })

async function ownerOf(id: string): Promise<Level | undefined> {
  const { ownerId } = (await getMatter(house.db, id)).matter
  return ladder.find((level) => city.organisations[level] === ownerId)
}

/** Up where the rules let it, or down again to the community. What the rules refuse does not happen. */
async function move(id: string, way: 'up' | 'down'): Promise<void> {
  const at = await ownerOf(id)
  if (!at) return
  const category = (await house.rulesNow()).categories[0]!.id
  try {
    if (way === 'up') await order(at, id, { type: 'carry_up', reason: '本级解决不了' })
    else if (at !== 'community') {
      await order(at, id, { type: 'triage', category, urgency: 'ordinary' } as Command)
      await order(at, id, { type: 'dispatch', to: city.organisations.community! } as Command)
    }
  } catch (error) {
    if ((error as { code?: string }).code !== 'matter.refused') throw error
  }
}

const counted = async (as: Level) => (await get(as, '/api/map/levels')).total as Record<string, number>

describe('what came up', () => {
  it('is counted at the level that it came to, as what the level below passed on', async () => {
    const id = await asked()
    expect([await counted('community'), await counted('street')]).toMatchObject([
      { came_up: 0, passed_on: 0 },
      { came_up: 0 },
    ])
    await move(id, 'up')
    expect([await counted('community'), await counted('street'), await counted('centre')]).toMatchObject([
      { came_up: 0, passed_on: 1 },
      { came_up: 1, passed_on: 0 },
      { came_up: 0 },
    ])
    await move(id, 'down')
    expect([await counted('community'), await counted('street')]).toMatchObject([
      { came_up: 0, passed_on: 0 },
      { came_up: 1, passed_on: 1 },
    ])
  })

  it('agrees with the timeline, with the lists and from level to level, whatever went up and came back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('up' as const, 'down' as const), { maxLength: 4 }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (histories) => {
          for (const ways of histories) {
            const id = await asked()
            for (const way of ways) await move(id, way)
          }
          for (const [place, level] of ladder.entries()) {
            const { rows } = await sql<{ came: number; fromBelow: number }>`
              select count(distinct m.id)::int as came,
                (count(distinct m.id) filter (where t.payload->>'from' = ${city.organisations[ladder[place - 1] ?? level]}))::int as "fromBelow"
              from timeline t join matters m on m.id = t.stream
              where t.kind = 'matter.carried_up' and m.state <> 'closed' and t.payload->>'to' = ${city.organisations[level]}`.execute(
              house.db,
            )
            const { came_up, passed_on } = await counted(level)
            expect(came_up).toBe(rows[0]!.came)
            expect(came_up).toBe(rows[0]!.fromBelow)
            let [listed, after]: [string[], string] = [[], '']
            do {
              const page = await get(level, `/api/matters?view=came_up&open=true&limit=100${after}`)
              listed = [...listed, ...page.items.map((item: { id: string }) => item.id)]
              after = page.next ? `&cursor=${page.next}` : ''
            } while (after)
            expect(listed).toHaveLength(came_up!)
            // What a level passed upward and did not get back is the above level's to answer for, and came up to it.
            if (level === 'community')
              expect(passed_on).toBeLessThanOrEqual((await counted('street')).came_up!)
          }
        },
      ),
      { numRuns: 12 },
    )
    expect(await checkMatters(house.db)).toEqual([])
  })

  it('is found by the check of the promises where it was changed by hand', async () => {
    const id = await asked()
    await move(id, 'up')
    await database.asOwner(`update matter_hands set came_up_at = null where matter_id = '${id}'`)
    expect(await checkMatters(house.db)).toMatchObject([{ promise: 5, count: 1 }])
  })
})
