import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { paperPollsApi } from '../kernel/paper-polls/index.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { execute, mattersApi, timeOrderedId } from '../matters/index.ts'
import { type SmallParty, smallParty } from '../membership/fixture.ts'
import { rectificationApi, rectificationConsumers, weakFactsApi, weakPollDoor } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let app: App
let clock = new Date('2026-03-02T01:00:00Z')
const actors = new Map<string, Actor>()

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  party = await smallParty(house)
  actors.set('organiser', await party.actor('organiser', 'street', 'street'))
  actors.set('secretary', await party.actor('secretary', 'first'))
  actors.set('other', await party.actor('secretary', 'elsewhere'))
  actors.set('second', await party.actor('secretary', 'second'))
  actors.set('member', await party.actor('member', 'first'))
  actors.set('admin', await party.actor('admin', 'elsewhere'))
  await party.fullMembers('first', 8, { birthYear: 1950, education: 'primary' })
  weakPollDoor()
  app = await buildApp({
    house,
    identify: async (request) => actors.get(String(request.headers['x-as'])) ?? anonymous,
    apis: [rectificationApi(house), weakFactsApi(house), paperPollsApi(house), mattersApi(house)],
    logger: false,
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const ask = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
}
const cases = async (as = 'organiser') =>
  (await ask(as, 'GET', '/api/weak')).body.items as {
    id: string
    state: string
    version: number
    branch: { id: string }
    reasons: { situation: string; value: number | null; of: number | null }[]
  }[]
const caseOf = async (branch: 'first' | 'second') =>
  (await cases()).find(({ branch: { id } }) => id === party.organisations[branch])!
const detail = async (id: string, as = 'organiser') => (await ask(as, 'GET', `/api/weak/${id}`)).body

const missed = (branchId: string, day: string) =>
  house.db.transaction().execute((tx) =>
    appendEvents(tx, {
      stream: timeOrderedId(clock),
      streamKind: 'gathering',
      head: { seq: 0, hash: null },
      at: new Date(`${day}T10:00:00Z`),
      actorId: null,
      actorOrganisationId: null,
      digest: 'sha256',
      events: [
        { kind: 'gathering.missed', payload: { organisation_id: branchId, gathering_kind: 'committee' } },
      ],
    }),
  )

describe('a survey', () => {
  it('points to a branch by what happened alone, with each reason counted', async () => {
    for (const day of ['2025-06-30', '2025-09-30', '2025-12-31', '2026-01-31'])
      await missed(party.organisations.first, day)
    await missed(party.organisations.second, '2026-01-31')
    await settleConsumers(house.db, rectificationConsumers(house))
    expect((await ask('secretary', 'POST', '/api/weak/survey')).status).toBe(403)
    expect((await ask('organiser', 'POST', '/api/weak/survey')).status).toBe(200)
    const first = await caseOf('first')
    expect(first.state).toBe('candidate')
    expect(first.reasons).toContainEqual(expect.objectContaining({ situation: 'meetings_lapsed', value: 4 }))
    expect(await caseOf('second')).toBeUndefined()
    await ask('organiser', 'POST', '/api/weak/survey')
    expect((await cases()).filter(({ branch: { id } }) => id === party.organisations.first)).toHaveLength(1)
  })

  it('takes from people only what it cannot know, once, with a source, and lets it be withdrawn', async () => {
    const fact = {
      branch_id: party.organisations.second,
      situation: 'affairs_closed',
      since: '2025-10-01',
      source: '县纪委2025年第四季度村务公开检查通报',
    }
    expect(
      (await ask('organiser', 'POST', '/api/weak-facts', { ...fact, situation: 'meetings_lapsed' })).status,
    ).toBe(400)
    const { body } = await ask('organiser', 'POST', '/api/weak-facts', fact)
    expect((await ask('organiser', 'POST', '/api/weak-facts', fact)).body).toMatchObject({
      code: 'conflict.exists',
    })
    await ask('organiser', 'POST', '/api/weak/survey')
    expect((await caseOf('second')).reasons).toEqual([
      expect.objectContaining({ situation: 'affairs_closed', source: fact.source }),
    ])
    await ask('organiser', 'POST', `/api/weak-facts/${body.id}/withdraw`, { reason: '已整改公开' })
    await ask('organiser', 'POST', '/api/weak/survey')
    expect((await caseOf('second')).reasons).toEqual([])
    const { rows: told } =
      await sql`select kind, payload, actor_id as by from timeline where stream = ${body.id} order by seq`.execute(
        house.db,
      )
    const about = { branch: party.organisations.second, situation: 'affairs_closed' }
    const by = actors.get('organiser')!.personId
    expect(told).toEqual([
      { kind: 'weak.fact_entered', payload: { ...about, since: '2025-10-01' }, by },
      { kind: 'weak.fact_withdrawn', payload: about, by },
    ])
    expect(
      (await ask('organiser', 'POST', `/api/weak-facts/${body.id}/withdraw`, { reason: '再撤一次' })).status,
    ).toBe(404)
  })

  it('does not propose again who was looked at and not listed, unless other facts point to them', async () => {
    const { id, version } = await caseOf('second')
    expect(
      (
        await ask('organiser', 'POST', `/api/weak/${id}/decide`, {
          version,
          confirm: false,
          reason: '查过，已经公开',
        })
      ).status,
    ).toBe(204)
    await ask('organiser', 'POST', '/api/weak/survey')
    expect((await cases()).filter(({ branch }) => branch.id === party.organisations.second)).toHaveLength(1)
  })
})

describe('who sees and who decides', () => {
  it('is whoever answers for the branch and those above it; nobody decides about their own', async () => {
    const { id, version } = await caseOf('first')
    const decision = { version, confirm: true, reason: '走访属实' }
    expect((await detail(id, 'secretary')).may_decide).toBe(false)
    for (const stranger of ['other', 'member', 'admin'])
      expect((await ask(stranger, 'GET', `/api/weak/${id}`)).status).toBe(stranger === 'other' ? 404 : 403)
    expect(await cases('other')).toEqual([])
    for (const stranger of ['secretary', 'other', 'member', 'admin'])
      expect((await ask(stranger, 'POST', `/api/weak/${id}/decide`, decision)).status).toBe(403)
    const own = actors.get('organiser')!
    actors.set('own', {
      ...own,
      duties: [...own.duties, { ...actors.get('secretary')!.duties[0]! }],
    })
    expect((await ask('own', 'POST', `/api/weak/${id}/decide`, decision)).body).toMatchObject({
      reason: 'weak.own_branch',
    })
  })
})

describe('putting a branch right', () => {
  let id = ''
  const version = async () => (await detail(id)).version as number
  const deed = async (what: string, body: object, as = 'organiser') =>
    ask(as, 'POST', `/api/weak/${id}/${what}`, { version: await version(), ...body })

  it('begins when a person confirms it with words, and is due within the rule’s months', async () => {
    ;({ id } = await caseOf('first'))
    const said = { confirm: true, reason: '走访党员和群众，情况属实' }
    const seen = await version()
    expect((await deed('decide', said)).status).toBe(204)
    expect(
      (await ask('organiser', 'POST', `/api/weak/${id}/decide`, { version: seen, ...said })).body,
    ).toMatchObject({
      code: 'conflict.changed',
    })
    expect(await detail(id)).toMatchObject({ state: 'listed', due_on: '2027-03-02' })
    const { rows } = await sql`select person_id from notices where kind = 'weak.listed'`.execute(house.db)
    expect(rows).toEqual([{ person_id: actors.get('secretary')!.personId }])
  })

  it('takes helpers from outside the branch, and milestones by its day', async () => {
    const kinds = ['county_leader', 'township_leader', 'first_secretary']
    const people = await Promise.all(kinds.map(() => party.person()))
    const own = await sql<{
      id: string
    }>`select person_id as id from party_members where branch_id = ${party.organisations.first} limit 1`.execute(
      house.db,
    )
    const helpers = [
      ...kinds.map((kind, index) => ({ kind, person_id: people[index] })),
      { kind: 'partner_unit', organisation_id: party.organisations.elsewhere },
    ]
    const plan = '选好书记，按月开会，公开账目'
    expect(
      (await deed('plan', { plan, helpers: [{ kind: 'county_leader', person_id: own.rows[0]!.id }] })).body,
    ).toMatchObject({ reason: 'weak.own_helper' })
    expect((await deed('plan', { plan, helpers })).status).toBe(204)
    const milestone = { title: '补选书记', text: '按章程召开党员大会补选', due_day: '2026-05-31' }
    expect((await deed('milestones', { ...milestone, due_day: '2027-03-03' })).body).toMatchObject({
      reason: 'weak.milestone_late',
    })
    expect((await deed('milestones', { ...milestone, to: party.organisations.second })).body).toMatchObject({
      reason: 'weak.milestone_to',
    })
    const set = await deed('milestones', milestone)
    expect(set.status).toBe(201)
    expect((await detail(id)).lacking).toEqual(['milestones_open', 'poll'])
    const secretary = actors.get('secretary')!
    const run = (actor: Actor, command: Parameters<typeof execute>[1]['command']) =>
      execute(house, { actor, matterId: set.body.matter_id, command })
    await run(secretary, { type: 'sign' })
    await run(secretary, { type: 'answer', text: '4月12日已补选', outcome: 'solved' })
    await run(actors.get('organiser')!, { type: 'accept_part', accept: true, reason: '看过会议记录' })
    expect((await detail(id)).lacking).toEqual(['poll'])
    expect((await deed('accept', { reason: '办完了' })).body).toMatchObject({
      reason: 'weak.lacking',
      lacking: ['poll'],
    })
  })

  it('is judged by residents: each code counts once, however often and at once it is sent, and nobody sees how it stands', async () => {
    const { body } = await deed('poll', { codes: 24 })
    const codes = body.codes as string[]
    expect(new Set(codes).size).toBe(24)
    expect((await ask('', 'GET', `/api/polls/${codes[0]}`)).body).toMatchObject({
      used: false,
      closed: false,
    })
    const answers = ['satisfied', 'satisfied', 'satisfied', 'unsure', 'satisfied'] as const
    const sent = await Promise.all(
      codes
        .slice(0, 20)
        .flatMap((code, index) =>
          [code, code.toLowerCase().replace(/(.{5})/, '$1-')].map((typed) =>
            ask('', 'POST', `/api/polls/${typed}`, { answer: answers[index % answers.length] }),
          ),
        ),
    )
    expect(sent.filter(({ status }) => status === 204)).toHaveLength(20)
    expect(sent.filter(({ status }) => status === 409)).toHaveLength(20)
    expect((await ask('', 'POST', '/api/polls/AAAAAAAAAA', { answer: 'satisfied' })).status).toBe(404)
    expect((await detail(id)).polls[0]).toMatchObject({ returned: null, satisfied: null, passed: null })
    expect((await deed('poll/close', {})).status).toBe(204)
    expect((await detail(id)).polls[0]).toMatchObject({
      returned: 20,
      satisfied: 16,
      unsure: 4,
      passed: true,
    })
    expect((await ask('', 'POST', `/api/polls/${codes[22]}`, { answer: 'satisfied' })).body).toMatchObject({
      code: 'conflict.changed',
    })
    const kept = JSON.stringify((await sql`select * from paper_poll_codes`.execute(house.db)).rows)
    for (const code of codes) expect(kept).not.toContain(code)
  })

  it('ends with acceptance, is watched, and is released only when the watch is over', async () => {
    expect((await deed('accept', { reason: '群众认可，验收销号' })).status).toBe(204)
    expect(await detail(id)).toMatchObject({ state: 'accepted', watch_until: '2027-03-02' })
    expect((await deed('recheck', { sound: true, reason: '一直正常' })).body).toMatchObject({
      reason: 'weak.watched',
    })
    clock = new Date('2027-03-02T01:00:00Z')
    expect((await deed('recheck', { sound: true, reason: '一直正常' })).status).toBe(204)
    expect((await detail(id)).state).toBe('released')
    expect((await verifyHouse(house)).broken).toEqual([])
  })

  it('shows teams before and after, and hides groups of fewer than five', async () => {
    const teams = (await ask('organiser', 'GET', '/api/weak/teams')).body
    expect(teams.before.branches).toBe(1)
    expect(teams.before.officers).toBe(1)
    expect(teams.before.ages).toBeNull()
    expect(teams.after.education).toBeNull()
  })
})

describe('a promise broken by hand', () => {
  it('is found: a poll with more votes than codes, a branch accepted without a poll', async () => {
    await database.asOwner('update paper_polls set satisfied = satisfied + 1')
    const found = (await verifyHouse(house)).broken.map(({ promise, en }) => `${promise} ${en}`)
    expect(found).toContain('7 a poll on paper counts other than the codes that were used')
    await database.asOwner('update paper_polls set satisfied = satisfied - 1')
    await database.asOwner(`update paper_polls set closed_at = closed_at + interval '3 years'`)
    const without = (await verifyHouse(house)).broken.map(({ promise, en }) => `${promise} ${en}`)
    expect(without).toContain('3 a branch was taken off the list without a poll of the residents')
  })
})

describe('the pack', () => {
  it('decides: a vacancy shows after the rule’s months, counted from when the last secretary left', async () => {
    clock = new Date('2027-03-02T01:00:00Z')
    await sql`update duties set active_to = '2026-12-10' where organisation_id = ${party.organisations.first} and role = 'secretary'`.execute(
      house.db,
    )
    const vacant = async () => {
      await ask('organiser', 'POST', '/api/weak/survey')
      return (
        (await caseOf('first'))?.reasons.some(({ situation }) => situation === 'secretary_vacant') ?? false
      )
    }
    expect(await vacant()).toBe(false)
    clock = new Date('2027-03-12T01:00:00Z')
    expect(await vacant()).toBe(true)
  })
})
