import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { demonstrationAccounts } from '../kernel/identity/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import {
  areaAt,
  areaByCode,
  communityFor,
  deskFor,
  gridWorkerOf,
  organisationsOfKind,
  peopleOf,
  signedArea,
  superiorOf,
} from '../territory/index.ts'
import { buildings } from './buildings.ts'
import { loadDemonstration } from './index.ts'
import { offices } from './offices.ts'
import { staff } from './staff.ts'
import {
  communities,
  dedicatedGrids,
  districtCode,
  dividedGrid,
  dividedGrids,
  grids,
  streets,
  terrain,
} from './terrain.ts'

type Land = {
  features: { properties: { kind: string; code: string }; geometry: { coordinates: [number, number][][] } }[]
}

let database: FreshDatabase
let house: StandingHouse
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { demo: true })
  await loadDemonstration(house)
})
afterAll(() => database.drop())

const count = async (table: string) =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(house.db)).rows[0]!
    .count

describe('the land of the demonstration', () => {
  const land = JSON.parse(terrain()) as Land
  const ring = (kind: string) =>
    land.features
      .filter(({ properties }) => properties.kind === kind)
      .map(({ geometry }) => geometry.coordinates[0]!)
  const area = (kind: string) => ring(kind).reduce((sum, each) => sum + signedArea(each), 0)

  it('is divided without a gap or an overlap at every level', () => {
    for (const kind of ['district', 'street', 'community', 'grid'])
      expect(area(kind) / area('city')).toBeCloseTo(1, 9)
    const divided = dividedGrids.reduce(
      (sum, grid) => sum + signedArea(ring('grid')[grids.indexOf(grid)]!),
      0,
    )
    expect(area('micro_grid') / divided).toBeCloseTo(1, 9)
  })

  it('has the size of a city, and a name for everything in it once', () => {
    expect([ring('district').length, streets.length, communities.length]).toEqual([2, 8, 48])
    expect(grids.length).toBeGreaterThan(380)
    expect(dedicatedGrids).toHaveLength(10)
    for (const named of [streets, communities, grids, buildings(), offices()])
      expect(new Set(named.map(({ name }) => name)).size).toBe(named.length)
    expect(new Set(buildings().map(({ code }) => code)).size).toBe(buildings().length)
  })

  it('has grids that share their corners and are no rectangles', () => {
    for (const each of ring('grid')) expect(new Set(each.map(([lng]) => lng)).size).toBeGreaterThan(8)
  })
})

