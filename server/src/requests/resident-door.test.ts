import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { type Command, execute, matterConsumers, matterDoors } from '../matters/index.ts'
import { apisOf } from '../service.ts'
import { nearbyPhotoDoor, personMessages } from './index.ts'
import { withoutPerson } from './rules.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let takeBack: (() => void)[] = []
// Noon in Shanghai: nothing waits for the morning.
let clock = new Date('2026-03-02T04:00:00Z')

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  const staff = { grid: city.grid, community: city.community, water: city.water }
  app = await buildApp({
    house,
    identify: async (request) => staff[String(request.headers['x-as']) as keyof typeof staff] ?? anonymous,
    apis: apisOf(house, { stage: 'ready' }),
    requestsPerMinute: 100_000,
  })
  takeBack = [...matterDoors(house), nearbyPhotoDoor(house)]
})
afterAll(async () => {
  for (const back of takeBack) back()
  await app.close()
  await database.drop()
})

const get = (url: string, as = '') => app.inject({ method: 'GET', url, headers: { 'x-as': as } })
const post = (url: string, payload: object, as = '') =>
  app.inject({ method: 'POST', url, payload, headers: { 'x-as': as } })
const settle = () => settleConsumers(house.db, [...matterConsumers(house), personMessages(house)])
const lamp = { kind: 'help', category: 'municipal' }

async function ask(more: object = {}) {
  const answer = await post('/api/requests', {
    text: '三号楼门口的路灯坏了，晚上看不见路',
    location: city.spot,
    ...more,
  })
  expect(answer.statusCode, answer.body).toBe(201)
  const { code, number } = answer.json<{ code: string; number: string }>()
  const { rows } = await sql<{ id: string }>`select id from matters where number = ${number}`.execute(
    house.db,
  )
  return { code, number, id: rows[0]!.id }
}
const work = (id: string, command: Command) => execute(house, { actor: city.grid, matterId: id, command })

async function linkTo(phone: string): Promise<string> {
  await settle()
  const { rows } = await sql<{ text: string }>`
    select text from outbox_messages where recipient = ${phone} order by created_at desc, ctid desc limit 1`.execute(
    house.db,
  )
  return `/api/judge/${/judge\/([\w-]+)/.exec(rows[0]!.text)![1]}`
}

async function uploaded() {
  const boundary = 'x'
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#345' } })
    .jpeg()
    .toBuffer()
  const answer = await app.inject({
    method: 'POST',
    url: '/api/photos',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
      ),
      picture,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  })
  const { id, claim } = answer.json<{ id: string; claim: string }>()
  return { id, claim }
}

describe('the judging link', () => {
  it('of a newer message ends the older one, whose page says where to look', async () => {
    const { id } = await ask({ contact: { phone: '13900000101' } })
    await work(id, { type: 'take' })
    await work(id, { type: 'progress', text: '已到现场', open: true })
    const first = await linkTo('13900000101')
    expect((await get(first)).statusCode).toBe(200)
    clock = new Date(clock.getTime() + 60_000)
    await work(id, { type: 'answer', text: '修好了', outcome: 'solved' })
    const second = await linkTo('13900000101')
    const ended = await get(first)
    expect(ended.statusCode).toBe(410)
    expect(ended.json()).toMatchObject({
      code: 'link.ended',
      reason: 'link.newer',
      newest_sent_at: clock.toISOString(),
    })
    expect((await post(`${first}/judgement`, { solved: true, satisfaction: 'satisfied' })).statusCode).toBe(
      410,
    )
    expect((await get(second)).json()).toMatchObject({ can: { judge: true } })
  })

  it('through which it was judged still opens, so that it can be reopened; a judgement by code ends it', async () => {
    const judged = { solved: true, satisfaction: 'satisfied' }
    const one = await ask({ contact: { phone: '13900000102' } })
    await work(one.id, { type: 'take' })
    await work(one.id, { type: 'answer', text: '修好了', outcome: 'solved' })
    const link = await linkTo('13900000102')
    expect((await post(`${link}/judgement`, judged)).statusCode).toBe(200)
    await settle()
    expect((await get(link)).json()).toMatchObject({ state: 'closed', can: { reopen: true } })

    const two = await ask({ contact: { phone: '13900000103' } })
    await work(two.id, { type: 'take' })
    await work(two.id, { type: 'answer', text: '修好了', outcome: 'solved' })
    const other = await linkTo('13900000103')
    expect((await post(`/api/requests/${two.code}/judgement`, judged)).statusCode).toBe(200)
    await settle()
    expect((await get(other)).json()).toMatchObject({ code: 'link.ended', reason: 'link.judged' })
  })

  it('goes on through the night until the newer message may be read', async () => {
    clock = new Date('2026-03-02T14:30:00Z')
    const { id } = await ask({ ...lamp, contact: { phone: '13900000104' } })
    await work(id, { type: 'take' })
    await work(id, { type: 'progress', text: '已到现场', open: true })
    const first = await linkTo('13900000104')
    clock = new Date('2026-03-02T15:30:00Z')
    await work(id, { type: 'progress', text: '明早换灯泡', open: true })
    await settle()
    expect((await get(first)).statusCode).toBe(200)
    clock = new Date('2026-03-02T23:30:00Z')
    expect((await get(first)).statusCode).toBe(410)
  })

  it('that nobody sent is unknown, and one that is too old has expired', async () => {
    expect((await get('/api/judge/abcdefghijklmnop')).statusCode).toBe(404)
    const { id } = await ask({ contact: { phone: '13900000105' } })
    await work(id, { type: 'take' })
    await work(id, { type: 'answer', text: '修好了', outcome: 'solved' })
    const link = await linkTo('13900000105')
    const before = clock
    clock = new Date(clock.getTime() + 91 * 86_400_000)
    expect((await get(link)).json()).toMatchObject({ reason: 'link.expired' })
    clock = before
  })
})

