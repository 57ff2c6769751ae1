import { randomUUID } from 'node:crypto'
import { sql } from '../kernel/database/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import { type Actor, anonymous, type Role } from '../kernel/permissions/index.ts'
import { searchVector } from '../kernel/text/index.ts'
import { mattersApi, openMatter } from '../matters/index.ts'
import { collectionOf, polygonOf, territoryWorld } from '../territory/fixture.ts'
import {
  areaAt,
  areaByCode,
  communityFor,
  registerPerson,
  startDuty,
  systemWriter,
  territoryApi,
} from '../territory/index.ts'
import { gridsApi } from './index.ts'

/** Two communities side by side, 0.02° wide; the first has one grid in its western half, with a micro-grid. */
export const codes = {
  one: '330110001001',
  two: '330110001002',
  west: '330110001001001',
  micro: '33011000100100101',
  other: '330110001002001',
  street: '330110001',
}

export const ringOf = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

export async function gridWorld() {
  const world = await territoryWorld()
  await world.town()
  const { faults } = await world.take(
    'shapes',
    collectionOf(
      { properties: { code: codes.street }, geometry: ringOf(120, 30, 120.04, 30.02) },
      { properties: { code: codes.one }, geometry: polygonOf(120, 30, 0.02) },
      { properties: { code: codes.two }, geometry: polygonOf(120.02, 30, 0.02) },
      { properties: { code: codes.west }, geometry: ringOf(120, 30, 120.01, 30.02) },
      { properties: { code: codes.micro }, geometry: polygonOf(120.001, 30.001, 0.003) },
      { properties: { code: codes.other }, geometry: polygonOf(120.02, 30, 0.02) },
    ),
  )
  if (faults.length) throw new Error(JSON.stringify(faults))
  const { house } = world
  const actors = new Map<string, Actor>()
  const app: App = await buildApp({
    house,
    identify: async (request) => actors.get(String(request.headers['x-as'])) ?? anonymous,
    apis: [territoryApi(house), gridsApi(house), mattersApi(house)],
    requestsPerMinute: 100_000,
  })
  const id = async (code: string) => (await areaByCode(house.db, code))!.id
  const addActor = async (as: string, role: Role, office: string, areaCode: string | null = null) => {
    const { rows } = await sql<{ id: string; name: string; kind: string; path: string }>`
      select id, name, kind, path::text as path from organisations where code = ${office}`.execute(house.db)
    const area = areaCode ? await areaByCode(house.db, areaCode) : undefined
    const person = await registerPerson(house.db, systemWriter(house), { name: `${as}` })
    const duty = await startDuty(house.db, systemWriter(house), {
      personId: person.id,
      organisationId: rows[0]!.id,
      role,
      areaId: area?.id ?? null,
    })
    const actor: Actor = {
      kind: 'staff',
      personId: person.id,
      userId: person.id,
      name: as,
      sessionId: null,
      duties: [
        {
          id: duty.id,
          role,
          organisationId: rows[0]!.id,
          organisationName: rows[0]!.name,
          organisationKind: rows[0]!.kind,
          organisationPath: rows[0]!.path,
          areaId: area?.id ?? null,
          areaPath: area?.path ?? null,
        },
      ],
    }
    actors.set(as, actor)
    return actor
  }
  await addActor('admin', 'admin', 'HD_GOV')
  await addActor('street', 'street_clerk', 'HD_STREET', codes.street)
  await addActor('community', 'community_clerk', 'HD_ONE', codes.one)
  await addActor('two', 'community_clerk', 'HD_TWO', codes.two)
  await addActor('worker', 'grid_worker', 'HD_ONE', codes.west)
  return {
    ...world,
    house,
    app,
    actors,
    id,
    addActor,
    async send(as: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) {
      const answer = await app.inject({
        method,
        url,
        headers: { 'x-as': as },
        ...(payload ? { payload } : {}),
      })
      return { status: answer.statusCode, body: answer.body ? answer.json() : null, headers: answer.headers }
    },
    /** Preview, then carry out what was seen. */
    async change(as: string, change: object, reason = '社区换届后重新划分') {
      const seen = await this.send(as, 'POST', '/api/grids/changes/preview', { change })
      if (seen.status !== 200) return seen
      return this.send(as, 'POST', '/api/grids/changes', { change, reason, versions: seen.body.versions })
    },
    /** An open matter of community one, handled by the grid worker whose corner it is. */
    async matter(spot: { lng: number; lat: number } | null, areaCode = codes.west, handled = true) {
      const rules = await house.rulesNow()
      const areaId = (spot && (await areaAt(house.db, spot))?.id) || (await id(areaCode))
      const office = (await communityFor(house.db, areaId))!
      return house.db.transaction().execute(async (tx) =>
        openMatter(
          house,
          tx,
          {
            id: randomUUID(),
            kind: 'request',
            state: 'received',
            requestKind: 'help',
            category: 'municipal.street_lamp',
            urgency: 'ordinary',
            channel: 'web',
            deskId: office.id,
            ownerId: office.id,
            handlerId: handled ? actors.get('worker')!.personId : null,
            areaId,
            parentId: null,
            originalId: null,
            fromPerson: true,
            reachable: false,
            words: { title: '路灯不亮', body: '路灯不亮', spot },
            search: searchVector('路灯不亮'),
            actorId: null,
            actorOrganisationId: null,
          },
          rules,
        ),
      )
    },
    async where(matterId: string) {
      const { rows } = await sql<{
        code: string
        active: boolean
        handler: string | null
        owner: string
        deadline: number
      }>`
        select a.code, a.active_to is null as active, p.name as handler, o.code as owner,
          (select count(*)::int from deadlines d where d.subject_id = m.id and d.ended_at is null) as deadline
        from matters m join areas a on a.id = m.area_id join organisations o on o.id = m.owner_id left join people p on p.id = m.handler_id
        where m.id = ${matterId}`.execute(house.db)
      return rows[0]!
    },
    async end() {
      await app.close()
      await world.close()
    },
  }
}

export type GridWorld = Awaited<ReturnType<typeof gridWorld>>
