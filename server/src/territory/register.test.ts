import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import { identifyAs, staff } from '../kernel/testing/actors.ts'
import { type TerritoryWorld, territoryWorld } from './fixture.ts'
import { sampleOf } from './imports/index.ts'
import { importFile, importKinds, territoryApi } from './index.ts'

let world: TerritoryWorld
let app: App
const operator = staff('admin')
beforeAll(async () => {
  world = await territoryWorld()
  await world.town()
  await sql`insert into people (id, name) values (${operator.personId}, '操作员')`.execute(world.house.db)
  const identify = identifyAs({
    operator,
    auditor: staff('auditor'),
    centre: staff('centre_clerk'),
    member: staff('member'),
    clerk: staff('community_clerk'),
  })
  app = await buildApp({
    house: world.house,
    identify,
    apis: [territoryApi(world.house)],
    requestsPerMinute: 100_000,
  })
})
afterAll(async () => {
  await app.close()
  await world.close()
})

type Method = 'GET' | 'POST' | 'PATCH'
async function ask(method: Method, url: string, payload?: object, as = 'operator') {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  const isJson = String(answer.headers['content-type'] ?? '').includes('json')
  return { status: answer.statusCode, body: isJson ? answer.json() : answer.body }
}
const idOf = async (code: string) =>
  (
    await sql<{ id: string }>`
    select id from organisations where code = ${code} union all select id from areas where code = ${code}`.execute(
      world.house.db,
    )
  ).rows[0]!.id

describe('the register', () => {
  it('finds whoever was just registered again, for its keeper alone', async () => {
    const { id } = (await ask('POST', '/api/people', { name: '新来的', phone: '13900001234' })).body
    const found = (await ask('GET', '/api/people?unplaced=true')).body.items
    expect(found).toContainEqual({ id, name: '新来的', phone: '139****1234', duties: [] })
    expect((await ask('GET', `/api/people/${id}`)).body.name).toBe('新来的')
    expect((await ask('GET', '/api/people?unplaced=true', undefined, 'auditor')).body.items).toEqual([])
    expect((await ask('GET', `/api/people/${id}`, undefined, 'auditor')).status).toBe(404)
    const resident = randomUUID()
    await sql`insert into people (id, name, user_id) values (${resident}, '群众', ${resident})`.execute(
      world.house.db,
    )
    await sql`insert into accounts (id, person_id, phone, created_at) values (${resident}, ${resident}, '13900009999', now())`.execute(
      world.house.db,
    )
    expect((await ask('GET', `/api/people/${resident}`)).status).toBe(404)
  })

  it('tells each change with who made it, and no number of anybody', async () => {
    const organisation = await idOf('HD_ONE')
    await ask('PATCH', `/api/organisations/${organisation}`, { phone: '5559999' })
    const { items } = (await ask('GET', `/api/organisations/${organisation}/changes`)).body
    expect(items[0]).toMatchObject({
      kind: 'organisation.changed',
      by: '操作员',
      payload: { phone: '5559999' },
    })
    expect(items.at(-1)).toMatchObject({
      kind: 'organisation.opened',
      names: { parent_id: '梧桐街道办事处', area_id: '一心社区' },
    })
    const { id } = (await ask('POST', '/api/people', { name: '改号的', phone: '13900005555' })).body
    await ask('PATCH', `/api/people/${id}`, { phone: '13900006666' })
    const told = await ask('GET', `/api/people/${id}/changes`)
    expect(told.body.items.map((item: { kind: string }) => item.kind)).toEqual([
      'person.changed',
      'person.registered',
    ])
    expect(JSON.stringify(told.body)).not.toMatch(/1390000/)
  })

  it('changes what an organisation is for to what the rules know, and to nothing else', async () => {
    const water = await idOf('HD_WATER')
    expect((await ask('PATCH', `/api/organisations/${water}`, { function: 'magic' })).status).toBe(400)
    expect((await ask('PATCH', `/api/organisations/${water}`, { function: 'housing' })).body.function).toBe(
      'housing',
    )
    expect((await ask('PATCH', `/api/organisations/${water}`, { name: '水务局' })).body.function).toBe(
      'housing',
    )
    await ask('PATCH', `/api/organisations/${water}`, { function: 'water' })
  })

  it('lets nobody give a duty to themselves', async () => {
    const answer = await ask('POST', '/api/duties', {
      person_id: operator.personId,
      organisation_id: await idOf('HD_CENTRE'),
      role: 'centre_clerk',
    })
    expect(answer.status).toBe(403)
    expect(answer.body.reason).toBe('duty.own')
  })

  it('lets nobody give themselves one by a file either, and keeps what a file gives in the audit log', async () => {
    await sql`update people set phone = '13900008881' where id = ${operator.personId}`.execute(world.house.db)
    const { id } = (await ask('POST', '/api/people', { name: '表里的', phone: '13900008882' })).body
    const take = (phone: string) =>
      importFile(world.house, operator, {
        kind: 'duties',
        bytes: Buffer.from(`phone,organisation_code,role\n${phone},HD_ONE,community_clerk\n`),
      })
    await expect(take('13900008881')).rejects.toMatchObject({ options: { reason: 'duty.own' } })
    expect((await take('13900008882')).faults).toEqual([])
    const { rows } = await sql`select action, person_id from audit_log where subject_id = ${id}`.execute(
      world.house.db,
    )
    expect(rows).toEqual([{ action: 'duty.start', person_id: operator.personId }])
  })

  it('tells the old number of an account that another was put in its place', async () => {
    const { id } = (await ask('POST', '/api/people', { name: '有账号的', phone: '13900007001' })).body
    await sql`insert into accounts (id, person_id, name, password, created_at)
      values (${randomUUID()}, ${id}, 'has-account', 'no hash matches this', now())`.execute(world.house.db)
    await ask('PATCH', `/api/people/${id}`, { name: '改名' })
    expect((await ask('PATCH', `/api/people/${id}`, { phone: '13900007002' })).status).toBe(200)
    const { rows } = await sql`
      select recipient, purpose from outbox_messages where purpose = 'person.contact_changed'`.execute(
      world.house.db,
    )
    expect(rows).toEqual([{ recipient: '13900007001', purpose: 'person.contact_changed' }])
    const looks = await sql`select action from audit_log where subject_id = ${id}`.execute(world.house.db)
    expect(looks.rows).toEqual([{ action: 'person.contact_changed' }])
  })

  it('keeps duties given and ended in the audit log under the keeper’s name', async () => {
    const { id } = (await ask('POST', '/api/people', { name: '任职的' })).body
    const organisation_id = await idOf('HD_ONE')
    const duty = (
      await ask('POST', '/api/duties', { person_id: id, organisation_id, role: 'community_clerk' })
    ).body
    // Time goes on while the change waits for its turn.
    let ticks = 1
    const before = world.clock.at.getTime()
    Object.defineProperty(world.clock, 'at', {
      configurable: true,
      get: () => new Date(before + 60_000 + 5 * ticks++),
      set: (at: Date) => Object.defineProperty(world.clock, 'at', { value: at, writable: true }),
    })
    expect((await ask('POST', `/api/duties/${duty.id}/end`, {})).status).toBe(204)
    const { rows } = await sql`
      select action, person_id, reason from audit_log where subject_id = ${id} order by id`.execute(
      world.house.db,
    )
    expect(rows).toEqual([
      { action: 'duty.start', person_id: operator.personId, reason: 'community_clerk' },
      { action: 'duty.end', person_id: operator.personId, reason: 'community_clerk' },
    ])
  })

  it('is closed to other roles at every door', async () => {
    const some = randomUUID()
    const doors: [Method, string, string[]][] = [
      ['GET', `/api/people/${some}`, ['clerk', 'member']],
      ['GET', `/api/people/${some}/changes`, ['clerk', 'member']],
      ['GET', `/api/areas/${some}/changes`, ['member']],
      ['GET', `/api/organisations/${some}/changes`, ['member']],
      ['GET', '/api/routing', ['member']],
      ['GET', '/api/routing/gaps?level=street&kind=station', ['member']],
      ['GET', '/api/imports/areas/sample', ['clerk', 'member', 'auditor', 'centre']],
      ['POST', `/api/duties/${some}/end`, ['clerk', 'member', 'auditor', 'centre']],
      ['PATCH', `/api/organisations/${some}`, ['clerk', 'auditor', 'centre']],
    ]
    for (const [method, url, roles] of doors) {
      expect((await ask(method, url, method === 'GET' ? undefined : {}, 'nobody')).status, url).toBe(401)
      for (const as of roles)
        expect((await ask(method, url, method === 'GET' ? undefined : {}, as)).status, `${as} ${url}`).toBe(
          403,
        )
    }
  })
})

