import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfiguration } from '../kernel/configuration.ts'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { mattersApi } from '../matters/index.ts'
import { tilesUnder, toDatum } from './datum.ts'
import { mapApi } from './index.ts'
import { bitsBelow, boundsOf, cellsOf, squareOf, tileAt } from './tile.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let actors: Record<string, Actor>

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, {
    configuration: {
      baseMap: {
        kind: 'tiles',
        url: 'https://tiles.example.cn/{z}/{x}/{y}.png',
        attribution: '测试底图',
        datum: 'gcj02',
        maxZoom: 17,
      },
    },
  })
  city = await smallCity(house)
  await sql`update area_shapes set rings = '[[[114,34.5],[114.01,34.5],[114.01,34.51],[114,34.51],[114,34.5]]]'`.execute(
    house.db,
  )
  const { organisations: _, gridArea: __, spot: ___, ...staff } = city
  actors = { ...staff, member: { ...city.grid, duties: [{ ...city.grid.duties[0]!, role: 'member' }] } }
  app = await buildApp({
    house,
    identify: async (request) => actors[String(request.headers['x-as'])] ?? anonymous,
    apis: [mapApi(house), mattersApi(house)],
    requestsPerMinute: 100_000,
  })
  const { hash } = await house.rulesNow()
  await database.asOwner(
    `with made as (
       insert into matters (id, number, kind, state, urgency, channel, desk_id, owner_id, owner_path, area_id, area_path, policy_hash, from_person,
         created_at, closed_at, step, due_at, category, head_seq, head_hash)
       select ('00000000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'N' || i, 'request', case when i <= 6 then 'in_hand' else 'closed' end,
         case when i = 1 then 'urgent' else 'ordinary' end, 'web', o.id, o.id, o.path, a.id, a.path, $1, true, now(),
         case when i > 6 then now() end, case when i <= 6 then 'feedback' end, case when i <= 6 then now() + (i - 2.5) * interval '1 day' end,
         'municipal.street_lamp', 1, '\\x00'
       from generate_series(1, 8) i, organisations o, areas a
       where o.code = case when i = 6 then 'O-water' else 'O-community' end and a.kind = 'grid' returning *
     ), hands as (
       insert into matter_hands (matter_id, organisation_id, held, since, passed_at, came_up_at)
       select m.id, o.id, o.id = m.owner_id, now(), case when o.code = 'O-street' and m.number = 'N2' then now() end,
         case when o.code = 'O-street' and m.number in ('N2', 'N4') then now() end from made m join organisations o on o.path @> m.owner_path
     )
     insert into matter_words (matter_id, title, body, spot, salt)
     select id, '路灯' || number, '路灯', point(114.001 + 0.001 * substr(number, 2)::int, 34.505), '\\x00' from made`,
    [hash],
  )
}, 60_000)
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = (as: string, path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: path, headers: { 'x-as': as, ...headers } })
const near = () => {
  const { z, x, y } = tileAt([114.005, 34.505], 14)
  return `${z}/${x}/${y}`
}

