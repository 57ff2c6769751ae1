import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { system } from '../kernel/permissions/index.ts'
import { collectionOf, polygonOf, type TerritoryWorld, territoryWorld } from './fixture.ts'
import {
  areaAt,
  areaByCode,
  areaChain,
  communityFor,
  deskFor,
  endArea,
  endDuty,
  endOrganisation,
  findAreas,
  findPlaces,
  gridWorkerOf,
  hotlineCentre,
  openArea,
  openOrganisation,
  organisationById,
  organisationFor,
  organisationsOfKind,
  peopleOf,
  placeByCode,
  registerPerson,
  reshapeArea,
  startDuty,
  superiorOf,
} from './index.ts'
import { readShape } from './shape.ts'

let world: TerritoryWorld
const idOf = async (code: string) => (await areaByCode(world.house.db, code))!.id
const officeOf = async (code: string) =>
  (await sql<{ id: string }>`select id from organisations where code = ${code}`.execute(world.house.db))
    .rows[0]!.id
const writer = () => ({ house: world.house, actor: system })
const grid = '330110001001001'

beforeAll(async () => {
  world = await territoryWorld()
  await world.town()
  await world.take(
    'shapes',
    collectionOf(
      { properties: { code: '330110' }, geometry: polygonOf(120, 30, 1) },
      { properties: { code: '330110001001' }, geometry: polygonOf(120.1, 30.1, 0.2) },
      { properties: { code: grid }, geometry: polygonOf(120.1, 30.1, 0.1) },
      { properties: { code: `${grid}01` }, geometry: polygonOf(120.12, 30.12, 0.05) },
    ),
  )
})
afterAll(() => world.close())

describe('a point', () => {
  it('lies in the finest area that holds it', async () => {
    const { db } = world.house
    expect(await areaAt(db, { lng: 120.13, lat: 30.13 })).toMatchObject({
      kind: 'micro_grid',
      path: `330100.330110.330110001.330110001001.${grid}.${grid}01`,
    })
    expect(await areaAt(db, { lng: 120.11, lat: 30.11 })).toMatchObject({ kind: 'grid' })
    expect(await areaAt(db, { lng: 120.25, lat: 30.25 })).toMatchObject({ kind: 'community' })
    expect(await areaAt(db, { lng: 120.9, lat: 30.9 })).toMatchObject({ kind: 'district' })
    expect(await areaAt(db, { lng: 125, lat: 30.9 })).toBeUndefined()
    expect(await areaAt(db, { lng: Number.NaN, lat: 1e9 })).toBeUndefined()
  })

  it('in a hole is not in the area', async () => {
    const other = await territoryWorld()
    await other.town()
    const geometry = {
      type: 'Polygon',
      coordinates: [...polygonOf(120, 30, 1).coordinates, ...polygonOf(120.4, 30.4, 0.2).coordinates],
    }
    await other.take('shapes', collectionOf({ properties: { code: '330110' }, geometry }))
    expect(await areaAt(other.house.db, { lng: 120.5, lat: 30.5 })).toBeUndefined()
    expect(await areaAt(other.house.db, { lng: 120.1, lat: 30.1 })).toMatchObject({ kind: 'district' })
    await other.close()
  })

  it('in a dedicated grid belongs to it rather than to the micro-grid around', async () => {
    const code = '330110001001901'
    await openArea(
      world.house.db,
      writer(),
      {
        code,
        name: '一心小学',
        kind: 'dedicated_grid',
        dedicatedTo: 'school',
        parentId: await idOf('330110001001'),
      },
      (await world.house.rulesNow()).grid_codes,
    )
    await reshapeArea(
      world.house.db,
      writer(),
      await idOf(code),
      readShape(polygonOf(120.14, 30.14, 0.01)).parts,
    )
    expect(await areaAt(world.house.db, { lng: 120.145, lat: 30.145 })).toMatchObject({
      kind: 'dedicated_grid',
      name: '一心小学',
    })
  })
})

