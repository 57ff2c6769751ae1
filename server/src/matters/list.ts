import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { categoryOf, type Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { searchQuery } from '../kernel/text/index.ts'
import type { Outcome, State } from './matter.ts'
import { readable } from './reading.ts'
import { outcomeWords, stateWords, stepWords } from './words.ts'

export type View = 'inbox' | 'mine' | 'to_decide' | 'below' | 'passed_on' | 'supervised' | 'overdue' | 'all'
export const VIEWS: View[] = [
  'inbox',
  'mine',
  'to_decide',
  'below',
  'passed_on',
  'supervised',
  'overdue',
  'all',
]

export interface Both {
  zh: string
  en: string
}

export interface MatterRow {
  id: string
  number: string
  kind: string
  state: string
  state_words: Both
  title: string
  category: (Both & { id: string }) | null
  urgency: Both & { id: string }
  request_kind: (Both & { id: string }) | null
  owner: { id: string; name: string }
  handler: { id: string; name: string } | null
  area: string | null
  address: string | null
  created_at: string
  step: string | null
  step_words: Both | null
  due_at: string | null
  overdue: boolean
  outcome: string | null
  outcome_words: Both | null
  supervised: boolean
  proposal: string | null
  followers: number
  open_parts: number
  reworks: number
  version: number
}

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

interface RawRow {
  id: string
  number: string
  kind: string
  state: State
  title: string
  category: string | null
  urgency: string
  request_kind: string | null
  owner_id: string
  owner: string
  handler_id: string | null
  handler: string | null
  area: string | null
  address: string | null
  created_at: Date
  step: string | null
  due_at: Date | null
  outcome: Outcome | null
  supervised: boolean
  proposal: string | null
  followers: number
  open_parts: number
  reworks: number
  version: number
}

/** The columns of a row; at most a page of them, so the look-ups are few. */
export const rowColumns = sql`
  m.id, m.number, m.kind, m.state, w.title, m.category, m.urgency, m.request_kind, m.owner_id, o.name as owner,
  m.handler_id, (select p.name from people p where p.id = m.handler_id) as handler,
  (select string_agg(a.name, ' ' order by nlevel(a.path)) from areas a where a.path @> m.area_path and a.kind not in ('city', 'district')) as area,
  w.address, m.created_at, m.step, m.due_at, m.outcome, m.supervised_at is not null as supervised, m.proposal->>'kind' as proposal,
  (select count(*)::int from matters f where f.original_id = m.id) as followers, m.open_parts, m.reworks, m.version`

export const rowTables = sql`matters m join matter_words w on w.matter_id = m.id join organisations o on o.id = m.owner_id`

const named = (id: string, words: Both | undefined) => ({ id, zh: words?.zh ?? id, en: words?.en ?? id })

export function presentRow(row: RawRow, rules: Rules, now: Date): MatterRow {
  const category = row.category ? categoryOf(rules, row.category) : undefined
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    state_words: stateWords[row.state],
    title: row.title,
    category: row.category ? named(row.category, category) : null,
    urgency: named(
      row.urgency,
      rules.urgencies.find(({ id }) => id === row.urgency),
    ),
    request_kind: row.request_kind
      ? named(
          row.request_kind,
          rules.kinds.find(({ id }) => id === row.request_kind),
        )
      : null,
    owner: { id: row.owner_id, name: row.owner },
    handler: row.handler_id ? { id: row.handler_id, name: row.handler ?? '' } : null,
    area: row.area,
    address: row.address,
    created_at: row.created_at.toISOString(),
    step: row.step,
    step_words: row.step ? (stepWords[row.step] ?? null) : null,
    due_at: row.due_at?.toISOString() ?? null,
    overdue: row.due_at !== null && row.due_at < now,
    outcome: row.outcome,
    outcome_words: row.outcome ? outcomeWords[row.outcome] : null,
    supervised: row.supervised,
    proposal: row.proposal,
    followers: row.followers,
    open_parts: row.open_parts,
    reworks: row.reworks,
    version: row.version,
  }
}

export async function matterRows(
  executor: Executor,
  rules: Rules,
  now: Date,
  where: RawBuilder<unknown>,
  most: number,
): Promise<MatterRow[]> {
  const { rows } =
    await sql<RawRow>`select ${rowColumns} from ${rowTables} where ${where} order by m.id limit ${most}`.execute(
      executor,
    )
  return rows.map((row) => presentRow(row, rules, now))
}

