import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type Actor, type Role, system } from '../kernel/permissions/index.ts'
import { adoptPartyOrganisations, insertMembers, type NewMember } from './index.ts'

/** Keys of the organisations of a small party line: a street's committee, a community's, two branches, two groups. */
export type PartyKey = 'street' | 'community' | 'first' | 'second' | 'group_one' | 'group_two' | 'elsewhere'

export interface SmallParty {
  organisations: Record<PartyKey, string>
  paths: Record<PartyKey, string>
  communityArea: string
  streetArea: string
  /** Somebody on duty, as the house would identify them. */
  actor(role: Role, at: PartyKey | null, area?: 'street'): Promise<Actor>
  /** A person of the register, without a duty. */
  person(name?: string): Promise<string>
  /** Full members of a branch, entered by the house itself. @returns their member ids */
  fullMembers(branch: PartyKey, count: number, more?: Partial<NewMember>): Promise<string[]>
}

const tree: { key: PartyKey; kind: string; parent?: PartyKey; area: 'street' | 'community' | 'other' }[] = [
  { key: 'street', kind: 'party_committee', area: 'street' },
  { key: 'community', kind: 'party_committee', parent: 'street', area: 'community' },
  { key: 'first', kind: 'grid_party_branch', parent: 'community', area: 'community' },
  { key: 'second', kind: 'party_branch', parent: 'community', area: 'community' },
  { key: 'group_one', kind: 'party_group', parent: 'first', area: 'community' },
  { key: 'group_two', kind: 'party_group', parent: 'first', area: 'community' },
  { key: 'elsewhere', kind: 'joint_party_branch', area: 'other' },
]

/** Builds the party line on a test's own database. */
export async function smallParty(house: StandingHouse): Promise<SmallParty> {
  const { db } = house
  const areas: Record<string, { id: string; path: string }> = {}
  const area = async (key: string, kind: string, above?: string) => {
    const id = randomUUID()
    const parent = above ? areas[above]! : null
    const path = parent ? `${parent.path}.${key}` : key
    await sql`insert into areas (id, code, name, kind, parent_id, path, active_from)
      values (${id}, ${`P-${key}`}, ${`区域${key}`}, ${kind}, ${parent?.id ?? null}, ${path}::ltree, '2020-01-01')`.execute(
      db,
    )
    areas[key] = { id, path }
  }
  await area('pcity', 'city')
  await area('pdistrict', 'district', 'pcity')
  await area('street', 'street', 'pdistrict')
  await area('community', 'community', 'street')
  await area('other', 'street', 'pdistrict')
  const organisations = {} as Record<PartyKey, string>
  const paths = {} as Record<PartyKey, string>
  for (const node of tree) {
    const id = randomUUID()
    const path = node.parent ? `${paths[node.parent]}.${node.key}` : `party_${node.key}`
    await sql`insert into organisations (id, code, name, kind, parent_id, path, area_id, active_from)
      values (${id}, ${`P-${node.key}`}, ${`党组织${node.key}`}, ${node.kind}, ${node.parent ? organisations[node.parent] : null},
        ${path}::ltree, ${areas[node.area]!.id}, '2020-01-01')`.execute(db)
    organisations[node.key] = id
    paths[node.key] = path
  }
  await db.transaction().execute((tx) => adoptPartyOrganisations(house, system, tx))

  const person = async (name = `人员${randomUUID().slice(0, 4)}`) => {
    const id = randomUUID()
    await sql`insert into people (id, name, phone) values (${id}, ${name}, ${`139${String(Math.random()).slice(2, 10)}`})`.execute(
      db,
    )
    return id
  }
  return {
    organisations,
    paths,
    communityArea: areas.community!.id,
    streetArea: areas.street!.id,
    person,
    async actor(role, at, where) {
      const personId = await person()
      if (role === 'resident' || !at)
        return { kind: 'resident', personId, userId: personId, name: '群众', sessionId: null, duties: [] }
      const dutyId = randomUUID()
      const areaOfDuty = where ? areas[where]! : null
      await sql`insert into duties (id, person_id, organisation_id, role, area_id, active_from)
        values (${dutyId}, ${personId}, ${organisations[at]}, ${role}, ${areaOfDuty?.id ?? null}, '2020-01-01')`.execute(
        db,
      )
      const { kind } = tree.find(({ key }) => key === at)!
      return {
        kind: 'staff',
        personId,
        userId: personId,
        name: `人员${role}`,
        sessionId: null,
        duties: [
          {
            id: dutyId,
            role,
            organisationId: organisations[at],
            organisationName: `党组织${at}`,
            organisationKind: kind,
            organisationPath: paths[at],
            areaId: areaOfDuty?.id ?? null,
            areaPath: areaOfDuty?.path ?? null,
          },
        ],
      }
    },
    async fullMembers(branch, count, more = {}) {
      const people: string[] = []
      for (let index = 0; index < count; index++) people.push(await person())
      return db.transaction().execute((tx) =>
        insertMembers(
          tx,
          house,
          system,
          people.map((personId) => ({
            personId,
            branchId: organisations[branch],
            appliedOn: '2018-05-04',
            activistOn: '2019-04-01',
            prospectOn: '2019-12-01',
            admittedOn: '2020-07-01',
            fullOn: '2021-07-01',
            since: '2022-01-01',
            ...more,
          })),
        ),
      )
    },
  }
}