describe('a boundary that changes', () => {
  it('ends the old shape, begins the new one, and moves no matter', async () => {
    const { db } = world.house
    const id = await idOf('330110001002')
    await reshapeArea(db, writer(), id, readShape(polygonOf(120.5, 30.5, 0.1)).parts)
    const before = await areaAt(db, { lng: 120.55, lat: 30.55 })
    expect(before?.id).toBe(id)
    world.clock.at = new Date('2026-04-01T00:00:00Z')
    await reshapeArea(
      db,
      writer(),
      id,
      readShape({
        type: 'MultiPolygon',
        coordinates: [polygonOf(120.7, 30.7, 0.1).coordinates, polygonOf(120.9, 30.9, 0.05).coordinates],
      }).parts,
    )
    expect(await areaAt(db, { lng: 120.55, lat: 30.55 })).toMatchObject({ kind: 'district' })
    expect((await areaAt(db, { lng: 120.75, lat: 30.75 }))?.id).toBe(id)
    expect((await areaAt(db, { lng: 120.92, lat: 30.92 }))?.id).toBe(id)
    const { rows } = await sql<{ from: Date; to: Date | null }>`
      select valid_from as from, valid_to as to from area_shapes where area_id = ${id} order by id`.execute(
      db,
    )
    expect(rows.map(({ to }) => to?.toISOString() ?? null)).toEqual(['2026-04-01T00:00:00.000Z', null, null])
    // What lay there keeps the area it was given: areas are never moved or renumbered.
    expect((await areaByCode(db, '330110001002'))?.id).toBe(before?.id)
  })
})

describe('organisations', () => {
  it('are found for an area from the nearest area upwards', async () => {
    const { db } = world.house
    const micro = await idOf(`${grid}01`)
    expect((await communityFor(db, micro))?.code).toBe('HD_ONE')
    expect((await organisationFor(db, micro, 'street_office'))?.code).toBe('HD_STREET')
    expect((await organisationFor(db, micro, 'department', 'water'))?.code).toBe('HD_WATER')
    expect(await organisationFor(db, micro, 'department', 'fire')).toBeUndefined()
    expect((await deskFor(db, micro))?.code).toBe('HD_CENTRE')
    expect((await deskFor(db, null))?.code).toBe((await hotlineCentre(db))?.code)
    expect((await superiorOf(db, await officeOf('HD_ONE')))?.code).toBe('HD_STREET')
    expect(await superiorOf(db, await officeOf('HD_GOV'))).toBeUndefined()
    expect((await organisationsOfKind(db, 'community_committee')).map(({ code }) => code)).toEqual([
      'HD_ONE',
      'HD_TWO',
    ])
  })

  it('that end are forgotten at once, and the one above answers', async () => {
    const { db } = world.house
    const rules = await world.house.rulesNow()
    const office = {
      code: 'HD_BRANCH',
      name: '水务局梧桐站',
      kind: 'department',
      function: 'water',
      parentId: await officeOf('HD_WATER'),
      areaId: await idOf('330110001'),
    }
    const made = await openOrganisation(db, writer(), office, rules)
    expect((await organisationFor(db, await idOf(grid), 'department', 'water'))?.code).toBe('HD_BRANCH')
    await endOrganisation(db, writer(), made.id)
    expect((await organisationFor(db, await idOf(grid), 'department', 'water'))?.code).toBe('HD_WATER')
    expect((await organisationById(db, made.id))?.activeTo).toEqual(world.house.now())
  })

  it('with people on duty or others below them do not end', async () => {
    await expect(
      endOrganisation(world.house.db, writer(), await officeOf('HD_STREET')),
    ).rejects.toMatchObject({ code: 'conflict.changed', options: { reason: 'organisation.in_use' } })
    await expect(endArea(world.house.db, writer(), await idOf('330110001'))).rejects.toMatchObject({
      options: { reason: 'area.in_use' },
    })
  })

  it('of a kind that the pack does not know are refused', async () => {
    const odd = { code: 'X1', name: '某某', kind: 'guild' }
    await expect(
      openOrganisation(world.house.db, writer(), odd, await world.house.rulesNow()),
    ).rejects.toMatchObject({ code: 'input.invalid' })
  })

  it('opened in a transaction are seen inside it, and nowhere when it fails', async () => {
    const { db } = world.house
    const rules = await world.house.rulesNow()
    const area = await idOf('330110001001')
    expect(await organisationFor(db, area, 'owners_committee')).toBeUndefined()
    await expect(
      db.transaction().execute(async (tx) => {
        await openOrganisation(
          tx,
          writer(),
          { code: 'HD_OWNERS', name: '业委会', kind: 'owners_committee', areaId: area },
          rules,
        )
        expect((await organisationFor(tx, area, 'owners_committee'))?.code).toBe('HD_OWNERS')
        throw new Error('cut')
      }),
    ).rejects.toThrow('cut')
    expect(await organisationFor(db, area, 'owners_committee')).toBeUndefined()
  })
})

