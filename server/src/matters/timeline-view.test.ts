import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { takeIn } from '../requests/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import { type Command, execute, mattersApi, type ToldEvent, timelineApi, toldPage } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let actors: Record<string, Actor>
let clock = new Date('2026-03-02T01:00:00Z')

/** Answered, done again, and then written on until it has 2,000 events. */
let crowded: string
let whole: ToldEvent[]

const run = (actor: Actor, command: Command) => execute(house, { actor, matterId: crowded, command })
const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000)
}

/** As `progress` would leave them, every tenth told to the person; in one statement, not in two thousand commands. */
async function writeOn(until: number): Promise<void> {
  await sql`
    with told as (
      insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
      select m.id, 'matter', s, 'matter.progressed', ${clock}::timestamptz + s * interval '1 minute', m.handler_id, m.owner_id,
        jsonb_build_object('open', s % 10 = 0, 'after', jsonb_build_object('due_at', m.due_at, 'step', m.step)), '\\x00', 'sha256', '\\x00', '\\x00'
      from matters m, generate_series(m.head_seq + 1, ${until}::int) s where m.id = ${crowded}::uuid returning id, seq)
    insert into timeline_personal (event_id, salt, data) select id, '\\x00', jsonb_build_object('text', '去了现场 ' || seq) from told`.execute(
    house.db,
  )
  await sql`update matters set head_seq = ${until} where id = ${crowded}::uuid`.execute(house.db)
}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  const { organisations: _, gridArea: __, spot: ___, ...staff } = city
  actors = staff
  app = await buildApp({
    house,
    identify: async (request) => actors[String(request.headers['x-as'])] ?? anonymous,
    apis: [mattersApi(house), timelineApi(house)],
    requestsPerMinute: 100_000,
  })
  const taken = await house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text: '楼道灯不亮', location: city.spot, contact: { name: '王秀英', phone: '13900001111' } },
        { channel: 'web', actor: anonymous },
      ),
    )
  crowded = taken.id
  await run(city.community, { type: 'take' })
  await run(city.community, { type: 'contact', reached: true, note: '电话联系' })
  later(1)
  await run(city.community, { type: 'answer', text: '已换灯泡', outcome: 'solved' })
  later(1)
  await run(city.centre, {
    type: 'judge',
    solved: false,
    satisfaction: 'dissatisfied',
    comment: '又不亮了',
    wantsRework: true,
    channel: 'call_back',
    contacted: true,
  })
  await writeOn(2000)
  whole = (await toldPage(house.db, crowded, { limit: 10_000 })).items
}, 60_000)
afterAll(async () => {
  await app.close()
  await database.drop()
})

const get = (url: string, as = 'community') =>
  app.inject({ method: 'GET', url: `/api/matters/${crowded}${url}`, headers: { 'x-as': as } })

describe('a matter on which 2,000 things happened', () => {
  it('begins with the newest, and answers the five questions from the whole of it', async () => {
    const answer = await get('')
    expect(answer.body.length).toBeLessThan(60_000)
    const detail = answer.json()
    expect(detail.timeline).toEqual(whole.slice(-50))
    expect(detail.timeline_earlier).toBe(1951)
    const received = whole[0]!
    expect(detail.five).toMatchObject({
      owned: { organisation: { id: city.organisations.community } },
      done: { answer: null, earlier_answer: '已换灯泡' },
      judged: { solved: false, comment: '又不亮了' },
    })
    expect(detail.five.owned.since).toBe(received.at)
    expect(detail.judgements).toMatchObject([{ comment: '又不亮了' }])
  })

  it.each(['all', 'open', 'internal'] as const)('is told whole, page by page: %s', async (shown) => {
    const pages: ToldEvent[][] = []
    let before: number | null = 2_147_483_647
    while (before !== null) {
      const { items, earlier }: { items: ToldEvent[]; earlier: number | null } = (
        await get(`/timeline?limit=333&shown=${shown}&before=${before}`)
      ).json()
      pages.unshift(items)
      before = earlier
    }
    expect(pages.flat()).toEqual(whole.filter(({ open }) => shown === 'all' || open === (shown === 'open')))
  })

  it('tells a deadline with the event that set it, also where that begins a page', async () => {
    const setting = whole.filter(({ details }) => details.next_due_at)
    expect(setting.length).toBeGreaterThan(2)
    for (const { seq, details } of setting) {
      const { items } = (await get(`/timeline?limit=1&before=${seq + 1}`)).json()
      expect(items).toMatchObject([{ seq, details: { next_due_at: details.next_due_at } }])
      const next = (await get(`/timeline?limit=1&before=${seq + 2}`)).json().items[0]
      if (!setting.some((each) => each.seq === seq + 1))
        expect(next.details).not.toHaveProperty('next_due_at')
    }
  })

  it('is nobody’s to page through who may not read it', async () => {
    expect((await get('/timeline', 'water')).statusCode).toBe(404)
    expect((await get('/timeline', 'nobody')).statusCode).toBe(401)
    expect((await get('/timeline?before=0')).statusCode).toBe(400)
  })
})
