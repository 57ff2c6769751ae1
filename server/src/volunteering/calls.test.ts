import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { endCalls } from './attendance.ts'
import { type ServiceDoors, serviceDoors } from './fixture.ts'
import { checkService } from './promises.ts'

let doors: ServiceDoors
const minute = 60_000

beforeAll(async () => {
  doors = await serviceDoors()
  for (const as of ['m1', 'm2', 'm3', 'm4']) await doors.register(as)
})
afterAll(() => doors.close())
// Each test on a day of its own, so that nobody is promised elsewhere.
beforeEach(() => {
  doors.clock.now = new Date(doors.clock.now.getTime() + 24 * 60 * minute)
})

const answer = async (as: string, id: string, wish: 'yes' | 'no', reason?: string) => {
  const given = await doors.ask(as, 'POST', `/api/member/calls/${id}/answer`, { answer: wish, reason })
  return given.statusCode === 200
    ? given.json<{ answer: string }>().answer
    : given.json<{ reason: string }>().reason
}
const rowsOf = async (id: string) => {
  const { rows } = await sql<{ answer: string; person_id: string }>`
    select answer, person_id from service_answers where call_id = ${id}`.execute(doors.house.db)
  return rows
}
const go = (minutes: number) => {
  doors.clock.now = new Date(doors.clock.now.getTime() + minutes * minute)
}
const kept = async () => expect(await checkService(doors.house)).toEqual([])

describe("a volunteer's task", () => {
  it('is nobody’s duty: it asks nobody, and of who thinks better of it nothing remains but a free place', async () => {
    const id = await doors.call()
    expect(await rowsOf(id)).toEqual([])
    expect(await answer('m1', id, 'no')).toBe('none')
    expect(await answer('m1', id, 'yes')).toBe('yes')
    expect(await answer('m1', id, 'yes')).toBe('yes')
    expect(await answer('m1', id, 'no')).toBe('none')
    expect(await rowsOf(id)).toEqual([])
    const { rows } = await sql<{ whole: string }>`
      select (t.payload::text || coalesce(t.actor_id::text, '') || coalesce(p.data::text, '')) as whole from timeline t
      left join timeline_personal p on p.event_id = t.id where t.stream = ${id} and t.kind <> 'service.called'`.execute(
      doors.house.db,
    )
    expect(rows).toHaveLength(2)
    for (const { whole } of rows) expect(whole).not.toContain(doors.actors.m1!.personId)
    await kept()
  })

  it('gives the last place to one of several who want it at the same moment, and the others hear that they wait', async () => {
    const id = await doors.call({ wanted: 1 })
    const given = await Promise.all(['m1', 'm2', 'm3', 'm4'].map((as) => answer(as, id, 'yes')))
    expect(given.toSorted()).toEqual(['waiting', 'waiting', 'waiting', 'yes'])
    await kept()
    const winner = ['m1', 'm2', 'm3', 'm4'][given.indexOf('yes')]!
    await answer(winner, id, 'no')
    const after = await rowsOf(id)
    expect(after.filter((row) => row.answer === 'yes')).toHaveLength(1)
    expect(after).toHaveLength(3)
    await kept()
  })

  it('takes nobody who is promised elsewhere at this time, and passes over them when a place comes free', async () => {
    const one = await doors.call({ wanted: 1 })
    const two = await doors.call({ wanted: 1, title: '发放物资' })
    expect(await answer('m1', one, 'yes')).toBe('yes')
    expect(await answer('m1', two, 'yes')).toBe('service.twice')
    expect(await answer('m2', two, 'yes')).toBe('yes')
    expect(await answer('m3', two, 'yes')).toBe('waiting')
    expect(await answer('m4', two, 'yes')).toBe('waiting')
    const three = await doors.call({ wanted: 1, title: '值守' })
    expect(await answer('m3', three, 'yes')).toBe('yes')
    await answer('m2', two, 'no')
    const seated = (await rowsOf(two)).find((row) => row.answer === 'yes')
    expect(seated?.person_id).toBe(doors.actors.m4!.personId)
    await kept()
  })

  it('cannot be dangerous without insurance', async () => {
    const body = { dangerous: true }
    await expect(doors.call(body)).rejects.toThrow(/志愿服务条例/)
    const id = await doors.call({ ...body, insurance: '平安意外险 0001' })
    const seen = await doors.done<{ insurance: string }>('m1', 'GET', `/api/member/calls/${id}`)
    expect(seen.insurance).toBe('平安意外险 0001')
  })

  it('does not reach those who have not reported in here', async () => {
    const id = await doors.call()
    expect((await doors.ask('m5', 'GET', `/api/member/calls/${id}`)).statusCode).toBe(404)
    expect(
      (await doors.ask('m5', 'POST', `/api/member/calls/${id}/answer`, { answer: 'yes' })).statusCode,
    ).toBe(404)
  })
})

