import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import { categoryOf, type Level, routeFor } from '../kernel/policy/index.ts'
import { getMatter } from './store.ts'

export interface Target {
  id: string
  name: string
  kind: string
  /** Named by the routing directory for this category. */
  suggested: boolean
}

const rolesThat = (action: 'matter.handle' | 'matter.partner') =>
  (Object.keys(roles) as Role[]).filter((role) => reachOf(role, action) === 'own')
/** Roles in which an organisation's people take tasks on, and those in which they take on requests and parts too. */
const rolesFor = { task: rolesThat('matter.handle'), request: rolesThat('matter.partner') }

/** Somebody there can take a matter on: the same that a command asks of its target. */
export const canTakeOn = (
  now: Date,
  what: 'request' | 'task' = 'request',
) => sql`exists (select 1 from duties d where d.organisation_id = o.id
  and d.role = any(${rolesFor[what]}) and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now}))`

/** Where a command may send a matter, what the routing directory names first. */
export async function targetsFor(
  house: House,
  actor: Actor,
  matterId: string,
  command: string,
  q: string | undefined,
): Promise<Target[]> {
  const { matter, centreId } = await getMatter(house.db, matterId)
  const below = actor.duties
    .filter(({ role }) => reachOf(role, 'matter.decide') === 'below')
    .map(({ organisationPath }) => organisationPath)
  const everywhere =
    (command !== 'dispatch' && command !== 'reassign') ||
    actor.duties.some(({ role }) => reachOf(role, 'matter.dispatch') === 'all')
  const rules = await house.rulesOf(matter.policyHash)
  const category = matter.category && categoryOf(rules, matter.category) ? matter.category : undefined
  const levels: Level[] = ['district', 'street', 'community']
  const wanted = levels.flatMap((level) => routeFor(rules, category, level))
  const suggestion = wanted.length
    ? sql<boolean>`(${sql.join(
        wanted.map(
          (route) =>
            sql`(o.kind = ${route.organisation_kind} ${route.function ? sql`and o.function = ${route.function}` : sql``})`,
        ),
        sql` or `,
      )})`
    : sql<boolean>`false`
  const near = matter.areaId
    ? sql`(o.area_id is null or (select a.path from areas a where a.id = ${matter.areaId}) <@ (select oa.path from areas oa where oa.id = o.area_id))`
    : sql`(select true)`
  const { rows } = await sql<Target>`
    select o.id, o.name, o.kind, (${suggestion} and ${near}) as suggested
    from organisations o
    where o.active_to is null and ${canTakeOn(house.now())} and o.kind in ('community_committee', 'street_office', 'department', 'station', 'hotline_centre', 'district_government')
      and ${command === 'dispatch' ? sql`true` : sql`o.id <> ${matter.ownerId}`}
      and ${command === 'arbitrate' ? sql`o.id <> ${centreId}` : sql`true`}
      and ${everywhere ? sql`true` : command === 'reassign' ? sql`o.path <@ any(${below}::ltree[])` : sql`o.path <@ (select path from organisations where id = ${matter.ownerId})`}
      and ${q ? sql`o.name ilike ${`%${q.replace(/[%_\\]/g, '\\$&')}%`}` : sql`true`}
    order by suggested desc, ${near} desc, nlevel(o.path), o.name limit 40`.execute(house.db)
  return rows
}

export interface HandlerChoice {
  id: string
  name: string
  role: { zh: string; en: string }
}

/** People of the owning organisation who may work on it; grid workers only for their own corner. */
export async function handlersFor(executor: Executor, matterId: string, now: Date): Promise<HandlerChoice[]> {
  const { rows } = await sql<{ id: string; name: string; role: Role }>`
    select distinct on (p.id) p.id, p.name, d.role
    from matters m join duties d on d.organisation_id = m.owner_id join people p on p.id = d.person_id
    left join areas da on da.id = d.area_id
    where m.id = ${matterId} and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
      and (d.role <> 'grid_worker' or m.area_path <@ da.path)
    order by p.id`.execute(executor)
  return rows
    .filter(({ role }) => reachOf(role, 'matter.handle') !== undefined)
    .map(({ id, name, role }) => ({ id, name, role: roles[role] }))
}
