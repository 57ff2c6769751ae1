import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyHouse } from '../commands/verify.ts'
import { sql } from '../kernel/database/index.ts'
import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { filesApi } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { identifyAs, staff } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { execute, matterConsumers, matterDoors, matterSweeper, mattersApi } from '../matters/index.ts'
import { upwardApi, upwardDoor } from './index.ts'
import { forgetPapers } from './retention.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let clock = new Date('2026-03-02T01:00:00Z')
let closeDoor = () => {}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  const doors = [...matterDoors(house), upwardDoor(house)]
  closeDoor = () => doors.forEach((close) => void close())
  const { community, street, grid, water, centre } = city
  const both = { ...street, personId: community.personId, duties: [...street.duties, ...community.duties] }
  app = await buildApp({
    house,
    identify: identifyAs({ community, street, grid, water, centre, both, admin: staff('admin') }),
    apis: [upwardApi(house), mattersApi(house), filesApi(house)],
    logger: false,
  })
})
afterAll(async () => {
  closeDoor()
  await app.close()
  await database.drop()
})

const call = async (
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
const paper = (more: object = {}) => ({
  asker_id: city.organisations.community,
  kind: 'major_matter',
  title: '闲置车棚改建助餐点',
  body: '居民代表会议已经同意，拟用车棚 60 平方米，请批复。',
  ...more,
})
const send = async (more: object = {}) =>
  (await call('community', 'POST', '/api/upward', paper(more))).body.id as string
const see = async (id: string, as = 'community') => (await call(as, 'GET', `/api/upward/${id}`)).body
const deed = async (as: string, id: string, what: string, body: object = {}) =>
  call(as, 'POST', `/api/upward/${id}/${what}`, { version: (await see(id)).version, ...body })
const told = async (kind: string) =>
  (
    await sql<{ id: string }>`select person_id as id from notices where kind = ${kind}`.execute(house.db)
  ).rows.map(({ id }) => id)

describe('a request upward', () => {
  let id = ''
  it('goes to the nearest superior, once, with its clock, and its words stay with the two', async () => {
    const form = (await call('community', 'GET', '/api/upward/form')).body
    expect(form.askers).toMatchObject([{ superior: { id: city.organisations.street } }])
    const key = { 'idempotency-key': 'a-paper-sent-twice' }
    const [one, two] = await Promise.all(
      [0, 1].map(() => call('community', 'POST', '/api/upward', paper(), key)),
    )
    expect([one!.status, two!.status]).toEqual([201, 201])
    id = one!.body.id
    expect(two!.body.id).toBe(id)
    // Ten working days from Monday, 2 March.
    expect(await see(id)).toMatchObject({ stage: 'waiting', answer_by: '2026-03-16', may_proceed: false })
    expect((await see(id, 'street')).body).toContain('车棚')
    for (const stranger of ['water', 'grid', 'centre', 'admin'])
      expect([403, 404], stranger).toContain((await call(stranger, 'GET', `/api/upward/${id}`)).status)
    expect((await call('water', 'GET', '/api/upward?side=received')).body.items).toEqual([])
    expect(JSON.stringify((await call('centre', 'GET', `/api/matters/${id}`)).body)).not.toContain(
      '60 平方米',
    )
    await settleConsumers(house.db, matterConsumers(house))
    expect(await told('matter.asked_upward')).toEqual([city.street.personId])
  })

  it('has attachments that are read by the two alone', async () => {
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a33' } })
      .jpeg()
      .toBuffer()
    const head =
      '--x\r\nContent-Disposition: form-data; name="photo"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    const uploaded = await app.inject({
      method: 'POST',
      url: '/api/photos',
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'x-as': 'community' },
      payload: Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--x--\r\n')]),
    })
    const { id: photoId, claim } = uploaded.json()
    const withPhoto = await send({ photos: [{ id: photoId, claim }] })
    expect((await see(withPhoto)).photos).toMatchObject([{ id: photoId }])
    const look = async (as: string) =>
      (await app.inject({ method: 'GET', url: `/api/photos/${photoId}`, headers: { 'x-as': as } })).statusCode
    expect([await look('community'), await look('street')]).toEqual([200, 200])
    for (const stranger of ['centre', 'water', 'grid']) expect(await look(stranger), stranger).not.toBe(200)
    expect((await call('centre', 'GET', `/api/matters/${withPhoto}`)).body.photos).toEqual([])
    await deed('community', withPhoto, 'withdraw', { reason: '附件不全，重报' })
  })

  it('is sent by nobody for another organisation, and for no unknown kind', async () => {
    for (const wrong of ['street', 'water', 'grid', 'centre', 'admin'])
      expect((await call(wrong, 'POST', '/api/upward', paper())).status, wrong).toBe(403)
    expect((await call('community', 'POST', '/api/upward', paper({ kind: 'wish' }))).body).toMatchObject({
      reason: 'upward.kind',
    })
  })

  it('is decided by the superior alone, with words where it is not a plain yes', async () => {
    const say = (as: string, verdict: string, words?: string) => deed(as, id, 'answer', { verdict, words })
    for (const wrong of ['community', 'water', 'grid', 'centre'])
      expect((await say(wrong, 'agreed')).status, wrong).toBe(403)
    expect((await say('both', 'agreed')).body).toMatchObject({ reason: 'upward.own' })
    expect((await say('street', 'noted')).body).toMatchObject({ reason: 'upward.verdict' })
    expect((await say('street', 'conditions')).body).toMatchObject({ reason: 'upward.words' })
    await expect(
      execute(house, {
        actor: city.street,
        matterId: id,
        command: { type: 'answer', text: '行', outcome: 'solved' },
      }),
    ).rejects.toMatchObject({ options: { reason: 'matter.own_room' } })
    const seen = (await see(id)).version
    const twice = await Promise.all(
      [0, 1].map(() =>
        call('street', 'POST', `/api/upward/${id}/answer`, {
          version: seen,
          verdict: 'conditions',
          words: '消防验收后开办',
        }),
      ),
    )
    expect(twice.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await see(id)).toMatchObject({
      stage: 'answered',
      verdict: 'conditions',
      may_proceed: true,
      answer: { words: '消防验收后开办' },
    })
    await settleConsumers(house.db, matterConsumers(house))
    expect(await told('matter.answered_upward')).toContain(city.community.personId)
  })

  it('ends when who asked has the answer', async () => {
    expect((await deed('street', id, 'receive')).status).toBe(403)
    expect((await deed('community', id, 'receive')).status).toBe(204)
    expect(await see(id)).toMatchObject({ stage: 'closed' })
    expect((await deed('community', id, 'withdraw', { reason: '不办了' })).status).toBe(422)
  })

  it('that came to the wrong door or was refused is asked anew, once', async () => {
    const first = await send()
    expect((await call('community', 'POST', '/api/upward', paper({ follows: first }))).body).toMatchObject({
      reason: 'upward.not_returned',
    })
    await deed('street', first, 'answer', { verdict: 'not_ours', words: '请报规划部门' })
    expect(await see(first)).toMatchObject({ may_proceed: false, may: { ask_again: true } })
    const again = await send({ follows: first })
    expect(await see(first)).toMatchObject({ followed_by: again, may: { ask_again: false } })
    expect((await call('community', 'POST', '/api/upward', paper({ follows: first }))).body).toMatchObject({
      reason: 'upward.asked_again',
    })
  })

  it('may be taken back before it is answered', async () => {
    const taken = await send()
    expect((await deed('street', taken, 'withdraw', { reason: '不要了' })).status).toBe(403)
    expect((await deed('community', taken, 'withdraw', { reason: '情况有变' })).status).toBe(204)
    expect(await see(taken)).toMatchObject({ stage: 'withdrawn', may: { answer: [] } })
  })

  it('that nobody answers climbs the ladder', async () => {
    const silent = await send()
    clock = new Date('2026-03-06T01:00:00Z')
    await sweepDeadlines(house, [matterSweeper(house)])
    await settleConsumers(house.db, matterConsumers(house))
    expect(await told('matter.overdue')).toContain(city.street.personId)
    expect(await see(silent)).toMatchObject({ overdue: true })
  })
})

