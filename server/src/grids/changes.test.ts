import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { settleConsumers } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { checkMatters } from '../matters/index.ts'
import {
  areaAt,
  changingTerritory,
  closeAreas,
  placeByCode,
  setPlaces,
  systemWriter,
} from '../territory/index.ts'
import { codes, type GridWorld, gridWorld, ringOf } from './fixture.ts'
import { gridConsumers } from './index.ts'

let world: GridWorld
const worlds: GridWorld[] = []
/** Tests that write nothing leave their world to the next. */
let clean = false
beforeEach(async () => {
  if (clean) return
  world = await gridWorld()
  worlds.push(world)
}, 60_000)
beforeEach(() => {
  clean = false
})
afterAll(async () => {
  for (const each of worlds) await each.end()
})

const east = ringOf(120.01, 30, 120.02, 30.02)
const draw = async (more: object = {}) => ({
  kind: 'draw',
  parent_id: await world.id(codes.one),
  area_kind: 'grid',
  name: '一心社区第二网格',
  shape: east,
  ...more,
})
const halves = async (more: object = {}) => ({
  kind: 'split',
  area_id: await world.id(codes.west),
  line: [
    [119.999, 30.01],
    [120.011, 30.01],
  ],
  pieces: [{ name: '北片' }, { keeps: true }],
  ...more,
})
const shapes = async (code: string) => {
  const { rows } = await sql<{ parts: number[][][][]; points: number }>`
    select jsonb_agg(s.rings) as parts from area_shapes s join areas a on a.id = s.area_id
    where a.code = ${code} and s.valid_to is null`.execute(world.house.db)
  return JSON.stringify(rows[0]!.parts)
}

describe('drawing a grid', () => {
  it('opens it below its community, under the next code, with a date, a reason and an author', async () => {
    const made = await world.change(
      'street',
      await draw({ households: { count: 420, on: '2026-02-01', source: '社区台账' } }),
    )
    expect(made.status).toBe(201)
    const { body } = await world.send(
      'community',
      'GET',
      `/api/communities/${await world.id(codes.one)}/grids`,
    )
    expect(body.grids).toContainEqual(
      expect.objectContaining({
        code: '330110001001002',
        name: '一心社区第二网格',
        kind: 'grid',
        households: { count: 420, on: '2026-02-01', source: '社区台账' },
        size: null,
        worker: null,
      }),
    )
    const past = await world.send(
      'community',
      'GET',
      `/api/grids/changes?area=${await world.id('330110001001002')}`,
    )
    expect(past.body.items).toMatchObject([
      {
        kind: 'draw',
        reason: '社区换届后重新划分',
        made_by: { name: 'street' },
        effective_from: '2026-03-02T01:00:00.000Z',
        areas: [{ is: 'opened', code: '330110001001002' }],
      },
    ])
  })

  it('never directly below a street', async () => {
    const refused = await world.change('street', await draw({ parent_id: await world.id(codes.street) }))
    expect(refused).toMatchObject({
      status: 400,
      body: { reason: 'grid.no_community', detail: expect.stringContaining('不能直接属于街道') },
    })
  })

  it('flags a size outside the range of the rules, with their source', async () => {
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', {
      change: await draw({ households: { count: 900, on: '2026-02-01', source: '社区台账' } }),
    })
    expect(seen.body.areas[0].size).toMatchObject({ is: 'above', min: 300, max: 500, unverified: true })
    expect(seen.body.areas[0].size.source).toContain('郑州')
  })

  it('follows its neighbour’s border, where it is drawn a metre beside it', async () => {
    const beside = ringOf(120.010008, 30, 120.02, 30.02)
    expect((await world.change('street', await draw({ shape: beside }))).status).toBe(201)
    const { body } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/coverage`,
    )
    expect(body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
    expect(await shapes('330110001001002')).toContain('[120.01,30]')
  })

  it.each([
    ['that lies outside the community', ringOf(120.015, 30, 120.03, 30.01), 'grid.outside'],
    ['that lies over another', ringOf(120.005, 30, 120.02, 30.01), 'grid.overlaps'],
    ['that is a sliver', ringOf(120.015, 30, 120.01501, 30.0001), 'grid.too_small'],
    [
      'that crosses itself',
      {
        type: 'Polygon',
        coordinates: [
          [
            [120.011, 30],
            [120.019, 30.01],
            [120.019, 30],
            [120.011, 30.01],
            [120.011, 30],
          ],
        ],
      },
      'grid.shape',
    ],
    [
      'with latitude first',
      {
        type: 'Polygon',
        coordinates: [
          [
            [30, 120.011],
            [30.01, 120.011],
            [30.01, 120.019],
            [30, 120.011],
          ],
        ],
      },
      'grid.shape',
    ],
    [
      'whose hole lies outside it',
      {
        type: 'Polygon',
        coordinates: [east.coordinates[0], ringOf(120.1, 30.1, 120.2, 30.2).coordinates[0]],
      },
      'grid.shape',
    ],
    [
      'that is not closed',
      {
        type: 'Polygon',
        coordinates: [
          [
            [120.011, 30],
            [120.019, 30],
            [120.019, 30.01],
            [120.011, 30.01],
          ],
        ],
      },
      'grid.shape',
    ],
    [
      'that is a line',
      {
        type: 'LineString',
        coordinates: [
          [120.011, 30],
          [120.019, 30],
        ],
      },
      'grid.shape',
    ],
  ])('refuses one %s, and writes nothing', async (_, shape, reason) => {
    const before = await world.everything()
    const refused = await world.change('street', await draw({ shape }))
    expect(refused).toMatchObject({ status: 400, body: { code: 'input.invalid', reason } })
    expect(refused.body.detail).toMatch(/[\u4e00-\u9fff]/)
    if (reason === 'grid.overlaps') expect(refused.body.shapes[0].square_metres).toBeGreaterThan(100_000)
    expect(await world.everything()).toBe(before)
    clean = true
  })

  it('keeps a hole, for instance for a school’s own grid', async () => {
    const holed = {
      type: 'Polygon',
      coordinates: [east.coordinates[0]!, ringOf(120.013, 30.005, 120.015, 30.008).coordinates[0]!],
    }
    expect((await world.change('street', await draw({ shape: holed }))).status).toBe(201)
    const school = await draw({
      area_kind: 'dedicated_grid',
      dedicated_to: 'school',
      code: '330110001001901',
      name: '一心小学专属网格',
      shape: ringOf(120.013, 30.005, 120.015, 30.008),
    })
    expect((await world.change('street', school)).status).toBe(201)
    expect(await areaAt(world.house.db, { lng: 120.014, lat: 30.006 })).toMatchObject({
      name: '一心小学专属网格',
    })
    const { body } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/coverage`,
    )
    expect(body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
  })

  it('a dedicated grid says to what', async () => {
    expect(await world.change('street', await draw({ area_kind: 'dedicated_grid' }))).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('专属网格要写明类型') },
    })
    clean = true
  })
})

