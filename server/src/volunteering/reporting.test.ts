import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settleConsumers } from '../kernel/testing/index.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { draftFeedback, sendFeedback } from './feedback.ts'
import { type ServiceDoors, serviceDoors } from './fixture.ts'
import { checkService } from './promises.ts'
import { serviceConsumers } from './reactions.ts'

let doors: ServiceDoors
beforeAll(async () => {
  doors = await serviceDoors()
})
afterAll(() => doors.close())

interface Home {
  registration: { community: { id: string } } | null
  asked: { community: { id: string } } | null
  due: { state: string }
}
const home = (as: string) => doors.done<Home>(as, 'GET', '/api/member/home')
const status = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  (await doors.ask(as, method, url, payload)).statusCode

describe('reporting in', () => {
  it('is confirmed by the community alone, and a change of residence moves it when the new one confirms', async () => {
    const { id } = await doors.done<{ id: string }>('m1', 'POST', '/api/member/registration', {
      community_id: doors.city.organisations.community,
    })
    const decide = `/api/reporting/registrations/${id}/decide`
    for (const as of ['m1', 'secretary', 'secondClerk', 'street'])
      expect([as, await status(as, 'POST', decide, { decision: 'confirm' })]).toEqual([as, 403])
    expect(await status('community', 'POST', decide, { decision: 'refuse' })).toBe(400)
    await doors.done('community', 'POST', decide, { decision: 'confirm' })
    await doors.done('community', 'POST', decide, { decision: 'confirm' })
    expect((await home('m1')).registration?.community.id).toBe(doors.city.organisations.community)
    await doors.done('m1', 'POST', '/api/member/registration', { community_id: doors.secondCommunity })
    const between = await home('m1')
    expect(between.registration?.community.id).toBe(doors.city.organisations.community)
    expect(between.asked?.community.id).toBe(doors.secondCommunity)
    const { items } = await doors.done<{ items: { id: string }[] }>(
      'secondClerk',
      'GET',
      '/api/reporting/registrations?state=proposed',
    )
    await doors.done('secondClerk', 'POST', `/api/reporting/registrations/${items[0]!.id}/decide`, {
      decision: 'confirm',
    })
    const after = await home('m1')
    expect(after.registration?.community.id).toBe(doors.secondCommunity)
    expect(after.asked).toBeNull()
  })

  it('can be done by the secretary for several of the branch, and of no other', async () => {
    const body = (...who: string[]) => ({
      person_ids: who.map((key) => doors.actors[key]!.personId),
      community_id: doors.city.organisations.community,
    })
    expect(await status('secretary', 'POST', '/api/reporting/branch/register', body('m2', 'stranger'))).toBe(
      403,
    )
    expect((await home('m2')).asked).toBeNull()
    await doors.done('secretary', 'POST', '/api/reporting/branch/register', body('m2', 'm3'))
    expect((await home('m3')).asked?.community.id).toBe(doors.city.organisations.community)
    await doors.done('m3', 'POST', '/api/member/registration/withdraw')
    expect((await home('m3')).asked).toBeNull()
  })

  it('shows the branch what is due, of its own members alone', async () => {
    const { items } = await doors.done<{ items: { person: { name: string }; due: string }[] }>(
      'secretary',
      'GET',
      '/api/reporting/branch',
    )
    const due = new Map(items.map(({ person, due }) => [person.name, due]))
    expect(due.get('党员m1')).toBe('due')
    expect(due.get('党员m3')).toBe('not_registered')
    expect(due.has('党员stranger')).toBe(false)
    expect(await status('m1', 'GET', '/api/reporting/branch')).toBe(403)
  })

  it('shows numbers masked; a look at the whole one is kept, and a refused try too', async () => {
    const { items } = await doors.done<{ items: { id: string; phone: string }[] }>(
      'secondClerk',
      'GET',
      '/api/reporting/registrations',
    )
    expect(items[0]!.phone).toBe('139****1234')
    const url = `/api/reporting/registrations/${items[0]!.id}/phone`
    expect(await status('community', 'POST', url, { reason: '联系' })).toBe(403)
    expect(await doors.done('secondClerk', 'POST', url, { reason: '商量时间' })).toMatchObject({
      phone: '13900001234',
    })
    const { rows } = await sql<{ outcome: string; reason: string }>`
      select outcome, reason from audit_log where action = 'member.contact_seen' order by id`.execute(
      doors.house.db,
    )
    expect(rows).toEqual([
      { outcome: 'refused', reason: '联系' },
      { outcome: 'done', reason: '商量时间' },
    ])
  })

  it('shows the street numbers by community and no names', async () => {
    const { items } = await doors.done<{ items: { community: { id: string }; members: number }[] }>(
      'street',
      'GET',
      '/api/reporting/communities',
    )
    expect(items.find(({ community }) => community.id === doors.secondCommunity)?.members).toBe(1)
    expect(await status('street', 'GET', '/api/reporting/registrations')).toBe(403)
  })
})

