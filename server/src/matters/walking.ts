import { type RawBuilder, sql } from 'kysely'
import { type Executor, plannedAnew } from '../kernel/database/index.ts'
import { countUpTo, idsOfFew, scarcest } from './how-many.ts'
import { type RawRow, rowColumns, rowTables } from './row.ts'
import { always, type Walk } from './views.ts'

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
  /** That of `only` which says that a matter has the words. */
  said: RawBuilder<boolean> | null
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
  /** The next of the view, where those that were met among the first promise enough among so many. */
  far: number
  /** All that have the words, where the most pressing are wanted. */
  held: number
  /** All that have the words within the view's reach. */
  reached: number
  /** All that answer the scarcest filters. */
  filtered: number
  /** All that have the words, as the planner believes: of more, not even a part is read to count them. */
  believed: number
}
const usual: Patience = {
  near: 500,
  far: 8000,
  held: 2000,
  reached: 5000,
  filtered: 12_000,
  believed: 40_000,
}
/** Months, newest first; then all that is older at once, since every month asked for is one more list to read. */
const spans = [1, 2, 4, 8]

/** The first of a view in its order that answer some filters, as ids (with due times where they order it). */
export function walked(
  walk: Walk,
  filters: RawBuilder<boolean>[],
  most: number,
  after: Narrowing['after'] = null,
): RawBuilder<unknown> {
  const first =
    walk.order === 'due' ? dueFirst(walk, filters, most, after) : newestFirst(walk, filters, most, after)
  if (!walk.keys) return first
  return sql`select distinct on (${walk.order === 'due' ? sql`m.due_at, m.id` : sql`m.id`}) m.*
    from (${walk.keys}) k cross join lateral (${first}) m order by ${sortings[walk.order]} limit ${sql.lit(most)}`
}

function dueFirst(walk: Walk, filters: RawBuilder<boolean>[], most: number, after: Narrowing['after']) {
  return sql`select m.id, m.due_at from ${walk.from} where ${all([walk.by, walk.where, ...filters, ...pastDue(after)])}
    order by m.due_at, m.id limit ${sql.lit(most)}`
}

/** Those due first that have the words, looked at one by one: the planner cannot know how rarely two words meet. */
function dueFirstSaying(walk: Walk, { only, said, after }: Narrowing, most: number): RawBuilder<unknown> {
  const others = only.filter((each) => each !== said)
  const candidates = sql`select m.id, m.due_at from ${walk.from}
    where ${all([walk.by, walk.where, ...others, ...pastDue(after)])} order by m.due_at, m.id`
  const first = sql`select c.id, c.due_at from (${candidates}) c
    cross join lateral (select 1 from matters m where m.id = c.id and ${said} limit 1) m
    order by c.due_at, c.id limit ${sql.lit(most)}`
  if (!walk.keys) return first
  return sql`select distinct on (m.due_at, m.id) m.* from (${walk.keys}) k cross join lateral (${first}) m
    order by m.due_at, m.id limit ${sql.lit(most)}`
}

function newestFirst(walk: Walk, filters: RawBuilder<boolean>[], most: number, after: Narrowing['after']) {
  const past = after ? [sql<boolean>`${walk.id} < ${after.id}::uuid`] : []
  const rows = sql`select ${walk.id} as id from ${walk.from} where ${all([walk.by, ...past])} order by ${walk.id} desc`
  if (walk.where === always && filters.length === 0) return sql`${rows} limit ${sql.lit(most)}`
  return looked(rows, [walk.where, ...filters], most)
}

/**
 * Candidates, the newest first, looked at one by one until enough were met, whatever the planner believes of how many
 * there are: a look-up inside a limit is never turned into a join over everything.
 */
function looked(candidates: RawBuilder<unknown>, filters: RawBuilder<boolean>[], most: number) {
  return sql`select c.id from (${candidates}) c
    cross join lateral (select 1 from matters m where m.id = c.id and ${all(filters)} limit 1) m
    order by c.id desc limit ${sql.lit(most)}`
}

const all = (conditions: RawBuilder<boolean>[]) => sql<boolean>`${sql.join(conditions, sql` and `)}`

/** That a matter `m` is one of a view's, for looking it up from elsewhere: from a part of the map, from its words. */
export function ofView({ keys, through, by, where }: Walk): RawBuilder<boolean> {
  const belongs =
    through === 'hands'
      ? sql<boolean>`exists (select 1 from ${keys ? sql`(${keys}) k cross join` : sql``} matter_hands h where h.matter_id = m.id and ${by})`
      : keys
        ? sql<boolean>`exists (select 1 from (${keys}) k where ${by})`
        : by
  return sql<boolean>`${belongs} and ${where}`
}

