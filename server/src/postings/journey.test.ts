import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { sql } from '../kernel/database/index.ts'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { paperPollsApi } from '../kernel/paper-polls/index.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { execute, matterConsumers, matterDoors, matterSweeper, mattersApi } from '../matters/index.ts'
import { deskApi } from '../requests/index.ts'
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
    apis: [postingsApi(house), ownPostingApi(house), paperPollsApi(house), mattersApi(house), deskApi(house)],
    logger: false,
  })
})
afterAll(async () => {
  for (const close of doors) close()
  await app.close()
  await database.drop()
})

const ask = async (
  as: string,
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
  headers: Record<string, string> = {},
) => {
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-as': as, ...headers },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
}
const making = (more: object = {}) => ({
  person_id: world.people.sent,
  sender_id: world.organisations.unit,
  village_id: world.organisations.village,
  kind: 'first_secretary',
  from: '2026-03-01',
  until: '2027-03-31',
  ...more,
})
let id = ''
const detail = async (as = 'organiser') => (await ask(as, 'GET', `/api/postings/${id}`)).body
const deed = async (what: string, body: object, as = 'organiser') =>
  ask(as, 'POST', `/api/postings/${id}/${what}`, { version: (await detail()).version, ...body })
const own = (method: 'GET' | 'POST', what: string, body?: object, headers?: Record<string, string>) =>
  ask('sent', method, `/api/posting/${id}/${what}`, body, headers)
const sweep = () => sweepDeadlines(house, [matterSweeper(house), postingSweeper(house)])
const toldOf = async (kind: string) =>
  (
    await sql<{ id: string }>`select distinct person_id as id from notices where kind = ${kind}`.execute(
      house.db,
    )
  ).rows.map((row) => row.id)

describe('sending somebody to a village', () => {
  it('is the county department’s alone, and for a person of the unit that sends', async () => {
    for (const wrong of ['street', 'unit', 'village', 'elsewhere', 'admin', 'sent', 'nobody'])
      expect((await ask(wrong, 'POST', '/api/postings', making())).status, wrong).toBe(
        wrong === 'nobody' ? 401 : 403,
      )
    expect((await ask('street', 'POST', '/api/postings', making())).body).toMatchObject({
      reason: 'posting.not_maker',
    })
    const refused = async (more: object) =>
      (await ask('organiser', 'POST', '/api/postings', making(more))).body
    expect(await refused({ person_id: world.people.other })).toMatchObject({
      reason: 'posting.not_of_sender',
    })
    expect(await refused({ person_id: world.people.organiser })).toMatchObject({ reason: 'posting.own' })
    expect(await refused({ village_id: world.organisations.unit })).toMatchObject({
      reason: 'posting.village',
    })
    expect(await refused({ village_id: world.organisations.elsewhere })).toMatchObject({
      code: 'permission.denied',
    })
    expect(await refused({ kind: 'mayor' })).toMatchObject({ reason: 'posting.kind' })
    expect(await refused({ from: '2027-03-10' })).toMatchObject({ reason: 'posting.too_far' })
    expect(await refused({ until: '2026-03-01' })).toMatchObject({ reason: 'posting.ends_before' })
  })

  it('happens once, however often it is sent, and gives a duty in the village', async () => {
    const key = { 'idempotency-key': 'sending-1-of-this-test' }
    const [one, two] = await Promise.all([
      ask('organiser', 'POST', '/api/postings', making(), key),
      ask('organiser', 'POST', '/api/postings', making(), key),
    ])
    expect([one.status, two.status]).toEqual([201, 201])
    id = one.body.id
    expect(two.body.id).toBe(id)
    expect((await ask('organiser', 'POST', '/api/postings', making())).body).toMatchObject({
      reason: 'posting.elsewhere',
    })
    expect((await world.as('sent'))!.duties.map(({ role }) => role)).toContain('posted')
    expect((await toldOf('posting.made')).sort()).toEqual(
      [world.people.sent, world.people.unit, world.people.village].sort(),
    )
  })

  it('is seen by the village, the unit, those above, and the person; by nobody else', async () => {
    for (const reader of ['organiser', 'street', 'village', 'unit'])
      expect((await ask(reader, 'GET', `/api/postings/${id}`)).status, reader).toBe(200)
    expect((await ask('sent', 'GET', '/api/posting')).body.posting.id).toBe(id)
    expect((await ask('elsewhere', 'GET', `/api/postings/${id}`)).status).toBe(404)
    expect((await ask('elsewhere', 'GET', '/api/postings')).body.items).toEqual([])
    for (const stranger of ['admin', 'member', 'centre'])
      expect((await ask(stranger, 'GET', `/api/postings/${id}`)).status, stranger).toBe(403)
  })
})