describe('units', () => {
  it('report in, agree on duties, and neither side judges its own work', async () => {
    const { city } = doors
    const water = city.organisations.water!
    const body = {
      organisation_id: water,
      community_id: city.organisations.community,
      contact_name: '王五',
      contact_phone: '5550001',
    }
    expect(await status('housing', 'POST', '/api/reporting/units', body)).toBe(403)
    const { id } = await doors.done<{ id: string }>('water', 'POST', '/api/reporting/units', body)
    expect(await doors.done('water', 'POST', '/api/reporting/units', body)).toEqual({ id })
    expect(
      await status('water', 'POST', `/api/reporting/units/${id}/duties`, {
        words: '检修',
        due_on: '2026-05-01',
      }),
    ).toBe(422)
    await doors.done('community', 'POST', `/api/reporting/registrations/${id}/decide`, {
      decision: 'confirm',
    })
    await doors.done('water', 'POST', `/api/reporting/units/${id}/statements`, {
      kind: 'resource',
      words: '会议室周末可用',
    })
    const duty = await doors.done<{ id: string }>('water', 'POST', `/api/reporting/units/${id}/duties`, {
      words: '检修老楼水管',
      due_on: '2026-05-01',
    })
    const move = `/api/reporting/duties/${duty.id}/move`
    expect(await status('water', 'POST', move, { to: 'agree' })).toBe(422)
    await doors.done('community', 'POST', move, { to: 'agree' })
    const call = await doors.call({ duty_id: duty.id })
    expect(call).toBeTruthy()
    expect(await status('water', 'POST', move, { to: 'done', words: '做完了' })).toBe(422)
    await doors.done('community', 'POST', move, { to: 'done', words: '修了六处' })
    for (const as of ['community', 'water']) {
      const url = `/api/reporting/registrations/${id}/evaluate`
      await doors.done(as, 'POST', url, { grade: 'good' })
      expect(await status(as, 'POST', url, { grade: 'good' })).toBe(409)
    }
    const seen = await doors.done<{
      items: {
        did: Record<string, number>
        duties: { state: string; served: { tasks: number } }[]
        evaluations: object[]
        contact: object | null
      }[]
    }>('water', 'GET', '/api/reporting/units')
    expect(seen.items[0]!.duties[0]).toMatchObject({ state: 'done', served: { tasks: 1 } })
    expect(seen.items[0]!.evaluations).toHaveLength(2)
    // What it offered and kept counts, whether or not the community called for it.
    expect(seen.items[0]!.did).toMatchObject({
      offers: 1,
      agreed: 1,
      done: 1,
      in_time: 1,
      overdue: 0,
      tasks: 1,
    })
    const above = await doors.done<{ items: { contact: object | null }[] }>(
      'street',
      'GET',
      '/api/reporting/units',
    )
    expect(above.items[0]!.contact).toBeNull()
    expect((await doors.done<{ items: object[] }>('housing', 'GET', '/api/reporting/units')).items).toEqual(
      [],
    )
  })
})

