import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { sql } from '../kernel/database/index.ts'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { matterDoors } from '../matters/index.ts'
import { type SentWorld, sentWorld } from './fixture.ts'
import { ownPostingApi, postingHeads, postingPollDoor, postingSweeper, postingsApi } from './index.ts'
import { forgetPostingWords } from './retention.ts'

let database: FreshDatabase
let house: StandingHouse
let world: SentWorld
let app: App
let clock = new Date('2026-03-02T01:00:00Z')
let doors: (() => void)[] = []

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  world = await sentWorld(house)
  doors = [...matterDoors(house), postingPollDoor(house)]
  app = await buildApp({
    house,
    identify: async (request) => (await world.as(String(request.headers['x-as']))) ?? anonymous,
    apis: [postingsApi(house), ownPostingApi(house)],
    logger: false,
  })
})
afterAll(async () => {
  for (const close of doors) close()
  await app.close()
  await database.drop()
})

const ask = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
}
const plan = (more: object = {}) =>
  ask('organiser', 'POST', '/api/postings', {
    person_id: world.people.sent,
    sender_id: world.organisations.unit,
    village_id: world.organisations.village,
    kind: 'first_secretary',
    from: '2026-03-20',
    until: '2027-03-31',
    ...more,
  })
let id = ''
const see = async (as = 'organiser') => (await ask(as, 'GET', `/api/postings/${id}`)).body
const deed = async (what: string, body: object, as = 'organiser') =>
  ask(as, 'POST', `/api/postings/${id}/${what}`, { version: (await see()).version, ...body })
const sweep = () => sweepDeadlines(house, [postingSweeper(house)])
const rolesOf = async (who: string) => (await world.as(who))!.duties.map(({ role }) => role)
const toldOf = async (kind: string) =>
  (
    await sql<{ id: string }>`select distinct person_id as id from notices
      where kind = ${kind} and subject_id = ${id}`.execute(house.db)
  ).rows.map((row) => row.id)
const listed = async (state: string) =>
  (await ask('organiser', 'GET', `/api/postings?state=${state}`)).body.items.map(
    (each: { id: string }) => each.id,
  )

/** Back to the day of the decision; nobody is sent or awaited. */
beforeEach(async () => {
  clock = new Date('2026-03-02T01:00:00Z')
  await database.asOwner(`truncate postings cascade; delete from duties where role = 'posted';
    delete from deadlines where step like 'posting.%'`)
})

