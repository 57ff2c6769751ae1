import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { searchQuery } from '../kernel/text/index.ts'
import { type MatterRow, presentRow, type RawRow, rowColumns, rowTables } from './row.ts'
import { type View, type Walk, walkOf } from './views.ts'

export interface ListQuery {
  view?: View | undefined
  state?: string | undefined
  category?: string | undefined
  urgency?: string | undefined
  kind?: string | undefined
  q?: string | undefined
  area?: string | undefined
  owner?: string | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

function readCursor(cursor: string): { at: string; id: string } {
  try {
    const value = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as { at: string; id: string }
    if (!Number.isNaN(Date.parse(value.at)) && /^[0-9a-f-]{36}$/.test(value.id)) return value
  } catch {
    // falls through to the refusal below
  }
  throw new Problem('input.invalid', { zh: '翻页标记无效', en: 'The page cursor is not valid' })
}

async function filtersOf(
  executor: Executor,
  query: ListQuery,
  { order, id }: Pick<Walk, 'order' | 'id'>,
): Promise<RawBuilder<boolean>[]> {
  const filters: RawBuilder<boolean>[] = []
  if (query.state) filters.push(sql<boolean>`m.state = ${query.state}`)
  if (query.kind) filters.push(sql<boolean>`m.kind = ${query.kind}`)
  if (query.urgency) filters.push(sql<boolean>`m.urgency = ${query.urgency}`)
  if (query.category)
    filters.push(
      sql<boolean>`(m.category = ${query.category} or m.category like ${`${query.category.replace(/[%_\\]/g, '\\$&')}.%`})`,
    )
  if (query.owner) filters.push(sql<boolean>`m.owner_id = ${query.owner}::uuid`)
  if (query.area) filters.push(await lyingIn(executor, query.area))
  const words = query.q?.trim()
  if (words) filters.push(await searching(executor, words))
  if (query.cursor) {
    const after = readCursor(query.cursor)
    filters.push(
      order === 'due'
        ? sql<boolean>`(m.due_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql<boolean>`${id} < ${after.id}::uuid`,
    )
  }
  return filters
}

/** As a list of areas: how many matters each has is known beforehand, so that a small one is looked up, not walked to. */
async function lyingIn(executor: Executor, areaId: string): Promise<RawBuilder<boolean>> {
  const { rows } = await sql<{ id: string }>`
    select a.id from areas a join areas above on a.path <@ above.path where above.id = ${areaId}`.execute(
    executor,
  )
  return sql<boolean>`m.area_id = any(${rows.map(({ id }) => id)}::uuid[])`
}

/** Words that more matters than this contain are met soon enough by walking from the newest. */
const rareUpTo = 5000

/** By number, or by Chinese words in title, text and place: rare ones by their own index, common ones along the walk. */
async function searching(executor: Executor, words: string): Promise<RawBuilder<boolean>> {
  if (/^\d{8,20}$/.test(words)) return sql<boolean>`m.number = ${words}`
  const search = searchQuery(words)
  if (!search) return sql<boolean>`false`
  const { rows } = await sql<{ id: string }>`
    select matter_id as id from matter_words where search @@ to_tsquery('simple', ${search}) limit ${rareUpTo + 1}`.execute(
    executor,
  )
  if (rows.length <= rareUpTo) return sql<boolean>`m.id = any(${rows.map(({ id }) => id)}::uuid[])`
  return sql<boolean>`exists (select 1 from matter_words s where s.matter_id = m.id and s.search @@ to_tsquery('simple', ${search}))`
}

/** Ids are ordered by time (UUID version 7), so the newest first is the greatest id first. */
const sortings = { due: sql`m.due_at, m.id`, recent: sql`m.id desc` }

function pageOfIds(walk: Walk, filters: RawBuilder<boolean>[], most: number): RawBuilder<unknown> {
  const where = sql.join([walk.where, ...filters], sql` and `)
  const within = walk.order === 'due' ? sortings.due : sql`${walk.id} desc`
  if (!walk.keys)
    return sql`select m.id, m.due_at from ${walk.from} where ${where} order by ${within} limit ${most}`
  return sql`select distinct on (${walk.order === 'due' ? sql`m.due_at, m.id` : sql`m.id`}) m.id, m.due_at
    from (${walk.keys}) k cross join lateral (
      select m.id, m.due_at from ${walk.from} where ${walk.by} and ${where} order by ${within} limit ${most}) m
    order by ${sortings[walk.order]} limit ${most}`
}

/** Keyset pages: a page costs the same wherever it lies and however many matters there are. */
export async function listMatters(
  house: House,
  actor: Actor,
  query: ListQuery,
): Promise<{ items: MatterRow[]; next: string | null }> {
  const now = house.now()
  const walk = walkOf(query.view ?? 'inbox', actor, now)
  const limit = Math.min(query.limit ?? 30, 100)
  const ids = pageOfIds(walk, await filtersOf(house.db, query, walk), limit + 1)
  // Microseconds as text: a Date would lose them and the next page repeat or skip rows.
  const { rows } = await sql<RawRow & { mark: string }>`
    select ${rowColumns}, m.due_at::text as mark from (${ids}) page join ${rowTables} on m.id = page.id
    order by ${sortings[walk.order]}`.execute(house.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const rules = await house.rulesNow()
  return {
    items: page.map((row) => presentRow(row, rules, now)),
    next:
      rows.length > limit && last
        ? Buffer.from(
            JSON.stringify({ at: last.mark ?? last.created_at.toISOString(), id: last.id }),
          ).toString('base64url')
        : null,
  }
}

const countedUpTo = 1000
const countedViews: View[] = ['inbox', 'mine', 'to_decide', 'overdue', 'supervised', 'passed_on']

/** Counts for the navigation, exact up to a thousand: nobody works off a longer list one by one. */
export async function countMatters(
  house: House,
  actor: Actor,
): Promise<Record<string, { value: number; capped: boolean }>> {
  const now = house.now()
  const counts = await Promise.all(
    countedViews.map(async (view) => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from (${pageOfIds(walkOf(view, actor, now), [], countedUpTo + 1)}) x`.execute(
        house.db,
      )
      const n = rows[0]!.n
      return [view, { value: Math.min(n, countedUpTo), capped: n > countedUpTo }] as const
    }),
  )
  return Object.fromEntries(counts)
}
