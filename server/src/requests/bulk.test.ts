import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { execute, findMatter, mattersApi } from '../matters/index.ts'
import { bulkApi, takeIn } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  city = await smallCity(house)
  app = await buildApp({
    house,
    identify: identifyAs({
      centre: city.centre,
      community: city.community,
      grid: city.grid,
      street: city.street,
      water: city.water,
    }),
    apis: [mattersApi(house), bulkApi(house)],
    requestsPerMinute: 100_000,
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const post = (url: string, as: string, payload: object) =>
  app.inject({ method: 'POST', url, headers: { 'x-as': as }, payload })

/** At the command centre: nobody said where it is. */
async function atCentre(text: string, category?: string): Promise<string> {
  const { id } = await house.db
    .transaction()
    .execute((tx) => takeIn(house, tx, { text }, { channel: 'web', actor: anonymous }))
  if (category)
    await execute(house, {
      actor: city.centre,
      matterId: id,
      command: { type: 'triage', category, urgency: 'ordinary' },
    })
  return id
}
async function inGrid(text: string): Promise<string> {
  const { id } = await house.db
    .transaction()
    .execute((tx) => takeIn(house, tx, { text, location: city.spot }, { channel: 'web', actor: anonymous }))
  return id
}

interface Row {
  matter: { id: string; version: number; owner: { id: string } }
  allowed: boolean
  why_not: { zh: string } | null
  command: { type: string; to?: string } | null
  to: { id: string; because: { zh: string } | null; own: boolean } | null
  next: { step: string; due_at: string } | null
  new_deadline: boolean
}
interface Result {
  id: string
  result: string
  repeated: boolean
  words: { zh: string } | null
}

async function preview(as: string, command: object, rows: { id: string; to?: string }[]) {
  const answer = await post('/api/matters/bulk/preview', as, { command, rows })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Row[]; missing: string[] }>()
}
async function carryOut(as: string, batch: string, rows: object[]) {
  const answer = await post('/api/matters/bulk', as, { batch, rows })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Result[] }>().items
}
const given = (row: Row) => ({ id: row.matter.id, version: row.matter.version, command: row.command })
const eventsOf = async (id: string, kind: string) =>
  (await sql`select 1 from timeline where stream = ${id} and kind = ${kind}`.execute(house.db)).rows.length
const stored = async () =>
  (
    await sql<{ all: string }>`select (select json_agg(m order by m.id)::text from matters m)
      || (select json_agg(d order by d.id)::text from deadlines d) || (select count(*) from timeline) as all`.execute(
      house.db,
    )
  ).rows[0]!.all

/** A category for which the routing directory names one of our departments. */
async function routedCategory(): Promise<string> {
  const rules = await house.rulesNow()
  const { rows } = await sql<{
    function: string
  }>`select function from organisations where kind = 'department'`.execute(house.db)
  const functions = new Set(rows.map((row) => row.function))
  const route = rules.routing.find(
    ({ category, level, function: duty }) =>
      level === 'district' && category !== '*' && duty !== undefined && functions.has(duty),
  )
  return route!.category!
}

