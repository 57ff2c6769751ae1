import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { House } from '../house.ts'
import { type Actor, roles } from '../permissions/index.ts'
import { findSession } from './sessions.ts'

const Named = Type.Object({ id: Type.String(), name: Type.String() })

export const Me = Type.Object({
  kind: Type.Enum(['anonymous', 'resident', 'staff']),
  name: Type.Union([Type.String(), Type.Null()]),
  account: Type.Union([Type.String(), Type.Null()], {
    description: 'Null for residents, who sign in by phone.',
  }),
  duties: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.String(),
      role_zh: Type.String(),
      role_en: Type.String(),
      organisation: Named,
      area: Type.Union([Named, Type.Null()]),
    }),
  ),
  second_factor: Type.Boolean(),
  password_due: Type.Boolean({ description: 'The password must be changed before anything else is done.' }),
  demo: Type.Boolean(),
})

/** What a page needs to know of the person in front of it. */
export async function describe(house: House, actor: Actor): Promise<Static<typeof Me>> {
  const demo = house.configuration.demo
  if (actor.kind === 'anonymous' || actor.kind === 'system')
    return {
      kind: 'anonymous',
      name: null,
      account: null,
      duties: [],
      second_factor: false,
      password_due: false,
      demo,
    }
  const { rows } = await sql<{ account: string | null; passwordDue: boolean; secondFactor: boolean }>`
    select a.name as account, a.password_due as "passwordDue",
           exists (select 1 from second_factors f where f.account_id = a.id and f.confirmed_at is not null) as "secondFactor"
    from accounts a where a.id = ${actor.userId}`.execute(house.db)
  const account = rows[0]!
  const areas = await namesOfAreas(house, actor)
  return {
    kind: actor.kind,
    name: actor.name,
    account: account.account,
    duties: actor.duties.map((duty) => ({
      id: duty.id,
      role: duty.role,
      role_zh: roles[duty.role]?.zh ?? duty.role,
      role_en: roles[duty.role]?.en ?? duty.role,
      organisation: { id: duty.organisationId, name: duty.organisationName },
      area: duty.areaId ? { id: duty.areaId, name: areas.get(duty.areaId) ?? '' } : null,
    })),
    second_factor: account.secondFactor,
    password_due: account.passwordDue,
    demo,
  }
}

async function namesOfAreas(house: House, actor: Actor): Promise<Map<string, string>> {
  const ids = actor.duties.flatMap(({ areaId }) => (areaId ? [areaId] : []))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from areas where id = any(${ids}::uuid[])`.execute(house.db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The person behind a session that was opened in this very request. */
export async function describeToken(house: House, token: string): Promise<Static<typeof Me>> {
  const session = await findSession(house, token, true)
  if (!session) throw new Error('a session that was just opened cannot be found')
  return describe(house, session.actor)
}