describe('a task of a posting', () => {
  it('is in the person’s hands, and accepted by who gave it', async () => {
    const task = { title: '修好三组的机井', text: '和水利部门一起修好，群众能用上水', due_day: '2026-04-30' }
    expect((await deed('tasks', task, 'village')).status).toBe(403)
    const given = await deed('tasks', task, 'unit')
    expect(given.status).toBe(201)
    await settleConsumers(house.db, matterConsumers(house))
    const run = async (as: string, command: Parameters<typeof execute>[1]['command']) =>
      execute(house, { actor: (await world.as(as))!, matterId: given.body.matter_id, command })
    await run('sent', { type: 'sign' })
    await run('sent', { type: 'answer', text: '4月10日通水', outcome: 'solved' })
    await expect(run('sent', { type: 'accept_part', accept: true, reason: '好' })).rejects.toMatchObject({
      options: { reason: 'matter.not_asker' },
    })
    await run('unit', { type: 'accept_part', accept: true, reason: '到村看过' })
    expect((await detail()).tasks[0]).toMatchObject({ title: task.title, state: 'closed' })
  })
})

describe('a visit', () => {
  it('is written once for a corner of the village, and its words stand beside the timeline', async () => {
    const visit = { day: '2026-03-02', area_id: world.areas.corner, households: 6, words: '三组反映水压低' }
    expect((await own('POST', 'visits', { ...visit, day: '2026-03-03' })).body).toMatchObject({
      reason: 'posting.visit_not_yet',
    })
    expect((await own('POST', 'visits', { ...visit, day: '2026-02-01' })).body).toMatchObject({
      reason: 'posting.visit_outside_term',
    })
    expect((await own('POST', 'visits', { ...visit, area_id: world.areas.other })).body).toMatchObject({
      reason: 'posting.visit_area',
    })
    const key = { 'idempotency-key': 'visit-1-of-this-test' }
    const one = await own('POST', 'visits', visit, key)
    expect((await own('POST', 'visits', visit, key)).body).toEqual(one.body)
    expect((await ask('village', 'POST', `/api/posting/${id}/visits`, visit)).status).toBe(403)
    const { rows } = await sql<{ payload: object }>`
      select payload from timeline where stream = ${id} and kind = 'posting.visited'`.execute(house.db)
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('水压')
    expect((await ask('village', 'GET', `/api/postings/${id}/visits`)).body.items).toMatchObject([
      { words: visit.words, households: 6, wish: null },
    ])
  })

  it('that brings a wish home leads to a matter of the ordinary intake, and to no other', async () => {
    const visit = (await own('GET', 'visits')).body.items[0]
    const taken = await ask('sent', 'POST', '/api/intake', {
      channel: 'visit',
      text: '三组东头的水管压力太低，二楼上不了水',
      location: { area_id: world.areas.corner },
      anonymous: true,
    })
    expect(taken.status).toBe(201)
    const link = (matter_id: string) => own('POST', `visits/${visit.id}/wish`, { matter_id })
    expect((await link(world.areas.corner!)).status).toBe(404)
    expect((await link(taken.body.id)).status).toBe(204)
    expect((await link(taken.body.id)).status).toBe(204)
    expect((await own('GET', 'visits')).body.items[0].wish).toMatchObject({ number: taken.body.number })
    const more = await ask('sent', 'POST', '/api/intake', {
      channel: 'visit',
      text: '路灯坏了',
      anonymous: true,
    })
    expect((await link(more.body.id)).body).toMatchObject({ reason: 'posting.wish_linked' })
  })
})