describe('splitting a grid', () => {
  it('gives each open matter to the piece in which its point lies, with its worker; none is without an owner', async () => {
    const [north, south, nowhere] = [
      await world.matter({ lng: 120.005, lat: 30.015 }),
      await world.matter({ lng: 120.008, lat: 30.005 }),
      await world.matter(null),
    ]
    const fresh = await world.addActor('新网格员', 'grid_worker', 'HD_ONE', codes.one)
    const change = await halves({ pieces: [{ name: '北片', worker_id: fresh.personId }, { keeps: true }] })
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', { change })
    expect(seen.body.consequences).toMatchObject({ matters: 1, matters_without_point: 0 })
    expect((await world.change('street', change)).status).toBe(201)
    const kept = { code: codes.west, active: true, handler: 'worker', owner: 'HD_ONE', deadline: 1 }
    expect(await world.where(north.id)).toEqual({ ...kept, code: '330110001001002', handler: '新网格员' })
    expect(await world.where(south.id)).toEqual(kept)
    expect(await world.where(nowhere.id)).toEqual(kept)
    expect(await checkMatters(world.house.db)).toEqual([])
    expect(
      (
        await verifyChains(world.house.pool, {
          heads: ['select id as stream, head_seq as seq, head_hash as hash from matters'],
        })
      ).breaks,
    ).toEqual([])
  })

  it('ends the old one where nothing goes on as it, and moves what had no point to where it was told', async () => {
    const nowhere = await world.matter(null)
    const done = await world.change(
      'street',
      await halves({ pieces: [{ name: '北片' }, { name: '南片' }], rest_to: 0 }),
    )
    expect(done.status).toBe(201)
    expect(await world.where(nowhere.id)).toMatchObject({
      code: '330110001001002',
      active: true,
      handler: 'worker',
    })
    const old = await world.id(codes.west)
    const past = await world.send('street', 'GET', `/api/grids/${old}/past`)
    expect(past.body).toMatchObject({
      successors: [{ name: '北片' }, { name: '南片' }],
      shapes: [{ to: '2026-03-02T01:00:00.000Z' }],
    })
    // Its micro-grid lies in the southern piece, and goes on below it under a code of that.
    expect(await areaAt(world.house.db, { lng: 120.002, lat: 30.002 })).toMatchObject({
      kind: 'micro_grid',
      path: expect.stringContaining('330110001001003.33011000100100301'),
    })
  })

  it('takes place codes and organisations along', async () => {
    await changingTerritory(world.house.db, systemWriter(world.house), async (tx) =>
      setPlaces(tx, systemWriter(world.house), [
        {
          code: 'BEI1',
          areaId: await world.id(codes.west),
          name: '北楼',
          address: null,
          lng: 120.005,
          lat: 30.018,
        },
        {
          code: 'NAN1',
          areaId: await world.id(codes.west),
          name: '南楼',
          address: null,
          lng: 120.005,
          lat: 30.008,
        },
      ]),
    )
    await world.database.asOwner(`update organisations set area_id = $1 where code = 'HD_WATER'`, [
      await world.id(codes.west),
    ])
    expect(
      (await world.change('street', await halves({ pieces: [{ name: '北片' }, { name: '南片' }] }))).status,
    ).toBe(201)
    expect((await placeByCode(world.house.db, 'BEI1'))!.chain.at(-1)!.name).toBe('北片')
    expect((await placeByCode(world.house.db, 'NAN1'))!.chain.at(-1)!.name).toBe('南片')
    const { rows } = await sql<{ active: boolean }>`
      select a.active_to is null as active from organisations o join areas a on a.id = o.area_id where o.code = 'HD_WATER'`.execute(
      world.house.db,
    )
    expect(rows).toEqual([{ active: true }])
  })

  it('accepts drawn pieces that together are the grid, and refuses those that leave a part to nobody', async () => {
    const given = (edge: number) => ({
      line: undefined,
      shapes: [ringOf(120, 30.01, 120.01, 30.02), ringOf(120, 30, 120.01, edge)],
      pieces: [{ name: '北片' }, { name: '南片' }],
    })
    expect(await world.change('street', await halves(given(30.009)))).toMatchObject({
      status: 400,
      body: { reason: 'grid.gap', shapes: [{}] },
    })
    expect(await world.change('street', await halves(given(30.011)))).toMatchObject({
      status: 400,
      body: { reason: 'grid.overlaps' },
    })
    expect((await world.change('street', await halves(given(30.01001)))).status).toBe(201)
    const { body } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/coverage`,
    )
    expect(body.overlaps).toEqual([])
  })

  it('does not cut through a micro-grid, and counts its pieces', async () => {
    const through = await halves({
      line: [
        [119.999, 30.002],
        [120.011, 30.002],
      ],
    })
    expect(await world.change('street', through)).toMatchObject({
      status: 400,
      body: { reason: 'grid.micro_cut' },
    })
    expect(
      await world.change('street', await halves({ pieces: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })),
    ).toMatchObject({
      status: 400,
      body: { reason: 'grid.pieces', shapes: [{}, {}] },
    })
  })

  it('follows a matter that came in while it was divided', async () => {
    const late = await world.matter({ lng: 120.005, lat: 30.015 })
    expect(
      (await world.change('street', await halves({ pieces: [{ name: '北片' }, { name: '南片' }] }))).status,
    ).toBe(201)
    const old = await world.id(codes.west)
    await world.database.asOwner(
      `update matters set area_id = $1, area_path = (select path from areas where id = $1) where id = $2`,
      [old, late.id],
    )
    await settleConsumers(world.house.db, gridConsumers(world.house))
    expect(await world.where(late.id)).toMatchObject({ code: '330110001001002', active: true })
  })
})

describe('merging grids', () => {
  it('makes one of two, with the households of both, and brings everything along', async () => {
    await world.change(
      'street',
      await draw({ households: { count: 120, on: '2026-01-05', source: '社区台账' } }),
    )
    const [west, added] = [await world.id(codes.west), await world.id('330110001001002')]
    const matter = await world.matter({ lng: 120.015, lat: 30.01 }, codes.west, false)
    const change = { kind: 'merge', area_ids: [west, added], into: { keeps: west, name: '一心社区大网格' } }
    expect((await world.change('street', change)).status).toBe(201)
    expect(await world.where(matter.id)).toMatchObject({ code: codes.west, deadline: 1 })
    const { body } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/coverage`,
    )
    expect(body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
    const { body: all } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/grids`,
    )
    // The imported number has no date, so the sum is not known.
    expect(all.grids.filter((grid: { kind: string }) => grid.kind === 'grid')).toMatchObject([
      { name: '一心社区大网格', households: null },
    ])
  })

  it('refuses grids that do not touch, and grids of two communities', async () => {
    await world.change('street', await draw({ shape: ringOf(120.015, 30, 120.02, 30.02) }))
    const [west, far, other] = [
      await world.id(codes.west),
      await world.id('330110001001002'),
      await world.id(codes.other),
    ]
    expect(
      await world.change('street', { kind: 'merge', area_ids: [west, far], into: { keeps: west } }),
    ).toMatchObject({ body: { reason: 'grid.apart' } })
    expect(
      (await world.change('street', { kind: 'merge', area_ids: [west, other], into: { keeps: west } }))
        .status,
    ).toBe(404)
  })
})

describe('moving a border', () => {
  it('changes both neighbours together, so that nothing is left between them', async () => {
    await world.change('street', await draw())
    const [west, added] = [await world.id(codes.west), await world.id('330110001001002')]
    const matter = await world.matter({ lng: 120.009, lat: 30.01 })
    const change = { kind: 'boundary', area_id: west, shape: ringOf(120, 30, 120.008, 30.02) }
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', { change })
    expect(Object.keys(seen.body.versions).toSorted()).toEqual([west, added].toSorted())
    expect((await world.change('street', change)).status).toBe(201)
    const { body } = await world.send(
      'street',
      'GET',
      `/api/communities/${await world.id(codes.one)}/coverage`,
    )
    expect(body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
    expect(await world.where(matter.id)).toMatchObject({
      code: '330110001001002',
      owner: 'HD_ONE',
      deadline: 1,
    })
    expect((await world.change('street', { ...change, shape: ringOf(120, 30, 120.012, 30.02) })).status).toBe(
      201,
    )
    expect(await world.where(matter.id)).toMatchObject({ code: codes.west })
    const after = await world.send('street', 'GET', `/api/communities/${await world.id(codes.one)}/coverage`)
    expect(after.body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
  })

  it('does not swallow a neighbour', async () => {
    await world.change('street', await draw())
    const change = {
      kind: 'boundary',
      area_id: await world.id(codes.west),
      shape: ringOf(120, 30, 120.02, 30.02),
    }
    expect(await world.change('street', change)).toMatchObject({
      status: 400,
      body: { reason: 'grid.swallowed' },
    })
  })
})

describe('handing a grid over', () => {
  it('opens it under the other community; borders move, the owner of open matters finishes them', async () => {
    await world.change('street', await draw())
    const matter = await world.matter({ lng: 120.015, lat: 30.01 }, codes.west, false)
    const change = {
      kind: 'hand_over',
      area_id: await world.id('330110001001002'),
      to_community_id: await world.id(codes.two),
    }
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', { change })
    expect(seen.body.consequences).toMatchObject({ matters: 1, matters_staying: 1 })
    expect((await world.change('street', change)).status).toBe(201)
    expect(await world.where(matter.id)).toMatchObject({
      code: '330110001002002',
      owner: 'HD_ONE',
      deadline: 1,
    })
    expect((await world.send('two', 'GET', `/api/matters/${matter.id}`)).status).toBe(200)
    for (const code of [codes.one, codes.two]) {
      const { body } = await world.send('street', 'GET', `/api/communities/${await world.id(code)}/coverage`)
      expect(body).toMatchObject({ gaps: [], overlaps: [], outside: [] })
    }
  })

  it('to another worker ends the duty of the one before and begins theirs', async () => {
    const fresh = await world.addActor('新网格员', 'grid_worker', 'HD_ONE', codes.one)
    const area = await world.id(codes.west)
    expect(
      (await world.change('street', { kind: 'worker', area_id: area, worker_id: fresh.personId })).status,
    ).toBe(201)
    world.clock.at = new Date('2026-03-03T01:00:00Z')
    const { body } = await world.send('street', 'GET', `/api/areas/${area}`)
    expect(body.worker.name).toBe('新网格员')
    expect((await world.change('street', { kind: 'worker', area_id: area, worker_id: null })).status).toBe(
      201,
    )
  })
})

describe('a duty that comes with a change', () => {
  const lookedAt = async (subject: string) =>
    (
      await sql`select action, reason from audit_log where subject_id = ${subject}::uuid order by id`.execute(
        world.house.db,
      )
    ).rows

  it('is given by nobody to themselves, and to no resident', async () => {
    const area = await world.id(codes.west)
    const own = world.actors.get('street')!.personId!
    const refused = await world.change('street', { kind: 'worker', area_id: area, worker_id: own })
    expect(refused).toMatchObject({ status: 403, body: { reason: 'duty.own' } })
    const resident = randomUUID()
    await sql`insert into people (id, name) values (${resident}, '群众')`.execute(world.house.db)
    await sql`insert into accounts (id, person_id, phone, created_at) values (${resident}, ${resident}, '13900007777', now())`.execute(
      world.house.db,
    )
    const asked = { change: { kind: 'worker', area_id: area, worker_id: resident } }
    expect((await world.send('street', 'POST', '/api/grids/changes/preview', asked)).status).toBe(404)
    expect(await lookedAt(own)).toEqual([])
  })

  it('stands in the audit log', async () => {
    const fresh = await world.addActor('再来的网格员', 'grid_worker', 'HD_ONE', codes.one)
    const change = { kind: 'worker', area_id: await world.id(codes.west), worker_id: fresh.personId }
    expect((await world.change('street', change)).status).toBe(201)
    expect(await lookedAt(fresh.personId!)).toContainEqual({ action: 'duty.start', reason: 'grid_worker' })
  })
})

describe('a change', () => {
  it('is refused to the second of two who saw the same, and tells what the first did', async () => {
    const change = await halves()
    const seen = await world.send('street', 'POST', '/api/grids/changes/preview', { change })
    const send = (as: string) =>
      world.send(as, 'POST', '/api/grids/changes', { change, reason: '拆分', versions: seen.body.versions })
    const answers = await Promise.all([send('street'), send('admin')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
      code: 'conflict.changed',
      changes: expect.arrayContaining([expect.objectContaining({ kind: 'area.regrouped' })]),
    })
  })

  it('is for those who answer for the territory alone', async () => {
    const change = await halves()
    for (const [as, status] of [
      ['community', 403],
      ['worker', 403],
      ['nobody', 401],
    ] as const)
      expect((await world.send(as, 'POST', '/api/grids/changes/preview', { change })).status).toBe(status)
    await world.take(
      'organisations',
      'code,name,kind,parent_code,area_code\nHD_FAR,远街道办,street_office,HD_GOV,330110001\n',
    )
    await world.addActor('far', 'street_clerk', 'HD_FAR')
    expect((await world.send('far', 'POST', '/api/grids/changes/preview', { change })).status).toBe(403)
  })

  it('keeps the chain of every area whole, and a shape for every day', async () => {
    await world.change('street', await halves())
    world.clock.at = new Date('2026-04-01T01:00:00Z')
    await world.change(
      'street',
      await halves({
        line: [
          [119.999, 30.006],
          [120.011, 30.006],
        ],
        pieces: [{ name: '中片' }, { keeps: true }],
      }),
    )
    const past = await world.send('street', 'GET', `/api/grids/${await world.id(codes.west)}/past`)
    expect(past.body.shapes.map(({ to }: { to: string | null }) => to)).toEqual([
      null,
      '2026-04-01T01:00:00.000Z',
      '2026-03-02T01:00:00.000Z',
    ])
    expect((await verifyChains(world.house.pool, { heads: [] })).breaks).toEqual([])
  })

  it('of households needs the version that was seen, a day and a source', async () => {
    const area = await world.id(codes.west)
    const told = { households: { count: 610, on: '2026-02-20', source: '入户核对' } }
    expect(
      (await world.send('street', 'PUT', `/api/grids/${area}/households`, { ...told, version: 0 })).status,
    ).toBe(409)
    const { body } = await world.send('street', 'GET', `/api/communities/${await world.id(codes.one)}/grids`)
    const { version } = body.grids.find((grid: { id: string }) => grid.id === area)
    expect(
      (await world.send('street', 'PUT', `/api/grids/${area}/households`, { ...told, version })).status,
    ).toBe(204)
    const after = await world.send('street', 'GET', `/api/communities/${await world.id(codes.one)}/grids`)
    expect(after.body.grids.find((grid: { id: string }) => grid.id === area)).toMatchObject({
      households: told.households,
      size: { is: 'above' },
    })
  })
})

it('an area that ended with nothing to follow it leaves its matters where they are', async () => {
  const matter = await world.matter(null, codes.micro)
  await changingTerritory(world.house.db, systemWriter(world.house), async (tx) =>
    closeAreas(tx, systemWriter(world.house), [await world.id(codes.micro)]),
  )
  await settleConsumers(world.house.db, gridConsumers(world.house))
  expect(await world.where(matter.id)).toMatchObject({ code: codes.micro, owner: 'HD_ONE', deadline: 1 })
})
