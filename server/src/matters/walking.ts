import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { type RawRow, rowColumns, rowTables } from './row.ts'
import type { Walk } from './views.ts'

/** A row of a page, with the microseconds of its due time as text: a Date would lose them and the next page repeat or skip rows. */
export type PageRow = RawRow & { mark: string }

/** What a list is narrowed by. Every part holds for a matter `m`. */
export interface Narrowing {
  /** All that must hold: the words too. */
  only: RawBuilder<boolean>[]
  /** Those of them that an index of `matters` knows. */
  indexed: RawBuilder<boolean>[]
  /** Words as a text search query. */
  words: RawBuilder<unknown> | null
  /** An area with all that lies in it, few enough to be asked for by marks. */
  areas: RawBuilder<unknown> | null
  /** Where the page above ended. */
  after: { at: string; id: string } | null
}

/** Ids are ordered by time (UUID version 7), so the newest first is the greatest id first. */
const sortings = { due: sql`m.due_at, m.id`, recent: sql`m.id desc` }

/** How many matters are looked at one by one before another way is taken. */
export interface Patience {
  /** The first of the view: what is common is met among them. */
  near: number
  /** All that have the words, within the view's reach. */
  held: number
  /** All that answer the scarcest filter. */
  filtered: number
}
const usual: Patience = { near: 2000, held: 2000, filtered: 20_000 }
/** Months, newest first, each span wider than the one before. */
const spans = [2, 6, 18, 54]

/** The first of a view in its order, as ids with due times. */
export function walked(walk: Walk, filters: RawBuilder<boolean>[], most: number): RawBuilder<unknown> {
  const where = sql.join([walk.by, walk.where, ...filters], sql` and `)
  const within = walk.order === 'due' ? sortings.due : sql`${walk.id} desc`
  const first = sql`select m.id, m.due_at from ${walk.from} where ${where} order by ${within} limit ${sql.lit(most)}`
  if (!walk.keys) return first
  return sql`select distinct on (${walk.order === 'due' ? sql`m.due_at, m.id` : sql`m.id`}) m.id, m.due_at
    from (${walk.keys}) k cross join lateral (${first}) m order by ${sortings[walk.order]} limit ${sql.lit(most)}`
}

/**
 * Those of some candidates, in the order of the view, that belong to it and answer what it is narrowed by. They are
 * looked at one by one until the page is full, whatever the planner believes of how many there are.
 */
function checked(candidates: RawBuilder<unknown>, walk: Walk, only: RawBuilder<boolean>[], most: number) {
  const where = sql.join([sql`m.id = c.id`, walk.by, walk.where, ...only], sql` and `)
  const from = walk.keys ? sql`(${walk.keys}) k cross join ${walk.from}` : walk.from
  if (walk.order === 'due')
    return sql`with c as materialized (${candidates}) select m.id, m.due_at
      from c cross join lateral (select m.id, m.due_at from ${from} where ${where} limit 1) m order by m.due_at, m.id limit ${sql.lit(most)}`
  return sql`with c as materialized (${candidates}) select m.id, m.due_at
    from (select id from c order by id desc offset 0) c cross join lateral (select m.id, m.due_at from ${from} where ${where} limit 1) m
    order by c.id desc limit ${sql.lit(most)}`
}

async function rowsOf(executor: Executor, walk: Walk, ids: RawBuilder<unknown>): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`
    select ${rowColumns}, m.due_at::text as mark from (${ids}) page join ${rowTables} on m.id = page.id
    order by ${sortings[walk.order]}`.execute(executor)
  return rows
}

const pastCursor = ({ order, id }: Walk, after: Narrowing['after']): RawBuilder<boolean>[] => {
  if (!after) return []
  return order === 'due'
    ? [sql<boolean>`(m.due_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`]
    : [sql<boolean>`${id} < ${after.id}::uuid`]
}

/**
 * The page of a view, at most `most` rows. What is asked for often is met by walking; what is not met among the first
 * is looked up by whatever is scarce about it: its words within the view's reach, or a filter. Each way gives the
 * same page.
 */