describe('whoever follows', () => {
  it('reads the work on the original, never the person who asked first', async () => {
    const original = await ask({ ...lamp, contact: { name: '王秀英', phone: '13912345678' } })
    await work(original.id, { type: 'take' })
    const follower = await ask({ follows: original.number, contact: { phone: '13900000201' } })
    await work(original.id, { type: 'contact', reached: true, note: '已电话联系王秀英' })
    await work(original.id, {
      type: 'progress',
      text: '王女士（13912345678）说的路灯，明天换灯泡',
      open: true,
    })
    await post(`/api/requests/${original.code}/words`, { text: '我家住三号楼二单元' })
    const link = await linkTo('13900000201')
    for (const page of [(await get(link)).body, (await get(`/api/requests/${follower.code}`)).body]) {
      expect(page).toContain('明天换灯泡')
      expect(page).not.toMatch(/王女士|王秀英|13912345678|二单元/)
    }
    const { timeline } = (await get(link)).json<{ timeline: { kind: string; of_original: boolean }[] }>()
    expect(timeline.filter((each) => each.of_original).map(({ kind }) => kind)).toEqual([
      'matter.taken',
      'matter.progressed',
    ])
  })

  it('reads only that something was done where the original is about people', async () => {
    const original = await ask({ kind: 'complaint', category: 'labour' })
    await work(original.id, { type: 'take' })
    const follower = await ask({ follows: original.number })
    await work(original.id, { type: 'progress', text: '已约谈老板', open: true })
    const { timeline } = (await get(`/api/requests/${follower.code}`)).json<{
      timeline: { kind: string; text: string | null }[]
    }>()
    expect(timeline.find(({ kind }) => kind === 'matter.progressed')).toMatchObject({ text: null })
  })

  it('sees the photo of the finished work, and no other of the original', async () => {
    const [before, after] = [await uploaded(), await uploaded()]
    const original = await ask({ ...lamp, photos: [before] })
    await work(original.id, { type: 'take' })
    const follower = await ask({ follows: original.number })
    const { version } = (await get(`/api/matters/${original.id}`, 'grid')).json<{ version: number }>()
    const done = await post(
      `/api/matters/${original.id}/commands`,
      { version, command: { type: 'answer', text: '亮了', outcome: 'solved' }, photos: [after] },
      'grid',
    )
    expect(done.statusCode, done.body).toBe(200)
    await settle()
    const door = `/api/requests/${follower.code}`
    const { photos } = (await get(door)).json<{ photos: { id: string; of_original: boolean }[] }>()
    expect(photos).toMatchObject([{ id: after.id, of_original: true }])
    expect((await get(`${door}/photos/${after.id}`)).statusCode).toBe(200)
    expect((await get(`${door}/photos/${before.id}`)).statusCode).toBe(404)
  })

  it('is told without names, titles and long numbers', () => {
    const told = withoutPerson('已告知李大爷和李建国，电话13800001111，李子树已修剪', {
      name: '李建国',
      phone: '13800001111',
    })
    expect(told).toBe('已告知***和***，电话***，李子树已修剪')
  })

  it.each(['(王', '*a', '[x', '\\', '+86', '?'])('of one who wrote the name %s as well', (name) => {
    expect(withoutPerson('已告知王先生，路灯已亮', { name, phone: null })).toContain('路灯已亮')
  })

  it('opens their page whatever name the first one wrote', async () => {
    const original = await ask({ contact: { name: '(王', phone: '13900000306' } })
    const follower = await ask({ follows: original.number, contact: { phone: '13900000307' } })
    await work(original.id, { type: 'take' })
    await work(original.id, { type: 'progress', text: '已联系王先生，明天到场', open: true })
    await settle()
    expect((await get(`/api/requests/${follower.code}`)).statusCode).toBe(200)
  })
})