describe('a preview of a command for many', () => {
  it('tells for each to whom it goes, why, and which deadline will run, and writes nothing', async () => {
    const category = await routedCategory()
    const ready = await atCentre('小区外主干道的水管爆了', category)
    const untriaged = await atCentre('不知道该找谁')
    const before = await stored()
    const { items, missing } = await preview('centre', { type: 'dispatch' }, [
      { id: ready },
      { id: untriaged },
      { id: randomUUID() },
    ])
    expect(missing).toHaveLength(1)
    const [sent, held] = items
    expect(sent).toMatchObject({ allowed: true, new_deadline: true, next: { step: 'sign' } })
    expect(sent!.to!.because!.zh).toContain('派单目录')
    expect(new Date(sent!.next!.due_at).getTime()).toBeGreaterThan(house.now().getTime())
    expect(held).toMatchObject({ allowed: false, command: null })
    expect(held!.why_not!.zh).toBe('请先分类再派单')
    expect(await stored()).toBe(before)
  })

  it('of very many desks at once holds one connection each, never waiting for a second', async () => {
    const ready = await atCentre('几十个窗口同时点了预览', await routedCategory())
    const all = await Promise.all(
      Array.from({ length: 24 }, () => preview('centre', { type: 'dispatch' }, [{ id: ready }])),
    )
    expect(all.every(({ items }) => items[0]!.allowed)).toBe(true)
  })

  it('guesses no street where nobody said where it is', async () => {
    const rules = await house.rulesNow()
    const { category } = rules.routing.find(
      (route) => route.level === 'street' && route.function && route.category !== '*',
    )!
    const duty = rules.routing.find((route) => route.category === category && route.level === 'street')!
    for (const code of ['S1', 'S2'])
      await sql`insert into organisations (id, code, name, kind, function, path, active_from)
        values (${randomUUID()}, ${code}, ${`站所${code}`}, ${duty.organisation_kind}, ${duty.function ?? null}, ${code}::ltree, '2020-01-01')`.execute(
        house.db,
      )
    const id = await atCentre('不知道是哪条街', category)
    const [row] = (await preview('centre', { type: 'dispatch' }, [{ id }])).items
    if (row!.allowed) expect(row!.to!.because).not.toBeNull()
    expect(['站所S1', '站所S2']).not.toContain((row!.to as { name?: string } | null)?.name)
  })

  it('foretells what then happens: the same owner, the same deadline', async () => {
    const id = await atCentre('绿化带里的水管一直在喷水', await routedCategory())
    const [row] = (await preview('centre', { type: 'dispatch' }, [{ id, to: city.organisations.water! }]))
      .items
    expect(row!.to!.id).toBe(city.organisations.water)
    expect(await carryOut('centre', randomUUID(), [given(row!)])).toMatchObject([{ result: 'done' }])
    const { matter } = (await findMatter(house.db, id))!
    expect(matter).toMatchObject({ ownerId: city.organisations.water, step: row!.next!.step })
    expect(Math.abs(matter.dueAt!.getTime() - new Date(row!.next!.due_at).getTime())).toBeLessThan(60_000)
  })

  it('leaves out what lies beyond reach, as if it were not there', async () => {
    const id = await inGrid('楼道灯坏了')
    expect(await preview('water', { type: 'note', text: '看一下' }, [{ id }])).toEqual({
      items: [],
      missing: [id],
    })
  })

  it('refuses for each who may not, in the words of the single command', async () => {
    const id = await inGrid('墙皮掉了')
    const [row] = (await preview('community', { type: 'supervise', reason: '抓紧' }, [{ id }])).items
    expect(row).toMatchObject({
      allowed: false,
      why_not: { zh: '要由主办单位的上级决定，主办单位自己不能批' },
    })
    const [above] = (await preview('street', { type: 'supervise', reason: '抓紧' }, [{ id }])).items
    expect(above).toMatchObject({ allowed: true, new_deadline: false })
  })

  it('takes a hundred and no more, and only commands that fit many', async () => {
    const ids = Array.from({ length: 101 }, () => ({ id: randomUUID() }))
    const many = await post('/api/matters/bulk/preview', 'centre', { command: { type: 'sign' }, rows: ids })
    expect(many.statusCode).toBe(400)
    const answer = await post('/api/matters/bulk/preview', 'centre', {
      command: { type: 'answer', text: '好了', outcome: 'solved' },
      rows: ids.slice(0, 1),
    })
    expect(answer.statusCode).toBe(400)
    const anonymously = await post('/api/matters/bulk/preview', 'nobody', {
      command: { type: 'sign' },
      rows: ids.slice(0, 1),
    })
    expect(anonymously.statusCode).toBe(401)
  })
})

