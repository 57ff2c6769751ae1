import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import { audiencesOf, hears } from '../kernel/live/audience.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import type { TimelineEvent } from '../kernel/timeline/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { matterDoors } from '../matters/index.ts'
import { apisOf } from '../service.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let actors: Record<string, Actor>
const logged: string[] = []

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  city = await smallCity(house)
  const admin: Actor = {
    ...city.centre,
    personId: randomUUID(),
    duties: [{ ...city.centre.duties[0]!, role: 'admin' }],
  }
  const member: Actor = {
    ...admin,
    personId: randomUUID(),
    duties: [{ ...city.community.duties[0]!, role: 'member' }],
  }
  const resident: Actor = { ...anonymous, kind: 'resident', personId: randomUUID() }
  await sql`insert into people (id, name) values (${resident.personId}, '居民甲')`.execute(house.db)
  const { organisations: _, gridArea: __, spot: ___, ...staff } = city
  actors = { ...staff, admin, member, resident }
  app = await buildApp({
    house,
    identify: async (request) => actors[String(request.headers['x-as'])] ?? anonymous,
    apis: apisOf(house, { stage: 'ready' }),
    logger: { level: 'info', stream: { write: (line: string) => logged.push(line) } },
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = (url: string, as?: string) =>
  app.inject({ method: 'GET', url, headers: as ? { 'x-as': as } : {} })
const post = (url: string, payload: object, as?: string) =>
  app.inject({ method: 'POST', url, payload, headers: as ? { 'x-as': as } : {} })

async function asked(more: object = {}, as?: string) {
  const answer = await post(
    '/api/requests',
    {
      text: '三单元水管漏水，地下室都淹了',
      location: city.spot,
      contact: { name: '王秀英', phone: '13912345678' },
      ...more,
    },
    as,
  )
  expect(answer.statusCode).toBe(201)
  const { code, number } = answer.json<{ code: string; number: string }>()
  const { rows } = await sql<{ id: string }>`select id from matters where number = ${number}`.execute(
    house.db,
  )
  return { code, number, id: rows[0]!.id }
}

async function command(id: string, as: string, what: object, photos?: { id: string; claim: string }[]) {
  const { version } = (await get(`/api/matters/${id}`, as)).json<{ version: number }>()
  const answer = await post(
    `/api/matters/${id}/commands`,
    { version, command: what, ...(photos ? { photos } : {}) },
    as,
  )
  expect(answer.statusCode, answer.body).toBe(200)
}

async function uploaded(by: string | null) {
  const photo = { id: randomUUID(), claim: randomUUID() }
  await sql`insert into files (id, purpose, media_type, bytes, sha256, storage_key, uploaded_by, claim_hash)
    values (${photo.id}, 'unclaimed', 'image/jpeg', 1, '', ${photo.id}, ${by}, ${createHash('sha256').update(photo.claim).digest()})`.execute(
    house.db,
  )
  return photo
}

const storedOf = async (id: string) =>
  (
    await sql<{ all: string }>`
      select string_agg(x, ' ') as all from (select to_jsonb(t)::text as x from timeline t where stream = ${id}
        union all select to_jsonb(j)::text from judgements j where matter_id = ${id}
        union all select to_jsonb(f)::text from files f where subject_id = ${id}
        union all select to_jsonb(c)::text from matter_contacts c where matter_id = ${id}) s`.execute(
      house.db,
    )
  ).rows[0]!.all

describe('who may read a matter', () => {
  it('is decided by duty: its own people, those above, and the centre; nobody else', async () => {
    const { id } = await asked()
    const answers: Record<string, number> = {}
    for (const name of Object.keys(actors)) answers[name] = (await get(`/api/matters/${id}`, name)).statusCode
    expect(answers).toEqual({
      grid: 200,
      community: 200,
      street: 200,
      centre: 200,
      water: 404,
      housing: 404,
      management: 404,
      admin: 403,
      member: 403,
      resident: 403,
    })
    expect((await get(`/api/matters/${id}`)).statusCode).toBe(401)
    expect((await get('/api/matters')).statusCode).toBe(401)
  })

  it('does not list to one what they could not open', async () => {
    const { number } = await asked()
    for (const view of [
      'all',
      'inbox',
      'below',
      'overdue',
      'supervised',
      'passed_on',
      'came_up',
      'to_decide',
      'mine',
    ]) {
      const { items } = (await get(`/api/matters?view=${view}&limit=100`, 'water')).json<{
        items: { number: string }[]
      }>()
      expect(items.map((item) => item.number)).not.toContain(number)
    }
    const found = (await get('/api/matters?view=all&q=水管漏水', 'street')).json<{
      items: { number: string }[]
    }>()
    expect(found.items.map((item) => item.number)).toContain(number)
  })

  it('goes with a part: the partner reads its part, the asker too', async () => {
    const { id } = await asked()
    await command(id, 'community', { type: 'take' })
    await command(id, 'community', { type: 'ask_partner', to: city.organisations.water, task: '请关闸' })
    const { rows } = await sql<{ id: string }>`select id from matters where parent_id = ${id}`.execute(
      house.db,
    )
    const part = await get(`/api/matters/${rows[0]!.id}`, 'water')
    expect(part.json()).toMatchObject({ place: city.spot })
    expect((await get(`/api/matters/${rows[0]!.id}`, 'community')).statusCode).toBe(200)
    expect((await get(`/api/matters/${rows[0]!.id}`, 'housing')).statusCode).toBe(404)
  })
})

describe('personal data', () => {
  it('is masked until somebody looks, and each look stands on the timeline with its reason', async () => {
    const { id } = await asked()
    const before = await get(`/api/matters/${id}`, 'community')
    expect(before.body).not.toMatch(/13912345678|王秀英/)
    expect(before.body).toContain('139****5678')
    const look = await post(`/api/matters/${id}/contact-look`, { reason: '约上门时间' }, 'community')
    expect(look.json()).toEqual({ name: '王秀英', phone: '13912345678' })
    const after = (await get(`/api/matters/${id}`, 'street')).json<{
      timeline: { kind: string; text: string; actor: { name: string } }[]
    }>()
    expect(after.timeline.at(-1)).toMatchObject({
      kind: 'matter.contact_seen',
      text: '约上门时间',
      actor: { name: '人员community' },
    })
    expect((await post(`/api/matters/${id}/contact-look`, { reason: '好奇' }, 'street')).statusCode).toBe(403)
    expect((await post(`/api/matters/${id}/contact-look`, { reason: '好奇' }, 'water')).statusCode).toBe(404)
  })

  it('of an anonymous sender is not kept at all, whatever was sent along', async () => {
    const { id } = await asked({ anonymous: true }, 'resident')
    const { rows } =
      await sql`select name, phone, person_id from matter_contacts where matter_id = ${id}`.execute(house.db)
    expect(rows[0]).toEqual({ name: null, phone: null, person_id: null })
    const told = await sql<{
      n: number
    }>`select count(*)::int as n from timeline where stream = ${id} and actor_id is not null`.execute(
      house.db,
    )
    expect(told.rows[0]!.n).toBe(0)
  })

  it('of an anonymous sender is not kept later either, when they act by their code while signed in', async () => {
    const { id, code } = await asked({ anonymous: true, contact: undefined }, 'resident')
    const { personId } = actors.resident!
    const photo = await uploaded(personId)
    const words = await post(`/api/requests/${code}/words`, { text: '水还在流', photos: [photo] }, 'resident')
    expect(words.statusCode, words.body).toBe(200)
    await command(id, 'community', { type: 'take' })
    await command(id, 'community', { type: 'answer', text: '已修好', outcome: 'solved' })
    const judged = await post(
      `/api/requests/${code}/judgement`,
      { solved: true, satisfaction: 'satisfied' },
      'resident',
    )
    expect(judged.statusCode, judged.body).toBe(200)
    const stored = await storedOf(id)
    expect(stored).toContain(photo.id)
    expect(stored).not.toContain(personId)
    expect((await get(`/api/matters/${id}`, 'community')).body).not.toContain('居民甲')
  })

  it('of a person with an account stands with their contact alone, never as who acted', async () => {
    const { id, number } = await asked({ contact: { phone: '13912345678' } }, 'resident')
    expect((await post(`/api/my/requests/${number}/words`, { text: '请快些' }, 'resident')).statusCode).toBe(
      200,
    )
    const told =
      await sql`select 1 from timeline where stream = ${id} and actor_id = ${actors.resident!.personId}`.execute(
        house.db,
      )
    expect(told.rows).toEqual([])
  })

  it('does not let who worked on a matter judge it with a code in hand', async () => {
    const { id, code } = await asked()
    await command(id, 'community', { type: 'take' })
    await command(id, 'community', { type: 'answer', text: '已修好', outcome: 'solved' })
    const judgement = { solved: true, satisfaction: 'satisfied' }
    expect((await post(`/api/requests/${code}/judgement`, judgement, 'community')).statusCode).not.toBe(200)
    expect((await post(`/api/requests/${code}/judgement`, judgement)).statusCode).toBe(200)
  })

  it('hides from the person the photos that the desk keeps to itself, and shows those of an answer', async () => {
    const { id, code } = await asked()
    await command(id, 'community', { type: 'take' })
    const [inside, outside] = [await uploaded(null), await uploaded(null)]
    await command(id, 'community', { type: 'progress', text: '内部记录', open: false }, [inside])
    await command(id, 'community', { type: 'answer', text: '已修好', outcome: 'solved' }, [outside])
    const seen = (await get(`/api/requests/${code}`)).body
    expect(seen).toContain(outside.id)
    expect(seen).not.toContain(inside.id)
  })

  it('of one person is never shown to another by code, number or nearness', async () => {
    const { number } = await asked()
    const other = await asked({ text: '楼道灯不亮', contact: { phone: '13900001111' } })
    const seen = await get(`/api/requests/${other.code}`)
    expect(seen.body).not.toMatch(/王秀英|13912345678|三单元/)
    expect((await get(`/api/requests/${number}`)).statusCode).toBe(404)
    expect((await get(`/api/my/requests/${number}`, 'resident')).statusCode).toBe(404)
    const near = await post('/api/requests/similar', {
      text: '三单元水管漏水，地下室都淹了',
      location: city.spot,
    })
    expect(near.json<{ items: unknown[] }>().items.length).toBeGreaterThan(0)
    expect(near.body).not.toMatch(/王秀英|13912345678/)
  })

  it('is not found from outside by words and a wide area, and words about people not even next door', async () => {
    const text = '公司拖欠李小红三个月工资'
    await asked({ text, category: 'labour.unpaid_wages', kind: 'help' })
    const similar = async (location: object) =>
      (await post('/api/requests/similar', { text, location })).json<{
        items: { title: string; excerpt: string | null }[]
      }>().items
    const ids = Object.fromEntries(
      (await sql<{ kind: string; id: string }>`select kind, id from areas`.execute(house.db)).rows.map(
        (row) => [row.kind, row.id],
      ),
    )
    expect(await similar({ area_id: ids.district })).toEqual([])
    expect(await similar({ area_id: ids.street })).toEqual([])
    for (const location of [{ area_id: ids.community }, { area_id: ids.grid }, city.spot]) {
      const [item] = await similar(location)
      expect(item).toMatchObject({ excerpt: null })
      expect(item!.title).not.toContain('李小红')
    }
    // In the grid, but a kilometre away.
    expect(await similar({ lat: 34.5001, lng: 114.0099 })).toEqual([])
  })

  it('never lets the staff hold the code: only its hash is stored, and an answer kept for a repeat holds it sealed', async () => {
    const send = () =>
      app.inject({
        method: 'POST',
        url: '/api/requests',
        payload: { text: '同一封信寄两次', contact: { phone: '13955556666' } },
        headers: { 'idempotency-key': 'a-key-of-this-test' },
      })
    const first = (await send()).json<{ code: string; number: string }>()
    expect((await send()).json()).toEqual(first)
    const { code } = first
    const { rows } = await sql<{ id: string }>`select id from matters where number = ${first.number}`.execute(
      house.db,
    )
    const id = rows[0]!.id
    const everything = await sql<{ all: string }>`
      select string_agg(x, ' ') as all from (select to_jsonb(c)::text as x from matter_contacts c union all
        select to_jsonb(t)::text from timeline t union all select to_jsonb(i)::text from idempotency_keys i) s`.execute(
      house.db,
    )
    expect(everything.rows[0]!.all).not.toContain(code)
    expect((await get(`/api/matters/${id}`, 'centre')).body).not.toContain(code)
    expect((await get(`/api/requests/${code}`)).statusCode).toBe(200)
    expect(logged.join('')).toContain('/api/requests/:key')
    expect(logged.join('')).not.toContain(code)
  })
})

describe('an address without a point', () => {
  it('is kept for whoever finds the area by it', async () => {
    const { id } = await asked({ location: { address: '东门菜场旁的公厕' } })
    expect((await get(`/api/matters/${id}`, 'centre')).json()).toMatchObject({
      place: { address: '东门菜场旁的公厕', lat: null, area_chain: [] },
    })
  })
})

describe('live news of a matter', () => {
  it('comes to those who could read it: by area to the grid worker alone', async () => {
    const { id } = await asked({ category: 'municipal.drainage' })
    await sql`delete from matter_hands where matter_id = ${id} and organisation_id = ${city.organisations.street}`.execute(
      house.db,
    )
    await sql`update matters set handler_id = null where id = ${id}`.execute(house.db)
    const doors = matterDoors(house)
    const audience = (
      await audiencesOf([{ id: 1, stream: id, kind: 'matter.progress', payload: {} } as TimelineEvent])
    ).get(1)!
    for (const takeBack of doors) takeBack()
    const streetElsewhere: Actor = {
      ...city.street,
      duties: [
        {
          ...city.street.duties[0]!,
          organisationPath: 'elsewhere',
          organisationId: city.organisations.street!,
        },
      ],
    }
    expect(hears(city.grid, audience)).toBe(true)
    expect(hears(streetElsewhere, audience)).toBe(false)
  })
})

describe('every route', () => {
  it('that is not public refuses who is not signed in', async () => {
    const document = (await get('/api/openapi.json')).json<{
      paths: Record<string, Record<string, unknown>>
    }>()
    const open =
      /^\/api\/(requests|judge|photos|privacy|care|qr|polls|service-certificates|gathering-room|grid-list$|map\/base|tiles\/areas|auth|places|areas|calendar|openapi|docs)/
    let tried = 0
    for (const [path, methods] of Object.entries(document.paths)) {
      if (!path.startsWith('/api/') || open.test(path)) continue
      for (const method of Object.keys(methods)) {
        const url = path.replace(/\{[^}]+\}/g, randomUUID())
        const answer = await app.inject({
          method: method.toUpperCase() as 'GET',
          url,
          ...(method === 'get' ? {} : { payload: {} }),
        })
        expect(answer.statusCode, `${method} ${path}`).toBe(401)
        tried++
      }
    }
    expect(tried).toBeGreaterThan(20)
  })
})

describe('where a matter may be sent', () => {
  it('is offered with and without a place, the routing directory first', async () => {
    const placed = await asked()
    const { code: _, id } = await asked({ location: undefined })
    for (const [as, matter, command] of [
      ['community', placed.id, 'dispatch'],
      ['community', placed.id, 'propose_hand_over'],
      ['centre', id, 'dispatch'],
      ['centre', id, 'ask_partner'],
    ] as const) {
      const answer = await get(`/api/matters/${matter}/targets?command=${command}`, as)
      expect(answer.statusCode, answer.body).toBe(200)
      const { items } = answer.json<{ items: { name: string }[] }>()
      if (command === 'dispatch' && as === 'community')
        expect(items.map(({ name }) => name)).toEqual(['单位community'])
      else expect(items.length).toBeGreaterThan(2)
    }
    expect(
      (await get(`/api/matters/${placed.id}/handlers`, 'community')).json<{ items: unknown[] }>().items,
    ).toHaveLength(2)
    expect((await get(`/api/matters/${placed.id}/similar`, 'community')).statusCode).toBe(200)
    expect((await get(`/api/matters/${placed.id}/triage`, 'community')).json()).toMatchObject({
      source: 'words',
    })
  })
})

describe('a list', () => {
  it('gives its usual page where none is asked for', async () => {
    expect((await get('/api/areas')).statusCode).toBe(200)
    expect((await get('/api/organisations', 'centre')).statusCode).toBe(200)
  })
})

describe('a clerk who takes something in', () => {
  it('can open it afterwards, with the address as it was said, wherever it went', async () => {
    const answer = await post(
      '/api/intake',
      {
        text: '打电话说路口积水',
        channel: 'phone',
        location: { address: '人民路与光明路路口' },
        contact: { phone: '13911112222' },
      },
      'street',
    )
    expect(answer.statusCode, answer.body).toBe(201)
    const { id } = answer.json<{ id: string }>()
    const seen = await get(`/api/matters/${id}`, 'street')
    expect(seen.statusCode).toBe(200)
    expect(seen.json()).toMatchObject({ place: { address: '人民路与光明路路口' } })
  })
})