describe('a photo is shown to people nearby', () => {
  const similar = async () =>
    (
      await post('/api/requests/similar', { text: '三号楼门口路灯不亮，晚上看不见', location: city.spot })
    ).json<{ items: { number: string; photo: string | null }[] }>().items
  const seenBy = async (number: string) => (await similar()).find((item) => item.number === number)?.photo

  it('small, and only after its sender agreed and the desk looked; the sender takes it back alone', async () => {
    const photo = await uploaded()
    const { id, number, code } = await ask({
      ...lamp,
      contact: { phone: '13900000301' },
      photos: [photo],
      photos_may_be_shown: true,
    })
    const showing = `/api/matters/${id}/photos/${photo.id}/showing`
    expect(await seenBy(number)).toBeNull()
    expect((await post(showing, { shown: true }, 'water')).statusCode).toBe(404)
    expect((await post(showing, { shown: true })).statusCode).toBe(401)
    expect((await post(showing, { shown: true }, 'community')).statusCode).toBe(200)
    const url = await seenBy(number)
    expect(url).toBe(`/api/photos/${photo.id}?size=thumb`)
    const shown = await get(url!)
    expect(shown.statusCode).toBe(200)
    expect(shown.headers['cache-control']).toBe('private, max-age=0')
    expect((await get(`/api/photos/${photo.id}?size=full`)).statusCode).toBe(404)
    expect((await get(`/api/photos/${photo.id}`)).statusCode).toBe(404)
    expect((await post(`/api/requests/${code}/photos/${photo.id}/hide`, {})).statusCode).toBe(200)
    expect(await seenBy(number)).toBeNull()
    expect((await get(url!)).statusCode).toBe(404)
    const again = await post(showing, { shown: true }, 'community')
    expect(again.json()).toMatchObject({ reason: 'photo.not_agreed' })
    expect((await verifyChains(house.pool)).broken).toBe(0)
  })

  it('never without agreement, of an anonymous request, or of one about people', async () => {
    for (const more of [
      { ...lamp, contact: { phone: '13900000302' } },
      { ...lamp, anonymous: true, photos_may_be_shown: true },
    ]) {
      const photo = await uploaded()
      const { id } = await ask({ ...more, photos: [photo] })
      const answer = await post(`/api/matters/${id}/photos/${photo.id}/showing`, { shown: true }, 'community')
      expect(answer.json()).toMatchObject({ reason: 'photo.not_agreed' })
    }
    const photo = await uploaded()
    const { id } = await ask({
      kind: 'complaint',
      category: 'labour',
      contact: { phone: '13900000303' },
      photos: [photo],
      photos_may_be_shown: true,
    })
    await post(`/api/matters/${id}/photos/${photo.id}/showing`, { shown: true }, 'community')
    expect((await get(`/api/photos/${photo.id}?size=thumb`)).statusCode).toBe(404)
  })
})