describe('a batch', () => {
  it('is done row by row: what changed meanwhile and what is refused leave the others done', async () => {
    const [one, changed, refused] = [await inGrid('一'), await inGrid('二'), await inGrid('三')]
    const { items } = await preview('community', { type: 'note', text: '下周统一巡查' }, [
      { id: one },
      { id: changed },
      { id: refused },
    ])
    await execute(house, { actor: city.grid, matterId: changed, command: { type: 'take' } })
    const rows = items.map(given)
    rows[2]!.command = { type: 'sign' }
    const results = await carryOut('community', randomUUID(), rows)
    expect(results.map(({ result }) => result)).toEqual(['done', 'conflict', 'refused'])
    expect(results[2]!.words!.zh).toContain('不能这样办')
    expect(await eventsOf(one, 'matter.noted')).toBe(1)
    expect(await eventsOf(changed, 'matter.noted')).toBe(0)
  })

  it('sent twice, at once or later, does nothing twice', async () => {
    const ids = [await inGrid('四'), await inGrid('五')]
    const { items } = await preview(
      'community',
      { type: 'note', text: '已电话告知物业' },
      ids.map((id) => ({ id })),
    )
    const batch = randomUUID()
    const rows = items.map(given)
    const [first, second] = await Promise.all([
      carryOut('community', batch, rows),
      carryOut('community', batch, rows),
    ])
    expect([...first, ...second].every(({ result }) => result === 'done')).toBe(true)
    expect([...first, ...second].filter(({ repeated }) => repeated)).toHaveLength(2)
    expect((await carryOut('community', batch, rows)).every(({ repeated }) => repeated)).toBe(true)
    for (const id of ids) expect(await eventsOf(id, 'matter.noted')).toBe(1)
  })

  it('whose answer was lost half way is finished by sending it whole again', async () => {
    const ids = [await inGrid('六'), await inGrid('七')]
    const { items } = await preview(
      'community',
      { type: 'note', text: '汇总上报' },
      ids.map((id) => ({ id })),
    )
    const batch = randomUUID()
    const rows = items.map(given)
    await carryOut('community', batch, rows.slice(0, 1))
    const results = await carryOut('community', batch, rows)
    expect(results.map(({ result, repeated }) => [result, repeated])).toEqual([
      ['done', true],
      ['done', false],
    ])
    for (const id of ids) expect(await eventsOf(id, 'matter.noted')).toBe(1)
  })

  it('of one person is no key to another’s', async () => {
    const id = await inGrid('八')
    const [row] = (await preview('community', { type: 'note', text: '我的' }, [{ id }])).items
    const batch = randomUUID()
    await carryOut('community', batch, [given(row!)])
    const [other] = await carryOut('grid', batch, [{ ...given(row!), version: row!.matter.version + 1 }])
    expect(other).toMatchObject({ result: 'done', repeated: false })
  })

  it('does not reach what its sender may not read', async () => {
    const id = await inGrid('九')
    const [row] = await carryOut('water', randomUUID(), [
      { id, version: 1, command: { type: 'note', text: '路过' } },
    ])
    expect(row).toMatchObject({ result: 'refused', words: { zh: '没有找到这件事项，或不在您的范围内' } })
    expect(await eventsOf(id, 'matter.noted')).toBe(0)
  })
})

describe('who may take some of them on', () => {
  it('are colleagues, with how many of them each may', async () => {
    const ids = [await inGrid('十'), await inGrid('十一')]
    const answer = await post('/api/matters/bulk/handlers', 'community', { ids })
    const people = answer.json<{ items: { id: string; fits: number }[] }>().items
    expect(people.map(({ id }) => id)).toContain(city.grid.personId)
    expect(people.every(({ fits }) => fits === 2)).toBe(true)
    const water: Actor = city.water
    expect(people.map(({ id }) => id)).not.toContain(water.personId)
    expect((await post('/api/matters/bulk/handlers', 'water', { ids })).json()).toEqual({ items: [] })
  })
})