describe('a posting that is decided ahead of its first day', () => {
  it('gives nobody anything until then: no duty, no term, no task, no visit', async () => {
    const made = await plan()
    expect(made.status).toBe(201)
    id = made.body.id
    expect(await see()).toMatchObject({
      state: 'planned',
      from: '2026-03-20',
      over: false,
      may: { make: false, give: false, lead: false, call_off: true },
    })
    expect([await listed('planned'), await listed('running')]).toEqual([[id], []])
    expect((await toldOf('posting.planned')).sort()).toEqual(
      [world.people.sent, world.people.unit, world.people.village].sort(),
    )
    expect(await rolesOf('sent')).not.toContain('posted')
    expect((await ask('sent', 'GET', '/api/posting')).body.posting).toMatchObject({
      id,
      state: 'planned',
      may: { own: false },
    })
    for (const [what, body] of [
      ['tasks', { title: '修好机井', text: '群众能用上水', due_day: '2026-05-01' }],
      ['extend', { until: '2027-06-30', reason: '再留一段' }],
      ['end', { as: 'early', reason: '不去了' }],
      ['poll', { codes: 10 }],
    ] as const)
      expect((await deed(what, body)).body, what).toMatchObject({ reason: 'posting.not_begun' })
    expect((await deed('assess', { grade: 'good', words: '工作扎实' }, 'unit')).body).toMatchObject({
      reason: 'posting.not_begun',
    })
    const visit = { day: '2026-03-02', area_id: world.areas.corner, words: '先去看看' }
    expect((await ask('sent', 'POST', `/api/posting/${id}/visits`, visit)).status).toBe(403)
    expect((await verifyHouse(house)).broken).toEqual([])
  })

  it('begins by itself as its first day begins, once, and the term runs from then', async () => {
    id = (await plan()).body.id
    clock = new Date('2026-03-19T15:59:00Z')
    expect(await sweep()).toBe(0)
    expect(await see()).toMatchObject({ state: 'planned' })
    clock = new Date('2026-03-19T16:00:01Z')
    await Promise.all([sweep(), sweep()])
    expect(await see()).toMatchObject({ state: 'running', may: { make: true, call_off: false } })
    expect((await rolesOf('sent')).filter((role) => role === 'posted')).toHaveLength(1)
    const { rows } =
      await sql`select 1 from timeline where stream = ${id} and kind = 'posting.begun'`.execute(house.db)
    expect(rows).toHaveLength(1)
    expect((await toldOf('posting.begun')).sort()).toEqual(
      [world.people.sent, world.people.unit, world.people.village].sort(),
    )
    const visit = { day: '2026-03-20', area_id: world.areas.corner, words: '认识路和人' }
    expect((await ask('sent', 'POST', `/api/posting/${id}/visits`, visit)).status).toBe(201)
    expect((await deed('call-off', { reason: '不去了' })).body).toMatchObject({ reason: 'posting.begun' })
    expect((await verifyHouse(house)).broken).toEqual([])
    expect((await verifyChains(house.pool, { heads: postingHeads })).breaks).toEqual([])
  })

  it('is called off before, once, by the department alone and with a reason; the day then begins nothing', async () => {
    id = (await plan()).body.id
    for (const wrong of ['street', 'village', 'unit', 'sent', 'elsewhere'])
      expect((await deed('call-off', { reason: '另有任用' }, wrong)).status, wrong).toBe(403)
    const version = (await see()).version
    const twice = await Promise.all(
      [1, 2].map(() =>
        ask('organiser', 'POST', `/api/postings/${id}/call-off`, { version, reason: '另有任用' }),
      ),
    )
    expect(twice.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await see()).toMatchObject({ state: 'called_off', ended_because: '另有任用', ended_as: null })
    expect(await listed('ended')).toEqual([id])
    expect(await toldOf('posting.called_off')).toContain(world.people.sent)
    expect((await deed('call-off', { reason: '另有任用' })).body).toMatchObject({
      reason: 'posting.called_off',
    })
    clock = new Date('2026-03-20T01:00:00Z')
    await sweep()
    expect(await rolesOf('sent')).not.toContain('posted')
    expect((await plan({ from: '2026-04-01' })).status).toBe(201)
    expect((await verifyHouse(house)).broken).toEqual([])
  })

  it('holds the person: they are awaited in one village, and offered for no other', async () => {
    const both = await Promise.all([plan(), plan()])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await plan({ from: '2026-03-01' })).body).toMatchObject({ reason: 'posting.elsewhere' })
    const { body } = await ask(
      'organiser',
      'GET',
      `/api/postings/candidates?sender=${world.organisations.unit}`,
    )
    expect(body.items.map((each: { id: string }) => each.id)).not.toContain(world.people.sent)
  })

  it('does not begin where the person has left the unit meanwhile; whoever decided it hears why', async () => {
    id = (await plan()).body.id
    await sql`update duties set active_to = '2026-03-10' where person_id = ${world.people.sent}`.execute(
      house.db,
    )
    clock = new Date('2026-03-20T01:00:00Z')
    await sweep()
    expect(await see()).toMatchObject({
      state: 'called_off',
      ended_because: expect.stringContaining('不是派出单位的人'),
    })
    expect(await rolesOf('sent')).not.toContain('posted')
    expect(await toldOf('posting.not_begun')).toContain(world.people.organiser)
    await sql`update duties set active_to = null where person_id = ${world.people.sent}`.execute(house.db)
  })

  it('that was called off forgets why in its time', async () => {
    id = (await plan()).body.id
    await deed('call-off', { reason: '家里有病人' })
    await forgetPostingWords(house)
    expect((await see()).ended_because).toBe('家里有病人')
    const limit = (await house.rulesNow()).retention.find((each) => each.id === 'posting_words')!.limit
    clock = new Date(clock.getTime() + (limit + 2) * 86_400_000)
    await forgetPostingWords(house)
    const seen = await see()
    expect(seen.ended_because).toBeNull()
    expect(JSON.stringify(seen)).not.toContain('家里有病人')
  })

  it('whose day passed without a beginning is found by the check of promises', async () => {
    id = (await plan()).body.id
    await database.asOwner(`update deadlines set ended_at = now(), ended_as = 'superseded', sweep_at = null
      where subject_id = '${id}'`)
    expect((await verifyHouse(house)).broken).toMatchObject([
      { promise: 1, en: 'a planned posting has no clock for its first day, or that day has passed' },
    ])
  })
})
