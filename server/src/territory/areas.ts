import { type Executor, sql } from '../kernel/database/index.ts'
import { remembered } from './remembered.ts'
import type { AreaKind } from './rules.ts'

export interface Area {
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: AreaKind
  dedicatedTo: string | null
  parentId: string | null
  /** ltree text, root first. */
  path: string
  households: number | null
  activeTo: Date | null
}

export interface AreaAt {
  id: string
  path: string
  kind: AreaKind
  name: string
}

export interface AreaName {
  id: string
  code: string
  kind: AreaKind
  name: string
  nameEn: string | null
}

export interface Page<Row> {
  items: Row[]
  /** What to pass as `after` for the next page; null at the end. */
  next: string | null
}

const columns = sql`a.id, a.code, a.name, a.name_en as "nameEn", a.kind, a.dedicated_to as "dedicatedTo", a.parent_id as "parentId",
  a.path::text as path, a.households, a.active_to as "activeTo"`

/**
 * The current area that holds a point: a dedicated grid before all, else the finest kind.
 * @param spot degrees, WGS-84
 */
export async function areaAt(
  executor: Executor,
  spot: { lng: number; lat: number },
): Promise<AreaAt | undefined> {
  if (!(Math.abs(spot.lng) <= 180 && Math.abs(spot.lat) <= 90)) return undefined
  const { rows } = await sql<AreaAt>`
    select id, path::text as path, kind, name from areas where id = area_at(${spot.lng}, ${spot.lat})`.execute(
    executor,
  )
  return rows[0]
}

export function areaById(executor: Executor, id: string): Promise<Area | undefined> {
  return remembered(executor, `area ${id}`, async () => {
    const { rows } = await sql<Area>`select ${columns} from areas a where a.id = ${id}`.execute(executor)
    return rows[0]
  })
}

export async function areaByCode(executor: Executor, code: string): Promise<Area | undefined> {
  const { rows } = await sql<Area>`select ${columns} from areas a where a.code = ${code}`.execute(executor)
  return rows[0]
}

/** Names from the district down to the area itself; from the area itself where it lies above districts. */
export function areaChain(executor: Executor, id: string): Promise<AreaName[]> {
  return remembered(executor, `chain ${id}`, async () => {
    const { rows } = await sql<AreaName>`
      with recursive up as (
        select a.*, 0 as step from areas a where a.id = ${id}
        union all
        select a.*, up.step + 1 from up join areas a on a.id = up.parent_id
      )
      select id, code, kind, name, name_en as "nameEn" from up where kind <> 'city' or step = 0 order by step desc`.execute(
      executor,
    )
    return rows
  })
}

export interface AreaSearch {
  parentId?: string
  kind?: AreaKind
  /** Part of a name, or the beginning of a code. */
  q?: string
  after?: string
  /** Rows, 1 to 200. */
  limit?: number
}

/** Active areas in the order of their codes; with `parentId` the children of one. */
export async function findAreas(executor: Executor, search: AreaSearch = {}): Promise<Page<Area>> {
  const limit = search.limit ?? 50
  const { rows } = await sql<Area>`
    select ${columns} from areas a
    where a.active_to is null
      ${search.parentId ? sql`and a.parent_id = ${search.parentId}` : sql``}
      ${search.kind ? sql`and a.kind = ${search.kind}` : sql``}
      ${search.q ? sql`and (${named(sql`a.name`, search.q)} or a.code like ${`${likeText(search.q)}%`})` : sql``}
      ${search.after ? sql`and a.code > ${search.after}` : sql``}
    order by a.code limit ${limit + 1}`.execute(executor)
  return pageOf(rows, limit, (row) => row.code)
}

export function likeText(words: string): string {
  return words.replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

/** Whether a name holds some words: found by the index of character pairs, decided by `ilike`. */
export function named(name: ReturnType<typeof sql>, words: string) {
  const holds = sql<boolean>`${name} ilike ${`%${likeText(words)}%`}`
  return words.length < 2 ? holds : sql<boolean>`(bigrams(${name}) @> bigrams(${words}) and ${holds})`
}

export function pageOf<Row>(rows: Row[], limit: number, keyOf: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? keyOf(last) : null }
}
