import { type Executor, sql } from '../../kernel/database/index.ts'
import type { Actor, Duty, Role } from '../../kernel/permissions/index.ts'
import { type Building, buildings, estateOf, roadsOf } from '../buildings.ts'
import { chance, spotIn } from '../lattice.ts'
import {
  centreCode,
  committeeCode,
  departmentCode,
  propertyCode,
  stationCode,
  streetOfficeCode,
  utilityCode,
} from '../offices.ts'
import { staff } from '../staff.ts'
import { type Community, type Grid, grids } from '../terrain.ts'

export interface Office {
  id: string
  code: string
  name: string
}

/** A spot somebody may speak of: a grid with its estate, streets and buildings. */
export interface Place {
  grid: Grid
  areaId: string
  estate: string
  roads: [string, string]
  buildings: Building[]
  property: string
}

/** Everybody and everything that the demonstration's stories are played with, as it stands in the database. */
export interface Cast {
  places: Place[]
  /** Organisations with a one-click account: what they hold is left to the visitor. */
  visited: Set<string>
  resident: Actor
  office(code: string): Office
  officeById(id: string): Office | undefined
  /** Who a theme names as doing the work, seen from a community: `community`, `street`, `department:housing`, … */
  doer(named: string, community: Community): Office
  /** Somebody of an organisation in one of these roles. @param avoidVisitors those without a one-click account first */
  someone(officeId: string, roles: readonly Role[], index: number): Actor | undefined
  gridWorker(areaId: string): Actor | undefined
}

interface Row {
  personId: string
  userId: string | null
  name: string
  phone: string
  account: string | null
  dutyId: string | null
  role: Role
  organisationId: string
  organisationName: string
  organisationKind: string
  organisationPath: string
  areaId: string | null
  areaPath: string | null
}

/** Reads the cast. Only what the demonstration itself loaded takes part: people by its numbers, offices by its codes. */
export async function castOf(executor: Executor): Promise<Cast> {
  const phones = staff().map(({ phone }) => phone)
  const { rows } = await sql<Row>`
    select p.id as "personId", p.user_id as "userId", p.name, p.phone, a.name as account, d.id as "dutyId", d.role,
      o.id as "organisationId", o.name as "organisationName", o.kind as "organisationKind", o.path::text as "organisationPath",
      r.id as "areaId", r.path::text as "areaPath"
    from people p left join accounts a on a.person_id = p.id
    left join duties d on d.person_id = p.id and d.active_to is null
    left join organisations o on o.id = d.organisation_id left join areas r on r.id = d.area_id
    where p.phone = any(${phones}) and p.erased_at is null order by p.phone, d.id`.execute(executor)
  const actors = new Map<string, Actor>()
  const byOffice = new Map<string, Actor[]>()
  const workers = new Map<string, Actor>()
  const visited = new Set<string>()
  const visitors = new Set<Actor>()
  let resident: Actor | undefined
  for (const row of rows) {
    let actor = actors.get(row.personId)
    if (!actor) {
      const { personId, userId, name } = row
      actor = { kind: row.dutyId ? 'staff' : 'resident', personId, userId, name, sessionId: null, duties: [] }
      actors.set(personId, actor)
      if (row.account) visitors.add(actor)
    }
    if (!row.dutyId) {
      resident ??= actor
      continue
    }
    const duty: Duty = { ...row, id: row.dutyId }
    actor.duties.push(duty)
    byOffice.set(duty.organisationId, [...(byOffice.get(duty.organisationId) ?? []), actor])
    if (duty.role === 'grid_worker' && duty.areaId) workers.set(duty.areaId, actor)
    if (row.account) visited.add(duty.organisationId)
  }
  const offices = await sql<Office>`select id, code, name from organisations where active_to is null`.execute(
    executor,
  )
  const byCode = new Map(offices.rows.map((each) => [each.code, each]))
  const byId = new Map(offices.rows.map((each) => [each.id, each]))
  const areas = await sql<{
    id: string
    code: string
  }>`select id, code from areas where kind = 'grid'`.execute(executor)
  const areaIds = new Map(areas.rows.map(({ id, code }) => [code, id]))
  const homes = buildings()
  const office = (code: string) => {
    const found = byCode.get(code)
    if (!found) throw new Error(`the demonstration has no office ${code}`)
    return found
  }
  return {
    places: grids.flatMap((grid) => {
      const areaId = areaIds.get(grid.code)
      const property = byCode.get(propertyCode(grid.community))
      return areaId && property
        ? [
            {
              grid,
              areaId,
              estate: estateOf(grid),
              roads: roadsOf(grid.community),
              buildings: homes.filter((home) => home.grid === grid && home.name.includes('号楼')),
              property: property.name.replace(/服务有限公司.*$/, ''),
            },
          ]
        : []
    }),
    visited,
    resident: resident!,
    office,
    officeById: (id) => byId.get(id),
    doer(named, community) {
      const [kind, organisationFunction = ''] = named.split(':')
      const { street } = community
      if (kind === 'community') return office(committeeCode(community))
      if (kind === 'street') return office(streetOfficeCode(street))
      if (kind === 'property') return office(propertyCode(community))
      if (kind === 'station') return office(stationCode(organisationFunction, street))
      if (kind === 'utility') return office(utilityCode(organisationFunction, street.district))
      if (kind === 'centre') return office(centreCode)
      return office(departmentCode(organisationFunction, street.district))
    },
    someone(officeId, wanted, index) {
      const there = (byOffice.get(officeId) ?? []).filter(({ duties }) =>
        duties.some(({ role, organisationId }) => organisationId === officeId && wanted.includes(role)),
      )
      const others = there.filter((actor) => !visitors.has(actor))
      const from = others.length > 0 ? others : there
      return from[Math.abs(index) % from.length]
    },
    gridWorker: (areaId) => workers.get(areaId),
  }
}

/** A point somewhere in a grid, away from its edges. */
export function spotNear(place: Place, salt: number): { lng: number; lat: number } {
  const cell = place.grid.cells[salt % place.grid.cells.length]!
  const [lng, lat] = spotIn(cell, 0.16 * chance(...cell, salt, 71), 0.16 * chance(...cell, salt, 72))
  return { lng, lat }
}
