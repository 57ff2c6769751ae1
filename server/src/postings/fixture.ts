import { randomUUID } from 'node:crypto'
import { sql } from '../kernel/database/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, type Duty, type Role, system } from '../kernel/permissions/index.ts'
import { adoptPartyOrganisations } from '../membership/index.ts'

/** A county with its organisation department, a unit that sends, a village with its street, and a village elsewhere. */
export interface SentWorld {
  organisations: Record<string, string>
  areas: Record<string, string>
  people: Record<string, string>
  names: Record<string, string>
  /** Somebody with the duties that they hold now; undefined for a name that nobody has. */
  as(who: string): Promise<Actor | undefined>
}

const areaTree: [string, string, string | null][] = [
  ['city', 'city', null],
  ['district', 'district', 'city'],
  ['away', 'district', 'city'],
  ['street', 'street', 'district'],
  ['awaystreet', 'street', 'away'],
  ['community', 'community', 'street'],
  ['other', 'community', 'street'],
  ['awaycommunity', 'community', 'awaystreet'],
  ['corner', 'grid', 'community'],
]
const organisationTree: [key: string, kind: string, parent: string | null, area: string][] = [
  ['government', 'district_government', null, 'district'],
  ['centre', 'hotline_centre', 'government', 'district'],
  ['department', 'department', 'government', 'district'],
  ['unit', 'department', 'government', 'district'],
  ['committee', 'community_committee', 'government', 'community'],
  ['streetparty', 'party_committee', null, 'street'],
  ['village', 'party_committee', 'streetparty', 'community'],
  ['elsewhere', 'party_committee', null, 'awaycommunity'],
]
const cast: [key: string, role: Role, organisation: string, area?: string][] = [
  ['organiser', 'organiser', 'department', 'district'],
  ['street', 'organiser', 'streetparty'],
  ['above', 'organiser', 'government', 'district'],
  ['government', 'department_officer', 'government'],
  ['unit', 'department_officer', 'unit'],
  ['sent', 'department_officer', 'unit'],
  ['next', 'member', 'unit'],
  ['other', 'department_officer', 'centre'],
  ['village', 'secretary', 'village'],
  ['member', 'member', 'village'],
  ['clerk', 'community_clerk', 'committee'],
  ['centre', 'centre_clerk', 'centre'],
  ['elsewhere', 'secretary', 'elsewhere'],
  ['admin', 'admin', 'government'],
]

/** Builds it on a test's own database. */
export async function sentWorld(house: StandingHouse): Promise<SentWorld> {
  const { db } = house
  const areas: Record<string, { id: string; path: string }> = {}
  for (const [key, kind, above] of areaTree) {
    const parent = above ? areas[above]! : null
    const path = parent ? `${parent.path}.${key}` : key
    const id = randomUUID()
    await sql`insert into areas (id, code, name, kind, parent_id, path, active_from)
      values (${id}, ${`S-${key}`}, ${`区域${key}`}, ${kind}, ${parent?.id ?? null}, ${path}::ltree, '2020-01-01')`.execute(
      db,
    )
    areas[key] = { id, path }
  }
  const organisations: Record<string, { id: string; path: string }> = {}
  for (const [key, kind, above, area] of organisationTree) {
    const parent = above ? organisations[above]! : null
    const path = parent ? `${parent.path}.${key}` : key
    const id = randomUUID()
    await sql`insert into organisations (id, code, name, kind, parent_id, path, area_id, active_from)
      values (${id}, ${`S-${key}`}, ${`单位${key}`}, ${kind}, ${parent?.id ?? null}, ${path}::ltree, ${areas[area]!.id}, '2020-01-01')`.execute(
      db,
    )
    organisations[key] = { id, path }
  }
  await db.transaction().execute((tx) => adoptPartyOrganisations(house, system, tx))
  const people: Record<string, string> = {}
  for (const [key, role, organisation, area] of cast) {
    const id = randomUUID()
    await sql`insert into people (id, name) values (${id}, ${`人员${key}`})`.execute(db)
    await sql`insert into duties (id, person_id, organisation_id, role, area_id, active_from)
      values (${randomUUID()}, ${id}, ${organisations[organisation]!.id}, ${role}, ${area ? areas[area]!.id : null}, '2020-01-01')`.execute(
      db,
    )
    people[key] = id
  }
  const idsOf = (all: Record<string, { id: string }>) =>
    Object.fromEntries(Object.entries(all).map(([key, { id }]) => [key, id]))
  return {
    organisations: idsOf(organisations),
    areas: idsOf(areas),
    people,
    names: Object.fromEntries(Object.keys(people).map((key) => [key, `人员${key}`])),
    async as(who) {
      const personId = people[who]
      if (!personId) return undefined
      const now = house.now()
      const { rows } = await sql<Duty>`
        select d.id, d.role, o.id as "organisationId", o.name as "organisationName", o.kind as "organisationKind",
          o.path::text as "organisationPath", a.id as "areaId", a.path::text as "areaPath"
        from duties d join organisations o on o.id = d.organisation_id left join areas a on a.id = d.area_id
        where d.person_id = ${personId} and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
        order by d.active_from, d.id`.execute(db)
      return { kind: 'staff', personId, userId: personId, name: `人员${who}`, sessionId: null, duties: rows }
    },
  }
}
