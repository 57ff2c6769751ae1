import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { appendEvents, type Head } from '../kernel/timeline/index.ts'
import { type SmallParty, smallParty } from '../membership/fixture.ts'
import { noteDues } from '../membership/index.ts'
import { branchConsumers, branchesApi } from './index.ts'
import { refreshAllStates } from './states.ts'

let database: FreshDatabase
let house: StandingHouse
let party: SmallParty
let app: App
let actors: Record<string, Actor>
let members: string[]
const clock = { now: new Date('2026-04-10T01:00:00Z') }

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock.now })
  party = await smallParty(house)
  members = await party.fullMembers('first', 4)
  actors = {
    secretary: await party.actor('secretary', 'first'),
    member: await party.actor('member', 'first'),
    'secretary above': await party.actor('secretary', 'community'),
    organiser: await party.actor('organiser', 'street', 'street'),
    'secretary of another branch': await party.actor('secretary', 'second'),
    'organiser elsewhere': await party.actor('organiser', 'elsewhere'),
    resident: await party.actor('resident', null),
    admin: await party.actor('admin', 'street'),
    grid: await party.actor('grid_worker', 'community', 'street'),
  }
  app = await buildApp({ house, identify: identifyAs(actors), apis: [branchesApi(house)] })
  await settle()
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const settle = () => settleConsumers(house.db, branchConsumers(house))

async function happened(
  kind: string,
  payload: Record<string, unknown>,
  stream = randomUUID(),
  head: Head = { seq: 0, hash: null },
) {
  const after = await house.db.transaction().execute((tx) =>
    appendEvents(tx, {
      stream,
      streamKind: 'gathering',
      head,
      at: clock.now,
      actorId: null,
      actorOrganisationId: null,
      digest: 'sha256',
      events: [{ kind, payload: { organisation_id: party.organisations.first, ...payload } }],
    }),
  )
  return { stream, head: after }
}
const held = (kind: string, day: string, more: object = {}) =>
  happened('gathering.held', {
    gathering_kind: kind,
    day,
    makes_up: null,
    should_attend: 4,
    attended: 3,
    ...more,
  })

const ask = async <T>(as: string, url: string) => {
  const answer = await app.inject({ url, headers: { 'x-as': as } })
  return { status: answer.statusCode, body: answer.json<T>() }
}
interface Sound {
  on: string
  points: number
  indicators: { id: string; state: string; reached: number; wanted: number; points: number }[]
  needs: { id: string }[]
}
const sound = async () =>
  (await ask<Sound>('secretary', `/api/sound/branches/${party.organisations.first}`)).body
const indicator = async (id: string) => (await sound()).indicators.find((one) => one.id === id)!