/** What a view holds, as a predicate whose leading column an index serves. */
function viewPredicate(
  view: View,
  actor: Actor,
  now: Date,
): { where: RawBuilder<boolean>; order: 'due' | 'recent' } {
  const organisations = dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)
  const own = sql<boolean>`m.owner_id = any(${organisations}::uuid[])`
  switch (view) {
    case 'inbox':
      return { where: sql<boolean>`${own} and m.step is not null and m.state <> 'answered'`, order: 'due' }
    case 'mine':
      return {
        where: sql<boolean>`m.handler_id = ${actor.personId}::uuid and m.step is not null and m.state <> 'answered'`,
        order: 'due',
      }
    case 'to_decide': {
      const deciders = dutiesFor(actor, 'matter.decide')
      const above = deciders.some(({ reach }) => reach === 'all')
        ? sql<boolean>`true`
        : sql<boolean>`m.owner_path <@ any(${deciders.map(({ duty }) => duty.organisationPath)}::ltree[])`
      return {
        where: sql<boolean>`m.step is not null and (
          (m.proposal is not null and m.proposal->>'kind' <> 'hand_over' and ${above} and not ${own})
          or (m.proposal is not null and m.proposal->>'to' = any(${organisations}::text[]))
          or (m.state = 'contested' and ${own}) or (m.state = 'judged' and ${above} and not ${own})
          or (m.kind = 'part' and m.state = 'answered' and exists (select 1 from matters p where p.id = m.parent_id and p.owner_id = any(${organisations}::uuid[]))))`,
        order: 'due',
      }
    }
    case 'below':
      return { where: sql<boolean>`m.step is not null and not ${own}`, order: 'due' }
    case 'passed_on':
      return {
        where: sql<boolean>`not ${own} and m.id in (select h.matter_id from matter_hands h where h.organisation_id = any(${organisations}::uuid[]))`,
        order: 'recent',
      }
    case 'supervised':
      return { where: sql<boolean>`m.supervised_at is not null and m.closed_at is null`, order: 'due' }
    case 'overdue':
      return { where: sql<boolean>`m.step is not null and m.due_at < ${now}`, order: 'due' }
    case 'all':
      return { where: sql<boolean>`true`, order: 'recent' }
  }
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

/** Keyset pages: a page costs the same wherever it lies. */
export async function listMatters(
  house: House,
  actor: Actor,
  query: ListQuery,
): Promise<{ items: MatterRow[]; next: string | null }> {
  const now = house.now()
  const { where, order } = viewPredicate(query.view ?? 'inbox', actor, now)
  const limit = Math.min(query.limit ?? 30, 100)
  const filters: RawBuilder<boolean>[] = [where, readable(actor)]
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
  if (words) {
    const search = searchQuery(words)
    filters.push(
      /^\d{8,20}$/.test(words)
        ? sql<boolean>`m.number = ${words}`
        : search
          ? sql<boolean>`m.id in (select matter_id from matter_words where search @@ to_tsquery('simple', ${search}))`
          : sql<boolean>`false`,
    )
  }
  if (query.cursor) {
    const after = readCursor(query.cursor)
    filters.push(
      order === 'due'
        ? sql<boolean>`(m.due_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql<boolean>`(m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  }
  const sorting = order === 'due' ? sql`m.due_at, m.id` : sql`m.created_at desc, m.id desc`
  // Microseconds as text: a Date would lose them and the next page repeat or skip rows.
  const mark = order === 'due' ? sql`m.due_at` : sql`m.created_at`
  const { rows } = await sql<RawRow & { mark: string }>`
    select ${rowColumns}, ${mark}::text as mark from ${rowTables}
    where ${sql.join(filters, sql` and `)} order by ${sorting} limit ${limit + 1}`.execute(house.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const rules = await house.rulesNow()
  return {
    items: page.map((row) => presentRow(row, rules, now)),
    next:
      rows.length > limit && last
        ? Buffer.from(JSON.stringify({ at: last.mark, id: last.id })).toString('base64url')
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
      const { where } = viewPredicate(view, actor, now)
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from (select 1 from matters m where ${where} and ${readable(actor)} limit ${countedUpTo + 1}) x`.execute(
        house.db,
      )
      const n = rows[0]!.n
      return [view, { value: Math.min(n, countedUpTo), capped: n > countedUpTo }] as const
    }),
  )
  return Object.fromEntries(counts)
}