describe('contact details', () => {
  it('are put right by code, and what was sent to the wrong number opens nothing any more', async () => {
    const { id, code } = await ask({ contact: { phone: '13900000401' } })
    await work(id, { type: 'take' })
    await work(id, { type: 'progress', text: '在办', open: true })
    const link = await linkTo('13900000401')
    expect((await post(`${link}/contact`, { phone: '13900000402' })).statusCode).toBe(403)
    const bad = await post(`/api/requests/${code}/contact`, { phone: '12ab' })
    expect(bad.json()).toMatchObject({ code: 'input.invalid' })
    const changed = await post(`/api/requests/${code}/contact`, { phone: '139 0000 0402' })
    expect(changed.json()).toMatchObject({ contact: { phone: '139****0402' } })
    expect((await get(link)).statusCode).toBe(404)
    await work(id, { type: 'answer', text: '修好了', outcome: 'solved' })
    expect((await get(await linkTo('13900000402'))).statusCode).toBe(200)
  })

  it('are erased by the person, and the matter goes on', async () => {
    const { id, code } = await ask({ contact: { name: '赵六', phone: '13900000403' } })
    const erased = await post(`/api/requests/${code}/contact`, { phone: null })
    expect(erased.json()).toMatchObject({ contact: { phone: null, by_account: false } })
    const reachable = async () =>
      (await sql<{ reachable: boolean }>`select reachable from matters where id = ${id}`.execute(house.db))
        .rows[0]!.reachable
    expect(await reachable()).toBe(false)
    const { rows } = await sql<{ kept: string }>`
      select to_jsonb(c)::text || (select string_agg(t.payload::text, '') from timeline t where stream = ${id}) as kept
      from matter_contacts c where matter_id = ${id}`.execute(house.db)
    expect(rows[0]!.kept).not.toMatch(/赵六|13900000403/)
    await work(id, { type: 'take' })
    await work(id, { type: 'answer', text: '修好了', outcome: 'solved' })
    await settle()
    expect((await get(`/api/requests/${code}`)).json()).toMatchObject({ can: { judge: true } })
    expect((await post(`/api/requests/${code}/contact`, { phone: '13900000404' })).statusCode).toBe(200)
    expect(await reachable()).toBe(true)
  })

  it('that were erased on their day are not filled anew', async () => {
    const { id, code } = await ask({ contact: { phone: '13900000408' } })
    await sql`update matter_words set erased_at = now() where matter_id = ${id}`.execute(house.db)
    await sql`update matter_contacts set phone = null, anonymous = true where matter_id = ${id}`.execute(
      house.db,
    )
    const answer = await post(`/api/requests/${code}/contact`, { phone: '13900000409' })
    expect(answer.json()).toMatchObject({ code: 'matter.refused', reason: 'matter.erased' })
    const { rows } = await sql`select phone from matter_contacts where matter_id = ${id}`.execute(house.db)
    expect(rows).toEqual([{ phone: null }])
    expect((await post(`/api/requests/${code}/contact`, { phone: null })).statusCode).toBe(200)
  })

  it('put right while a message is being written: it waits, and goes to the right number', async () => {
    const { id, code } = await ask({ contact: { phone: '13900000405' } })
    await work(id, { type: 'take' })
    await work(id, { type: 'answer', text: '修好了', outcome: 'solved' })
    const [changed] = await Promise.all([
      post(`/api/requests/${code}/contact`, { phone: '13900000406' }),
      settle(),
    ])
    expect(changed.statusCode).toBe(200)
    await settle()
    const { rows } = await sql<{ to: string }>`
      select recipient as to from outbox_messages where recipient in ('13900000405', '13900000406')`.execute(
      house.db,
    )
    expect(rows.map(({ to }) => to)).not.toContain('13900000405')
    const { rows: links } = await sql`select 1 from matter_links where matter_id = ${id}`.execute(house.db)
    expect(links.length).toBe(rows.length)
  })
})

it('the privacy notice tells the rules in force', async () => {
  const notice = (await get('/api/privacy')).json<{
    kept: { id: string; limit: number }[]
    who_sees_contact: { zh: string }[]
    responsible: { name: string }
  }>()
  const { retention } = await house.rulesNow()
  expect(notice.kept.map(({ id, limit }) => [id, limit])).toEqual(
    retention.map(({ id, limit }) => [id, limit]),
  )
  expect(notice.who_sees_contact.map(({ zh }) => zh)).toContain('网格员')
  expect(notice.who_sees_contact.map(({ zh }) => zh)).not.toContain('系统管理员')
  expect(notice.responsible.name).toBeTruthy()
})
