import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import { type Actor, anonymous, type Role } from '../kernel/permissions/index.ts'
import { collectionOf, polygonOf, type TerritoryWorld, territoryWorld } from './fixture.ts'
import { areaByCode, registerPerson, startDuty, systemWriter, territoryApi } from './index.ts'
import { signedArea } from './shape.ts'

let world: TerritoryWorld
let app: App
const actors = new Map<string, Actor>()
const grid = '330110001001001'

beforeAll(async () => {
  world = await territoryWorld()
  await world.town()
  await world.take(
    'shapes',
    collectionOf(
      {
        properties: { code: '330110' },
        geometry: { type: 'Polygon', coordinates: [polygonOf(120, 30, 1).coordinates[0]!.toReversed()] },
      },
      { properties: { code: grid }, geometry: polygonOf(120.1, 30.1, 0.1) },
    ),
  )
  app = await buildApp({
    house: world.house,
    identify: async (request) => actors.get(String(request.headers['x-as'])) ?? anonymous,
    apis: [territoryApi(world.house)],
    requestsPerMinute: 100_000,
  })
  for (const [role, office] of [
    ['admin', 'HD_GOV'],
    ['street_clerk', 'HD_STREET'],
    ['grid_worker', 'HD_ONE'],
  ] as const)
    actors.set(role, await actorAt(role, office))
})
afterAll(async () => {
  await app.close()
  await world.close()
})

async function actorAt(role: Role, office: string): Promise<Actor> {
  const { rows } = await sql<{ id: string; name: string; kind: string; path: string }>`
    select id, name, kind, path::text as path from organisations where code = ${office}`.execute(
    world.house.db,
  )
  const { id, name, kind, path } = rows[0]!
  const duty = {
    id: randomUUID(),
    role,
    organisationId: id,
    organisationName: name,
    organisationKind: kind,
    organisationPath: path,
    areaId: null,
    areaPath: null,
  }
  return { kind: 'staff', personId: randomUUID(), userId: 'u', name: role, sessionId: 's', duties: [duty] }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'
async function ask(
  method: Method,
  url: string,
  as = 'nobody',
  payload?: object,
  headers: Record<string, string> = {},
) {
  const response = await app.inject({
    method,
    url,
    headers: { 'x-as': as, ...headers },
    ...(payload ? { payload } : {}),
  })
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: response.body.startsWith('{') ? response.json() : undefined,
  }
}
const idOf = async (code: string) => (await areaByCode(world.house.db, code))!.id