describe('the state of a branch', () => {
  it('follows what happened to its members, with nobody filling anything in', async () => {
    expect(await indicator('dues')).toMatchObject({ reached: 4, wanted: 4 })
    clock.now = new Date('2026-06-10T01:00:00Z')
    await noteDues(house, actors.secretary!, party.organisations.first, '2026-05-01', members.slice(0, 3))
    await settle()
    expect(await indicator('dues')).toMatchObject({ reached: 3, wanted: 4, state: 'behind' })
  })

  it('follows gatherings, each counted once however often the timeline is read', async () => {
    const first = await held('topic_day', '2026-05-11')
    await held('heart_to_heart', '2026-05-12')
    await settle()
    await sql`delete from timeline_cursors where name = 'branches.states'`.execute(house.db)
    await settle()
    const { rows } = await sql`select id, attended from branch_facts order by day`.execute(house.db)
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({ id: first.stream, attended: 3 })
    expect(await indicator('attendance')).toMatchObject({ reached: 75 })
    const { body } = await ask<{ items: object[] }>(
      'secretary',
      `/api/sound/branches/${party.organisations.first}/facts?indicator=attendance`,
    )
    expect(body.items).toHaveLength(2)
  })

  it('counts what was made up for in the period in which it was missed', async () => {
    const late = await held('general_meeting', '2026-06-02', { makes_up: randomUUID() })
    await happened('gathering.made_up', { by: late.stream, period_end: '2026-03-31' })
    await settle()
    const { rows } =
      await sql`select counts_for, made_up from branch_facts where id = ${late.stream}`.execute(house.db)
    expect(rows).toEqual([{ counts_for: '2026-03-31', made_up: true }])
  })

  it('gives a group’s meeting to its branch', async () => {
    const { stream } = await held('group_meeting', '2026-06-03', {
      organisation_id: party.organisations.group_one,
    })
    await settle()
    const { rows } = await sql`select branch_id, held_by from branch_facts where id = ${stream}`.execute(
      house.db,
    )
    expect(rows).toEqual([{ branch_id: party.organisations.first, held_by: party.organisations.group_one }])
  })

  it('says what wants help: nobody heard of, too few members, no secretary', async () => {
    clock.now = new Date('2026-10-12T01:00:00Z')
    await refreshAllStates(house)
    expect((await sound()).needs.map(({ id }) => id)).toContain('quiet')
    const { body } = await ask<{ items: { id: string; needs: { id: string }[] }[] }>(
      'organiser',
      '/api/sound/branches',
    )
    const second = body.items.find(({ id }) => id === party.organisations.second)!
    expect(second.needs.map(({ id }) => id)).toContain('below_minimum')
    const only = await ask<{ items: { id: string }[] }>('organiser', '/api/sound/branches?only=quiet')
    expect(only.body.items.map(({ id }) => id)).toEqual([party.organisations.first])
  })

  it('is worked out anew to the same thing', async () => {
    const states = async () =>
      (await sql`select * from branch_states order by branch_id`.execute(house.db)).rows
    const before = await states()
    clock.now = new Date('2026-10-13T01:00:00Z')
    await refreshAllStates(house)
    expect(await states()).toEqual(before)
    expect((await sound()).on).toBe('2026-10-13')
  })
})

describe('the whole', () => {
  interface Whole {
    under: { id: string; form: string } | null
    total: { branches: number; full: number }
    rows: { id: string; branches: number; full: number }[]
  }
  it('adds up from row to row, level by level', async () => {
    const top = (await ask<Whole>('organiser', '/api/sound/overview')).body
    expect(top.under?.id).toBe(party.organisations.street)
    expect(top.total).toMatchObject({ branches: 2, full: 4 })
    expect(top.rows).toMatchObject([{ id: party.organisations.community, branches: 2, full: 4 }])
    const below = (
      await ask<Whole>('organiser', `/api/sound/overview?under=${party.organisations.community}`)
    ).body
    expect(below.rows.reduce((sum, row) => sum + row.full, 0)).toBe(below.total.full)
    const own = (await ask<Whole>('secretary', '/api/sound/overview')).body
    expect(own).toMatchObject({ under: { id: party.organisations.first, form: 'branch' }, rows: [] })
  })

  it('is on a map, area by area', async () => {
    const { body } = await ask<{ areas: { branches: number; needing: number }[] }>(
      'organiser',
      '/api/sound/map',
    )
    expect(body.areas).toMatchObject([{ branches: 2, needing: 2 }])
  })
})

describe('who may', () => {
  it('see a branch’s state: its own people, and those above', async () => {
    const url = `/api/sound/branches/${party.organisations.first}`
    for (const as of ['secretary', 'member', 'secretary above', 'organiser'])
      expect([as, (await ask(as, url)).status]).toEqual([as, 200])
    for (const as of [
      'secretary of another branch',
      'organiser elsewhere',
      'resident',
      'admin',
      'grid',
      'nobody',
    ])
      for (const path of [
        url,
        `${url}/facts?indicator=attendance`,
        `/api/sound/overview?under=${party.organisations.first}`,
      ])
        expect([as, [401, 403].includes((await ask(as, path)).status)]).toEqual([as, true])
  })

  it('list: only what is within reach', async () => {
    const names = async (as: string) =>
      (await ask<{ items: { id: string }[] }>(as, '/api/sound/branches')).body.items.map(({ id }) => id)
    expect(await names('secretary of another branch')).toEqual([party.organisations.second])
    expect(await names('organiser elsewhere')).toEqual([party.organisations.elsewhere])
  })
})
