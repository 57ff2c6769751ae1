import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from '../../kernel/database/index.ts'
import { type App, buildApp } from '../../kernel/http/index.ts'
import type { StandingHouse } from '../../kernel/make-house.ts'
import { type Actor, anonymous } from '../../kernel/permissions/index.ts'
import { testHouse } from '../../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../../kernel/testing/index.ts'
import { takeIn } from '../../requests/index.ts'
import { type SmallCity, smallCity } from '../fixture.ts'
import { execute, matterConsumers, mattersApi } from '../index.ts'
import { maskedCallJobs, maskedCallsApi } from './index.ts'

const resident = '13912345678'
let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let actors: Record<string, Actor>
let clock = new Date('2026-03-02T01:00:00Z')

/** A privacy-number service as an operator would run one: real HTTP, numbers of its own. */
let service: Server
let works = true
let lent: { reference: string; callee: string; until: string }[] = []
let givenBack: string[] = []

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

beforeAll(async () => {
  service = createServer(async (request, response) => {
    const text = await bodyOf(request)
    if (!works || request.headers.authorization !== 'Bearer secret') {
      response.writeHead(503).end()
      return
    }
    if (request.method === 'DELETE') {
      givenBack.push(decodeURIComponent(request.url!.split('/').at(-1)!))
      response.writeHead(204).end()
      return
    }
    lent.push(JSON.parse(text))
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({ id: `b${lent.length}`, number: '95013000', extension: String(1000 + lent.length) }),
    )
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  database = await freshDatabase()
  house = await testHouse(database, {
    now: () => clock,
    configuration: {
      privacyNumbers: {
        url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
        token: 'secret',
      },
    },
  })
  city = await smallCity(house)
  const { organisations: _, gridArea: __, spot: ___, ...staff } = city
  actors = staff
  app = await buildApp({
    house,
    identify: async (request) => actors[String(request.headers['x-as'])] ?? anonymous,
    apis: [mattersApi(house), maskedCallsApi(house)],
    requestsPerMinute: 100_000,
  })
}, 60_000)
afterAll(async () => {
  await app.close()
  await database.drop()
  await new Promise((resolve) => service.close(resolve))
})
beforeEach(() => {
  works = true
  lent = []
  givenBack = []
})

async function asked(more: object = { contact: { name: '王秀英', phone: resident } }): Promise<string> {
  const { id } = await house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text: '楼道灯不亮', location: city.spot, ...more },
        { channel: 'web', actor: anonymous },
      ),
    )
  return id
}

const call = (id: string, as = 'grid', reason = '约上门时间') =>
  app.inject({
    method: 'POST',
    url: `/api/matters/${id}/masked-call`,
    headers: { 'x-as': as },
    payload: { reason },
  })
const see = async (id: string, as = 'grid') =>
  (await app.inject({ method: 'GET', url: `/api/matters/${id}/masked-call`, headers: { 'x-as': as } })).json()
const job = (name: string, payload = {}) => maskedCallJobs(house).handlers[name]!(payload)

async function giveBackAll(matterId: string): Promise<void> {
  const { rows } = await sql<{
    id: string
  }>`select id from masked_calls where matter_id = ${matterId}`.execute(house.db)
  for (const { id } of rows) await job('give_back_number', { id })
}

