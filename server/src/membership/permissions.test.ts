import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallParty, smallParty } from './fixture.ts'
import { membershipApi } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let app: App
let actors: Record<string, Actor>
let member: string

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => new Date('2026-03-02T01:00:00Z') })
  party = await smallParty(house)
  ;[member] = (await party.fullMembers('first', 3)) as [string]
  actors = {
    secretary: await party.actor('secretary', 'first'),
    committee: await party.actor('committee_member', 'first'),
    'secretary above': await party.actor('secretary', 'community'),
    organiser: await party.actor('organiser', 'street', 'street'),
    'organiser elsewhere': await party.actor('organiser', 'elsewhere'),
    'secretary of another branch': await party.actor('secretary', 'second'),
    'committee above': await party.actor('committee_member', 'community'),
    member: await party.actor('member', 'first'),
    'member of another branch': await party.actor('member', 'second'),
    resident: await party.actor('resident', null),
    admin: await party.actor('admin', 'street'),
    auditor: await party.actor('auditor', 'street'),
    inspector: await party.actor('inspector', 'street'),
    grid: await party.actor('grid_worker', 'community', 'street'),
    street: await party.actor('street_clerk', 'street', 'street'),
  }
  app = await buildApp({ house, identify: identifyAs(actors), apis: [membershipApi(house)] })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const status = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  (await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })).statusCode
const outsiders = [
  'organiser elsewhere',
  'secretary of another branch',
  'member of another branch',
  'resident',
  'admin',
  'auditor',
  'inspector',
  'grid',
  'street',
  'nobody',
]

describe('who may', () => {
  it('read the roll of a branch and one member: those who answer for it', async () => {
    const urls = [
      `/api/party/organisations/${party.organisations.first}/members`,
      `/api/party/members/${member}`,
    ]
    for (const url of urls) {
      for (const as of ['secretary', 'committee', 'secretary above', 'organiser'])
        expect([as, await status(as, 'GET', url)]).toEqual([as, 200])
      for (const as of [...outsiders, 'member', 'committee above'])
        expect([as, [401, 403].includes(await status(as, 'GET', url))]).toEqual([as, true])
    }
  })

  it('read the roll leaves a record of who looked', async () => {
    const looks = async () =>
      (
        await sql`select 1 from audit_log where action = 'membership.read' and person_id = ${actors.secretary!.personId}`.execute(
          house.db,
        )
      ).rows.length
    const before = await looks()
    await status('secretary', 'GET', `/api/party/members/${member}`)
    await status('secretary', 'GET', `/api/party/organisations/${party.organisations.first}/members`)
    expect(await looks()).toBe(before + 2)
  })

  it('change a member: secretary and organiser within reach', async () => {
    const url = `/api/party/members/${member}`
    for (const as of [...outsiders, 'member', 'committee', 'committee above'])
      expect([as, [401, 403].includes(await status(as, 'POST', url, { version: 1, unit: '甲' }))]).toEqual([
        as,
        true,
      ])
    expect(await status('secretary', 'POST', url, { version: 1, unit: '甲' })).toBe(200)
    expect(await status('organiser', 'POST', url, { version: 2, unit: '乙' })).toBe(200)
    expect(await status('secretary', 'POST', url, { version: 1, unit: '丙' })).toBe(409)
  })

  it('enter somebody, once, and never a second person under the number of a first', async () => {
    const url = `/api/party/organisations/${party.organisations.second}/members`
    const body = { name: '王小明', phone: '13811112222', applied_on: '2026-01-05' }
    for (const as of [
      ...outsiders.filter((one) => one !== 'secretary of another branch'),
      'secretary',
      'member',
    ])
      expect([as, [401, 403].includes(await status(as, 'POST', url, body))]).toEqual([as, true])
    expect(await status('secretary of another branch', 'POST', url, body)).toBe(201)
    expect(await status('secretary of another branch', 'POST', url, body)).toBe(409)
    expect(await status('secretary of another branch', 'POST', url, { ...body, name: '李四' })).toBe(409)
  })

  it('see what a branch is, without its roll: its own people and those above', async () => {
    const url = `/api/party/organisations/${party.organisations.first}`
    for (const as of ['secretary', 'committee', 'member', 'secretary above', 'committee above', 'organiser'])
      expect([as, await status(as, 'GET', url)]).toEqual([as, 200])
    for (const as of outsiders)
      expect([as, [401, 403].includes(await status(as, 'GET', url))]).toEqual([as, true])
  })

  it('see their own membership and nobody else’s', async () => {
    const own = await app.inject({ url: '/api/party/mine', headers: { 'x-as': 'member' } })
    expect(own.statusCode).toBe(200)
    expect(own.json()).toMatchObject({ member: null })
    for (const as of ['resident', 'admin', 'nobody'])
      expect([401, 403]).toContain(await status(as, 'GET', '/api/party/mine'))
  })

  it('take a table of members: within reach, all of it or nothing', async () => {
    const send = async (as: string, text: string, dry = false) => {
      const boundary = 'xxBOUNDxx'
      const payload = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="m.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--${boundary}--\r\n`
      return app.inject({
        method: 'POST',
        url: `/api/party/member-file${dry ? '?dry_run=true' : ''}`,
        headers: { 'x-as': as, 'content-type': `multipart/form-data; boundary=${boundary}` },
        payload,
      })
    }
    const roll = (code: string) =>
      `姓名,手机,党支部编码,申请入党日期,入党日期,转正日期,学历,出生年份\n钱一,13700000001,${code},2019/1/5,2020-07-01,2021-07-01,本科,1985\n钱二,13700000002,${code},2025-03-01,,,大专,2000\n`
    expect((await send('admin', roll('P-first'))).statusCode).toBe(403)
    const dry = (await send('secretary', roll('P-first'), true)).json<{
      would: object
      faults: object[]
      written: boolean
    }>()
    expect(dry).toMatchObject({ would: { create: 2, already: 0 }, faults: [], written: false })
    const elsewhere = await send('secretary', roll('P-second'), true)
    expect(elsewhere.json<{ faults: { zh: string }[] }>().faults[0]!.zh).toContain('不在您的范围')
    expect(
      (await send('secretary', `${roll('P-first')}钱三,13700000003,P-first,2026-02-30,,,博士,85\n`))
        .statusCode,
    ).toBe(422)
    expect((await send('secretary', roll('P-first'))).json()).toMatchObject({
      would: { create: 2 },
      written: true,
    })
    expect((await send('secretary', roll('P-first'))).json()).toMatchObject({
      would: { create: 0, already: 2 },
    })
  })
})