describe('a cell of the map', () => {
  const spot = fc.tuple(
    fc.double({ min: -179, max: 179, noNaN: true }),
    fc.double({ min: -80, max: 80, noNaN: true }),
  )

  it('lies in the tile that holds its point, at every zoom, as the database numbers it', async () => {
    await fc.assert(
      fc.asyncProperty(spot, fc.integer({ min: 0, max: 18 }), async ([lng, lat], z) => {
        const { rows } = await sql<{ cell: number }>`
          select map_cell(point(${lng}::float8, ${lat}::float8)) as cell`.execute(house.db)
        const tile = squareOf(Math.floor(rows[0]!.cell / 2 ** bitsBelow(z)), z)
        const { west, south, east, north } = boundsOf(tile)
        expect(lng).toBeGreaterThanOrEqual(west - 1e-9)
        expect(lng).toBeLessThanOrEqual(east + 1e-9)
        expect(lat).toBeGreaterThanOrEqual(south - 1e-9)
        expect(lat).toBeLessThanOrEqual(north + 1e-9)
        const { from, to } = cellsOf(tile)
        expect(Number(from)).toBeLessThanOrEqual(rows[0]!.cell)
        expect(Number(to)).toBeGreaterThanOrEqual(rows[0]!.cell)
      }),
      { numRuns: 60 },
    )
  })

  it('under a shifted base map is looked for where it really lies', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 120, noNaN: true }),
        fc.double({ min: 22, max: 45, noNaN: true }),
        fc.integer({ min: 8, max: 18 }),
        (lng, lat, z) => {
          const shown = toDatum([lng, lat], 'gcj02')
          const tile = tileAt([shown[0], shown[1]], z)
          const really = tileAt([lng, lat], z)
          expect(tilesUnder(tile, 'gcj02')).toContainEqual(really)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('tiles of areas', () => {
  it('are for everybody, hold outlines and names, and are not sent twice', async () => {
    const first = await get('nobody', `/api/tiles/areas/${near()}.mvt`)
    expect(first.statusCode).toBe(200)
    expect(first.headers['content-type']).toBe('application/vnd.mapbox-vector-tile')
    expect(first.rawPayload.toString()).toContain('第一网格')
    const { etag } = first.headers
    expect(
      (await get('nobody', `/api/tiles/areas/${near()}.mvt`, { 'if-none-match': String(etag) })).statusCode,
    ).toBe(304)
  })

  it('change with the areas', async () => {
    const { etag } = (await get('nobody', `/api/tiles/areas/${near()}.mvt`)).headers
    await sql`update areas set name = '槐荫第一网格' where kind = 'grid'`.execute(house.db)
    const after = await get('nobody', `/api/tiles/areas/${near()}.mvt`, { 'if-none-match': String(etag) })
    expect(after.statusCode).toBe(200)
    expect(after.rawPayload.toString()).toContain('槐荫第一网格')
    const { territory_version } = (await get('nobody', '/api/map/base')).json()
    const kept = await get('nobody', `/api/tiles/areas/${near()}.mvt?v=${territory_version}`)
    expect(kept.headers['cache-control']).toBe('public, max-age=86400')
  })

  it('show grids only from near, and there is no tile beyond the world', async () => {
    const far = tileAt([114.005, 34.505], 9)
    expect(
      (await get('nobody', `/api/tiles/areas/9/${far.x}/${far.y}.mvt`)).rawPayload.toString(),
    ).not.toContain('网格')
    expect((await get('nobody', '/api/tiles/areas/3/8/0.mvt')).statusCode).toBe(404)
    expect((await get('nobody', '/api/tiles/areas/21/0/0.mvt')).statusCode).toBe(400)
    expect((await get('nobody', '/api/tiles/areas/x/0/0.mvt')).statusCode).toBe(400)
  })
})

describe('tiles of matters', () => {
  const numbers = async (as: string, query = '') => {
    const answer = await get(as, `/api/tiles/matters/${near()}.mvt?open=true${query}`)
    expect(answer.statusCode).toBe(200)
    return [...answer.rawPayload.toString('latin1').matchAll(/N[1-8]/g)].map(([number]) => number).toSorted()
  }

  it('hold what the list holds: no more for those who may read less', async () => {
    expect(await numbers('community')).toEqual(['N1', 'N2', 'N3', 'N4', 'N5'])
    expect(await numbers('water')).toEqual(['N6'])
    expect(await numbers('grid')).toEqual(['N1', 'N2', 'N3', 'N4', 'N5', 'N6'])
    expect(await numbers('centre', '&view=overdue')).toEqual(['N1', 'N2'])
    expect(await numbers('centre', '&urgency=urgent')).toEqual(['N1'])
    for (const [as, query] of [
      ['community', ''],
      ['grid', '&view=overdue'],
      ['street', '&view=below'],
      ['centre', '&view=inbox'],
      ['water', '&view=inbox'],
      ['street', '&view=passed_on'],
    ] as const) {
      const { items } = (await get(as, `/api/map/matters?open=true${query}`)).json()
      expect(await numbers(as, query)).toEqual(
        items.map((item: { number: string }) => item.number).toSorted(),
      )
    }
  })

  it('are for those who may read matters alone, and kept by nobody else', async () => {
    expect((await get('nobody', `/api/tiles/matters/${near()}.mvt`)).statusCode).toBe(401)
    expect((await get('member', `/api/tiles/matters/${near()}.mvt`)).statusCode).toBe(403)
    expect((await get('grid', `/api/tiles/matters/${near()}.mvt`)).headers['cache-control']).toContain(
      'private',
    )
  })

  it('show from afar how many there are, and no one of them', async () => {
    const { x, y } = tileAt([114.005, 34.505], 8)
    const { rawPayload } = await get('centre', `/api/tiles/matters/8/${x}/${y}.mvt`)
    expect(rawPayload.toString('latin1')).toContain('density')
    expect(rawPayload.toString('latin1')).not.toMatch(/N[1-8]/)
    const shown = JSON.stringify(rawPayload.toString('latin1'))
    expect(shown).toContain('overdue')
  })
})

describe('the table beside the map', () => {
  it('lists the part that is shown, page by page', async () => {
    const first = (
      await get('community', '/api/map/matters?bbox=114.0015,34.5,114.0045,34.51&limit=2')
    ).json()
    expect(first.items.map(({ number }: { number: string }) => number)).toEqual(['N3', 'N2'])
    const second = (
      await get(
        'community',
        `/api/map/matters?bbox=114.0015,34.5,114.0045,34.51&limit=2&cursor=${first.next}`,
      )
    ).json()
    expect(second).toMatchObject({ items: [{ number: 'N1' }], next: null })
  })
})

describe('the levels', () => {
  interface Counts {
    open: number
    overdue: number
    passed_on: number
    came_up: number
  }
  interface Level {
    area: { id: string; kind: string }
    total: Counts
    here: Counts
    below: ({ id: string } & Counts)[]
  }
  const level = async (as: string, area?: string): Promise<Level> =>
    (await get(as, `/api/map/levels${area ? `?area=${area}` : ''}`)).json()
  const lists = {
    open: 'view=all&open=true',
    overdue: 'view=overdue',
    passed_on: 'view=passed_on&open=true',
    came_up: 'view=came_up&open=true',
  }

  it('begin where one’s own work lies', async () => {
    const kinds = await Promise.all(
      ['centre', 'street', 'community', 'grid'].map(async (as) => (await level(as)).area.kind),
    )
    expect(kinds).toEqual(['district', 'street', 'community', 'grid'])
  })

  it.each(['centre', 'street', 'community', 'grid', 'water'])(
    'agree from the top down to the grid, and with the lists behind them, for %s',
    async (as) => {
      const { rows } = await sql<{ id: string }>`select id from areas where kind = 'city'`.execute(house.db)
      let [at, said]: [string | undefined, Counts | undefined] = [rows[0]!.id, undefined]
      let levels = 0
      while (at) {
        const { total, here, below } = await level(as, at)
        if (said) expect(total).toEqual(said)
        for (const name of ['open', 'overdue', 'passed_on', 'came_up'] as const) {
          expect(here[name] + below.reduce((sum, child) => sum + child[name], 0)).toBe(total[name])
          for (const [list, count] of [
            ['/api/matters?', total],
            ['/api/map/matters?here=true&', here],
          ] as const)
            expect((await get(as, `${list}limit=100&area=${at}&${lists[name]}`)).json().items).toHaveLength(
              count[name],
            )
        }
        const child: Level['below'][number] | undefined = below[0]
        if (child)
          said = {
            open: child.open,
            overdue: child.overdue,
            passed_on: child.passed_on,
            came_up: child.came_up,
          }
        at = child?.id
        levels++
      }
      expect(levels).toBe(5)
    },
  )

  it('count what one may read and no more', async () => {
    expect((await level('street')).total).toEqual({ open: 5, overdue: 2, passed_on: 1, came_up: 2 })
    expect((await level('water')).total).toMatchObject({ open: 1, overdue: 0 })
    expect((await get('nobody', '/api/map/levels')).statusCode).toBe(401)
    expect((await get('member', '/api/map/levels')).statusCode).toBe(403)
    expect((await get('street', `/api/map/levels?area=${city.organisations.street}`)).statusCode).toBe(404)
  })
})

describe('the base map', () => {
  it('is what the operator configured, and the page may fetch pictures from nowhere else', async () => {
    const answer = await get('nobody', '/api/map/base')
    expect(answer.json()).toMatchObject({
      layers: [
        { tiles: ['https://tiles.example.cn/{z}/{x}/{y}.png'], attribution: '测试底图', max_zoom: 17 },
      ],
      datum: 'gcj02',
    })
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("connect-src 'self' https://tiles.example.cn;")
    expect(policy).toContain("img-src 'self' data: blob: https://tiles.example.cn;")
  })

  it.each([
    [{ LIANXIN_BASE_MAP: 'tianditu' }, /LIANXIN_BASE_MAP_KEY/],
    [{ LIANXIN_BASE_MAP: 'https://a.cn/{z}.png' }, /LIANXIN_BASE_MAP/],
    [{ LIANXIN_BASE_MAP: 'ftp://a.cn/{z}/{x}/{y}.png' }, /LIANXIN_BASE_MAP/],
    [{ LIANXIN_BASE_MAP: 'https://a.cn/{z}/{x}/{y}.png' }, /ATTRIBUTION/],
    [
      {
        LIANXIN_BASE_MAP: 'https://a.cn/{z}/{x}/{y}.png',
        LIANXIN_BASE_MAP_ATTRIBUTION: '甲',
        LIANXIN_BASE_MAP_DATUM: 'bd09',
      },
      /DATUM/,
    ],
  ])('is refused at the start where %j says too little', (env, words) => {
    expect(() => readConfiguration(env)).toThrow(words)
  })

  it('of 天地图 carries the operator’s key, and without configuration there is none', () => {
    expect(readConfiguration({}).baseMap).toEqual({ kind: 'none' })
    expect(readConfiguration({ LIANXIN_BASE_MAP: 'tianditu', LIANXIN_BASE_MAP_KEY: '甲乙' }).baseMap).toEqual(
      { kind: 'tianditu', key: '甲乙' },
    )
  })
})
