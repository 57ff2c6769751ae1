import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { verifyChains } from '../kernel/timeline/verify.ts'
import { type SmallParty, smallParty } from '../membership/fixture.ts'
import { coverageApi, coverageHeads } from './index.ts'
import { couldFound, unitFaults } from './rules.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let app: App

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  party = await smallParty(house)
  const actors: Record<string, Actor> = {
    organiser: await party.actor('organiser', 'street'),
    secretary: await party.actor('secretary', 'first'),
    street: await party.actor('street_clerk', 'street', 'street'),
    'organiser elsewhere': await party.actor('organiser', 'elsewhere'),
    member: await party.actor('member', 'first'),
    resident: await party.actor('resident', null),
    admin: await party.actor('admin', 'street'),
  }
  app = await buildApp({ house, identify: identifyAs(actors), apis: [coverageApi(house)] })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const call = async (as: string, method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const unit = (code: string, more: object = {}) => ({
  area_id: party.communityArea,
  sector: 'courier',
  name: '快递站',
  register_code: code,
  people: 20,
  full_members: 4,
  care: 'none',
  branch_id: null,
  ...more,
})

describe('a unit', () => {
  it('is entered once, wherever it is sent from, and shown as a gap until somebody has it in care', async () => {
    const sent = await Promise.all([
      call('organiser', 'POST', '/api/coverage/units', unit('91A')),
      call('street', 'POST', '/api/coverage/units', unit('91A')),
    ])
    expect(sent.map(({ status }) => status).sort()).toEqual([201, 409])
    const gaps = () => call('organiser', 'GET', '/api/coverage/gaps')
    expect((await gaps()).body.rows).toMatchObject([
      { id: party.streetArea, units: 1, none: 1, people_without: 20 },
    ])
    const { body } = await call('organiser', 'GET', '/api/coverage/units?care=none')
    expect(body.items).toMatchObject([{ register_code: '91A', could_found: true }])
    const url = `/api/coverage/units/${body.items[0].id}`
    const attach = { version: 1, care: 'attached', branch_id: party.organisations.first }
    expect((await call('organiser', 'POST', url, { ...attach, branch_id: null })).status).toBe(400)
    expect(
      (await call('organiser', 'POST', url, { ...attach, branch_id: party.organisations.community })).status,
    ).toBe(400)
    expect((await call('organiser', 'POST', url, attach)).status).toBe(204)
    expect((await call('organiser', 'POST', url, attach)).status).toBe(409)
    expect((await gaps()).body.rows).toMatchObject([{ attached: 1, none: 0, people_without: 0 }])
    const { breaks } = await verifyChains(database.pool, { heads: coverageHeads })
    expect(breaks).toEqual([])
  })

  it('comes from a table as well, tried first, all or nothing', async () => {
    const send = (as: string, text: string, dry: boolean) =>
      app.inject({
        method: 'POST',
        url: `/api/coverage/file${dry ? '?dry_run=true' : ''}`,
        headers: { 'x-as': as, 'content-type': 'multipart/form-data; boundary=xx' },
        payload: `--xx\r\nContent-Disposition: form-data; name="file"; filename="c.csv"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--xx--\r\n`,
      })
    const head = '名称,统一社会信用代码,类别,社区编码,人数,党员数,覆盖方式,党支部编码\n'
    const good = `${head}甲公司,91B,新经济组织（非公企业）,P-community,30,3,单独建立,P-first\n乙站,91C,外卖配送员,P-community,12,0,未覆盖,\n`
    const bad = `${head}丙公司,91D,炼金,P-community,3,9,单独建立,\n丁,91D,快递员,999,x,1,挂靠,P-none\n`
    const faults = (await send('organiser', bad, true)).json<{ faults: { line: number; field: string }[] }>()
      .faults
    expect(faults.map(({ line, field }) => `${line} ${field}`)).toEqual(
      expect.arrayContaining([
        '2 sector',
        '2 full_members',
        '2 branch_code',
        '3 register_code',
        '3 area_code',
        '3 people',
        '3 branch_code',
      ]),
    )
    expect((await send('organiser', bad, false)).statusCode).toBe(422)
    expect((await send('organiser', good, true)).json()).toMatchObject({
      would: { create: 2 },
      written: false,
    })
    expect((await send('organiser', good, false)).json()).toMatchObject({
      would: { create: 2 },
      written: true,
    })
    expect((await send('organiser', good, false)).json()).toMatchObject({ would: { create: 0, already: 2 } })
    expect(
      (await send('organiser elsewhere', good, true)).json<{ faults: object[] }>().faults.length,
    ).toBeGreaterThan(0)
    expect((await send('admin', good, true)).statusCode).toBe(403)
  })
})

it('who may see and enter: those who answer for the place', async () => {
  for (const as of ['member', 'resident', 'admin', 'nobody'])
    for (const url of ['/api/coverage/gaps', '/api/coverage/units'])
      expect([as, [401, 403].includes((await call(as, 'GET', url)).status)]).toEqual([as, true])
  expect((await call('organiser elsewhere', 'GET', '/api/coverage/units')).body.items).toEqual([])
  expect((await call('organiser elsewhere', 'POST', '/api/coverage/units', unit('91Z'))).status).toBe(403)
})

describe('the rules of coverage', () => {
  const draft = fc.record({
    sector: fc.constantFrom('courier', 'enterprise', 'alchemy'),
    name: fc.constant('甲'),
    registerCode: fc.constant('1'),
    people: fc.nat(50),
    fullMembers: fc.nat(50),
    care: fc.constantFrom('own' as const, 'attached' as const, 'none' as const),
    branchId: fc.constantFrom('b', null),
  })
  it('allow what the database allows, and a branch can be founded from the pack’s number on', async () => {
    const rules = await house.rulesNow()
    fc.assert(
      fc.property(draft, (one) => {
        const isSound =
          one.sector !== 'alchemy' &&
          one.fullMembers <= one.people &&
          (one.care === 'none') === (one.branchId === null)
        expect(unitFaults(one, rules).length === 0).toBe(isSound)
        expect(couldFound(one, rules)).toBe(one.care !== 'own' && one.fullMembers >= 3)
        const stricter = { coverage: { ...rules.coverage, own_branch_from_members: 10 } }
        expect(couldFound(one, stricter)).toBe(one.care !== 'own' && one.fullMembers >= 10)
      }),
    )
  })
})
