import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { type Command, execute, matterDoors } from '../matters/index.ts'
import { apisOf } from '../service.ts'
import { newestOf } from './steps.ts'

describe('two timelines read as one', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 })
  const timeline = (of: number[]) =>
    of.map((minute, index) => ({ seq: index + 1, at: new Date(minute * 60_000).toISOString() }))

  it('page by page give everything once, each in its own order, whatever their clocks said', () => {
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 12 }), (mine, theirs, limit) => {
        let [own, original] = [timeline(mine), timeline(theirs)]
        const read: { seq: number; at: string; ofOriginal: boolean }[] = []
        for (;;) {
          const { items, isMore } = newestOf(own.slice(-limit), original.slice(-limit), limit)
          read.unshift(...items)
          const takenOf = (ofOriginal: boolean) =>
            items.filter((one) => one.ofOriginal === ofOriginal).map(({ seq }) => seq)
          own = own.filter(({ seq }) => !takenOf(false).includes(seq))
          original = original.filter(({ seq }) => !takenOf(true).includes(seq))
          expect(isMore || own.length + original.length === 0 || items.length === limit).toBe(true)
          if (own.length + original.length === 0) break
        }
        const of = (ofOriginal: boolean) =>
          read.filter((one) => one.ofOriginal === ofOriginal).map(({ seq }) => seq)
        expect(of(false)).toEqual(timeline(mine).map(({ seq }) => seq))
        expect(of(true)).toEqual(timeline(theirs).map(({ seq }) => seq))
      }),
    )
  })

  it('are told by the clock where each clock only goes on', () => {
    fc.assert(
      fc.property(moments, moments, (mine, theirs) => {
        const inOrder = (of: number[]) => timeline(of.toSorted((a, b) => a - b))
        const { items } = newestOf(inOrder(mine), inOrder(theirs), 100)
        expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted())
      }),
    )
  })
})

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let takeBack: (() => void)[] = []
let clock = new Date('2026-03-02T04:00:00Z')

interface Step {
  id: string
  at: string
  kind: string
  text: string | null
  by_person: boolean
  of_original: boolean
}
interface Seen {
  timeline: Step[]
  timeline_earlier: string | null
  answer: { text: string; by: string; at: string } | null
  judgement: { comment: string | null } | null
}
interface Asked {
  code: string
  number: string
  id: string
}

let original: Asked
let follower: Asked

const later = (hours: number) => {
  clock = new Date(clock.getTime() + hours * 3_600_000)
}
const get = (url: string) => app.inject({ url })
const seen = async ({ code }: Asked) => (await get(`/api/requests/${code}`)).json<Seen>()
const run = (id: string, command: Command, actor = city.grid) =>
  execute(house, { actor, matterId: id, command })

async function ask(more: object): Promise<Asked> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/requests',
    payload: { text: '三号楼门口的路灯坏了，晚上看不见路', location: city.spot, ...more },
  })
  const { code, number } = answer.json<{ code: string; number: string }>()
  const { rows } = await sql<{ id: string }>`select id from matters where number = ${number}`.execute(
    house.db,
  )
  return { code, number, id: rows[0]!.id }
}

/** As `progress` would leave them, every fifth told to the person; in one statement, not in thousands of commands. */
async function writeOn(id: string, many: number): Promise<void> {
  await sql`
    with told as (
      insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
      select m.id, 'matter', s, 'matter.progressed', ${clock}::timestamptz + s * interval '1 minute', m.handler_id, m.owner_id,
        jsonb_build_object('open', s % 5 = 0, 'after', jsonb_build_object('due_at', m.due_at, 'step', m.step)), '\\x00', 'sha256', '\\x00', '\\x00'
      from matters m, generate_series(m.head_seq + 1, ${many}::int) s where m.id = ${id}::uuid returning id, seq)
    insert into timeline_personal (event_id, salt, data) select id, '\\x00', jsonb_build_object('text', '去了现场 ' || seq) from told`.execute(
    house.db,
  )
  await sql`update matters set head_seq = ${many} where id = ${id}::uuid`.execute(house.db)
}

