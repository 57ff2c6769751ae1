import { type RawBuilder, sql } from 'kysely'
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

function filtersOf(query: ListQuery, { order, id }: Pick<Walk, 'order' | 'id'>): RawBuilder<boolean>[] {
  const filters: RawBuilder<boolean>[] = []
  if (query.state) filters.push(sql<boolean>`m.state = ${query.state}`)
  if (query.kind) filters.push(sql<boolean>`m.kind = ${query.kind}`)
  if (query.urgency) filters.push(sql<boolean>`m.urgency = ${query.urgency}`)
  if (query.category)
    filters.push(
      sql<boolean>`(m.category = ${query.category} or m.category like ${`${query.category.replace(/[%_\\]/g, '\\$&')}.%`})`,
    )
  if (query.area)
    filters.push(sql<boolean>`m.area_path <@ (select path from areas where id::text = ${query.area})`)
  const words = query.q?.trim()
  if (words) filters.push(searching(words))
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

/** By number, or by Chinese words in title, text and place. */
function searching(words: string): RawBuilder<boolean> {
  if (/^\d{8,20}$/.test(words)) return sql<boolean>`m.number = ${words}`
  const search = searchQuery(words)
  if (!search) return sql<boolean>`false`
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
  const ids = pageOfIds(walk, filtersOf(query, walk), limit + 1)
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