export async function pageOf(
  executor: Executor,
  walk: Walk,
  narrowing: Narrowing,
  most: number,
  { near, held, filtered }: Patience = usual,
): Promise<PageRow[]> {
  const after = pastCursor(walk, narrowing.after)
  const { only, words } = narrowing
  const whole = () => rowsOf(executor, walk, walked(walk, [...after, ...only], most))
  if (only.length === 0 || (walk.order === 'due' && !words)) return whole()
  const first = walked(
    { ...walk, where: walk.order === 'due' ? walk.where : sql<boolean>`true` },
    after,
    near,
  )
  const met = await rowsOf(executor, walk, checked(first, walk, only, most))
  if (met.length === most || (await countUpTo(executor, first, near)) < near) return met
  if (words) {
    const found = holding([words, walk.marks, narrowing.areas])
    if ((await countUpTo(executor, found, held + 1)) <= held)
      return rowsOf(executor, walk, checked(found, walk, [...after, ...only], most))
  }
  if (walk.order === 'due') return whole()
  const scarce = await scarcest(executor, narrowing.indexed, filtered)
  if (scarce) {
    const those = sql`select m.id from matters m where ${sql.join([scarce, ...pastId(narrowing.after)], sql` and `)}`
    return rowsOf(executor, walk, checked(those, walk, only, most))
  }
  return words || narrowing.areas ? bySpans(executor, walk, narrowing, most) : whole()
}

const pastId = (after: Narrowing['after']) => (after ? [sql<boolean>`m.id < ${after.id}::uuid`] : [])

/** Matters whose words and marks answer all of these queries: one look into one index. */
function holding(queries: (RawBuilder<unknown> | null)[]): RawBuilder<unknown> {
  const given = queries.filter((query) => query !== null)
  return sql`select w.matter_id as id from matter_words w where w.search @@ (${sql.join(given, sql` && `)})`
}

/** The page by what is held, span by span into the past: what was common last winter costs no more than this winter. */
async function bySpans(
  executor: Executor,
  walk: Walk,
  { words, areas, only, after }: Narrowing,
  most: number,
): Promise<PageRow[]> {
  const { rows: ends } = await sql<{ oldest: string | null; newest: string | null }>`
    select (select id from matters order by id limit 1) as oldest, (select id from matters order by id desc limit 1) as newest`.execute(
    executor,
  )
  const { oldest, newest } = ends[0]!
  if (!oldest || !newest) return []
  const last = monthOf(oldest)
  const rows: PageRow[] = []
  for (let month = monthOf(after?.id ?? newest), step = 0; month >= last && rows.length < most; step++) {
    const length = spans[Math.min(step, spans.length - 1)]!
    const months = Array.from({ length: Math.min(length, month - last + 1) }, (_, back) => month - back)
    const marks = sql`${months.map((each) => `'#${monthWords(each)}'`).join(' | ')}::tsquery`
    const found = holding([words, walk.marks, areas, marks])
    const filters = [...pastId(after), ...only]
    rows.push(...(await rowsOf(executor, walk, checked(found, walk, filters, most - rows.length))))
    month -= length
  }
  return rows
}

/** Months since 1970, by the time in an id. */
function monthOf(id: string): number {
  const at = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
  return at.getUTCFullYear() * 12 + at.getUTCMonth()
}

const monthWords = (month: number) => `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`

/** The filter that the fewest matters answer, where they are few enough to be looked at one by one. */
async function scarcest(
  executor: Executor,
  filters: RawBuilder<boolean>[],
  most: number,
): Promise<RawBuilder<boolean> | undefined> {
  if (filters.length === 0) return undefined
  const counts = filters.map(
    (filter, place) => sql`select ${sql.lit(place)} as place,
      (select count(*) from (select 1 from matters m where ${filter} limit ${sql.lit(most + 1)}) x) as n`,
  )
  const { rows } = await sql<{ place: number }>`
    select place from (${sql.join(counts, sql` union all `)}) c where n <= ${sql.lit(most)} order by n limit 1`.execute(
    executor,
  )
  return rows[0] && filters[rows[0].place]
}

/** How many there are, counted no further than `most`. */
export async function countUpTo(executor: Executor, ids: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with ids as materialized (${ids}) select count(*)::int as n from (select 1 from ids limit ${sql.lit(most)}) x`.execute(
    executor,
  )
  return rows[0]!.n
}
