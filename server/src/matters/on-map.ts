import { type RawBuilder, sql } from 'kysely'
import { type Executor, plannedAnew } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { type ListQuery, listMatters, narrowingOf } from './list.ts'
import type { State } from './matter.ts'
import type { MatterRow } from './row.ts'
import { always, walkOf } from './views.ts'
import { ofView } from './walking.ts'

/** The filters of the list: what the map shows is what the table beside it lists. */
export type MapQuery = Pick<
  ListQuery,
  'view' | 'state' | 'category' | 'urgency' | 'kind' | 'q' | 'area' | 'here' | 'open'
>

/** A stretch of `map_cell` numbers: one tile of any zoom. */
export interface Cells {
  from: string
  to: string
}

export interface Dot {
  id: string
  number: string
  state: State
  urgency: string
  category: string | null
  overdue: boolean
  lng: number
  lat: number
}

const anyOf = (cells: Cells[]) =>
  sql<boolean>`(${sql.join(
    cells.map(({ from, to }) => sql<boolean>`map_cell(w.spot) between ${from}::bigint and ${to}::bigint`),
    sql` or `,
  )})`

interface Shown {
  /** What holds for a matter `m` that is shown, its words left out; `everything` where that is any. */
  matter: RawBuilder<boolean> | 'everything'
  /** What was looked for as a text search query. */
  words: RawBuilder<unknown> | null
  /** Both of them for `m`. */
  whole: RawBuilder<boolean>
}

async function shownOf(house: House, actor: Actor, query: MapQuery): Promise<Shown> {
  const walk = walkOf(query.view ?? 'all', actor, house.now())
  const { only, words, said } = await narrowingOf(house.db, query)
  const others = only.filter((each) => each !== said)
  const every = walk.by === always && walk.where === always && others.length === 0
  const all = (conditions: RawBuilder<boolean>[]) => sql<boolean>`${sql.join(conditions, sql` and `)}`
  const matter = every ? 'everything' : all([ofView(walk), ...others])
  return { matter, words, whole: all([ofView(walk), ...only]) }
}

/** Matters in a tile one by one, those due first; one more than `most` tells that there are more. */
export async function mattersInCells(
  house: House,
  actor: Actor,
  query: MapQuery,
  cells: Cells[],
  most: number,
  executor: Executor = house.db,
): Promise<Dot[]> {
  const { whole } = await shownOf(house, actor, query)
  const { rows } = await sql<Dot>`${plannedAnew}
    select m.id, m.number, m.state, m.urgency, m.category, coalesce(m.due_at < ${house.now()}, false) as overdue,
      w.spot[0] as lng, w.spot[1] as lat
    from matter_words w join matters m on m.id = w.matter_id
    where w.spot is not null and ${anyOf(cells)} and ${whole}
    order by m.due_at nulls last, m.id limit ${most + 1}`.execute(executor)
  return rows
}

export interface Density {
  /** Number of the square: `map_cell` without its last bits. */
  square: number
  matters: number
  overdue: number
  /** Middle of the points, in degrees. */
  lng: number
  lat: number
}

/**
 * How many matters lie in each square of a tile. The index gives the numbers of cells as they stand; inside a join they
 * would be worked out again for every row.
 * @param bits how many bits of a cell's number lie below a square's
 */
export async function densityInCells(
  house: House,
  actor: Actor,
  query: MapQuery,
  cells: Cells[],
  bits: number,
  executor: Executor = house.db,
): Promise<Density[]> {
  const { matter, words, whole } = await shownOf(house, actor, query)
  const here = sql`w.spot is not null and ${anyOf(cells)}`
  const square = sql`map_cell(w.spot) >> ${bits}::int as square`
  const inTile = sql`(select ${square}, w.spot, w.matter_id from matter_words w where ${here} offset 0)`
  const middle = sql`count(*)::int as matters, avg(w.spot[0])::float8 as lng, avg(w.spot[1])::float8 as lat`
  const said = words
    ? sql`where exists (select 1 from matter_words s where s.matter_id = w.matter_id and s.search @@ ${words})`
    : sql``
  const { rows } =
    matter === 'everything'
      ? // The index of cells alone knows how many; those overdue are few and have one of their own.
        await sql<Density>`${plannedAnew}
          select square, matters, coalesce(overdue, 0) as overdue, lng, lat
          from (select square, ${middle} from ${inTile} w ${said} group by 1) everything
          left join (select square, count(*)::int as overdue from (
            select ${square} from (select m.id from matters m where m.step is not null and m.due_at < ${house.now()} offset 0) late
              join matter_words w on w.matter_id = late.id where ${here} ${words ? sql`and w.search @@ ${words}` : sql``}
            ) late group by 1) late using (square)
          order by 1`.execute(executor)
      : await sql<Density>`${plannedAnew}
          select square, ${middle}, (count(*) filter (where m.due_at < ${house.now()}))::int as overdue
          from ${inTile} w join matters m on m.id = w.matter_id
          where ${whole} group by 1 order by 1`.execute(executor)
  return rows
}

/** A page of the list with the point of each matter (degrees, WGS-84), for the table beside the map. */
export async function listWithPoints(
  house: House,
  actor: Actor,
  query: ListQuery,
): Promise<{ items: (MatterRow & { lng: number | null; lat: number | null })[]; next: string | null }> {
  const page = await listMatters(house, actor, query)
  const { rows } = await sql<{ id: string; lng: number; lat: number }>`
    select matter_id as id, spot[0] as lng, spot[1] as lat from matter_words
    where spot is not null and matter_id = any(${page.items.map(({ id }) => id)}::uuid[])`.execute(house.db)
  const points = new Map(rows.map(({ id, ...point }) => [id, point]))
  return {
    ...page,
    items: page.items.map((item) => ({ ...item, ...(points.get(item.id) ?? { lng: null, lat: null }) })),
  }
}

/**
 * How many matters of a list lie in each area directly below one, by the id of that area, and under `null` how many
 * lie in the area itself: one pass, so that every level adds up.
 */
export async function countsBelow(
  house: House,
  actor: Actor,
  query: MapQuery,
  area: { id: string; kind: string },
): Promise<Map<string | null, number>> {
  const { whole: known } = await shownOf(house, actor, query)
  const counted =
    area.kind === 'city' || area.kind === 'district'
      ? // Tens of thousands of areas: each that some matter of the list lies in is looked up, and no other.
        sql`select a.path, listed.n from
          (select m.area_id, count(*) as n from matters m where m.area_id is not null and ${known} group by m.area_id) listed
          cross join lateral (select path from areas where id = listed.area_id limit 1) a where a.path <@ above.path`
      : sql`select a.path, count(*) as n from areas a join matters m on m.area_id = a.id
          where a.path <@ above.path and ${known} group by a.path`
  const { rows } = await sql<{ child: string | null; n: number }>`${plannedAnew}
    select child.id as child, sum(counted.n)::int as n
    from areas above join lateral (${counted}) counted on true
    left join areas child on child.parent_id = above.id and child.path = subpath(counted.path, 0, nlevel(above.path) + 1)
    where above.id = ${area.id} group by 1`.execute(house.db)
  return new Map(rows.map(({ child, n }) => [child, n]))
}
