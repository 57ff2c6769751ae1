import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Role } from '../kernel/permissions/index.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { callsApi, memberServiceApi, reportingApi } from './index.ts'

export interface ServiceDoors {
  app: App
  house: StandingHouse
  city: SmallCity
  database: FreshDatabase
  clock: { now: Date }
  /** Ids of the branch and of the second community. */
  branch: string
  otherBranch: string
  secondCommunity: string
  actors: Record<string, Actor>
  ask(
    as: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    headers?: Record<string, string>,
  ): Promise<Awaited<ReturnType<App['inject']>>>
  /** Asks, and insists that it went well. */
  done<T>(as: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<T>
  /** Reports a member in with the community and has it confirmed. */
  register(as: string, community?: string): Promise<string>
  call(more?: object): Promise<string>
  code(callId: string): Promise<string>
  close(): Promise<void>
}

const hour = 3_600_000

/** The small city with a second community, a branch of a secretary and members `m1` to `m6`, and another branch's `stranger`. */
export async function serviceDoors(): Promise<ServiceDoors> {
  const database = await freshDatabase()
  // A Monday, half past nine in Shanghai.
  const clock = { now: new Date('2026-03-02T01:30:00Z') }
  const house = await testHouse(database, { now: () => clock.now })
  const city = await smallCity(house)
  const { db } = house
  const { rows: areas } = await sql<{ id: string }>`select id from areas where kind = 'district'`.execute(db)
  const organisation = async (key: string, kind: string, path: string, areaId = areas[0]!.id) => {
    const id = randomUUID()
    await sql`insert into organisations (id, code, name, kind, path, area_id, active_from)
      values (${id}, ${`O-${key}`}, ${`单位${key}`}, ${kind}, ${path}::ltree, ${areaId}, '2020-01-01')`.execute(
      db,
    )
    return { id, path }
  }
  const secondArea = randomUUID()
  await sql`insert into areas (id, code, name, kind, parent_id, path, active_from)
    select ${secondArea}, 'A-second', '杏林社区', 'community', id, path || 'second', '2020-01-01' from areas where kind = 'street'`.execute(
    db,
  )
  await sql`insert into area_shapes (area_id, outline, rings, valid_from)
    values (${secondArea}, '((114.02,34.5),(114.03,34.5),(114.03,34.51),(114.02,34.51))'::polygon, '[]', '2020-01-01')`.execute(
    db,
  )
  const second = await organisation('second', 'community_committee', 'district.street.second', secondArea)
  const branch = await organisation('branch', 'grid_party_branch', 'party.branch')
  const other = await organisation('other', 'grid_party_branch', 'party.other')
  const actors: Record<string, Actor> = {}
  const somebody = async (key: string, role: Role, at: { id: string; path: string }) => {
    const personId = randomUUID()
    const dutyId = randomUUID()
    await sql`insert into people (id, name, phone) values (${personId}, ${`党员${key}`}, '13900001234')`.execute(
      db,
    )
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      values (${dutyId}, ${personId}, ${at.id}, ${role}, '2020-01-01')`.execute(db)
    actors[key] = {
      kind: 'staff',
      personId,
      userId: personId,
      name: `党员${key}`,
      sessionId: null,
      duties: [
        {
          id: dutyId,
          role,
          organisationId: at.id,
          organisationName: '党支部',
          organisationKind: 'grid_party_branch',
          organisationPath: at.path,
          areaId: null,
          areaPath: null,
        },
      ],
    }
  }
  await somebody('secretary', 'secretary', branch)
  for (const key of ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']) await somebody(key, 'member', branch)
  await somebody('stranger', 'member', other)
  await somebody('otherSecretary', 'secretary', other)
  await somebody('secondClerk', 'community_clerk', second)
  const staff: Record<string, Actor> = { ...(city as unknown as Record<string, Actor>), ...actors }
  const app = await buildApp({
    house,
    identify: async (request) =>
      staff[String(request.headers['x-as'])] ?? {
        kind: 'anonymous',
        personId: null,
        userId: null,
        name: null,
        sessionId: null,
        duties: [],
      },
    apis: [memberServiceApi(house), callsApi(house), reportingApi(house)],
    requestsPerMinute: 100_000,
  })
  const doors: ServiceDoors = {
    app,
    house,
    city,
    database,
    clock,
    branch: branch.id,
    otherBranch: other.id,
    secondCommunity: second.id,
    actors,
    ask: (as, method, url, payload, headers = {}) =>
      app.inject({ method, url, headers: { 'x-as': as, ...headers }, ...(payload ? { payload } : {}) }),
    async done(as, method, url, payload) {
      const answer = await doors.ask(as, method, url, payload)
      if (answer.statusCode >= 300) throw new Error(`${as} ${url}: ${answer.body}`)
      return answer.json()
    },
    async register(as, community = city.organisations.community!) {
      const { id } = await doors.done<{ id: string }>(as, 'POST', '/api/member/registration', {
        community_id: community,
      })
      const clerk = community === second.id ? 'secondClerk' : 'community'
      await doors.done(clerk, 'POST', `/api/reporting/registrations/${id}/decide`, { decision: 'confirm' })
      return id
    },
    async call(more = {}) {
      const start = clock.now.getTime() + 2 * hour
      const { id } = await doors.done<{ id: string }>('community', 'POST', '/api/service-calls', {
        community_id: city.organisations.community,
        kind: 'volunteer',
        title: '清理楼道',
        words: '搬走堆放的杂物',
        place: '3号楼',
        starts_at: new Date(start).toISOString(),
        ends_at: new Date(start + 2 * hour).toISOString(),
        wanted: 2,
        skills: [],
        radius_km: 0,
        dangerous: false,
        ...more,
      })
      return id
    },
    async code(callId) {
      return (await doors.done<{ code: string }>('community', 'GET', `/api/service-calls/${callId}/code`))
        .code
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
  return doors
}
