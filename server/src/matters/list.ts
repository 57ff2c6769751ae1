import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { cursorOf, readCursor } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { searchQuery } from '../kernel/text/index.ts'
import { countUpTo } from './how-many.ts'
import { type MatterRow, presentRow } from './row.ts'
import { type View, walkOf } from './views.ts'
import { type Narrowing, pageOf, walked } from './walking.ts'

export interface ListQuery {
  view?: View | undefined
  state?: string | undefined
  category?: string | undefined
  urgency?: string | undefined
  kind?: string | undefined
  q?: string | undefined
  area?: string | undefined
  /** Only what lies in `area` itself and in no area below it. */
  here?: boolean | undefined
  owner?: string | undefined
  handler?: string | undefined
  /** Only those not closed, or only those closed; both where it is left out. */
  open?: boolean | undefined
  /** West, south, east, north in degrees: only those whose point lies in it. */
  box?: [number, number, number, number] | undefined
  cursor?: string | undefined
  limit?: number | undefined
}

/** What a query asks for beyond its view. @throws Problem `input.invalid` where the cursor is none of ours */
export async function narrowingOf(executor: Executor, query: ListQuery): Promise<Narrowing> {
  const indexed: RawBuilder<boolean>[] = []
  if (query.state) indexed.push(sql<boolean>`m.state = ${query.state}`)
  if (query.urgency) indexed.push(sql<boolean>`m.urgency = ${query.urgency}`)
  if (query.category) indexed.push(ofCategory(query.category))
  if (query.owner) indexed.push(sql<boolean>`m.owner_id = ${query.owner}::uuid`)
  if (query.handler) indexed.push(sql<boolean>`m.handler_id = ${query.handler}::uuid`)
  const area = query.area ? await lyingIn(executor, query.area, query.here ?? false) : null
  if (area) indexed.push(area.filter)
  const box = query.box ? await pointIn(executor, query.box) : null
  const only = [...indexed]
  if (box) only.push(box.filter)
  if (box?.few) indexed.push(box.few)
  if (query.open !== undefined)
    only.push(query.open ? sql<boolean>`m.state <> 'closed'` : sql<boolean>`m.state = 'closed'`)
  if (query.kind) only.push(sql<boolean>`m.kind = ${query.kind}`)
  const narrowing = {
    only,
    indexed,
    words: null,
    said: null,
    areas: area?.marks ?? null,
    after: query.cursor ? readCursor(query.cursor) : null,
  }
  const words = query.q?.trim()
  return words ? searching(narrowing, words) : narrowing
}

/** A category with all below it; as a range, which an index finds whatever the parameter. */
function ofCategory(category: string): RawBuilder<boolean> {
  return sql<boolean>`(m.category ~>=~ ${category} and m.category ~<~ ${`${category}/`} and (m.category = ${category} or m.category ~>=~ ${`${category}.`}))`
}

/** So many areas are asked for by their marks, a community with its grids; of a street any walk meets some. */
const mostMarks = 24

/** As a list of areas: how many matters each has is known beforehand, so that a small one is looked up, not walked to. */
async function lyingIn(executor: Executor, areaId: string, onlyHere: boolean) {
  const { rows } = await sql<{ id: string }>`
    select a.id from areas a join areas above on a.path <@ above.path
    where above.id = ${areaId} and (a.id = above.id or not ${onlyHere})`.execute(executor)
  const ids = rows.map(({ id }) => id)
  return {
    filter: sql<boolean>`m.area_id = any(${ids}::uuid[])`,
    marks: ids.length > 0 && ids.length <= mostMarks ? sql`marked_any('/', ${ids}::uuid[])` : null,
  }
}

/** A part of the map with no more points than this is looked up; in a larger one any walk meets some. */
const fewPoints = 5000

async function pointIn(executor: Executor, [west, south, east, north]: [number, number, number, number]) {
  const box = sql`box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`
  const { rows } = await sql<{ id: string }>`
    select matter_id as id from matter_words where spot <@ ${box} limit ${fewPoints + 1}`.execute(executor)
  return {
    // One look-up for each candidate; a list of ids would be searched through for each.
    filter: sql<boolean>`exists (select 1 from matter_words s where s.matter_id = m.id and s.spot <@ ${box})`,
    few: rows.length <= fewPoints ? sql<boolean>`m.id = any(${rows.map(({ id }) => id)}::uuid[])` : null,
  }
}

/** By number, or by Chinese words in title, text and place. */
function searching(narrowing: Narrowing, words: string): Narrowing {
  const { only, indexed } = narrowing
  if (/^\d{8,20}$/.test(words)) {
    const numbered = sql<boolean>`m.number = ${words}`
    return { ...narrowing, only: [...only, numbered], indexed: [...indexed, numbered] }
  }
  const search = searchQuery(words)
  if (!search) return { ...narrowing, only: [...only, sql<boolean>`false`] }
  const query = sql`to_tsquery('simple', ${search})`
  const said = sql<boolean>`exists (select 1 from matter_words s where s.matter_id = m.id and s.search @@ ${query})`
  return { ...narrowing, only: [...only, said], words: query, said }
}

/** Keyset pages: a page costs the same wherever it lies and however many matters there are. */
export async function listMatters(
  house: House,
  actor: Actor,
  query: ListQuery,
): Promise<{ items: MatterRow[]; next: string | null }> {
  const now = house.now()
  const limit = Math.min(query.limit ?? 30, 100)
  const walk = walkOf(query.view ?? 'inbox', actor, now)
  const rows = await pageOf(house.db, walk, await narrowingOf(house.db, query), limit + 1)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const rules = await house.rulesNow()
  return {
    items: page.map((row) => presentRow(row, rules, now)),
    next:
      rows.length > limit && last
        ? cursorOf({ at: last.mark ?? last.created_at.toISOString(), id: last.id })
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
      const n = await countUpTo(
        house.db,
        walked(walkOf(view, actor, now), [], countedUpTo + 1),
        countedUpTo + 1,
      )
      return [view, { value: Math.min(n, countedUpTo), capped: n > countedUpTo }] as const
    }),
  )
  return Object.fromEntries(counts)
}

/** How many matters a list holds, counted no further than `most`. */
export async function countList(house: House, actor: Actor, query: ListQuery, most: number): Promise<number> {
  const walk = walkOf(query.view ?? 'inbox', actor, house.now())
  const { only } = await narrowingOf(house.db, query)
  return countUpTo(house.db, walked(walk, only, most), most)
}
