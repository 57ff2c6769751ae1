import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { realData, type TerritoryWorld, territoryWorld } from './fixture.ts'
import { areaAt } from './index.ts'

const streets = realData('geo/hangzhou_yuhang_12_streets.geojson')
const points = realData('geo/hangzhou-points-gcj02.csv')
const cells = realData('geo/shenzhen_500m_grid.geojson')

interface Collection {
  features: {
    type: 'Feature'
    properties: Record<string, unknown>
    geometry: { type: string; coordinates: number[][][] }
  }[]
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Collection

let world: TerritoryWorld
beforeAll(async () => {
  world = await territoryWorld()
})
afterAll(() => world.close())

describe.skipIf(!streets || !points)('the twelve streets of a real district', () => {
  beforeAll(async () => {
    const names = read(streets!).features.map(({ properties }) => properties.name)
    const lines = names.map(
      (name, index) => `3301100${String(index + 1).padStart(2, '0')},${name},街道,330110`,
    )
    const areas = [
      'code,name,kind,parent_code',
      '330100,杭州市,城市,',
      '330110,余杭区,区县,330100',
      ...lines,
    ].join('\n')
    expect(await world.take('areas', areas)).toMatchObject({ faults: [], written: true })
  })

  it('are imported as they are, though their rings run clockwise', async () => {
    expect(await world.take('shapes', readFileSync(streets!))).toMatchObject({
      rows: 12,
      faults: [],
      would: { create: 12, change: 0 },
      written: true,
    })
  })

  it('hold 577 of the 600 points of requests, which are of the same datum', async () => {
    const rows = parse(readFileSync(points!), { columns: true, bom: true }) as {
      district: string
      lng: string
      lat: string
    }[]
    const ours = rows.filter(({ district }) => district === '余杭区')
    const found = await Promise.all(
      ours.map(({ lng, lat }) => areaAt(world.house.db, { lng: Number(lng), lat: Number(lat) })),
    )
    expect(ours).toHaveLength(600)
    expect(found.filter((area) => area?.kind === 'street')).toHaveLength(577)
  })

  it('are the same shapes when each ring is turned round', async () => {
    const turned = read(streets!)
    for (const { geometry } of turned.features)
      geometry.coordinates = geometry.coordinates.map((ring) => ring.toReversed())
    const outlines = async () =>
      (
        await sql<{
          area: number
        }>`select abs(area(path(outline))) as area from area_shapes where valid_to is null order by area_id`.execute(
          world.house.db,
        )
      ).rows
    const before = await outlines()
    expect(await world.take('shapes', JSON.stringify(turned))).toMatchObject({ faults: [] })
    for (const [index, { area }] of (await outlines()).entries())
      expect(area).toBeCloseTo(before[index]!.area, 9)
  })
})

describe.skipIf(!cells)('a grid at the size of a city', () => {
  const community = (index: number) => `44030000100${Math.floor(index / 950)}`

  it('of 9,005 cells is imported whole', async () => {
    const file = read(cells!)
    const communities = Array.from(
      { length: 10 },
      (_, index) => `${community(index * 950)},第${index}社区,社区,440300001`,
    )
    const csv = [
      'code,name,kind,parent_code',
      '440300,深圳市,城市,',
      '440300001,某街道,街道,440300',
      ...communities,
    ].join('\n')
    expect(await world.take('areas', csv)).toMatchObject({ faults: [] })
    for (const [index, feature] of file.features.entries()) {
      const code = `${community(index)}${String((index % 950) + 1).padStart(3, '0')}`
      feature.properties = {
        ...feature.properties,
        code,
        name: `网格${index}`,
        kind: 'grid',
        parent_code: community(index),
      }
    }
    expect(await world.take('areas', JSON.stringify(file))).toMatchObject({
      rows: 9005,
      faults: [],
      would: { create: 9005, change: 0 },
      written: true,
    })
  }, 60_000)

  it('answers where a point lies, by index', async () => {
    await world.asAnalysed()
    const client = await world.house.pool.connect()
    try {
      const centres = read(cells!)
        .features.filter((_, index) => index % 90 === 0)
        .map(
          ({
            geometry: {
              coordinates: [ring],
            },
          }) => [(ring![0]![0]! + ring![2]![0]!) / 2, (ring![0]![1]! + ring![2]![1]!) / 2],
        )
      for (const [lng, lat] of centres) {
        const { rowCount } = await client.query('select id from areas where id = area_at($1, $2)', [lng, lat])
        expect(rowCount).toBe(1)
      }
      const { rows } = await client.query<{
        'QUERY PLAN': string
      }>(`explain select s.area_id from area_shapes s join areas a on a.id = s.area_id
        where s.valid_to is null and a.active_to is null and box(s.outline) @> box(point(114, 22.6), point(114, 22.6)) and s.outline @> point(114, 22.6)`)
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('area_shapes_current')
    } finally {
      client.release()
    }
  })
})