describe('a call of the party', () => {
  it('asks each registered member, and a no may give a reason that the caller reads without a name', async () => {
    const id = await doors.call({ kind: 'party' })
    expect((await rowsOf(id)).map((row) => row.answer)).toEqual(['asked', 'asked', 'asked', 'asked'])
    expect(await answer('m1', id, 'no', '在外地出差')).toBe('no')
    expect(await answer('m2', id, 'yes')).toBe('yes')
    const detail = await doors.done<{
      counts: object
      reasons: string[]
      people: { name: string }[]
    }>('community', 'GET', `/api/service-calls/${id}`)
    expect(detail.counts).toEqual({ asked: 4, no: 1, waiting: 0, came: 0 })
    expect(detail.reasons).toEqual(['在外地出差'])
    expect(detail.people.map(({ name }) => name)).toEqual(['党员m2'])
    const above = await doors.done<{ people: object[] }>('street', 'GET', `/api/service-calls/${id}`)
    expect(above.people).toEqual([])
  })

  it('asks by what members offered: skills, and how far they come', async () => {
    const until = new Date(doors.clock.now.getTime() + 90 * 24 * 60 * minute).toISOString().slice(0, 10)
    const offer = (as: string, skills: string[], radius_km: number) =>
      doors.done(as, 'PUT', '/api/member/offer', { skills, hours: ['weekday_day'], radius_km, until })
    await offer('m1', ['first_aid'], 0)
    await offer('m2', ['driving'], 0)
    await doors.register('m6', doors.secondCommunity)
    await offer('m6', ['first_aid'], 1)
    const asked = async (more: object) => (await rowsOf(await doors.call({ kind: 'party', ...more }))).length
    expect(await asked({ skills: ['first_aid'] })).toBe(1)
    expect(await asked({ skills: ['first_aid'], radius_km: 10 })).toBe(1)
    await offer('m6', ['first_aid'], 5)
    expect(await asked({ skills: ['first_aid'], radius_km: 10 })).toBe(2)
    await doors.done('m1', 'POST', '/api/member/offer/withdraw')
    expect(await asked({ skills: ['first_aid'], radius_km: 10 })).toBe(1)
  })
})

