import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../database/index.ts'
import { type App, buildApp } from '../http/index.ts'
import { makeHouse, type StandingHouse } from '../make-house.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { sealDay } from '../timeline/seal.ts'
import { healthApi, type Lifecycle } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let app: App
const lifecycle: Lifecycle = { stage: 'starting' }
const identify = identifyAs({ operator: staff('admin'), clerk: staff('community_clerk') })
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  app = await buildApp({
    house,
    identify,
    apis: [
      healthApi(house, { lifecycle, metricsToken: 'collector-token' }),
      async (routes) => {
        routes.get('/api/streets/:name', { config: { permission: 'public' } }, async () => ({}))
      },
    ],
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const ready = async (of = app) => {
  const response = await of.inject('/readyz')
  return [response.statusCode, response.json().reason ?? response.json().code ?? response.json().status]
}

describe('readiness', () => {
  it('follows the process from start to stop, while it is alive throughout', async () => {
    lifecycle.stage = 'starting'
    expect(await ready()).toEqual([503, 'ready.starting'])
    lifecycle.stage = 'stopping'
    expect(await ready()).toEqual([503, 'service.stopping'])
    expect((await app.inject('/readyz')).headers['content-type']).toMatch('application/problem+json')
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' })
    lifecycle.stage = 'ready'
    expect(await ready()).toEqual([200, 'ready'])
  })

  it('fails while a migration is missing', async () => {
    await database.asOwner(`update migrations set name = 'x' where name = '0001_kernel.sql'`)
    expect(await ready()).toEqual([503, 'ready.migrations'])
    await database.asOwner(`update migrations set name = '0001_kernel.sql' where name = 'x'`)
    expect(await ready()).toEqual([200, 'ready'])
  })

  it('fails when a consumer stands still before events, not when it has far to go', async () => {
    const insert = `insert into timeline (stream, stream_kind, seq, kind, at, payload, digest, hash)
      values ($1, 'matter', 1, 'a', now() - interval '2 days', '{}', 'sha256', '\\x00')`
    await house.pool.query(insert, [randomUUID()])
    await house.pool.query(`insert into timeline_cursors (name, moved_at) values ('figures', now())`)
    expect(await ready()).toEqual([200, 'ready'])
    await house.pool.query(`update timeline_cursors set moved_at = now() - interval '10 minutes'`)
    await expect.poll(() => ready(), { timeout: 60_000 }).toEqual([503, 'ready.consumers'])
    expect((await app.inject('/metrics')).body).toMatch(
      /lianxin_consumer_lag_seconds\{consumer="figures"\} 6\d\d/,
    )
    // Where nothing happens nobody is stuck, however long ago the last event was.
    await house.pool.query(
      `update timeline_cursors set (xid, event_id) = (select xid, id from timeline order by xid desc, id desc limit 1)`,
    )
    expect(await ready()).toEqual([200, 'ready'])
    await house.pool.query(`delete from timeline_cursors`)
  })

  it('fails when the database cannot be reached', async () => {
    const handle = openDatabase(database.servingUrl, { size: 2 })
    const { configuration, log } = house
    const cutOff = await makeHouse({ configuration, log, db: handle.db, pool: handle.pool })
    const other = await buildApp({
      house: cutOff,
      identify,
      apis: [healthApi(cutOff, { lifecycle: { stage: 'ready' } })],
    })
    expect(await ready(other)).toEqual([200, 'ready'])
    await handle.close()
    expect(await ready(other)).toEqual([503, 'ready.database'])
    await other.close()
  })
})

describe('metrics', () => {
  it('count requests by route, never by what was in them', async () => {
    await app.inject('/api/streets/朝阳门')
    await app.inject('/api/streets/13800000000')
    await app.inject('/no/such/13911111111')
    const { body } = await app.inject('/metrics')
    expect(body).toContain('lianxin_requests_total{method="GET",route="/api/streets/:name",status="200"} 2')
    expect(body).toMatch(
      /lianxin_request_seconds_bucket\{le="[^"]+",method="GET",route="\/api\/streets\/:name"\} 2/,
    )
    for (const name of [
      'lianxin_pool_connections{state="idle"}',
      'lianxin_jobs_waiting 0',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(body).toContain(name)
    expect(body).not.toMatch(/13800000000|13911111111/)
  })

  it('count the deadlines that run and those past due', async () => {
    const insert = `insert into deadlines (id, subject_id, step, rule_id, started_at, due_at, explanation)
      values (gen_random_uuid(), gen_random_uuid(), 's', 'r', now(), now() + $1::interval, '{}')`
    for (const due of ['1 hour', '-1 hour', '-2 hours']) await house.pool.query(insert, [due])
    const fresh = await buildApp({ house, identify, apis: [healthApi(house, { lifecycle })] })
    const { body } = await fresh.inject('/metrics')
    expect(body).toContain('lianxin_deadlines_running 3')
    expect(body).toContain('lianxin_deadlines_overdue 2')
    await fresh.close()
  })

  it('are for this machine, or for whoever holds the token', async () => {
    const ask = (remoteAddress: string, headers = {}) =>
      app.inject({ url: '/metrics', remoteAddress, headers }).then((r) => r.statusCode)
    expect(await ask('127.0.0.1')).toBe(200)
    expect(await ask('::ffff:127.0.0.1')).toBe(200)
    expect(await ask('10.0.0.8')).toBe(403)
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '10.0.0.8' })).toBe(403)
    expect(await ask('10.0.0.8', { authorization: 'Bearer collector-token' })).toBe(200)
    expect(await ask('10.0.0.8', { authorization: 'Bearer collector-tokem' })).toBe(403)
  })
})

describe('the operator’s page', () => {
  it('shows versions, sizes, cursors and the last seal to those who may', async () => {
    await sealDay(house)
    const response = await app.inject({ url: '/api/health', headers: { 'x-as': 'operator' } })
    expect(response.json()).toMatchObject({
      stage: 'ready',
      node: process.version,
      deadlines: { running: expect.any(Number) },
      jobs: { waiting: 0, failed: 0 },
      last_seal: { through_event: 1 },
    })
    expect(response.json().database.bytes).toBeGreaterThan(1_000_000)
    expect((await app.inject({ url: '/api/health', headers: { 'x-as': 'clerk' } })).statusCode).toBe(403)
  })
})