async function upload(kind: string, text: string, query = '', as = 'admin') {
  const boundary = 'x'.repeat(20)
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="f.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
  const response = await app.inject({
    method: 'POST',
    url: `/api/imports/${kind}${query}`,
    payload,
    headers: { 'x-as': as, 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
  return { status: response.statusCode, body: response.json() }
}

describe('anybody', () => {
  it('is told which area a point lies in, with the names above it', async () => {
    const { status, body } = await ask('GET', '/api/areas/at?lng=120.15&lat=30.15')
    expect(status).toBe(200)
    expect(body.chain.map(({ name }: { name: string }) => name)).toEqual([
      '河东区',
      '梧桐街道',
      '一心社区',
      '一心社区第一网格',
    ])
    expect((await ask('GET', '/api/areas/at?lng=10&lat=10')).body).toMatchObject({
      status: 422,
      code: 'place.unknown',
    })
    expect((await ask('GET', '/api/areas/at?lng=999&lat=10')).body).toMatchObject({
      status: 400,
      code: 'input.invalid',
    })
    expect((await ask('GET', '/api/areas/at?lat=10')).status).toBe(400)
  })

  it('sees who works a grid and the office’s telephone, never their own', async () => {
    const { db } = world.house
    const writer = systemWriter(world.house)
    const person = await registerPerson(db, writer, {
      name: '宋静怡',
      phone: '13912345678',
      email: 'song@example.org',
    })
    const { rows } = await sql<{ id: string }>`select id from organisations where code = 'HD_ONE'`.execute(db)
    await startDuty(db, writer, {
      personId: person.id,
      organisationId: rows[0]!.id,
      role: 'grid_worker',
      areaId: await idOf(grid),
    })
    const { body, text } = await ask('GET', `/api/areas/${await idOf(grid)}`)
    expect(body).toMatchObject({
      name: '一心社区第一网格',
      worker: { name: '宋静怡', office: '一心社区居委会', office_phone: '5550004' },
    })
    expect(text).not.toMatch(/13912345678|song@/)
    expect((await ask('GET', `/api/areas/${randomUUID()}`)).status).toBe(404)
    expect((await ask('GET', '/api/areas/nonsense')).status).toBe(400)
  })

  it('gets shapes as GeoJSON with the right-hand rule, and only once while nothing changes', async () => {
    const url = `/api/areas/shapes?within=${await idOf('330110')}`
    const first = await ask('GET', url)
    expect(first.headers['content-type']).toContain('application/geo+json')
    expect(first.body.features).toHaveLength(2)
    for (const { geometry } of first.body.features)
      expect(signedArea(geometry.coordinates[0])).toBeGreaterThan(0)
    const again = () => ask('GET', url, 'nobody', undefined, { 'if-none-match': String(first.headers.etag) })
    expect(await again()).toMatchObject({ status: 304, text: '' })
    await ask('PATCH', `/api/areas/${await idOf(grid)}`, 'admin', { name: '一心社区甲网格' })
    expect((await again()).status).toBe(200)
    expect(
      (await ask('GET', '/api/areas/shapes?kind=grid&bbox=120.15,30.15,120.16,30.16')).body.features,
    ).toHaveLength(1)
    expect((await ask('GET', '/api/areas/shapes?kind=grid&bbox=121,31,122,32')).body.features).toHaveLength(0)
    expect((await ask('GET', '/api/areas/shapes?bbox=a,b,c,d')).status).toBe(400)
  })

  it('finds places by their words, and by the code on the wall', async () => {
    await upload('place_codes', 'code,name,address,lng,lat\nW-1,柳岸小区1号楼,柳岸路3号,120.15,30.15\n')
    expect((await ask('GET', `/api/places?q=${encodeURIComponent('柳岸路')}`)).body.items).toMatchObject([
      { kind: 'place', code: 'W-1', lng: 120.15, area_kind: 'grid' },
    ])
    expect((await ask('GET', '/api/places/W-1')).body).toMatchObject({
      name: '柳岸小区1号楼',
      area_id: await idOf(grid),
    })
    expect((await ask('GET', '/api/places/W-2')).status).toBe(404)
    expect((await ask('GET', '/api/places?q=%00')).status).toBe(400)
  })

  it('goes through the areas page by page', async () => {
    const one = (await ask('GET', '/api/areas?limit=1&kind=community')).body
    expect(one.items).toHaveLength(1)
    const two = (await ask('GET', `/api/areas?limit=1&kind=community&after=${one.next}`)).body
    expect(two.items[0].code > one.items[0].code).toBe(true)
    expect(two.next).toBeNull()
    expect(
      (await ask('GET', `/api/areas?parent=${await idOf('330110001001')}`)).body.items.map(
        ({ code }: { code: string }) => code,
      ),
    ).toEqual([grid])
  })

  it('sees no organisation list, no people, and changes nothing', async () => {
    for (const [method, url] of [
      ['GET', '/api/organisations'],
      ['GET', '/api/people'],
      ['POST', '/api/areas'],
      ['POST', '/api/people'],
      ['POST', '/api/duties'],
      ['POST', '/api/imports/areas'],
    ] as const)
      expect(
        (await ask(method, url, 'nobody', method === 'POST' ? {} : undefined)).status,
        url,
      ).toBeGreaterThanOrEqual(400)
    expect((await ask('GET', '/api/people')).body.code).toBe('identity.required')
  })
})

describe('staff', () => {
  it('look organisations up', async () => {
    const { body } = await ask('GET', `/api/organisations?q=${encodeURIComponent('居委会')}`, 'grid_worker')
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(['HD_ONE', 'HD_TWO'])
    expect((await ask('GET', `/api/organisations/${body.items[0].id}`, 'grid_worker')).body.code).toBe(
      'HD_ONE',
    )
  })

  it('see the people within their reach, with masked numbers', async () => {
    const { body, text } = await ask('GET', '/api/people', 'street_clerk')
    expect(body.items).toMatchObject([
      {
        name: '宋静怡',
        phone: '139****5678',
        duties: [{ role: 'grid_worker', organisation: '一心社区居委会' }],
      },
    ])
    expect(text).not.toContain('13912345678')
    actors.set('other', await actorAt('street_clerk', 'HD_WATER'))
    expect((await ask('GET', '/api/people', 'other')).body.items).toEqual([])
    expect((await ask('GET', '/api/people', 'grid_worker')).body.code).toBe('permission.denied')
  })
})

describe('the operator', () => {
  it('opens, reshapes and ends an area', async () => {
    const body = {
      code: '330110001001002',
      kind: 'grid',
      name: '一心社区第二网格',
      parent_id: await idOf('330110001001'),
    }
    expect((await ask('POST', '/api/areas', 'street_clerk', body)).body.code).toBe('permission.denied')
    const made = await ask('POST', '/api/areas', 'admin', body)
    expect(made).toMatchObject({ status: 201, body: { code: body.code } })
    expect((await ask('POST', '/api/areas', 'admin', body)).body.code).toBe('conflict.exists')
    expect(
      (
        await ask('POST', '/api/areas', 'admin', {
          ...body,
          code: '330110001001003',
          parent_id: await idOf('330110001'),
        })
      ).body,
    ).toMatchObject({ status: 400, faults: [{ at: 'body/parent_id' }] })
    expect(
      (await ask('PUT', `/api/areas/${made.body.id}/shape`, 'admin', polygonOf(120.3, 30.3, 0.1))).status,
    ).toBe(204)
    expect((await ask('GET', '/api/areas/at?lng=120.35&lat=30.35')).body.name).toBe('一心社区第二网格')
    expect(
      (
        await ask('PUT', `/api/areas/${made.body.id}/shape`, 'admin', {
          type: 'Point',
          coordinates: [120, 30],
        })
      ).status,
    ).toBe(400)
    expect((await ask('POST', `/api/areas/${made.body.id}/end`, 'admin', {})).status).toBe(204)
    expect((await ask('GET', '/api/areas/at?lng=120.35&lat=30.35')).body.name).toBe('河东区')
    expect((await ask('POST', `/api/areas/${made.body.id}/end`, 'admin', {})).status).toBe(404)
  })

  it('opens an organisation, registers a person, gives a duty and ends it', async () => {
    const office = await ask('POST', '/api/organisations', 'admin', {
      code: 'HD_FIRE',
      name: '河东区消防大队',
      kind: 'department',
      function: 'fire',
      area_id: await idOf('330110'),
    })
    expect(office).toMatchObject({ status: 201, body: { function: 'fire' } })
    expect(
      (await ask('PATCH', `/api/organisations/${office.body.id}`, 'admin', { phone: '119' })).status,
    ).toBe(400)
    expect(
      (await ask('PATCH', `/api/organisations/${office.body.id}`, 'admin', { phone: '5551190' })).body.phone,
    ).toBe('5551190')
    const person = await ask('POST', '/api/people', 'admin', { name: '秦大勇', phone: '13987654321' })
    expect(person).toMatchObject({ status: 201, body: { phone: '139****4321' } })
    const duty = await ask('POST', '/api/duties', 'admin', {
      person_id: person.body.id,
      organisation_id: office.body.id,
      role: 'department_officer',
    })
    expect(duty.status).toBe(201)
    expect((await ask('POST', `/api/organisations/${office.body.id}/end`, 'admin', {})).body).toMatchObject({
      status: 409,
      reason: 'organisation.in_use',
    })
    world.clock.at = new Date(world.clock.at.getTime() + 60_000)
    expect((await ask('POST', `/api/duties/${duty.body.id}/end`, 'admin', {})).status).toBe(204)
    expect((await ask('POST', `/api/organisations/${office.body.id}/end`, 'admin', {})).status).toBe(204)
  })

  it('tries a file, and has it refused with every fault, or taken whole', async () => {
    const good = 'code,name,kind,parent_code\n330110002,银杏街道,street,330110\n'
    const bad = `${good}330110003,甲,nonsense,330110\n,乙,street,330110\n`
    expect(await upload('areas', bad, '?dry_run=true')).toMatchObject({
      status: 200,
      body: {
        written: false,
        faults: [
          { line: 3, column: 3 },
          { line: 4, column: 1 },
        ],
      },
    })
    expect(await upload('areas', bad)).toMatchObject({
      status: 422,
      body: { code: 'import.faulty', faults: [{ at: '3:3' }, { at: '4:1' }], rows: 3 },
    })
    expect(await areaByCode(world.house.db, '330110002')).toBeUndefined()
    expect(await upload('areas', good)).toMatchObject({
      status: 200,
      body: { written: true, would: { create: 1, change: 0 } },
    })
    expect(await areaByCode(world.house.db, '330110002')).toBeDefined()
    expect(await upload('castles', good)).toMatchObject({ status: 400 })
    expect(await upload('areas', good, '', 'street_clerk')).toMatchObject({ status: 403 })
    expect((await ask('POST', '/api/imports/areas', 'admin', { not: 'a file' })).body.code).toBe(
      'input.media_type',
    )
  })
})
