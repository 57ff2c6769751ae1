import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { takeIn } from '../requests/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import { type Command, execute, getMatter, listMatters } from './index.ts'
import { type ListQuery, narrowingOf } from './list.ts'
import { VIEWS, walkOf } from './views.ts'
import { type Patience, pageOf, walked } from './walking.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let clock = new Date('2024-01-08T01:00:00Z')
const people = ['centre', 'street', 'community', 'grid', 'water', 'housing', 'management'] as const

const things = ['路灯', '垃圾', '电梯', '暖气', '井盖']
const complaints = ['坏了', '没人管', '太吵']

async function askFor(text: string, placed = true): Promise<string> {
  const location = placed ? city.spot : undefined
  const { id } = await house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text, ...(location ? { location } : {}), anonymous: true },
        { channel: 'web', actor: anonymous },
      ),
    )
  return id
}

async function order(actor: Actor, id: string, command: Command): Promise<void> {
  const { matter } = await getMatter(house.db, id)
  await execute(house, { actor, matterId: id, command, version: matter.version })
}

async function dispatch(id: string, to: string): Promise<void> {
  await order(city.centre, id, {
    type: 'triage',
    category: 'municipal.street_lamp',
    urgency: 'ordinary',
  } as Command)
  await order(city.centre, id, { type: 'dispatch', to: city.organisations[to]! } as Command)
}

/** Three years of matters, a few each month: winters with heating, owners all over the city, some worked on. */
async function years(): Promise<void> {
  for (let i = 0; i < 120; i++) {
    clock = new Date(Date.parse('2024-01-08T01:00:00Z') + i * 8 * 86_400_000)
    const thing = clock.getUTCMonth() < 2 ? '暖气' : things[(i * 7) % things.length]!
    const placed = i % 5 === 0
    const id = await askFor(`第${i}号楼${thing}${complaints[i % 3]}，请处理`, placed)
    if (placed) continue
    if (i % 4 > 0) await dispatch(id, ['water', 'housing', 'street', 'community'][i % 4]!)
    if (i % 8 === 1) await order(city.housing, id, { type: 'sign' }).catch(() => {})
  }
}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  await years()
}, 60_000)
afterAll(() => database.drop())

const patience: Record<string, Patience> = {
  'the first alone': { near: 1000, far: 0, held: 0, reached: 0, filtered: 0, believed: 0 },
  'the next where the first promise enough': {
    near: 2,
    far: 40,
    held: 0,
    reached: 0,
    filtered: 0,
    believed: 0,
  },
  'all that have the words': { near: 1, far: 0, held: 1000, reached: 0, filtered: 0, believed: 1e9 },
  'the scarcest filters': { near: 1, far: 0, held: 0, reached: 0, filtered: 1000, believed: 0 },
  'the words within reach': { near: 1, far: 0, held: 0, reached: 1000, filtered: 0, believed: 1e9 },
  'spans of months': { near: 1, far: 0, held: 0, reached: 0, filtered: 0, believed: 0 },
  'a little of each': { near: 5, far: 10, held: 3, reached: 8, filtered: 12, believed: 50 },
}

const anyFilter: fc.Arbitrary<ListQuery> = fc.oneof(
  fc.constantFrom('received', 'dispatched', 'signed').map((state) => ({ state })),
  fc.constantFrom('municipal', 'municipal.street_lamp', 'labour').map((category) => ({ category })),
  fc.constantFrom('ordinary', 'urgent').map((urgency) => ({ urgency })),
  fc.constant({ kind: 'request' }),
  fc.constantFrom('city', 'grid').map((area) => ({ area })),
)
const anyWords = fc.array(
  fc.constantFrom(...things, ...complaints, '第一网格', '7号楼', '飞碟', '的', '坏', '请处理'),
  { maxLength: 2 },
)
const anyView = fc.oneof({ weight: 2, arbitrary: fc.constant('all' as const) }, fc.constantFrom(...VIEWS))
const anyQuery: fc.Arbitrary<ListQuery> = fc
  .tuple(anyView, anyWords, fc.array(anyFilter, { maxLength: 2 }))
  .map(([view, q, filters]) => ({
    view,
    ...(q.length ? { q: q.join(' ') } : {}),
    ...Object.assign({}, ...filters),
  }))