describe('the demonstration', () => {
  it('changes nothing the second time', async () => {
    const tables = [
      'areas',
      'area_shapes',
      'organisations',
      'people',
      'duties',
      'place_codes',
      'accounts',
      'timeline',
    ]
    const before = await Promise.all(tables.map(count))
    expect(await loadDemonstration(house)).toBe('whole')
    expect(await Promise.all(tables.map(count))).toEqual(before)
    expect(before.every((rows) => rows > 0)).toBe(true)
  })

  it('has the promised accounts, each with its duty, and a resident without one', async () => {
    const { rows } = await sql<{ name: string; roles: string[]; demonstration: boolean }>`
      select a.name, a.demonstration, coalesce(array_agg(d.role) filter (where d.role is not null), '{}') as roles
      from accounts a left join duties d on d.person_id = a.person_id group by a.id`.execute(house.db)
    const roles = new Map(rows.map((row) => [row.name, row.roles]))
    for (const account of demonstrationAccounts) expect(roles.has(account), account).toBe(true)
    expect(roles.get('resident')).toEqual([])
    expect(roles.get('department')).toEqual(['department_officer'])
    expect(rows.every(({ demonstration }) => demonstration)).toBe(true)
  })

  it('puts the grid worker into the community of the clerk, under the street of the street clerk', async () => {
    const grid = (await areaByCode(house.db, dividedGrid.code))!
    const worker = await gridWorkerOf(house.db, grid.id, house.now())
    const community = (await communityFor(house.db, grid.id))!
    const street = (await superiorOf(house.db, community.id))!
    const phoneOf = (account: string) => staff().find((each) => each.account === account)!.phone
    expect(worker?.phone).toBe(phoneOf('grid'))
    expect(
      (await peopleOf(house.db, community.id, house.now(), 'community_clerk')).map(({ phone }) => phone),
    ).toContain(phoneOf('community'))
    expect(
      (await peopleOf(house.db, street.id, house.now(), 'street_clerk')).map(({ phone }) => phone),
    ).toContain(phoneOf('street'))
  })

  it('has a worker for every place with a code, and a desk for all of it', async () => {
    for (const { lng, lat, code } of buildings().filter((_, index) => index % 5 === 0 || index > 600)) {
      const area = await areaAt(house.db, { lng, lat })
      expect(area && (await gridWorkerOf(house.db, area.id, house.now())), code).toBeDefined()
    }
    const district = (await areaByCode(house.db, districtCode))!
    expect((await deskFor(house.db, district.id))?.kind).toBe('hotline_centre')
    const workers = staff().flatMap(({ duties }) =>
      duties.flatMap(({ role, area }) => (role === 'grid_worker' ? [area] : [])),
    )
    expect(new Set(workers)).toEqual(new Set([...grids, ...dedicatedGrids].map(({ code }) => code)))
  })

  it('has every office to which the district level of the policy pack sends something, and somebody in it', async () => {
    const { routing } = await house.rulesNow()
    for (const { organisation_kind: kind, function: organisationFunction } of routing.filter(
      ({ level }) => level === 'district',
    )) {
      const [office] = await organisationsOfKind(house.db, kind, organisationFunction)
      expect(office, `${kind} ${organisationFunction}`).toBeDefined()
      expect((await peopleOf(house.db, office!.id, house.now())).length, office!.name).toBeGreaterThan(0)
    }
  })

  it('gives no two people the same name or number', () => {
    const people = staff()
    expect(new Set(people.map(({ name }) => name)).size).toBe(people.length)
    expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length)
  })
})

describe('outside demonstration mode', () => {
  it('nothing of it is loaded, nor into an installation that has areas of its own', async () => {
    const other = await freshDatabase()
    try {
      expect(await loadDemonstration(await testHouse(other))).toBe('nothing')
      await sql`insert into areas (id, code, name, kind, path) values (gen_random_uuid(), '330100', '某市', 'city', '330100')`.execute(
        other.db,
      )
      expect(await loadDemonstration(await testHouse(other, { demo: true }))).toBe('nothing')
      const { rows } = await sql`select 1 from people`.execute(other.db)
      expect(rows).toEqual([])
    } finally {
      await other.drop()
    }
  })
})

describe('the answers that its offices write again and again', () => {
  it('are there for everybody who answers by one click, with categories that exist, and once however often it starts', async () => {
    await loadDemonstration(house)
    const { rows } = await sql<{ account: string; own: number; shared: number }>`
      select c.name as account, count(*) filter (where t.organisation_id = d.organisation_id)::int as own,
        count(*) filter (where t.organisation_id is null)::int as shared
      from accounts c join duties d on d.person_id = c.person_id and d.active_to is null
        and d.role in ('community_clerk', 'street_clerk', 'centre_clerk', 'department_officer')
      cross join answer_templates t where c.demonstration group by c.name order by c.name`.execute(house.db)
    expect(rows.map(({ account }) => account)).toEqual([
      'centre',
      'community',
      'department',
      'housing',
      'market',
      'street',
      'water',
    ])
    for (const { account, own, shared } of rows) {
      expect(own, account).toBeGreaterThan(1)
      expect(shared).toBe(4)
    }
    const { rows: twice } = await sql`
      select title from answer_templates group by title, organisation_id having count(*) > 1`.execute(
      house.db,
    )
    expect(twice).toEqual([])
  })
})
