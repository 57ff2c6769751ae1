import { sql } from 'kysely'
import type { House } from '../house.ts'
import { type Role, roles } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { demonstrationAccounts, findAccountByName, isUsable } from './accounts.ts'
import { foldName } from './rules.ts'
import type { OpenedSession } from './sessions.ts'
import { enter, type Visit } from './sign-in.ts'

function requireDemonstration(house: House): void {
  if (!house.configuration.demo) throw new Problem('not_found')
}

interface DemonstrationEntry {
  account: string
  name: string
  roles: { role: string; role_zh: string; role_en: string }[]
  organisation: string | null
}

/** Who can be tried, in the order of the demonstration. @throws Problem `not_found` outside demonstration mode */
export async function demonstrationList(house: House): Promise<DemonstrationEntry[]> {
  requireDemonstration(house)
  const now = house.now()
  const { rows } = await sql<{ account: string; name: string; roles: Role[]; organisation: string | null }>`
    select a.name as account, p.name,
           coalesce(array_agg(distinct d.role) filter (where d.id is not null), '{}') as roles,
           min(o.name) as organisation
    from accounts a join people p on p.id = a.person_id
    left join duties d on d.person_id = p.id and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
    left join organisations o on o.id = d.organisation_id
    where a.demonstration and a.disabled_at is null
    group by a.name, p.name`.execute(house.db)
  /** The named ones first, as they stand in the list; further ones of the demonstration behind them. */
  const order = (account: string) => {
    const at = demonstrationAccounts.indexOf(account)
    return at < 0 ? demonstrationAccounts.length : at
  }
  return rows
    .sort((a, b) => order(a.account) - order(b.account))
    .map((row) => ({
      ...row,
      roles: (row.roles.length > 0 ? row.roles : (['resident'] as const)).map((role) => ({
        role,
        role_zh: roles[role]?.zh ?? role,
        role_en: roles[role]?.en ?? role,
      })),
    }))
}

/** Opens a demonstration account without its password. @throws Problem `not_found` */
export async function enterDemonstration(house: House, typed: string, visit: Visit): Promise<OpenedSession> {
  requireDemonstration(house)
  const account = await findAccountByName(house.db, foldName(typed))
  if (!account?.demonstration || !isUsable(house, account))
    throw new Problem('not_found', { zh: '没有这个演示账号', en: 'There is no such demonstration account' })
  return enter(house, account, 'demonstration', visit)
}