describe('a list', () => {
  it('is the same page by page, whichever way it is found', async () => {
    const named = { city: (await areaOf('city'))!, grid: city.gridArea }
    let met = 0
    await fc.assert(
      fc.asyncProperty(
        anyQuery,
        fc.constantFrom(...people),
        fc.integer({ min: 2, max: 9 }),
        async (any, who, length) => {
          const query: ListQuery = { ...any, area: any.area && named[any.area as 'city' | 'grid'] }
          const walk = walkOf(query.view!, city[who], clock)
          const narrowing = await narrowingOf(house.db, query)
          const { rows: whole } = await sql<{
            id: string
          }>`select id from (${walked(walk, narrowing.only, 1000)}) x
          order by ${walk.order === 'due' ? sql`due_at, id` : sql`id desc`}`.execute(house.db)
          met += whole.length
          for (const [way, each] of Object.entries(patience)) {
            const found: string[] = []
            for (let after: { at: string; id: string } | null = null; ; ) {
              const page = await pageOf(house.db, walk, { ...narrowing, after }, length, each)
              found.push(...page.map(({ id }) => id))
              const last = page.at(-1)
              if (page.length < length || !last) break
              after = { at: last.mark ?? last.created_at.toISOString(), id: last.id }
            }
            expect(found, way).toEqual(whole.map(({ id }) => id))
          }
        },
      ),
      { numRuns: 45 },
    )
    expect(met).toBeGreaterThan(100)
  }, 60_000)

  it('finds heating that broke in the winters from any month since', async () => {
    const { items } = await listMatters(house, city.centre, { view: 'all', q: '暖气', limit: 100 })
    const told = await sql<{
      n: number
    }>`select count(*)::int as n from matter_words where body like '%暖气%'`.execute(house.db)
    expect(items.length).toBe(told.rows[0]!.n)
    expect(items.length).toBeGreaterThan(15)
  })

  it('is found by its words by whoever it came to, and by nobody whom it does not concern', async () => {
    clock = new Date('2026-08-30T01:00:00Z')
    const id = await askFor('水管爆裂，鹅卵石步道淹了', false)
    const narrow: Patience = { near: 0, far: 0, held: 1000, reached: 0, filtered: 0, believed: 0 }
    const finds = async (who: (typeof people)[number]) => {
      const walk = walkOf('all', city[who], clock)
      const page = await pageOf(house.db, walk, await narrowingOf(house.db, { q: '鹅卵石' }), 10, narrow)
      return page.some((row) => row.id === id)
    }
    expect(await finds('water')).toBe(false)
    await dispatch(id, 'water')
    expect([await finds('water'), await finds('housing'), await finds('centre')]).toEqual([true, false, true])
    await order(city.water, id, {
      type: 'propose_hand_over',
      to: city.organisations.housing!,
      reason: '属于房屋维修',
    } as Command)
    expect([await finds('water'), await finds('housing')]).toEqual([true, true])
  })

  it('has beside the words of every matter exactly whom it concerns, where it lies and when it came', async () => {
    const { rows } = await database.asOwner(`
      select count(*)::int as all, count(*) filter (where marks = said)::int as right from (
        select tsvector_to_array(search_marks(array(select organisation_id from matter_hands h where h.matter_id = m.id), m.area_id, m.created_at)) as marks,
          array(select term from unnest(tsvector_to_array(w.search)) term where term ~ '^[@/#]') as said
        from matters m join matter_words w on w.matter_id = m.id) x`)
    expect(rows[0].all).toBeGreaterThan(100)
    expect(rows[0].right).toBe(rows[0].all)
  })
})

const areaOf = async (kind: string) =>
  (await sql<{ id: string }>`select id from areas where kind = ${kind}`.execute(house.db)).rows[0]?.id
