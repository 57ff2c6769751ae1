import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Role } from '../kernel/permissions/index.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { mobilisationApi, mobilisationDutyApi } from './index.ts'

export interface Doors {
  app: App
  house: StandingHouse
  database: FreshDatabase
  city: SmallCity
  clock: { now: Date }
  actors: Record<string, Actor>
  /** Two branches of the community: their secretaries and members. */
  branches: { id: string; path: string }[]
  ask(
    as: string,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
  ): Promise<Awaited<ReturnType<App['inject']>>>
  /** Gives the answer's body; fails where the status is another. */
  must<T>(as: string, method: 'GET' | 'POST', url: string, payload?: object, status?: number): Promise<T>
  /** A plan of the street that runs: posts with shifts of the next day, both branches called. */
  running(more?: Running): Promise<RunningPlan>
  /** Adds people on duty in an organisation. */
  enlist(count: number, organisation: { id: string; path: string }, role?: Role): Promise<Actor[]>
  close(): Promise<void>
}

interface Running {
  kind?: 'party' | 'volunteer'
  rehearsal?: boolean
  posts?: {
    name: string
    danger?: string
    skills?: string[]
    leader_id?: string
    shifts: [string, string, number][]
  }[]
  insure?: boolean
}

export interface RunningPlan {
  id: string
  posts: { id: string; name: string; shifts: { id: string; needed: number }[] }[]
}

const day = '2026-03-03'
export const at = (clock: string, on = day) => new Date(`${on}T${clock}:00+08:00`)

export async function doors(): Promise<Doors> {
  const database = await freshDatabase()
  const clock = { now: new Date('2026-03-02T09:30:00+08:00') }
  const house = await testHouse(database, { now: () => clock.now })
  const city = await smallCity(house)
  const { organisations, gridArea: _, spot: __, ...staff } = city
  const { rows } = await sql<{ community: string }>`
    select area_id as community from organisations where id = ${organisations.community!}`.execute(house.db)
  const branches: { id: string; path: string }[] = []
  for (const name of ['first', 'second']) {
    const branch = { id: randomUUID(), path: `party.${name}` }
    await sql`insert into organisations (id, code, name, kind, path, area_id, active_from)
      values (${branch.id}, ${`B-${name}`}, ${`${name}支部`}, 'grid_party_branch', ${branch.path}::ltree, ${rows[0]!.community}, '2020-01-01')`.execute(
      house.db,
    )
    branches.push(branch)
  }
  const actors: Record<string, Actor> = { ...(staff as unknown as Record<string, Actor>) }
  const enlist = async (
    count: number,
    organisation: { id: string; path: string },
    role: Role = 'member',
  ): Promise<Actor[]> => {
    const people = Array.from({ length: count }, (_each, index) => ({
      person: randomUUID(),
      duty: randomUUID(),
      name: `${role}${index}`,
    }))
    const text = JSON.stringify(people)
    await sql`insert into people (id, name) select person, name from jsonb_to_recordset(${text}::jsonb) as r(person uuid, name text)`.execute(
      house.db,
    )
    await sql`insert into duties (id, person_id, organisation_id, role, active_from)
      select duty, person, ${organisation.id}::uuid, ${role}, '2020-01-01' from jsonb_to_recordset(${text}::jsonb) as r(person uuid, duty uuid)`.execute(
      house.db,
    )
    return people.map(({ person, duty, name }) => ({
      kind: 'staff',
      personId: person,
      userId: person,
      name,
      sessionId: null,
      duties: [
        {
          id: duty,
          role,
          organisationId: organisation.id,
          organisationName: organisation.path,
          organisationKind: 'grid_party_branch',
          organisationPath: organisation.path,
          areaId: null,
          areaPath: null,
        },
      ],
    }))
  }
  const [first, second] = branches as [(typeof branches)[0], (typeof branches)[0]]
  ;[actors.secretary] = (await enlist(1, first, 'secretary')) as [Actor]
  ;[actors.otherSecretary] = (await enlist(1, second, 'secretary')) as [Actor]
  ;[actors.ann, actors.ben, actors.cai, actors.dan] = (await enlist(4, first)) as [Actor, Actor, Actor, Actor]
  ;[actors.eve] = (await enlist(1, second)) as [Actor]
  const app = await buildApp({
    house,
    identify: identifyAs(actors),
    apis: [mobilisationApi(house), mobilisationDutyApi(house)],
    requestsPerMinute: 1_000_000,
  })
  const all: Doors = {
    app,
    house,
    database,
    city,
    clock,
    actors,
    branches,
    enlist,
    ask: (as, method, url, payload) =>
      app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) }),
    async must<T>(as: string, method: 'GET' | 'POST', url: string, payload?: object, status?: number) {
      const answer = await all.ask(as, method, url, payload)
      if (status ? answer.statusCode !== status : answer.statusCode >= 300)
        throw new Error(`${as} ${url}: ${answer.statusCode} ${answer.body}`)
      return (answer.body ? answer.json() : undefined) as T
    },
    async running(more = {}) {
      const { id } = await all.must<{ id: string }>('street', 'POST', '/api/mobilisations', {
        name: '夜间排查',
        purpose: '逐楼排查',
        kind: more.kind ?? 'party',
        emergency: true,
      })
      await all.must('street', 'POST', `/api/mobilisations/${id}/units`, {
        organisation_ids: branches.map((branch) => branch.id),
      })
      for (const post of more.posts ?? [{ name: '东门', shifts: [['18:00', '22:00', 2]] }])
        await all.must('street', 'POST', `/api/mobilisations/${id}/posts`, {
          skills: [],
          ...post,
          shifts: (post.shifts as [string, string, number][]).map(([from, to, needed]) => ({
            from: at(from).toISOString(),
            to: at(to).toISOString(),
            needed,
          })),
        })
      if (more.insure)
        await all.must('street', 'POST', `/api/mobilisations/${id}/insurance`, {
          insurer: '某保险公司',
          policy_number: 'P-1',
        })
      await all.must('street', 'POST', `/api/mobilisations/${id}/start`, {
        rehearsal: more.rehearsal ?? false,
      })
      const posts = await all.must<{ items: RunningPlan['posts'] }>(
        'street',
        'GET',
        `/api/mobilisations/${id}/posts?limit=200`,
      )
      return { id, posts: posts.items }
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
  return all
}
