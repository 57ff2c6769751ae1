import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous, type Role } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { takeIn } from '../requests/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import { mattersApi, savedViewsApi } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let colleague: Actor

interface View {
  id: string
  name: string
  shared_with: { id: string } | null
  may_change: boolean
  stale: string[]
  address: Record<string, string>
}

async function colleagueOf(of: Actor, role: Role): Promise<Actor> {
  const personId = randomUUID()
  await sql`insert into people (id, name) values (${personId}, '同事')`.execute(house.db)
  return { ...of, personId, userId: personId, duties: [{ ...of.duties[0]!, id: randomUUID(), role }] }
}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  city = await smallCity(house)
  colleague = await colleagueOf(city.community, 'community_clerk')
  app = await buildApp({
    house,
    identify: identifyAs({
      community: city.community,
      grid: city.grid,
      water: city.water,
      colleague,
      newcomer: await colleagueOf(city.street, 'street_clerk'),
    }),
    apis: [mattersApi(house), savedViewsApi(house)],
    requestsPerMinute: 100_000,
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, as: string, payload?: object) =>
  app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
const save = (as: string, name: string, address: object = {}, shared_with?: string) =>
  ask('POST', '/api/views', as, { name, address, ...(shared_with ? { shared_with } : {}) })
const listed = async (as: string) => (await ask('GET', '/api/views', as)).json<{ items: View[] }>().items

describe('a view that is kept', () => {
  it('is there for its maker alone, with what it narrows to', async () => {
    const answer = await save('community', '漏水急件', { view: 'inbox', urgency: 'urgent', q: '漏水' })
    expect(answer.statusCode, answer.body).toBe(201)
    expect((await listed('community')).map(({ name, address }) => [name, address])).toEqual([
      ['漏水急件', { view: 'inbox', urgency: 'urgent', q: '漏水' }],
    ])
    expect(await listed('colleague')).toEqual([])
    const { id } = answer.json<View>()
    expect((await ask('PUT', `/api/views/${id}`, 'colleague', { name: '我的' })).statusCode).toBe(404)
    expect((await ask('DELETE', `/api/views/${id}`, 'colleague')).statusCode).toBe(404)
  })

  it('has a name of its own', async () => {
    const again = await save('community', '漏水急件')
    expect(again.statusCode).toBe(409)
    expect(again.json().reason).toBe('view.name')
    expect((await save('colleague', '漏水急件')).statusCode).toBe(201)
    expect((await save('community', '   ')).statusCode).toBe(400)
    expect((await save('community', '乱填', { colour: 'red' })).statusCode).toBe(400)
  })

  it('is shared by whoever may share, with their own organisation only, and kept up by colleagues who may', async () => {
    const own = city.organisations.community!
    expect((await save('grid', '网格的', {}, own)).statusCode).toBe(403)
    expect((await save('community', '街道的', {}, city.organisations.street!)).statusCode).toBe(403)
    const shared = (await save('community', '本社区超期', { view: 'overdue' }, own)).json<View>()
    const seen = (await listed('grid')).find(({ id }) => id === shared.id)
    expect(seen).toMatchObject({ shared_with: { id: own }, may_change: false })
    const refused = await ask('DELETE', `/api/views/${shared.id}`, 'grid')
    expect([refused.statusCode, refused.json().reason]).toEqual([403, 'view.shared'])
    expect(await listed('water')).toEqual([])
    const renamed = await ask('PUT', `/api/views/${shared.id}`, 'colleague', { name: '超期的' })
    expect(renamed.json<View>().name).toBe('超期的')
    expect((await ask('DELETE', `/api/views/${shared.id}`, 'colleague')).statusCode).toBe(204)
    expect((await ask('DELETE', `/api/views/${shared.id}`, 'colleague')).statusCode).toBe(404)
  })

  it('stands where each person puts it', async () => {
    const shared = (await save('community', '共用', {}, city.organisations.community!)).json<View>()
    const mine = (await listed('community')).map(({ id }) => id)
    const turned = mine.toReversed()
    await ask('PUT', '/api/views/order', 'community', { ids: [...turned, randomUUID()] })
    expect((await listed('community')).map(({ id }) => id)).toEqual(turned)
    expect((await listed('colleague')).at(-1)?.id).toBe(shared.id)
  })

  it('names no handler who never served', async () => {
    const resident = randomUUID()
    await sql`insert into people (id, name) values (${resident}, '王群众')`.execute(house.db)
    const answer = await save('community', '看看是谁', { view: 'inbox', handler: resident })
    expect(answer.statusCode, answer.body).toBe(201)
    expect(answer.body).not.toContain('王群众')
    expect(answer.json<View>().stale).toEqual(['handler'])
    await ask('DELETE', `/api/views/${answer.json<View>().id}`, 'community')
  })

  it('says which of its filters no longer exists', async () => {
    const gone = { category: 'abolished.long_ago', urgency: 'urgent', handler: randomUUID() }
    const { id } = (await save('community', '旧类别', gone)).json<View>()
    const view = (await listed('community')).find((each) => each.id === id)
    expect(view?.stale).toEqual(['category', 'handler'])
    const fixed = await ask('PUT', `/api/views/${id}`, 'community', { address: { urgency: 'urgent' } })
    expect(fixed.json<View>()).toMatchObject({ stale: [], address: { urgency: 'urgent' } })
  })

  it('counts what waits in it where that is cheap', async () => {
    await house.db
      .transaction()
      .execute((tx) =>
        takeIn(house, tx, { text: '路灯不亮', location: city.spot }, { channel: 'web', actor: anonymous }),
      )
    const open = (await save('community', '都在这里', { view: 'inbox' })).json<View>()
    const everything = (await save('community', '全部漏水', { view: 'all', q: '漏水' })).json<View>()
    const counts = (await ask('GET', '/api/views/counts', 'community')).json()
    expect(counts[open.id]).toEqual({ value: 1, capped: false })
    expect(counts[everything.id]).toBeUndefined()
  })

  it('is one of thirty at most', async () => {
    const room = 30 - (await listed('newcomer')).length
    for (let n = 0; n < room; n++) expect((await save('newcomer', `视图${n}`)).statusCode).toBe(201)
    const refused = await save('newcomer', '再来一个')
    expect([refused.statusCode, refused.json().reason]).toEqual([409, 'view.limit'])
  })
})

describe('names', () => {
  it('are found of organisations and of colleagues within reach, never of residents', async () => {
    await sql`insert into people (id, name) values (${randomUUID()}, '人员居民')`.execute(house.db)
    const found = (as: string, q: string) =>
      ask('GET', `/api/matters/names?q=${encodeURIComponent(q)}`, as).then((answer) =>
        answer.json<{ organisations: { name: string }[]; people: { name: string }[] }>(),
      )
    expect((await found('community', '单位water')).organisations.map(({ name }) => name)).toEqual([
      '单位water',
    ])
    expect((await found('community', '人员')).people.map(({ name }) => name)).toEqual([
      '人员community',
      '人员grid',
    ])
    expect((await found('water', '人员')).people.map(({ name }) => name)).toEqual(['人员water'])
    expect(await found('water', '%')).toEqual({ organisations: [], people: [] })
  })

  it('narrow a list to an owner or a handler', async () => {
    const count = async (query: string) =>
      (await ask('GET', `/api/matters?view=all&${query}`, 'community')).json<{ items: unknown[] }>().items
        .length
    expect(await count(`owner=${city.organisations.community}`)).toBe(1)
    expect(await count(`owner=${city.organisations.water}`)).toBe(0)
    expect(await count(`handler=${city.grid.personId}`)).toBe(1)
    expect(await count(`handler=${city.community.personId}`)).toBe(0)
  })
})
