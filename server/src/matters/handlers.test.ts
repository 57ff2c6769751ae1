import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Role, system } from '../kernel/permissions/index.ts'
import { identifyAs, staff } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { takeIn } from '../requests/index.ts'
import { territoryApi } from '../territory/index.ts'
import { type SmallCity, smallCity } from './fixture.ts'
import { handlerJobs } from './handlers.ts'
import { matterConsumers, matterDoors, workApi } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let doors: (() => void)[]
const clock = { at: new Date('2026-03-02T01:00:00Z') }

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock.at })
  city = await smallCity(house)
  doors = matterDoors(house)
  const identify = identifyAs({
    operator: staff('admin'),
    auditor: staff('auditor'),
    clerk: staff('community_clerk'),
  })
  app = await buildApp({
    house,
    identify,
    apis: [territoryApi(house), workApi(house)],
    requestsPerMinute: 100_000,
  })
})
afterAll(async () => {
  for (const close of doors) close()
  await app.close()
  await database.drop()
})

const ask = async (method: 'GET' | 'POST', url: string, payload?: object, as = 'operator') => {
  const answer = await app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : undefined }
}

/** Somebody with a duty at the community, and a matter in their hands. */
async function handling(
  role: Role = 'community_clerk',
): Promise<{ person: string; duty: string; matter: string }> {
  const { person, duty } = await serving(role)
  const matter = await house.db
    .transaction()
    .execute((tx) =>
      takeIn(
        house,
        tx,
        { text: `楼道灯不亮 ${person}`, location: city.spot },
        { channel: 'web', actor: { ...system, kind: 'anonymous' } },
      ),
    )
  await sql`update matters set handler_id = ${person} where id = ${matter.id}`.execute(house.db)
  return { person, duty, matter: matter.id }
}

async function serving(role: Role, from = '2020-01-01'): Promise<{ person: string; duty: string }> {
  const person = randomUUID()
  const duty = randomUUID()
  await sql`insert into people (id, name) values (${person}, '韩梅')`.execute(house.db)
  await sql`insert into duties (id, person_id, organisation_id, role, active_from)
    values (${duty}, ${person}, ${city.organisations.community}, ${role}, ${from})`.execute(house.db)
  return { person, duty }
}

const handlerOf = async (matter: string) =>
  (await sql<{ id: string }>`select handler_id as id from matters where id = ${matter}`.execute(house.db))
    .rows[0]!.id

describe('work in the hands of somebody whose duty ends', () => {
  it('keeps the duty from ending until somebody is named who goes on', async () => {
    const { person, duty, matter } = await handling()
    const refused = await ask('POST', `/api/duties/${duty}/end`, {})
    expect(refused.status).toBe(409)
    expect(refused.body).toMatchObject({ reason: 'duty.holds_work', held: 1 })
    expect((await ask('POST', `/api/duties/${duty}/end`, { hand_to: person })).status).toBe(409)
    expect(await handlerOf(matter)).toBe(person)
    const next = city.community.personId!
    expect((await ask('POST', `/api/duties/${duty}/end`, { hand_to: next })).status).toBe(204)
    expect(await handlerOf(matter)).toBe(next)
    const { rows } = await sql<{ kind: string }>`
      select kind from timeline where stream = ${matter} order by seq desc limit 1`.execute(house.db)
    expect(rows[0]!.kind).toBe('matter.assigned')
  })

  it('goes to nobody of another organisation, and then nothing is written', async () => {
    const { person, duty, matter } = await handling()
    const answer = await ask('POST', `/api/duties/${duty}/end`, { hand_to: city.water.personId })
    expect(answer.body).toMatchObject({ code: 'input.invalid', reason: 'duty.hand_to' })
    expect(await handlerOf(matter)).toBe(person)
    const { rows } = await sql`select 1 from duties where id = ${duty} and active_to is null`.execute(
      house.db,
    )
    expect(rows).toHaveLength(1)
  })

  it('does not matter while another duty there lets them go on', async () => {
    const { person, duty, matter } = await handling()
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      values (${randomUUID()}, ${person}, ${city.organisations.community}, 'community_clerk', '2021-01-01')`.execute(
      house.db,
    )
    expect((await ask('POST', `/api/duties/${duty}/end`, {})).status).toBe(204)
    expect(await handlerOf(matter)).toBe(person)
  })

  it('goes over when a day that was set beforehand has come, not before', async () => {
    const { person, duty, matter } = await handling()
    const next = city.community.personId!
    const at = new Date(clock.at.getTime() + 24 * 3600_000).toISOString()
    expect((await ask('POST', `/api/duties/${duty}/end`, { at, hand_to: next })).status).toBe(204)
    await settleConsumers(house.db, matterConsumers(house))
    const { rows } = await sql<{ payload: { duty: string; hand_to: string }; runAt: Date }>`
      select j.payload, j.run_at as "runAt" from graphile_worker._private_jobs j where j.key = ${`settle_handlers ${duty}`}`.execute(
      house.db,
    )
    expect(rows[0]!.payload).toEqual({ duty, hand_to: next })
    expect(rows[0]!.runAt.getTime()).toBe(Date.parse(at) + 1000)
    const { settle_handlers: settle } = handlerJobs(house).handlers
    await settle!(rows[0]!.payload)
    expect(await handlerOf(matter)).toBe(person)
    clock.at = new Date(Date.parse(at) + 2000)
    await settle!(rows[0]!.payload)
    expect(await handlerOf(matter)).toBe(next)
  })

  it('finds a colleague by itself where nobody was named', async () => {
    const { duty, matter } = await handling()
    await sql`update duties set active_to = ${clock.at} where id = ${duty}`.execute(house.db)
    await handlerJobs(house).handlers.settle_handlers!({ duty, hand_to: null })
    const { rows } = await sql`
      select 1 from duties where person_id = ${await handlerOf(matter)} and organisation_id = ${city.organisations.community}
        and (active_to is null or active_to > ${clock.at})`.execute(house.db)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('is counted for the register, and no more is told than the number', async () => {
    const { person } = await handling()
    expect((await ask('GET', `/api/people/${person}/work`)).body).toEqual({
      items: [{ organisation_id: city.organisations.community, open: 1 }],
    })
    const owned = await ask('GET', `/api/organisations/${city.organisations.community}/work`)
    expect(owned.body).toMatchObject({ capped: false })
    expect(owned.body.open).toBeGreaterThan(0)
    for (const as of ['auditor', 'clerk', 'nobody'])
      expect((await ask('GET', `/api/people/${person}/work`, undefined, as)).status).toBe(
        as === 'nobody' ? 401 : 403,
      )
  })
})
