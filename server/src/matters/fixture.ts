import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { StandingHouse } from '../kernel/make-house.ts'
import type { Actor, Duty, Role } from '../kernel/permissions/index.ts'

/** A street with one community and its grid, a command centre and three departments: enough for tests of matters. */
export interface SmallCity {
  centre: Actor
  street: Actor
  community: Actor
  grid: Actor
  water: Actor
  housing: Actor
  management: Actor
  organisations: Record<string, string>
  gridArea: string
  /** Inside the grid. */
  spot: { lat: number; lng: number }
}

interface Node {
  key: string
  kind: string
  function?: string
  parent?: string
  area?: string
}

const organisationTree: Node[] = [
  { key: 'district', kind: 'district_government', area: 'district' },
  { key: 'centre', kind: 'hotline_centre', parent: 'district', area: 'district' },
  { key: 'street', kind: 'street_office', parent: 'district', area: 'street' },
  { key: 'community', kind: 'community_committee', parent: 'street', area: 'community' },
  { key: 'water', kind: 'department', function: 'water', parent: 'district', area: 'district' },
  { key: 'housing', kind: 'department', function: 'housing', parent: 'district', area: 'district' },
  {
    key: 'management',
    kind: 'department',
    function: 'urban_management',
    parent: 'district',
    area: 'district',
  },
]

const people: { key: keyof SmallCity & string; role: Role; organisation: string; area?: string }[] = [
  { key: 'centre', role: 'centre_clerk', organisation: 'centre' },
  { key: 'street', role: 'street_clerk', organisation: 'street', area: 'street' },
  { key: 'community', role: 'community_clerk', organisation: 'community', area: 'community' },
  { key: 'grid', role: 'grid_worker', organisation: 'community', area: 'grid' },
  { key: 'water', role: 'department_officer', organisation: 'water' },
  { key: 'housing', role: 'department_officer', organisation: 'housing' },
  { key: 'management', role: 'department_officer', organisation: 'management' },
]

export async function smallCity(house: StandingHouse): Promise<SmallCity> {
  const { db } = house
  const areas: Record<string, { id: string; path: string }> = {}
  let parent: string | null = null
  let path = ''
  for (const [kind, name] of [
    ['city', '临江市'],
    ['district', '清河区'],
    ['street', '春晖街道'],
    ['community', '槐荫社区'],
    ['grid', '第一网格'],
  ] as const) {
    const id = randomUUID()
    path = path ? `${path}.${kind}` : kind
    await sql`insert into areas (id, code, name, kind, parent_id, path, active_from) values (${id}, ${`A-${kind}`}, ${name}, ${kind}, ${parent}, ${path}::ltree, '2020-01-01')`.execute(
      db,
    )
    areas[kind] = { id, path }
    parent = id
  }
  await sql`insert into area_shapes (area_id, outline, rings, valid_from)
    values (${areas.grid!.id}, '((114,34.5),(114.01,34.5),(114.01,34.51),(114,34.51))'::polygon, '[]', '2020-01-01')`.execute(
    db,
  )

  const organisations: Record<string, { id: string; path: string; kind: string }> = {}
  for (const node of organisationTree) {
    const id = randomUUID()
    const above = node.parent ? organisations[node.parent]! : null
    const at = above ? `${above.path}.${node.key}` : node.key
    await sql`insert into organisations (id, code, name, kind, function, parent_id, path, area_id, active_from)
      values (${id}, ${`O-${node.key}`}, ${`单位${node.key}`}, ${node.kind}, ${node.function ?? null}, ${above?.id ?? null}, ${at}::ltree, ${areas[node.area!]!.id}, '2020-01-01')`.execute(
      db,
    )
    organisations[node.key] = { id, path: at, kind: node.kind }
  }

  const actors: Record<string, Actor> = {}
  for (const person of people) {
    const personId = randomUUID()
    const dutyId = randomUUID()
    const organisation = organisations[person.organisation]!
    const area = person.area ? areas[person.area]! : null
    await sql`insert into people (id, name) values (${personId}, ${`人员${person.key}`})`.execute(db)
    await sql`insert into duties (id, person_id, organisation_id, role, area_id, active_from)
      values (${dutyId}, ${personId}, ${organisation.id}, ${person.role}, ${area?.id ?? null}, '2020-01-01')`.execute(
      db,
    )
    const duty: Duty = {
      id: dutyId,
      role: person.role,
      organisationId: organisation.id,
      organisationName: `单位${person.organisation}`,
      organisationKind: organisation.kind,
      organisationPath: organisation.path,
      areaId: area?.id ?? null,
      areaPath: area?.path ?? null,
    }
    actors[person.key] = {
      kind: 'staff',
      personId,
      userId: personId,
      name: `人员${person.key}`,
      sessionId: null,
      duties: [duty],
    }
  }
  return {
    ...(actors as unknown as Omit<SmallCity, 'organisations' | 'gridArea' | 'spot'>),
    organisations: Object.fromEntries(Object.entries(organisations).map(([key, { id }]) => [key, id])),
    gridArea: areas.grid!.id,
    spot: { lat: 34.505, lng: 114.005 },
  }
}
