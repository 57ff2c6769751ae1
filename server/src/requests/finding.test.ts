import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { execute } from '../matters/index.ts'
import { findingApi, type SubmittedRequest, takeIn } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let clock = new Date('2026-03-02T01:00:00Z')
const phone = '13912340001'

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  app = await buildApp({
    house,
    identify: identifyAs({
      community: city.community,
      grid: city.grid,
      street: city.street,
      water: city.water,
      centre: city.centre,
    }),
    apis: [findingApi(house)],
    requestsPerMinute: 100_000,
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const post = (url: string, as: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: { 'x-as': as }, payload })
const asked = (input: Partial<SubmittedRequest> = {}) =>
  house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text: '三单元水管漏水', location: city.spot, contact: { name: '王秀英', phone }, ...input },
        { channel: 'web', actor: anonymous },
      ),
    )
const byPhone = async (as: string, number = phone, purpose = '来电人问办到哪一步了') => {
  const answer = await post('/api/find/phone', as, { phone: number, purpose })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: { id: string }[] }>().items.map(({ id }) => id)
}
const looks = async (action: string) =>
  (
    await sql<{ person_id: string; subject_id: string | null; reason: string | null; outcome: string }>`
      select person_id, subject_id, reason, outcome from audit_log where action = ${action} order by id`.execute(
      house.db,
    )
  ).rows

describe('a caller’s code', () => {
  it('opens the matter for who may read it, however it was read out', async () => {
    const { id, code } = await asked()
    const answer = await post('/api/find/code', 'community', {
      code: code.toLowerCase().replace(/(.{4})/g, '$1-'),
    })
    expect(answer.json()).toMatchObject({ id })
    expect((await looks('find.code')).at(-1)).toMatchObject({ subject_id: id, outcome: 'done' })
  })

  it('beyond reach is answered exactly as one that does not exist', async () => {
    const { code } = await asked()
    const theirs = await post('/api/find/code', 'water', { code })
    const wrong = await post('/api/find/code', 'water', { code: '2222222222' })
    expect(theirs.statusCode).toBe(404)
    expect(theirs.body).toBe(wrong.body)
    expect((await looks('find.code')).at(-1)).toMatchObject({ subject_id: null, outcome: 'refused' })
  })

  it('cannot be tried without end', async () => {
    const tries = []
    for (let n = 0; n < 32; n++)
      tries.push((await post('/api/find/code', 'street', { code: '3333333333' })).statusCode)
    expect(tries.slice(0, 30).every((status) => status === 404)).toBe(true)
    expect(tries.at(-1)).toBe(429)
  })
})

describe('a caller’s number', () => {
  it('finds what runs now in one’s own hands; every matter found and every search says so', async () => {
    const { id } = await asked({ text: '电梯停了' })
    const before = (await looks('find.phone')).length
    expect(await byPhone('community', '139 1234 0001')).toContain(id)
    const searches = await looks('find.phone')
    expect(searches).toHaveLength(before + 1)
    expect(searches.at(-1)).toMatchObject({
      person_id: city.community.personId,
      subject_id: null,
      reason: '来电人问办到哪一步了',
    })
    const { rows } = await sql<{ actor: string; text: string }>`
      select t.actor_id as actor, tp.data->>'text' as text from timeline t join timeline_personal tp on tp.event_id = t.id
      where t.stream = ${id} and t.kind = 'matter.contact_seen'`.execute(house.db)
    expect(rows).toEqual([{ actor: city.community.personId, text: '来电人问办到哪一步了' }])
    expect((await verifyChains(house.pool)).broken).toBe(0)
  })

  it('is kept nowhere by searching for it', async () => {
    await byPhone('centre', '13977778888')
    const { rows } = await sql<{ n: number }>`
      select (select count(*) from audit_log a where a::text like '%13977778888%')
        + (select count(*) from timeline t where t::text like '%13977778888%')
        + (select count(*) from door_attempts d where d::text like '%13977778888%') as n`.execute(house.db)
    expect(rows[0]!.n).toBe(0)
  })

  it('finds nothing for who has no part in it, though they stand above', async () => {
    await asked({ text: '井盖松动' })
    expect(await byPhone('water')).toEqual([])
    expect(await byPhone('street')).toEqual([])
  })

  it('never leads to somebody who stayed anonymous', async () => {
    const { id } = await asked({ text: '有人违规装修', anonymous: true })
    await database.asOwner('update matter_contacts set phone = $1 where matter_id = $2', [phone, id])
    expect(await byPhone('community')).not.toContain(id)
    expect(await byPhone('centre')).not.toContain(id)
  })

  it('is no way to somebody’s history: what is closed takes their consent', async () => {
    const { id } = await asked({ text: '路面结冰' })
    await execute(house, { actor: city.community, matterId: id, command: { type: 'take' } })
    await execute(house, {
      actor: city.community,
      matterId: id,
      command: { type: 'contact', reached: true, note: '约好' },
    })
    await execute(house, {
      actor: city.community,
      matterId: id,
      command: { type: 'answer', text: '已撒盐', outcome: 'solved' },
    })
    expect(await byPhone('centre')).toContain(id)
    await execute(house, {
      actor: anonymous,
      holdsCode: true,
      matterId: id,
      command: {
        type: 'judge',
        solved: true,
        satisfaction: 'satisfied',
        wantsRework: false,
        channel: 'code',
      },
    })
    expect(await byPhone('centre')).not.toContain(id)
  })

  it('must be whole, with a purpose', async () => {
    expect((await post('/api/find/phone', 'centre', { phone: '1391234', purpose: '' })).statusCode).toBe(400)
    expect(
      (await post('/api/find/phone', 'centre', { phone: '1391%%%%%', purpose: '查一下' })).statusCode,
    ).toBe(400)
    expect(await byPhone('centre', '1391234')).toEqual([])
    expect((await post('/api/find/phone', 'nobody', { phone, purpose: '查一下' })).statusCode).toBe(401)
  })

  it('cannot be tried one after another', async () => {
    const tries = []
    for (let n = 0; n < 22; n++)
      tries.push(
        (await post('/api/find/phone', 'grid', { phone: `1380000${1000 + n}`, purpose: '核实来电' }))
          .statusCode,
      )
    expect(tries.filter((status) => status === 200)).toHaveLength(20)
    expect(tries.at(-1)).toBe(429)
    clock = new Date(clock.getTime() + 3_600_001)
    expect(await byPhone('grid', '13800001000')).toEqual([])
  })
})