describe('feedback each quarter', () => {
  it('is assembled from the record, shown to the member first, shown again where the record changed, and goes to the branch', async () => {
    await doors.register('m4')
    const served = (place: string, minutes: number) =>
      doors.house.db.transaction().execute((tx) =>
        appendEvents(tx, {
          stream: place,
          streamKind: 'mobilisation',
          head: { seq: 0, hash: null },
          at: doors.clock.now,
          actorId: null,
          actorOrganisationId: null,
          digest: 'sha256',
          events: [
            {
              kind: 'mobilisation.served',
              payload: {
                place,
                person: doors.actors.m4!.personId,
                organisation: doors.branch,
                mobilised_by: doors.city.organisations.street,
                title: '排涝',
                by: 'self',
                from: '2026-03-10T01:00:00Z',
                to: new Date(Date.parse('2026-03-10T01:00:00Z') + minutes * 60_000).toISOString(),
              },
            },
          ],
        }),
      )
    await served('00000000-0000-4000-8000-000000000001', 125)
    await settleConsumers(doors.house.db, serviceConsumers(doors.house))
    doors.clock.now = new Date('2026-04-01T00:10:00Z')
    expect(await draftFeedback(doors.house)).toBeGreaterThan(0)
    expect(await draftFeedback(doors.house)).toBe(0)
    const mine = async () =>
      (
        await doors.done<{
          feedback: {
            quarter: string
            sent_at: string | null
            content: { minutes: number; communities: string[] }
          }[]
        }>('m4', 'GET', '/api/member/service')
      ).feedback[0]!
    expect(await mine()).toMatchObject({
      quarter: '2026Q1',
      sent_at: null,
      content: { minutes: 125, communities: ['单位community'] },
    })
    const told = async () =>
      (
        await doors.done<{ items: { person: string; content: { minutes: number } }[] }>(
          'secretary',
          'GET',
          '/api/reporting/branch/feedback?quarter=2026Q1',
        )
      ).items
    expect(await told()).toEqual([])
    // What came late changes what would be told: the member sees it before anybody else.
    await served('00000000-0000-4000-8000-000000000002', 60)
    await settleConsumers(doors.house.db, serviceConsumers(doors.house))
    doors.clock.now = new Date('2026-04-08T00:40:00Z')
    await sendFeedback(doors.house)
    expect((await told()).some(({ person }) => person === '党员m4')).toBe(false)
    expect((await told()).some(({ person }) => person === '党员m3')).toBe(true)
    expect((await mine()).content.minutes).toBe(185)
    doors.clock.now = new Date('2026-04-15T00:50:00Z')
    await sendFeedback(doors.house)
    expect((await told()).find(({ person }) => person === '党员m4')?.content.minutes).toBe(185)
    const other = await doors.done<{ items: { person: string }[] }>(
      'otherSecretary',
      'GET',
      '/api/reporting/branch/feedback?quarter=2026Q1',
    )
    expect(other.items.map(({ person }) => person)).not.toContain('党员m4')
    expect(await checkService(doors.house)).toEqual([])
  })
})

it('who may: strangers to the party and the unsigned find the doors shut', async () => {
  for (const url of ['/api/member/home', '/api/member/offer', '/api/member/service']) {
    expect([url, await status('nobody', 'GET', url)]).toEqual([url, 401])
    for (const as of ['water', 'street', 'community'])
      expect([url, as, await status(as, 'GET', url)]).toEqual([url, as, 403])
  }
  for (const url of ['/api/service-calls', '/api/service-calls/form', '/api/service-objections'])
    for (const as of ['m1', 'water', 'centre'])
      expect([url, as, await status(as, 'GET', url)]).toEqual([url, as, 403])
  for (const as of ['street', 'secretary'])
    expect([as, await status(as, 'POST', '/api/service-calls/fit', {})]).toEqual([as, 403])
})
