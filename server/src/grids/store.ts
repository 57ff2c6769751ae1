import { type Executor, sql } from '../kernel/database/index.ts'
import { Problem } from '../kernel/problems.ts'
import { type AreaKind, currentShapes } from '../territory/index.ts'
import type { Setting } from './plan.ts'
import type { Above } from './plan-hand-over.ts'
import { type Corner, gridKinds } from './rules.ts'

interface Row {
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: AreaKind
  dedicatedTo: string | null
  parentId: string | null
  path: string
  households: number | null
  householdsOn: string | null
  householdsSource: string | null
  version: number
}

/** The last event that is about the area itself; codes on its walls do not count. */
export const versionOf = sql<number>`coalesce((select t.seq from timeline t where t.stream = a.id and t.kind like 'area.%'
  order by t.seq desc limit 1), 0)`

const columns = sql`a.id, a.code, a.name, a.name_en as "nameEn", a.kind, a.dedicated_to as "dedicatedTo", a.parent_id as "parentId",
  a.path::text as path, a.households, a.households_on::text as "householdsOn", a.households_source as "householdsSource", ${versionOf} as version`

async function corners(executor: Executor, rows: Row[]): Promise<Corner[]> {
  const shapes = await currentShapes(
    executor,
    rows.map(({ id }) => id),
  )
  return rows.map(({ households, householdsOn, householdsSource, ...row }) => ({
    ...row,
    households:
      households === null ? null : { count: households, on: householdsOn, source: householdsSource },
    parts: shapes.get(row.id) ?? [],
  }))
}

/** An active area of any kind. */
export async function findCorner(executor: Executor, id: string): Promise<Corner | undefined> {
  const { rows } =
    await sql<Row>`select ${columns} from areas a where a.id = ${id} and a.active_to is null`.execute(
      executor,
    )
  return (await corners(executor, rows))[0]
}

/** @throws Problem `not_found` */
export async function getCorner(executor: Executor, id: string): Promise<Corner> {
  const found = await findCorner(executor, id)
  if (!found)
    throw new Problem('not_found', {
      zh: '没有这个区域，或已经撤销',
      en: 'There is no such area, or it has ended',
    })
  return found
}

/** The community that an area is or lies in, with all its grids. @throws Problem `not_found`, `input.invalid` */
export async function settingOf(executor: Executor, areaId: string): Promise<Setting> {
  const { rows } = await sql<{ id: string | null }>`
    select (select c.id from areas c where c.path @> a.path and c.kind = 'community' and c.active_to is null limit 1) as id
    from areas a where a.id = ${areaId} and a.active_to is null`.execute(executor)
  if (!rows[0])
    throw new Problem('not_found', {
      zh: '没有这个区域，或已经撤销',
      en: 'There is no such area, or it has ended',
    })
  if (!rows[0].id)
    throw new Problem('input.invalid', {
      reason: 'grid.no_community',
      zh: '网格必须属于一个社区（村），不能直接属于街道或更上一级',
      en: 'A grid belongs to exactly one community, never directly to a street or what is above it',
    })
  const community = await getCorner(executor, rows[0].id)
  const [found, codes] = await Promise.all([
    sql<Row>`select ${columns} from areas a where a.path <@ ${community.path}::ltree and a.kind = any(${[...gridKinds]})
      and a.active_to is null order by a.code`.execute(executor),
    sql<{ code: string }>`select code from areas where path <@ ${community.path}::ltree`.execute(executor),
  ])
  return {
    community,
    grids: await corners(executor, found.rows),
    codes: new Set(codes.rows.map(({ code }) => code)),
  }
}

/** What lies above two communities, up to where they meet; districts and what is above are never among it. */
export async function aboveBoth(executor: Executor, from: Corner, to: Corner): Promise<Above> {
  if (from.parentId === to.parentId) {
    return { from: [], to: [] }
  }
  const [one, other] = await Promise.all([
    getCorner(executor, from.parentId!),
    getCorner(executor, to.parentId!),
  ])
  return { from: [one], to: [other] }
}