describe('who may be sent', () => {
  const candidates = (as: string, sender: string) =>
    ask(as, 'GET', `/api/postings/candidates?sender=${sender}`)
  it('is listed for who leads, of units within reach, and each look is recorded', async () => {
    const { organisations, people } = world
    const seen = await candidates('organiser', organisations.unit!)
    expect(seen.body.items.map(({ id }: { id: string }) => id)).toContain(people.next)
    // A street's organiser reaches neither the county's unit nor a branch elsewhere.
    expect((await candidates('street', organisations.unit!)).status).toBe(403)
    expect((await candidates('street', organisations.elsewhere!)).status).toBe(403)
    expect((await candidates('organiser', organisations.elsewhere!)).status).toBe(403)
    const { rows } = await sql<{ actor: string }>`select person_id as actor from audit_log
      where action = 'membership.read' and subject_id = ${organisations.unit}`.execute(house.db)
    expect(rows.map(({ actor }) => actor)).toContain(people.organiser)
  })
})

describe('leave', () => {
  const days = { from: '2026-03-10', until: '2026-03-12', reason: '家里老人住院' }
  it('is asked for once for the same days, and answered by who leads, with its reason for these alone', async () => {
    const [one, two] = await Promise.all([own('POST', 'leaves', days), own('POST', 'leaves', days)])
    expect([one.status, two.status].sort()).toEqual([201, 409])
    const leave = (one.status === 201 ? one : two).body.id
    expect(
      (await own('POST', 'leaves', { ...days, from: '2026-03-12', until: '2026-03-20' })).body,
    ).toMatchObject({
      reason: 'posting.leave_twice',
    })
    expect((await detail('village')).leaves[0]).toMatchObject({ reason: null })
    expect((await detail('organiser')).leaves[0]).toMatchObject({ reason: days.reason })
    const decide = (as: string, body: object) => ask(as, 'POST', `/api/posting-leaves/${leave}/decide`, body)
    for (const wrong of ['sent', 'village', 'unit', 'elsewhere'])
      expect((await decide(wrong, { grant: true })).status, wrong).toBe(403)
    expect((await decide('street', { grant: false })).body).toMatchObject({ reason: 'posting.leave_words' })
    expect((await decide('street', { grant: true })).status).toBe(204)
    expect((await decide('organiser', { grant: false, words: '不行' })).body).toMatchObject({
      reason: 'posting.leave_state',
    })
  })

  it('ends by itself after its last day', async () => {
    clock = new Date('2026-03-13T01:00:00Z')
    await sweep()
    expect((await detail()).leaves[0]).toMatchObject({ state: 'ended', back_on: '2026-03-13' })
  })

  it('that has not begun is taken back, though it was granted; nobody comes back from it before', async () => {
    const { body } = await own('POST', 'leaves', { from: '2026-03-17', until: '2026-03-18', reason: '开会' })
    const settle = (deed: string) => ask('sent', 'POST', `/api/posting-leaves/${body.id}/settle`, { deed })
    expect(
      (await ask('street', 'POST', `/api/posting-leaves/${body.id}/decide`, { grant: true })).status,
    ).toBe(204)
    expect((await settle('come_back')).status).toBe(409)
    expect((await settle('withdraw')).status).toBe(204)
    expect((await detail()).leaves[0]).toMatchObject({ state: 'withdrawn', back_on: null })
  })

  it('that nobody answers is heard of above', async () => {
    const { body } = await own('POST', 'leaves', { from: '2026-03-20', until: '2026-03-21', reason: '办事' })
    clock = new Date('2026-03-19T01:00:00Z')
    await sweep()
    const told = await toldOf('posting.leave_unanswered')
    expect(told).toEqual(expect.arrayContaining([world.people.organiser, world.people.above]))
    // Whoever could not open it hears nothing of somebody's leave.
    expect(told).not.toContain(world.people.government)
    const settle = (deed: string) => ask('sent', 'POST', `/api/posting-leaves/${body.id}/settle`, { deed })
    expect((await settle('come_back')).status).toBe(409)
    expect((await settle('withdraw')).status).toBe(204)
  })
})