/** Those of a view among ids that were found by other means, all of which are read first. */
function found(walk: Walk, ids: RawBuilder<unknown>, filters: RawBuilder<boolean>[], most: number) {
  if (walk.order === 'recent') {
    // Whom a matter concerns is told by an index alone: most of what was found goes before any matter is looked at.
    const byHands = walk.through === 'hands' && !walk.keys
    const candidates = byHands
      ? sql`select f.id from f join matter_hands h on h.matter_id = f.id where ${walk.by}`
      : sql`select id from f`
    return looked(
      sql`with f as materialized (${ids}) select id from (${candidates}) f order by id desc`,
      [byHands ? walk.where : ofView(walk), ...filters],
      most,
    )
  }
  return sql`with f as materialized (${ids}) select m.id, m.due_at from f
    cross join lateral (select m.id, m.due_at from matters m where m.id = f.id and ${all([ofView(walk), ...filters])} limit 1) m
    order by m.due_at, m.id limit ${sql.lit(most)}`
}

async function rowsOf(executor: Executor, walk: Walk, ids: RawBuilder<unknown>): Promise<PageRow[]> {
  const { rows } = await sql<PageRow>`${plannedAnew}
    select ${rowColumns}, m.due_at::text as mark from (${ids}) page join ${rowTables} on m.id = page.id
    order by ${sortings[walk.order]}`.execute(executor)
  return rows
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
  patience: Patience = usual,
): Promise<PageRow[]> {
  const { only, words, areas, after } = narrowing
  const rows = (ids: RawBuilder<unknown>) => rowsOf(executor, walk, ids)
  const whole = () => rows(walked(walk, only, most, after))
  if (only.length === 0) return whole()
  if (walk.order === 'due') return words ? dueSaying(executor, walk, narrowing, most, patience) : whole()

  const first = (many: number) => walked({ ...walk, where: always }, [], many, after)
  const met = await rows(looked(first(patience.near), [walk.where, ...only], most))
  if (met.length === most) return met
  const atMost = Math.max(patience.near + 1, patience.far)
  const reach = await countUpTo(executor, first(atMost), atMost)
  if (reach <= patience.near) return met
  // Twice as many as are wanted: those met are few, and as many by chance as by rule.
  const promising = met.length * patience.far > 2 * most * patience.near
  if (promising || reach < patience.far / 2) {
    const further = await rows(looked(first(patience.far), [walk.where, ...only], most))
    if (further.length === most || reach < patience.far) return further
  }
  const scarce = await scarcest(executor, narrowing.indexed, patience.filtered)
  if (scarce) {
    const those = sql`select m.id from matters m where ${all([...scarce, ...pastId(after)])}`
    return rows(found(walk, those, only, most))
  }
  if (!words && !areas) return whole()
  const held = await idsOfFew(
    executor,
    holding([words, walk.marks, areas]),
    patience.reached,
    patience.believed,
  )
  return held
    ? rows(found(walk, sql`select unnest(${held}::uuid[]) as id`, [...pastId(after), ...only], most))
    : bySpans(executor, walk, narrowing, most)
}

/** The most pressing that have some words: by walking where they are common, by the words where these are rare. */
async function dueSaying(
  executor: Executor,
  walk: Walk,
  narrowing: Narrowing,
  most: number,
  { near, held: mostHeld, believed: mostBelieved }: Patience,
): Promise<PageRow[]> {
  const { only, words, areas, after } = narrowing
  const saying = () => rowsOf(executor, walk, dueFirstSaying(walk, narrowing, most))
  if ((await countUpTo(executor, walked(walk, [], near, after), near)) < near) return saying()
  const held = await idsOfFew(executor, holding([words, areas]), mostHeld, mostBelieved)
  if (!held) return saying()
  const those = sql`select unnest(${held}::uuid[]) as id`
  return rowsOf(executor, walk, found(walk, those, [...pastDue(after), ...only], most))
}

const pastId = (after: Narrowing['after']) => (after ? [sql<boolean>`m.id < ${after.id}::uuid`] : [])
const pastDue = (after: Narrowing['after']) =>
  after ? [sql<boolean>`(m.due_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`] : []

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
  let month = monthOf(after?.id ?? newest)
  const spanned = async (query: RawBuilder<unknown> | null, filters: RawBuilder<boolean>[]) => {
    const held = holding([words, walk.marks, areas, query])
    rows.push(...(await rowsOf(executor, walk, found(walk, held, [...filters, ...only], most - rows.length))))
  }
  for (const length of spans) {
    if (rows.length === most || month < last) return rows
    const months = Array.from({ length }, (_, back) => `'#${monthWords(month - back)}'`)
    await spanned(sql`${months.join(' | ')}::tsquery`, pastId(after))
    month -= length
  }
  if (rows.length < most && month >= last)
    await spanned(null, [sql<boolean>`m.id < ${firstIdAfter(month)}::uuid`])
  return rows
}

/** Months since the year 0, by the time in an id. */
function monthOf(id: string): number {
  const at = new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
  return at.getUTCFullYear() * 12 + at.getUTCMonth()
}

/** Below it are the ids of a month and of those before. */
function firstIdAfter(month: number): string {
  const hex = Date.UTC(Math.floor(month / 12), (month % 12) + 1)
    .toString(16)
    .padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

const monthWords = (month: number) => `${Math.floor(month / 12)}${String((month % 12) + 1).padStart(2, '0')}`