async function wholeOf({ code }: Asked): Promise<Step[]> {
  let { timeline, timeline_earlier: before } = await seen({ code, number: '', id: '' })
  while (before !== null) {
    const answer = await get(`/api/requests/${code}/steps?before=${before}`)
    expect(answer.statusCode, answer.body).toBe(200)
    const page = answer.json<{ items: Step[]; earlier: string | null }>()
    expect(page.items.length).toBeGreaterThan(0)
    timeline = [...page.items, ...timeline]
    before = page.earlier
  }
  return timeline
}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  app = await buildApp({
    house,
    identify: async () => anonymous,
    apis: apisOf(house, { stage: 'ready' }),
    requestsPerMinute: 100_000,
  })
  takeBack = matterDoors(house)
  original = await ask({
    kind: 'help',
    category: 'municipal',
    contact: { name: '王秀英', phone: '13900001111' },
  })
  await run(original.id, { type: 'take' })
  follower = await ask({ follows: original.number })
  await run(original.id, { type: 'contact', reached: true, note: '电话联系' })
  later(1)
  await run(original.id, { type: 'answer', text: '已换灯泡', outcome: 'solved' })
  later(1)
  const judged = await app.inject({
    method: 'POST',
    url: `/api/requests/${original.code}/judgement`,
    payload: { solved: false, satisfaction: 'dissatisfied', comment: '又不亮了', wants_rework: true },
  })
  expect(judged.statusCode, judged.body).toBe(200)
  later(1)
  await writeOn(original.id, 3000)
  later(20)
  await app.inject({
    method: 'POST',
    url: `/api/requests/${follower.code}/words`,
    payload: { text: '四号楼门口也不亮' },
  })
  later(40)
}, 60_000)
afterAll(async () => {
  for (const back of takeBack) back()
  await app.close()
  await database.drop()
})

describe('the page behind a code, of a matter on which 3,000 things happened', () => {
  it('begins with the newest, and says at its head what stands far back', async () => {
    const page = await seen(original)
    expect(page.timeline).toHaveLength(50)
    expect(page.timeline.at(-1)?.text).toBe('去了现场 3000')
    expect(page.timeline[0]?.text).toBe('去了现场 2755')
    expect(page.answer).toMatchObject({ text: '已换灯泡' })
    expect(page.answer?.by).toBeTruthy()
    expect(page.judgement).toMatchObject({ comment: '又不亮了' })
  })

  it('tells all of it page by page, each step once and no word that was meant for the inside', async () => {
    const whole = await wholeOf(original)
    const { rows } = await sql<{ seq: number }>`
      select seq from timeline where stream = ${original.id} and payload->'open' = 'true' order by seq`.execute(
      house.db,
    )
    expect(rows.length).toBeGreaterThan(600)
    expect(whole.map(({ id }) => id)).toEqual(rows.map(({ seq }) => `own-${seq}`))
    expect(whole[0]).toMatchObject({ kind: 'matter.received', by_person: true })
  })

  it('tells who follows the steps of the work among their own, and nothing of who asked first', async () => {
    const whole = await wholeOf(follower)
    expect(whole.filter(({ of_original }) => !of_original)).toMatchObject([
      { kind: 'matter.received' },
      { kind: 'matter.words_added', text: '四号楼门口也不亮' },
    ])
    const added = whole.findIndex(({ kind }) => kind === 'matter.words_added')
    expect(added).toBeGreaterThan(200)
    expect(whole.length - added).toBeGreaterThan(200)
    const work = whole.filter(({ of_original }) => of_original)
    expect(work.filter(({ kind }) => kind === 'matter.progressed').length).toBeGreaterThan(590)
    expect(work.some(({ by_person }) => by_person)).toBe(false)
    expect(work.filter(({ kind }) => kind === 'matter.answered' || kind === 'matter.judged')).toEqual([])
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length)
    expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).toSorted())
    expect((await seen(follower)).answer).toBe(null)
  })

  it('goes on from where a page ended, though new steps came since', async () => {
    const before = await seen(original)
    await run(original.id, { type: 'progress', text: '灯罩也换了', open: true })
    const page = (await get(`/api/requests/${original.code}/steps?before=${before.timeline_earlier}`)).json<{
      items: Step[]
    }>()
    expect(page.items.at(-1)?.text).toBe('去了现场 2750')
    expect((await seen(original)).timeline.at(-1)).toMatchObject({ text: '灯罩也换了' })
  })

  it('says the answer before where the words of the last were erased', async () => {
    await run(original.id, { type: 'contact', reached: true, note: '又打了电话' })
    await run(original.id, { type: 'answer', text: '线路查过，已换新灯', outcome: 'solved' })
    expect((await seen(original)).answer).toMatchObject({ text: '线路查过，已换新灯' })
    await sql`delete from timeline_personal where event_id = (
      select max(id) from timeline where stream = ${original.id} and kind = 'matter.answered')`.execute(
      house.db,
    )
    expect((await seen(original)).answer).toMatchObject({ text: '已换灯泡' })
  })

  it.each(['', 'x', '1', '-1-1', '1-2-3', '99999999999-1'])(
    'refuses %j as a place to go on from',
    async (before) => {
      const answer = await get(`/api/requests/${original.code}/steps?before=${encodeURIComponent(before)}`)
      expect(answer.statusCode).toBe(400)
    },
  )

  it('has nothing before the first, and nothing for who has no code', async () => {
    expect((await get(`/api/requests/${original.code}/steps?before=0-0`)).json()).toEqual({
      items: [],
      earlier: null,
    })
    expect((await get(`/api/requests/${original.code}/steps?before=9999999999-1`)).statusCode).toBe(200)
    expect((await get('/api/requests/ABCDEFGHJK/steps')).statusCode).toBe(404)
    expect((await get(`/api/my/requests/${original.number}/steps`)).statusCode).toBe(401)
  })
})