describe('a duty', () => {
  it('gives a grid its worker while it runs, and nothing when it has ended', async () => {
    const { db } = world.house
    const areaId = await idOf(grid)
    const organisationId = await officeOf('HD_ONE')
    const person = await registerPerson(db, writer(), { name: '陈若兰', phone: '13900001111' })
    const micro = await idOf(`${grid}01`)
    expect(await gridWorkerOf(db, micro, world.house.now())).toBeUndefined()
    const duty = await startDuty(db, writer(), {
      personId: person.id,
      organisationId,
      role: 'grid_worker',
      areaId,
    })
    expect(await gridWorkerOf(db, micro, world.house.now())).toMatchObject({
      name: '陈若兰',
      organisationPhone: '5550004',
      areaId,
    })
    expect(await gridWorkerOf(db, await idOf('330110001002001'), world.house.now())).toBeUndefined()
    expect(await peopleOf(db, organisationId, world.house.now(), 'grid_worker')).toHaveLength(1)
    world.clock.at = new Date(world.clock.at.getTime() + 3_600_000)
    await endDuty(db, writer(), duty.id)
    expect(await gridWorkerOf(db, micro, world.house.now())).toBeUndefined()
    expect(await peopleOf(db, organisationId, world.house.now())).toEqual([])
  })

  it('with a last day ends by itself, and one that is to come has not begun', async () => {
    const { db } = world.house
    const areaId = await idOf('330110001002001')
    const organisationId = await officeOf('HD_TWO')
    const person = await registerPerson(db, writer(), { name: '何向阳', phone: '13900002222' })
    const [activeFrom, activeTo] = [new Date('2026-05-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z')]
    await startDuty(db, writer(), {
      personId: person.id,
      organisationId,
      role: 'grid_worker',
      areaId,
      activeFrom,
      activeTo,
    })
    const on = async (date: string) => (await gridWorkerOf(db, areaId, new Date(date)))?.name
    expect(await on('2026-04-30T23:59:59Z')).toBeUndefined()
    expect(await on('2026-05-01T00:00:00Z')).toBe('何向阳')
    expect(await on('2026-06-01T00:00:00Z')).toBeUndefined()
  })

  it('is refused for a role that is none, for a resident, and for a grid worker without a grid', async () => {
    const { db } = world.house
    const person = await registerPerson(db, writer(), { name: '许立新', phone: '13900003333' })
    const organisationId = await officeOf('HD_ONE')
    for (const role of ['king', 'resident', 'grid_worker', 'toString'])
      await expect(
        startDuty(db, writer(), { personId: person.id, organisationId, role }),
      ).rejects.toMatchObject({ code: 'input.invalid' })
  })
})

describe('the search for a place', () => {
  it('finds addresses by any part of them, names of areas, and codes on walls', async () => {
    const { db } = world.house
    await world.take(
      'place_codes',
      `code,name,address,lng,lat
Q1,锦绣花园3号楼,梧桐街道锦绣路18号,120.13,30.13
Q2,50%优惠_楼,梧桐街道一心路2号,120.25,30.25
`,
    )
    expect((await findPlaces(db, '锦绣路18')).map(({ code }) => code)).toEqual(['Q1'])
    expect((await findPlaces(db, '一心')).map(({ kind }) => kind)).toContain('area')
    expect((await findPlaces(db, '0%优')).map(({ code }) => code)).toEqual(['Q2'])
    expect(await findPlaces(db, '%')).toHaveLength(1)
    expect(await findPlaces(db, `'; drop table areas; --`)).toEqual([])
    expect(await placeByCode(db, 'Q1')).toMatchObject({
      areaId: await idOf(`${grid}01`),
      lng: 120.13,
      lat: 30.13,
    })
    expect((await placeByCode(db, 'Q1'))!.chain.map(({ name }) => name)).toEqual([
      '河东区',
      '梧桐街道',
      '一心社区',
      '一心社区第一网格',
      '一心社区第一网格1号微网格',
    ])
    expect(await placeByCode(db, 'Q3')).toBeUndefined()
  })

  it('pages through areas without losing or repeating one', async () => {
    const { db } = world.house
    const seen: string[] = []
    for (let after: string | undefined; ; ) {
      const { items, next } = await findAreas(db, { limit: 2, ...(after ? { after } : {}) })
      seen.push(...items.map(({ code }) => code))
      if (!next) break
      after = next
    }
    expect(seen).toEqual([...new Set(seen)].sort())
    expect(seen.length).toBeGreaterThanOrEqual(8)
    expect((await findAreas(db, { q: '微网格' })).items).toHaveLength(1)
    expect((await areaChain(db, await idOf('330100'))).map(({ name }) => name)).toEqual(['江城市'])
  })
})
