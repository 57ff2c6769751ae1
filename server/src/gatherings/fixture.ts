import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { filesApi } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, anonymous, type Role, system } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { adoptPartyOrganisations, insertMembers } from '../membership/index.ts'
import {
  gatheringAppraisalsApi,
  gatheringLeadingApi,
  gatheringPapersApi,
  gatheringRoomApi,
  gatheringsApi,
  gatheringTalksApi,
} from './index.ts'

type Answer = Awaited<ReturnType<App['inject']>>

/** Two branches of one committee, with a clock that the test moves. */
export interface BranchDoors {
  app: App
  house: StandingHouse
  database: FreshDatabase
  clock: { now: Date }
  branch: string
  elsewhere: string
  people: Record<string, Actor>
  ask(
    as: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    cookie?: string,
  ): Promise<Answer>
  /** As `ask`, and the test fails where it is refused. */
  must<T = Record<string, unknown>>(
    as: string,
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    payload?: object,
    cookie?: string,
  ): Promise<T>
  /** Calls a gathering for half an hour from now, and opens it. */
  running(kind: string, more?: object): Promise<string>
  /** The code on the chair's screen. */
  code(id: string): Promise<string>
  later(minutes: number): void
  close(): Promise<void>
}

const staff: [name: string, role: Role, organisation: 'branch' | 'elsewhere' | 'department'][] = [
  ['secretary', 'secretary', 'branch'],
  ['an', 'member', 'branch'],
  ['bei', 'member', 'branch'],
  ['chen', 'member', 'branch'],
  ['ding', 'member', 'branch'],
  ['stranger', 'member', 'elsewhere'],
  ['neighbour', 'secretary', 'elsewhere'],
  ['organiser', 'organiser', 'department'],
  ['admin', 'admin', 'department'],
  ['auditor', 'auditor', 'department'],
]

export async function branchDoors(): Promise<BranchDoors> {
  const database = await freshDatabase()
  // A Monday, half past nine in Shanghai.
  const clock = { now: new Date('2026-03-02T01:30:00Z') }
  const house = await testHouse(database, { now: () => clock.now })
  const organisations: Record<string, { id: string; path: string; kind: string }> = {}
  for (const [key, kind, parent] of [
    ['committee', 'party_committee', null],
    ['branch', 'grid_party_branch', 'committee'],
    ['elsewhere', 'grid_party_branch', 'committee'],
    ['department', 'department', null],
  ] as const) {
    const above = parent ? organisations[parent]! : null
    const organisation = { id: randomUUID(), path: above ? `${above.path}.${key}` : key, kind }
    await sql`insert into organisations (id, code, name, kind, parent_id, path, active_from)
      values (${organisation.id}, ${`O-${key}`}, ${key === 'branch' ? '槐荫社区第一党支部' : `单位${key}`}, ${kind}, ${above?.id ?? null},
        ${organisation.path}::ltree, '2020-01-01')`.execute(house.db)
    organisations[key] = organisation
  }
  const people: Record<string, Actor> = {
    resident: { ...anonymous, kind: 'resident', personId: randomUUID(), name: '群众' },
  }
  for (const [key, role, at] of staff) {
    const personId = randomUUID()
    const organisation = organisations[at]!
    const dutyId = randomUUID()
    await sql`insert into people (id, name) values (${personId}, ${`党员${key}`})`.execute(house.db)
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      values (${dutyId}, ${personId}, ${organisation.id}, ${role}, '2020-01-01')`.execute(house.db)
    people[key] = {
      kind: 'staff',
      personId,
      userId: personId,
      name: `党员${key}`,
      sessionId: null,
      duties: [
        {
          id: dutyId,
          role,
          organisationId: organisation.id,
          organisationName: `单位${at}`,
          organisationKind: organisation.kind,
          organisationPath: organisation.path,
          areaId: null,
          areaPath: null,
        },
      ],
    }
  }
  await house.db.transaction().execute(async (tx) => {
    await adoptPartyOrganisations(house, system, tx)
    const inBranch = staff.filter(([, , at]) => at !== 'department')
    await insertMembers(
      tx,
      house,
      system,
      inBranch.map(([key, , at]) => ({
        personId: people[key]!.personId!,
        branchId: organisations[at]!.id,
        appliedOn: '2018-05-04',
        activistOn: '2019-04-01',
        prospectOn: '2019-12-01',
        admittedOn: '2020-07-01',
        fullOn: '2021-07-01',
        since: '2022-01-01',
      })),
    )
  })
  const app = await buildApp({
    house,
    identify: identifyAs(people),
    apis: [
      gatheringsApi(house),
      gatheringAppraisalsApi(house),
      gatheringLeadingApi(house),
      gatheringRoomApi(house),
      gatheringPapersApi(house),
      gatheringTalksApi(house),
      filesApi(house),
    ],
    requestsPerMinute: 100_000,
  })
  const doors: BranchDoors = {
    app,
    house,
    database,
    clock,
    branch: organisations.branch!.id,
    elsewhere: organisations.elsewhere!.id,
    people,
    ask: (as, method, url, payload, cookie) =>
      app.inject({
        method,
        url,
        headers: { 'x-as': as, ...(cookie ? { cookie } : {}) },
        remoteAddress: `10.0.0.${1 + (Object.keys(people).indexOf(as) % 250)}`,
        ...(payload ? { payload } : {}),
      }),
    async must<T>(...asked: Parameters<BranchDoors['ask']>) {
      const answer = await doors.ask(...asked)
      if (answer.statusCode >= 300) throw new Error(`${asked[1]} ${asked[2]}: ${answer.body}`)
      return answer.json<T>()
    },
    async running(kind, more = {}) {
      const { id } = await doors.must<{ id: string }>('secretary', 'POST', '/api/gatherings', {
        organisation_id: doors.branch,
        kind,
        starts_at: new Date(clock.now.getTime() + 30 * 60_000).toISOString(),
        recorder_id: people.an!.personId,
        remote: true,
        agenda: ['通报上季度工作', '讨论吸收预备党员'],
        ...more,
      })
      doors.later(30)
      await doors.must('secretary', 'POST', `/api/gatherings/${id}/open`)
      return id
    },
    async code(id) {
      return (await doors.must<{ code: string }>('secretary', 'GET', `/api/gatherings/${id}/code`)).code
    },
    later(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
  return doors
}
