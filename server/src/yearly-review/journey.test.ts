import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatheringsOfYear, writePlanOf } from '../gatherings/index.ts'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { mattersOfYear } from '../matters/index.ts'
import { type SmallParty, smallParty } from '../membership/fixture.ts'
import { checkYearlyReviews, yearlyReviewApi, yearlyReviewHeads } from './index.ts'
import { closePublished, tellLate } from './reactions.ts'
import type { MyReviewsAnswer, ReportAnswer, RoundAnswer, RoundListAnswer } from './schemas.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let app: App
let clock = new Date('2026-10-20T02:00:00Z')
const actors = new Map<string, Actor>()
const outsiders = ['elsewhere', 'admin', 'member', 'resident', 'nobody']

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  party = await smallParty(house)
  actors.set('community', await party.actor('secretary', 'community'))
  actors.set('deputy', await party.actor('deputy_secretary', 'community'))
  actors.set('seat', await party.actor('committee_member', 'community'))
  actors.set('organiser', await party.actor('organiser', 'street', 'street'))
  actors.set('first', await party.actor('secretary', 'first'))
  actors.set('second', await party.actor('secretary', 'second'))
  actors.set('elsewhere', await party.actor('secretary', 'elsewhere'))
  actors.set('member', await party.actor('member', 'first'))
  actors.set('admin', await party.actor('admin', 'elsewhere'))
  actors.set('resident', { ...anonymous, kind: 'resident', personId: await party.person('群众') })
  await writePlanOf(house, party.organisations.first, 2026, null)
  app = await buildApp({
    house,
    identify: async (request) => actors.get(String(request.headers['x-as'])) ?? anonymous,
    apis: [yearlyReviewApi(house, [gatheringsOfYear, mattersOfYear])],
    logger: false,
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const ask = async <T = Record<string, unknown>>(
  as: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
) => {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return {
    status: answer.statusCode,
    text: answer.body,
    body: (answer.body ? answer.json() : undefined) as T,
  }
}
const must = async <T = Record<string, unknown>>(...asked: Parameters<typeof ask>): Promise<T> => {
  const { status, text, body } = await ask<T>(...asked)
  if (status >= 300) throw new Error(`${asked.join(' ')}: ${text}`)
  return body
}
let id: string
const round = (as = 'community') => must<RoundAnswer>(as, 'GET', `/api/yearly-reviews/${id}`)
const reportOf = async (branch: 'first' | 'second') =>
  (await round()).reports.find(({ organisation }) => organisation.id === party.organisations[branch])!
const report = (as: string, reportId: string) =>
  must<ReportAnswer>(as, 'GET', `/api/yearly-reports/${reportId}`)

describe('a yearly review', () => {
  const bad = '楼道杂物清了又堆，没有找到办法'
  const next = '每个楼门认领一名党员，每月查一次'
  let first = ''
  let second = ''

  it('begins in November, once, by those who lead it and by nobody else', async () => {
    const body = { superior_id: party.organisations.community, year: 2026 }
    expect((await ask('community', 'POST', '/api/yearly-reviews', body)).status).toBe(422)
    clock = new Date('2026-11-02T02:00:00Z')
    for (const as of [...outsiders, 'first', 'seat'])
      expect([401, 403]).toContain((await ask(as, 'POST', '/api/yearly-reviews', body)).status)
    const { may_open } = await must<RoundListAnswer>('community', 'GET', '/api/yearly-reviews')
    expect(may_open).toEqual([{ id: party.organisations.community, name: '党组织community', below: 2 }])
    id = (await must<{ id: string }>('community', 'POST', '/api/yearly-reviews', body)).id
    expect((await ask('organiser', 'POST', '/api/yearly-reviews', body)).status).toBe(409)
    expect((await round()).row).toMatchObject({ state: 'collecting', hand_in_by: '2026-11-16', reports: 2 })
    first = (await reportOf('first')).id
    second = (await reportOf('second')).id
    const { reports } = await must<MyReviewsAnswer>('first', 'GET', '/api/yearly-reviews/mine')
    expect(reports).toEqual([expect.objectContaining({ id: first, role: 'reports', handed_in_at: null })])
  })

  it('shows the secretary the year that the system knows; they write words, and their draft is theirs', async () => {
    const mine = await report('first', first)
    const lines = mine.record.find((section) => section.id === 'gatherings')!.lines
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from gatherings where organisation_id = ${party.organisations.first}
      and day <= '2026-11-02'`.execute(house.db)
    expect(lines.find((line) => line.id === 'held')).toMatchObject({ value: 0, of: rows[0]!.n })
    const words = { went_badly: bad, comes_next: next, version: mine.version }
    for (const as of ['community', 'second', ...outsiders])
      expect([401, 403, 404]).toContain(
        (await ask(as, 'PUT', `/api/yearly-reports/${first}/words`, words)).status,
      )
    expect(
      (await ask('first', 'POST', `/api/yearly-reports/${first}/hand-in`, { version: mine.version })).status,
    ).toBe(422)
    await must('first', 'PUT', `/api/yearly-reports/${first}/words`, words)
    expect((await ask('first', 'PUT', `/api/yearly-reports/${first}/words`, words)).status).toBe(409)
    for (const as of ['community', 'organiser']) expect((await report(as, first)).went_badly).toBeNull()
    for (const as of [...outsiders, 'second', 'seat'])
      expect([401, 404]).toContain((await ask(as, 'GET', `/api/yearly-reports/${first}`)).status)
  })

  it('keeps the figures of the moment when it was handed in', async () => {
    const { version, record } = await report('first', first)
    await must('first', 'POST', `/api/yearly-reports/${first}/hand-in`, { version })
    // The others were told a day: until then nobody is heard without them.
    expect(
      (
        await ask<{ reason: string }>('community', 'POST', `/api/yearly-reviews/${id}/begin`, {
          version: (await round()).version,
        })
      ).body.reason,
    ).toBe('review.still_time')
    await sql`update gatherings set state = 'cancelled' where organisation_id = ${party.organisations.first}`.execute(
      house.db,
    )
    expect((await report('community', first)).record).toEqual(record)
    expect((await report('community', first)).went_badly).toBe(bad)
    expect(
      (
        await ask('first', 'PUT', `/api/yearly-reports/${first}/words`, {
          went_badly: bad,
          comes_next: next,
          version: version + 1,
        })
      ).status,
    ).toBe(422)
  })

  it('tells those who are late once', async () => {
    expect(await tellLate(house)).toBe(0)
    clock = new Date('2026-11-17T02:00:00Z')
    expect([await tellLate(house), await tellLate(house)]).toEqual([1, 0])
    const { rows } = await sql<{ kind: string; person: string }>`
      select kind, person_id as person from notices where kind like 'yearly_review.late%' order by kind`.execute(
      house.db,
    )
    expect(rows).toEqual([
      { kind: 'yearly_review.late', person: actors.get('second')!.personId },
      ...['community', 'deputy']
        .map((as) => ({ kind: 'yearly_review.late_below', person: actors.get(as)!.personId }))
        .toSorted((a, b) => (rows[1]!.person === a.person ? -1 : rows[1]!.person === b.person ? 1 : 0)),
    ])
    const { version } = await report('second', second)
    await must('second', 'PUT', `/api/yearly-reports/${second}/words`, {
      went_badly: bad,
      comes_next: next,
      version,
    })
    await must('second', 'POST', `/api/yearly-reports/${second}/hand-in`, { version: version + 1 })
    expect((await reportOf('second')).in_time).toBe(false)
  })

  it('is heard in the order that was settled, with questions and answers', async () => {
    const { version } = await round()
    await must('community', 'POST', `/api/yearly-reviews/${id}/order`, { version, order: [second, first] })
    expect((await round()).reports.map((one) => one.id)).toEqual([second, first])
    expect((await ask('community', 'POST', `/api/yearly-reviews/${id}/begin`, { version })).status).toBe(409)
    await must('community', 'POST', `/api/yearly-reviews/${id}/begin`, { version: version + 1 })
    // A peer hears it too, and asks.
    const asked = await must<{ id: string }>('second', 'POST', `/api/yearly-reports/${first}/questions`, {
      words: '楼道谁来查？',
    })
    for (const as of [...outsiders, 'first'])
      expect([401, 403, 404]).toContain(
        (await ask(as, 'POST', `/api/yearly-reports/${first}/questions`, { words: '问一句' })).status,
      )
    const url = `/api/yearly-reports/${first}/questions/${asked.id}/answer`
    expect((await ask('seat', 'POST', url, { words: '替他答' })).status).toBe(403)
    await must('first', 'POST', url, { words: '楼门党员每周查' })
    expect((await ask('community', 'POST', url, { words: '再答一次' })).status).toBe(409)
    expect((await report('seat', first)).questions).toMatchObject([
      { words: '楼道谁来查？', answer: '楼门党员每周查' },
    ])
  })

  it('is graded in secret by those entitled, once, and never by its own secretary', async () => {
    const grade = (as: string, reportId: string, given: string) =>
      ask(as, 'POST', `/api/yearly-reports/${reportId}/grade`, { grade: given })
    expect((await grade('seat', first, 'good')).status).toBe(422)
    for (const each of [second, first]) await must('community', 'POST', `/api/yearly-reports/${each}/heard`)
    for (const as of ['community', 'deputy', 'seat', 'second'])
      expect((await grade(as, first, 'poor')).status).toBe(204)
    expect((await grade('seat', first, 'good')).status).toBe(409)
    expect((await grade('seat', second, 'superb')).status).toBe(400)
    expect((await grade('seat', second, 'good')).status).toBe(204)
    expect((await grade('first', first, 'good')).status).toBe(403)
    for (const as of outsiders) expect([401, 404]).toContain((await grade(as, first, 'good')).status)
    // While it runs no copy of the database and no page says what was given.
    const { rows: copy } = await database.asOwner(
      `select row_to_json(p)::text as row from review_reports p union all select row_to_json(g)::text from review_rights g
       union all select row_to_json(t)::text from timeline t where t.stream = '${id}'`,
    )
    expect((copy as { row: string }[]).map(({ row }) => row).join()).not.toMatch(/poor|"good"/)
    for (const as of ['community', 'organiser', 'seat', 'first'])
      expect((await report(as, first)).counts).toBeNull()
    expect(await checkYearlyReviews(house)).toEqual([])
  })

  it('is graded by many at once while questions are asked, and nobody waits for ever', async () => {
    const grades = ['community', 'deputy', 'second'].map((as) =>
      ask(as, 'POST', `/api/yearly-reports/${first}/grade`, { grade: 'good' }),
    )
    const questions = Array.from({ length: 6 }, (_, n) =>
      ask('seat', 'POST', `/api/yearly-reports/${first}/questions`, { words: `同时问的第${n}句` }),
    )
    const statuses = (await Promise.all([...grades, ...questions])).map(({ status }) => status)
    // They have graded already; the questions are taken.
    expect(statuses).toEqual([409, 409, 409, 201, 201, 201, 201, 201, 201])
  })

  it('is summed up by those above, published for its days, and what is to be put right becomes a task', async () => {
    await must('community', 'POST', `/api/yearly-reviews/${id}/close-grading`)
    expect((await report('community', first)).counts).toEqual({
      good: 0,
      fairly_good: 0,
      ordinary: 0,
      poor: 4,
    })
    // One grade alone would say who gave it.
    expect((await report('community', second)).counts).toBeNull()
    expect((await report('seat', first)).counts).toBeNull()
    const { version } = await round()
    const publishing = { version, summary: '两个支部都完成了会议，楼道治理要抓' }
    expect((await ask('community', 'POST', `/api/yearly-reviews/${id}/publish`, publishing)).status).toBe(422)
    for (const each of [first, second]) {
      const said = {
        grade: 'ordinary',
        comment: '楼道问题拖了半年',
        public_words: '会议按期，楼道治理待加强',
      }
      const seen = await report('community', each)
      await must('community', 'PUT', `/api/yearly-reports/${each}/comment`, {
        ...said,
        version: seen.version,
      })
    }
    expect((await reportOf('first')).grade).toBe('ordinary')
    expect((await report('first', first)).row.grade).toBeNull()
    // Whoever leads and serves in a branch that reports waits for its grade as the branch does.
    const serves = actors.get('first')!
    const leads = actors.get('community')!
    actors.set('both', { ...leads, duties: [...leads.duties, ...serves.duties] })
    const grades = (await round('both')).reports.map((each) => [each.id, each.grade])
    expect(Object.fromEntries(grades)).toEqual({ [first]: null, [second]: 'ordinary' })
    const task = { title: '清理楼道杂物', text: '认领到人，月底前完成', due_day: '2026-12-20' }
    const made = await must<{ number: string }>(
      'community',
      'POST',
      `/api/yearly-reports/${first}/follow-ups`,
      task,
    )
    expect((await report('first', first)).follow_ups).toMatchObject([
      { number: made.number, title: task.title },
    ])
    await must('community', 'POST', `/api/yearly-reviews/${id}/publish`, {
      ...publishing,
      version: (await round()).version,
    })
    expect(await report('first', first)).toMatchObject({
      comment: '楼道问题拖了半年',
      row: { grade: 'ordinary' },
    })
    const { rows: told } =
      await sql`select payload::text as words from timeline where stream = ${id}`.execute(house.db)
    for (const words of [bad, next, '楼道谁来查', '楼道问题拖了半年'])
      expect(JSON.stringify(told)).not.toContain(words)
    clock = new Date('2026-11-23T02:00:00Z')
    expect([await closePublished(house), await closePublished(house)]).toEqual([1, 0])
    expect((await round()).row.state).toBe('closed')
    expect(await checkYearlyReviews(house)).toEqual([])
    // Somebody who then served there summed it up, whichever duty they did it by.
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      values (gen_random_uuid(), ${leads.personId}, ${party.organisations.first}, 'member', '2026-01-01')`.execute(
      house.db,
    )
    expect((await checkYearlyReviews(house)).map(({ promise, where }) => [promise, where])).toEqual([
      [3, [id]],
    ])
    const { breaks } = await verifyChains(house.pool, { heads: yearlyReviewHeads })
    expect(breaks).toEqual([])
  })
})