describe('on site', () => {
  it('one signs in by the code of the moment and out again; hours are what lies between', async () => {
    const id = await doors.call()
    await answer('m1', id, 'yes')
    const early = await doors.ask('m1', 'POST', `/api/member/calls/${id}/sign-in`, {
      code: await doors.code(id),
    })
    expect(early.json()).toMatchObject({ reason: 'call.early' })
    go(110)
    const old = await doors.code(id)
    go(5)
    const wrong = await doors.ask('m1', 'POST', `/api/member/calls/${id}/sign-in`, { code: old })
    expect(wrong.json()).toMatchObject({ reason: 'code.wrong' })
    await doors.done('m1', 'POST', `/api/member/calls/${id}/sign-in`, { code: await doors.code(id) })
    go(95)
    await doors.done('m1', 'POST', `/api/member/calls/${id}/sign-out`)
    await doors.done('m1', 'POST', `/api/member/calls/${id}/sign-out`)
    const service = await doors.done<{ records: { minutes: number; title: string }[] }>(
      'm1',
      'GET',
      '/api/member/service',
    )
    expect(service.records[0]).toMatchObject({ minutes: 95, title: '清理楼道' })
    await kept()
  })

  it('codes cannot be tried out: after so many wrong ones the caller signs in by hand', async () => {
    const id = await doors.call()
    await answer('m2', id, 'yes')
    go(115)
    const right = await doors.code(id)
    const wrong = String((Number(right) + 7) % 1_000_000).padStart(6, '0')
    for (let tries = 0; tries < 8; tries++)
      await doors.ask('m2', 'POST', `/api/member/calls/${id}/sign-in`, { code: wrong })
    const now = await doors.ask('m2', 'POST', `/api/member/calls/${id}/sign-in`, { code: right })
    expect(now.json()).toMatchObject({ reason: 'code.too_often' })
    const { people } = await doors.done<{ people: { id: string }[] }>(
      'community',
      'GET',
      `/api/service-calls/${id}`,
    )
    await doors.done('community', 'POST', `/api/service-calls/${id}/presence`, {
      place: people[0]!.id,
      deed: 'in',
    })
    const seen = await doors.done<{ signed_in: boolean }>('m2', 'GET', `/api/member/calls/${id}`)
    expect(seen.signed_in).toBe(true)
  })

  it('who forgets to sign out is signed out with the task, and can object; who recorded it puts it right', async () => {
    const id = await doors.call()
    await answer('m3', id, 'yes')
    go(120)
    await doors.done('m3', 'POST', `/api/member/calls/${id}/sign-in`, { code: await doors.code(id) })
    go(600)
    await endCalls(doors.house)
    const mine = async () =>
      (
        await doors.done<{
          records: { id: string; minutes: number; ended_by_house: boolean; thanks: string | null }[]
        }>('m3', 'GET', '/api/member/service')
      ).records[0]!
    const record = await mine()
    expect(record).toMatchObject({ minutes: 120, ended_by_house: true })
    expect(
      (await doors.ask('m1', 'POST', `/api/member/service/${record.id}/object`, { words: '不对' }))
        .statusCode,
    ).toBe(404)
    await doors.done('m3', 'POST', `/api/member/service/${record.id}/object`, { words: '只做了一个小时' })
    const url = `/api/service-records/${record.id}/answer`
    expect((await doors.ask('secondClerk', 'POST', url, { words: '已改', minutes: 60 })).statusCode).toBe(403)
    await doors.done('community', 'POST', url, { words: '已改', minutes: 60 })
    expect((await mine()).minutes).toBe(60)
    await doors.done('community', 'POST', `/api/service-calls/${id}/thank`, { words: '辛苦了' })
    expect((await mine()).thanks).toBe('辛苦了')
    expect(
      (await doors.ask('community', 'POST', `/api/service-calls/${id}/thank`, { words: '再谢' })).statusCode,
    ).toBe(409)
    await kept()
  })

  it('what a certificate says can be checked by who was given its code, until its holder takes it back', async () => {
    const made = await doors.done<{ id: string; code: string; hours: number; tasks: object[] }>(
      'm1',
      'POST',
      '/api/member/certificates',
      { from: '2026-03-01', to: doors.clock.now.toISOString().slice(0, 10) },
    )
    expect(made).toMatchObject({ hours: 1.5 })
    const url = `/api/service-certificates/${made.code.toLowerCase()}`
    const checked = await doors.ask('nobody', 'GET', url)
    expect(checked.json()).toMatchObject({ hours: 1.5, tasks: 1, name: '党＊＊＊' })
    expect(checked.body).not.toContain('党员m1')
    expect((await doors.ask('m2', 'GET', `/api/member/certificates/${made.id}`)).statusCode).toBe(404)
    await doors.done('m1', 'POST', `/api/member/certificates/${made.id}/withdraw`)
    expect((await doors.ask('nobody', 'GET', url)).statusCode).toBe(404)
  })
})

it('a call that is called off frees everybody’s hours and tells them why', async () => {
  const id = await doors.call({ kind: 'party' })
  await answer('m1', id, 'yes')
  await doors.done('community', 'POST', `/api/service-calls/${id}/cancel`, { reason: '下大雨' })
  const again = await doors.call()
  expect(await answer('m1', again, 'yes')).toBe('yes')
  expect(await answer('m1', id, 'yes')).toBe('call.over')
  const { rows } = await sql<{ words: { zh: string } }>`
    select words from notices where kind = 'service.called_off' and person_id = ${doors.actors.m1!.personId}`.execute(
    doors.house.db,
  )
  expect(rows.map(({ words }) => words.zh)).toEqual(['“清理楼道”取消了：下大雨'])
})

it('the same call sent twice under one key is one call', async () => {
  const start = new Date(doors.clock.now.getTime() + 60 * minute)
  const body = {
    community_id: doors.city.organisations.community,
    kind: 'volunteer',
    title: '巡逻',
    words: '巡逻',
    place: '大门',
    starts_at: start.toISOString(),
    ends_at: new Date(start.getTime() + 60 * minute).toISOString(),
    wanted: 1,
    skills: [],
    radius_km: 0,
    dangerous: false,
  }
  const send = () =>
    doors.ask('community', 'POST', '/api/service-calls', body, { 'idempotency-key': 'one-call-only' })
  expect((await send()).json()).toEqual((await send()).json())
})

it('a broken promise is found: a place too many, hours that nobody served, a volunteer who was asked', async () => {
  const id = await doors.call()
  await answer('m4', id, 'yes')
  await kept()
  await doors.database.asOwner(`update service_calls set taken = 2 where id = '${id}'`)
  await doors.database.asOwner(
    `update service_records set minutes = minutes + 30 where source = 'call' and objection is null`,
  )
  const broken = (await checkService(doors.house)).map(({ en }) => en)
  expect(broken).toEqual([
    'the places of a call and who holds them do not agree',
    'the hours of a record are not those between signing in and out',
  ])
})