describe('the routing directory', () => {
  it('names who is there for each row of the rules, its source, and where nobody is', async () => {
    const { items } = (await ask('GET', '/api/routing', undefined, 'clerk')).body
    const row = (id: string) => items.find((each: { id: string }) => each.id === id)
    expect(row('any_community')).toMatchObject({
      level: 'community',
      lead: true,
      organisations: 2,
      areas: 2,
      gaps: 0,
      unverified: true,
      first: [{ name: '一心社区居委会' }, { name: '二曲社区居委会' }],
    })
    expect(row('any_community').source).not.toBe('')
    expect(row('safety_district')).toMatchObject({
      function: 'emergency',
      organisations: 0,
      areas: 1,
      gaps: 1,
    })
    const gaps = await ask('GET', '/api/routing/gaps?level=district&kind=department&function=emergency')
    expect(gaps.body.items).toMatchObject([{ name: '河东区' }])
    expect(
      (await ask('GET', '/api/routing/gaps?level=district&kind=department&function=water')).body.items,
    ).toEqual([])
    expect((await ask('GET', '/api/routing/gaps?level=moon&kind=department')).status).toBe(400)
  })
})

describe('sample files', () => {
  it('are taken by the import as they are, in their order, and a second time change nothing', async () => {
    for (const kind of [...importKinds.filter((each) => each !== 'shapes'), 'shapes' as const]) {
      const report = await world.take(kind, sampleOf(kind).text)
      expect(report.faults, kind).toEqual([])
      expect(report.would.create, kind).toBeGreaterThan(0)
      const again = await world.take(kind, sampleOf(kind).text)
      expect([again.faults, again.would], kind).toEqual([[], { create: 0, change: 0 }])
    }
    const file = await app.inject({ url: '/api/imports/areas/sample', headers: { 'x-as': 'operator' } })
    expect(file.headers['content-disposition']).toContain('areas.csv')
    expect(file.body).toContain('编码,名称')
  })
})