describe('the end of a term', () => {
  it('is announced, said aloud when nobody acts, and in the end heard of above; the posting goes on', async () => {
    clock = new Date('2027-03-02T01:00:00Z')
    await sweep()
    expect(await toldOf('posting.term_ending')).toEqual(
      expect.arrayContaining([
        world.people.sent,
        world.people.unit,
        world.people.organiser,
        world.people.village,
      ]),
    )
    expect(await toldOf('posting.term_over')).toEqual([])
    clock = new Date('2027-04-01T01:00:00Z')
    await sweep()
    expect(await detail()).toMatchObject({ over: true, state: 'running' })
    expect(
      (await deed('tasks', { title: '新的任务', text: '再办一件', due_day: '2027-05-01' })).body,
    ).toMatchObject({
      reason: 'posting.term_over',
    })
    expect(await toldOf('posting.term_silent')).toEqual([])
    clock = new Date('2027-04-16T01:00:00Z')
    await sweep()
    await sweep()
    expect(await toldOf('posting.term_silent')).toEqual(
      expect.arrayContaining([world.people.organiser, world.people.above]),
    )
    const { rows } =
      await sql`select 1 from timeline where stream = ${id} and kind = 'posting.term_warned'`.execute(
        house.db,
      )
    expect(rows).toHaveLength(3)
  })

  it('may be put off with words, by who may send', async () => {
    const longer = { until: '2027-06-30', reason: '项目到六月才完' }
    expect((await deed('extend', longer, 'street')).body).toMatchObject({ reason: 'posting.not_maker' })
    expect((await deed('extend', { ...longer, until: '2027-01-01' })).status).toBe(400)
    const seen = (await detail()).version
    expect((await deed('extend', longer)).status).toBe(204)
    expect(
      (await ask('organiser', 'POST', `/api/postings/${id}/extend`, { version: seen, ...longer })).body,
    ).toMatchObject({ code: 'conflict.changed' })
    expect(await detail()).toMatchObject({ until: '2027-06-30', over: false, extensions: 1 })
  })

  it('is judged by villagers on paper and by the unit, once each, and by nobody sent themselves', async () => {
    expect((await deed('end', { as: 'completed', reason: '期满' })).body).toMatchObject({
      reason: 'posting.lacking',
      lacking: ['term', 'villagers', 'sender'],
    })
    // One paper that came back is nobody's judgement, nor is a poll at the beginning of a term.
    clock = new Date('2027-04-16T02:00:00Z')
    const early = await deed('poll', { codes: 1 })
    await ask('nobody', 'POST', `/api/polls/${early.body.codes[0]}`, { answer: 'satisfied' })
    await deed('poll/close', {})
    expect((await deed('end', { as: 'completed', reason: '期满' })).body.lacking).toContain('villagers')
    clock = new Date('2027-04-16T03:00:00Z')
    const { body } = await deed('poll', { codes: 8 })
    const paper = await ask('nobody', 'GET', `/api/polls/${body.codes[0]}`)
    expect(paper.body.question.zh).toContain(world.names.sent)
    for (const code of body.codes.slice(0, 6))
      await ask('nobody', 'POST', `/api/polls/${code}`, { answer: 'satisfied' })
    expect((await detail()).polls[0]).toMatchObject({ returned: null, satisfied: null })
    expect((await deed('poll/close', {})).status).toBe(204)
    expect((await detail()).polls[0]).toMatchObject({ returned: 6, satisfied: 6 })
    expect((await detail()).poll_rule).toMatchObject({ least_returned: 5, within_days: 90, unverified: true })
    clock = new Date('2027-04-17T01:00:00Z')
    const few = await deed('poll', { codes: 3 })
    await ask('nobody', 'POST', `/api/polls/${few.body.codes[0]}`, { answer: 'dissatisfied' })
    await deed('poll/close', {})
    expect((await detail()).polls[0]).toMatchObject({ returned: 1, satisfied: null, dissatisfied: null })
    const grade = { grade: 'good', words: '扎实，修好了机井' }
    for (const wrong of ['village', 'street', 'sent'])
      expect((await deed('assess', grade, wrong)).status, wrong).toBe(403)
    expect((await deed('assess', grade, 'unit')).status).toBe(204)
    expect((await deed('assess', grade, 'unit')).body).toMatchObject({ reason: 'posting.assessed' })
  })

  it('hands open tasks to the successor, whose posting it becomes', async () => {
    const given = await deed('tasks', { title: '建合作社账目', text: '按月公开', due_day: '2027-06-01' })
    clock = new Date('2027-06-30T01:00:00Z')
    const ending = { as: 'completed', reason: '期满轮换' }
    expect((await deed('end', ending)).body).toMatchObject({ reason: 'duty.holds_work' })
    const next = await deed('replace', {
      ...ending,
      person_id: world.people.next,
      sender_id: world.organisations.unit,
      until: '2028-06-30',
    })
    expect(next.status).toBe(201)
    expect(await detail()).toMatchObject({
      state: 'ended',
      ended_as: 'completed',
      replaced_by: next.body.id,
      tasks: [{}],
    })
    const successor = (await ask('organiser', 'GET', `/api/postings/${next.body.id}`)).body
    expect(successor.tasks).toMatchObject([{ matter_id: given.body.matter_id }])
    const { rows } = await sql<{ handler: string }>`
      select handler_id as handler from matters where id = ${given.body.matter_id}`.execute(house.db)
    expect(rows[0]!.handler).toBe(world.people.next)
    expect((await world.as('sent'))!.duties.map(({ role }) => role)).not.toContain('posted')
    expect((await ask('sent', 'GET', '/api/posting')).body).toMatchObject({ posting: null })
    expect((await own('GET', 'visits')).status).toBe(403)
    expect((await verifyHouse(house)).broken).toEqual([])
  })
})