describe('a masked call', () => {
  it('tells a number that is lent and until when, never the person’s, and is recorded with its purpose', async () => {
    const id = await asked()
    expect(await see(id)).toEqual({ why_not: null, call: null })
    const answer = await call(id)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      number: '95013000',
      extension: '1001',
      lives_until: '2026-03-02T02:00:00.000Z',
      demonstration: false,
    })
    expect(lent).toMatchObject([{ callee: resident, until: '2026-03-02T02:00:00.000Z' }])
    const detail = await app.inject({
      method: 'GET',
      url: `/api/matters/${id}`,
      headers: { 'x-as': 'community' },
    })
    expect(detail.json().timeline.at(-1)).toMatchObject({
      kind: 'matter.masked_call',
      text: '约上门时间',
      open: false,
      actor: { name: '人员grid' },
    })
    for (const text of [answer.body, detail.body, JSON.stringify(await see(id))])
      expect(text).not.toContain(resident)
    const { rows } = await sql<{ row: string }>`select masked_calls::text as row from masked_calls`.execute(
      house.db,
    )
    expect(JSON.stringify(rows)).not.toContain(resident)
  })

  it('asked for again is the same number, and one more look', async () => {
    const id = await asked()
    const first = (await call(id)).json()
    expect((await call(id, 'grid', '告知结果')).json()).toEqual(first)
    expect(await see(id)).toMatchObject({ call: first })
    expect(await see(id, 'community')).toMatchObject({ call: null })
    expect(lent).toHaveLength(1)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from timeline where stream = ${id} and kind = 'matter.masked_call'`.execute(
      house.db,
    )
    expect(rows[0]!.n).toBe(2)
  })

  it('asked for twice at once lends one number', async () => {
    const id = await asked()
    const answers = await Promise.all([call(id), call(id), call(id)])
    expect(lent).toHaveLength(1)
    expect(answers.filter(({ statusCode }) => statusCode === 200).length).toBeGreaterThan(0)
    for (const { statusCode, body } of answers)
      if (statusCode !== 200) expect(body).toContain('masked_call.being_asked')
  })

  it('ends when its time is over: the number is forgotten and given back', async () => {
    const id = await asked()
    await call(id)
    clock = new Date(clock.getTime() + 61 * 60_000)
    expect(await see(id)).toEqual({ why_not: null, call: null })
    await job('end_masked_call')
    await giveBackAll(id)
    expect(givenBack).toEqual(['b1'])
    const again = (await call(id)).json()
    expect(again.extension).toBe('1002')
    const { rows } = await sql`
      select number, ended_because from masked_calls where matter_id = ${id} order by asked_at`.execute(
      house.db,
    )
    expect(rows).toMatchObject([{ number: null, ended_because: 'over' }, { number: '95013000' }])
  })

  it('ends by itself when the matter closes, and is given back once however often that is tried', async () => {
    const id = await asked()
    await call(id)
    for (const command of [
      { type: 'take' },
      { type: 'contact', reached: true, note: '已联系' },
      { type: 'answer', text: '已修好', outcome: 'solved' },
    ] as const)
      await execute(house, { actor: city.grid, matterId: id, command })
    await execute(house, {
      actor: anonymous,
      matterId: id,
      holdsCode: true,
      command: {
        type: 'judge',
        solved: true,
        satisfaction: 'satisfied',
        wantsRework: false,
        channel: 'link',
      },
    })
    await settleConsumers(house.db, matterConsumers(house))
    await giveBackAll(id)
    await giveBackAll(id)
    expect(givenBack).toHaveLength(1)
    expect(await see(id)).toMatchObject({ why_not: { id: 'closed' }, call: null })
    expect((await call(id)).json()).toMatchObject({ code: 'matter.refused', reason: 'masked_call.closed' })
  })

  it('says why not where nobody can be called, and asks no service', async () => {
    const hidden = await asked({ anonymous: true })
    const silent = await asked({ anonymous: false })
    expect(await see(hidden)).toMatchObject({ why_not: { id: 'anonymous' } })
    expect((await call(hidden)).json()).toMatchObject({ reason: 'masked_call.anonymous' })
    expect((await call(silent)).json()).toMatchObject({ reason: expect.stringMatching(/no_phone|anonymous/) })
    expect(lent).toHaveLength(0)
  })

  it('is for those who work on the matter alone', async () => {
    const id = await asked()
    expect((await call(id, 'street')).statusCode).toBe(403)
    expect((await call(id, 'water')).statusCode).toBe(404)
    expect((await call(id, 'nobody')).statusCode).toBe(401)
    expect(lent).toHaveLength(0)
  })

  it('is refused in words where the service does not answer, and can be asked for again', async () => {
    const id = await asked()
    works = false
    expect((await call(id)).json()).toMatchObject({ reason: 'masked_call.not_lent' })
    works = true
    expect((await call(id)).statusCode).toBe(200)
  })

  it('takes the place of the real number for who works outdoors; the desk still looks, and is recorded', async () => {
    const id = await asked()
    const look = (as: string) =>
      app.inject({
        method: 'POST',
        url: `/api/matters/${id}/contact-look`,
        headers: { 'x-as': as },
        payload: { reason: '核实情况' },
      })
    expect((await look('grid')).json()).toMatchObject({ reason: 'contact.masked_only' })
    expect((await look('community')).json()).toMatchObject({ phone: resident })
  })
})

describe('without a service', () => {
  it('there is no masked call, the page is told so, and the recorded look remains', async () => {
    const bare = await testHouse(database, { now: () => clock })
    const plain = await buildApp({
      house: bare,
      identify: async () => city.grid,
      apis: [mattersApi(bare), maskedCallsApi(bare)],
    })
    const id = await asked()
    expect((await plain.inject({ url: `/api/matters/${id}/masked-call` })).json()).toMatchObject({
      why_not: { id: 'not_configured', zh: expect.stringContaining('没有接入') },
    })
    const look = await plain.inject({
      method: 'POST',
      url: `/api/matters/${id}/contact-look`,
      payload: { reason: '核实情况' },
    })
    expect(look.json()).toMatchObject({ phone: resident })
    await plain.close()
  })
})

describe('in a demonstration', () => {
  it('the number leads nowhere, says so, and the outbox shows what a service would have been asked', async () => {
    const demo = await testHouse(database, { now: () => clock, demo: true })
    const shown = await buildApp({
      house: demo,
      identify: async () => city.grid,
      apis: [maskedCallsApi(demo)],
    })
    const id = await asked()
    const answer = await shown.inject({
      method: 'POST',
      url: `/api/matters/${id}/masked-call`,
      payload: { reason: '核实情况' },
    })
    expect(answer.json()).toMatchObject({ demonstration: true, number: '01000000000' })
    const { rows } = await sql<{ text: string; recipient: string }>`
      select text, recipient from outbox_messages where purpose = 'privacy_number'`.execute(house.db)
    expect(rows).toMatchObject([{ recipient: resident, text: expect.stringContaining('演示') }])
    await shown.close()
  })
})