describe('a report upward', () => {
  it('is received, not decided, and ends with that', async () => {
    const id = await send({ kind: 'work_report', title: '一季度工作情况' })
    expect((await deed('street', id, 'answer', { verdict: 'agreed' })).body).toMatchObject({
      reason: 'upward.verdict',
    })
    expect((await deed('street', id, 'answer', { verdict: 'noted' })).status).toBe(204)
    expect(await see(id)).toMatchObject({ stage: 'closed', verdict: 'noted' })
    expect(
      (await call('street', 'GET', '/api/upward?side=received&open=yes')).body.items.map(
        (each: { id: string }) => each.id,
      ),
    ).not.toContain(id)
  })
})

describe('a promise broken by hand', () => {
  it('is found; until then all is kept', async () => {
    expect((await verifyHouse(house)).broken).toEqual([])
    await database.asOwner(`update upward_papers set verdict = 'agreed' where verdict = 'conditions'`)
    await database.asOwner(
      `update upward_papers set verdict = null, answered_at = null where verdict = 'not_ours'`,
    )
    expect((await verifyHouse(house)).broken.map(({ promise, en }) => `${promise} ${en}`)).toEqual(
      expect.arrayContaining([
        '4 the answer to a paper is not that of the timeline',
        '3 a paper was answered by who sent it, or closed without an answer',
      ]),
    )
  })
})

describe('the text of a paper', () => {
  it('goes with the words of its matter, and no sooner; the verdict stays', async () => {
    const texts = async () => {
      const { rows } = await sql<{ id: string; body: string; verdict: string | null }>`
        select matter_id as id, body, verdict from upward_papers order by matter_id`.execute(house.db)
      return rows
    }
    const before = await texts()
    await forgetPapers(house)
    expect(await texts()).toEqual(before)
    await database.asOwner(`update matter_words set erased_at = now() where matter_id = '${before[0]!.id}'`)
    await forgetPapers(house)
    expect(await texts()).toEqual([{ ...before[0], body: '' }, ...before.slice(1)])
  })
})
