import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PatrolDoors, patrolDoors } from './fixture.ts'

let doors: PatrolDoors
let plan: { id: string; points: { id: string }[] }

beforeAll(async () => {
  doors = await patrolDoors()
  plan = await doors.plan()
})
afterAll(() => doors.close())

const status = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  (await doors.ask(as, method, url, payload)).statusCode

describe('who may', () => {
  it('read plans and coverage: those who answer for the grid, and who works it', async () => {
    const url = `/api/patrol-plans/${plan.id}`
    const coverage = '/api/patrols/coverage?from=2026-03-02&to=2026-03-02'
    for (const as of ['grid', 'community', 'street', 'centre']) {
      expect([as, await status(as, 'GET', url)]).toEqual([as, 200])
      expect([as, await status(as, 'GET', coverage)]).toEqual([as, 200])
    }
    for (const as of ['water', 'housing']) expect([as, await status(as, 'GET', url)]).toEqual([as, 403])
    expect(await status('nobody', 'GET', url)).toBe(401)
  })

  it('make plans: the community and the street, each within its own reach', async () => {
    const body = {
      area_id: doors.city.gridArea,
      name: '夜巡',
      frequency: { per: 'week', times: 2 },
      holidays: 'walk',
      from: '2026-03-05',
      points: [{ name: '东门', lat: 34.502, lng: 114.002, checks: [] }],
    }
    for (const as of ['grid', 'centre', 'water'])
      expect([as, await status(as, 'POST', '/api/patrol-plans', body)]).toEqual([as, 403])
    for (const as of ['community', 'street'])
      expect([as, await status(as, 'POST', '/api/patrol-plans', body)]).toEqual([as, 201])
  })

  it('name as a walker only who is on duty there and may patrol', async () => {
    const body = (worker_id: string) => ({
      area_id: doors.city.gridArea,
      name: '夜巡',
      frequency: { per: 'week', times: 2 },
      holidays: 'walk',
      from: '2026-03-05',
      worker_id,
      points: [{ name: '东门', lat: 34.502, lng: 114.002, checks: [] }],
    })
    for (const who of [randomUUID(), doors.city.water.personId!])
      expect(await status('community', 'POST', '/api/patrol-plans', body(who))).toBe(400)
    expect(await status('community', 'POST', '/api/patrol-plans', body(doors.city.grid.personId!))).toBe(201)
  })

  it('walk: only those who patrol; a plan of another grid is none of theirs', async () => {
    for (const as of ['street', 'centre', 'water'])
      for (const url of [
        '/api/field/pack',
        '/api/field/today',
        '/api/field/recorded',
        '/api/field/recorded/entries',
      ])
        expect([as, url, await status(as, 'GET', url)]).toEqual([as, url, 403])
    const start = doors.entry('walk_start')
    const { city } = doors
    const elsewhere = { ...city.grid.duties[0]!, areaPath: 'city.other', organisationId: randomUUID() }
    const kept = city.grid.duties
    city.grid.duties = [elsewhere]
    try {
      const sent = await doors.send('grid', [
        doors.entry('mark', {
          walk: start.id,
          plan: plan.id,
          round: '2026-03-02/1',
          point: plan.points[0]!.id,
          result: 'seen',
        }),
      ])
      expect(sent.entries[0]!.status).toBe('refused')
      expect(
        (await doors.ask('grid', 'GET', '/api/field/today')).json<{ rounds: object[] }>().rounds,
      ).toEqual([])
    } finally {
      city.grid.duties = kept
    }
  })

  it('see what was recorded of a worker: that worker alone', async () => {
    const start = doors.entry('walk_start')
    await doors.send('grid', [
      start,
      doors.entry('mark', {
        walk: start.id,
        plan: plan.id,
        round: '2026-03-02/1',
        point: plan.points[0]!.id,
        result: 'seen',
        position: { lat: 34.5021, lng: 114.0023 },
      }),
    ])
    const own = await doors.ask('grid', 'GET', '/api/field/recorded')
    expect(own.body).toContain('34.5021')
    const others = await doors.ask('community', 'GET', '/api/field/recorded')
    expect(others.json<{ walks: object[] }>().walks).toEqual([])
    for (const as of ['community', 'street', 'centre']) {
      const behind = await doors.ask(
        as,
        'GET',
        `/api/patrols/coverage/${plan.id}/${plan.points[0]!.id}?from=2026-03-02&to=2026-03-02`,
      )
      expect(behind.json<{ items: object[] }>().items).toHaveLength(1)
      expect(behind.body).not.toContain('34.5021')
    }
  })

  it('settle a finding: whoever handles it; a department or another organisation does not', async () => {
    const finding = doors.entry('finding', { text: '一盏路灯不亮' })
    const { entries } = await doors.send('grid', [finding])
    const id = entries[0]!.result!.matter_id!
    expect(await status('water', 'GET', `/api/matters/${id}`)).toBe(404)
    const outbox = {
      device: randomUUID(),
      person: doors.city.water.personId,
      sent_at: doors.clock.now.toISOString(),
      entries: [doors.entry('settle', { of: id, text: '好了' })],
    }
    expect(await status('water', 'POST', '/api/field/outbox', outbox)).toBe(403)
  })
})