describe('a promise broken by hand', () => {
  it('is found: a term that nobody watches, a judgement of oneself, an end without the people', async () => {
    await database.asOwner(
      `update deadlines set ended_at = now(), ended_as = 'met' where step = 'posting.term'`,
    )
    await database.asOwner(`update postings set sender_graded_by = person_id where id = '${id}'`)
    await database.asOwner(
      `update postings set sender_grade = null, sender_graded_at = null where id = '${id}'`,
    )
    const found = (await verifyHouse(house)).broken.map(({ promise, en }) => `${promise} ${en}`)
    expect(found).toEqual(
      expect.arrayContaining([
        '1 a running posting has no running term',
        '3 somebody judged, led or granted leave to their own posting',
        '3 a posting was called completed without the villagers and the sending unit',
      ]),
    )
  })
})

describe('what was written about a posting', () => {
  it('goes two years after its end, and with it what stands beside the timeline; days and states stay', async () => {
    const words = async () => {
      const { rows } = await sql<Record<string, number | string | null>>`
        select (select count(*) from posting_leaves where posting_id = ${id} and reason like '%老人%') as reasons,
          (select count(*) from posting_visits where posting_id = ${id} and words not like '（已%') as visits,
          (select count(*) from timeline_personal p join timeline t on t.id = p.event_id where t.stream = ${id}) as beside,
          (select count(*) from posting_leaves where posting_id = ${id}) as leaves,
          (select ended_because from postings where id = ${id}) as because`.execute(house.db)
      return rows[0]!
    }
    const before = await words()
    for (const kept of ['reasons', 'visits', 'beside']) expect(before[kept], kept).toBeGreaterThan(0)
    await forgetPostingWords(house)
    expect(await words()).toEqual(before)
    clock = new Date('2029-07-01T01:00:00Z')
    await forgetPostingWords(house)
    expect(await words()).toEqual({ reasons: 0, visits: 0, beside: 0, leaves: before.leaves, because: null })
    const { breaks } = await verifyChains(house.pool, { heads: postingHeads })
    expect(breaks).toEqual([])
  })
})
