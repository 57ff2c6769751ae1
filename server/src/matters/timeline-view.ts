import { sql } from 'kysely'
import type { Executor } from '../kernel/database/index.ts'
import { eventWords, wordsForPerson } from './words.ts'

export interface ToldEvent {
  seq: number
  at: string
  /** When it really happened, where it was done without a connection and arrived later. */
  happened_at: string | null
  kind: string
  words: { zh: string; en: string }
  /** What was written; null where nothing was, `erased` where it was deleted by rule. */
  text: string | null
  erased: boolean
  /** Whether the person who asked sees that it happened. */
  open: boolean
  /** Whether they read its words too; the reasons of a dispatch or a merge stay inside. */
  text_open: boolean
  by_person: boolean
  actor: { name: string | null; organisation: string | null } | null
  details: Record<string, unknown>
}

/** Events of one timeline, oldest first. */
export interface ToldPage {
  items: ToldEvent[]
  /** What to ask `before` for those that came earlier; null where there are none. */
  earlier: number | null
}

export interface PageAsked {
  /** Only events with a smaller `seq`. */
  before?: number
  limit?: number
  shown?: 'all' | 'open' | 'internal'
  /** Only events of these kinds. */
  kinds?: string[]
  /** Without what the person who asked did. */
  ofStaff?: boolean
  until?: Date
}

/** How many events a matter's page starts with. */
export const onePage = 50

interface Row {
  seq: number
  kind: string
  at: Date
  payload: Record<string, unknown>
  hasPersonal: boolean
  text: string | null
  actorId: string | null
  organisationId: string | null
}

const shownFacts = [
  'ground',
  'round',
  'solved',
  'satisfaction',
  'channel',
  'outcome',
  'because',
  'step',
  'rung',
  'deed',
  'due_at',
  'was_due',
  'review_on',
  'number',
  'category',
  'urgency',
  'with_original',
  'proposal',
  'rework',
  'open_parts',
  'review',
]

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The organisation that an event names beside the one that acted. */
function goneTo({ payload }: Row): string | null {
  const id = payload.to ?? payload.by
  return typeof id === 'string' && uuid.test(id) ? id : null
}

/** Who took the matter on. */
const takenOnBy = ({ kind, payload }: Row): string | null =>
  kind === 'matter.assigned' && typeof payload.handler_id === 'string' ? payload.handler_id : null

type Name = (id: string | null) => string | null

/** Names of all who stand in a timeline, each looked up once however long it is. */
async function namesOf(executor: Executor, events: Row[]): Promise<{ organisation: Name; person: Name }> {
  const once = (ids: (string | null)[]) => [...new Set(ids)].filter((id) => id !== null)
  const organisations = once(events.flatMap((event) => [event.organisationId, goneTo(event)]))
  const people = once(events.flatMap((event) => [event.actorId, takenOnBy(event)]))
  const { rows } = await sql<{ of: string; id: string; name: string }>`
    select 'organisation' as of, id, name from organisations where id = any(${organisations}::uuid[])
    union all select 'person', id, name from people where id = any(${people}::uuid[])`.execute(executor)
  const names = new Map(rows.map(({ of, id, name }) => [`${of} ${id}`, name]))
  const name =
    (of: string): Name =>
    (id) =>
      names.get(`${of} ${id}`) ?? null
  return { organisation: name('organisation'), person: name('person') }
}

interface Due {
  seq: number
  due_at: string
  step: string
}

const runningAfter = sql`payload->'after'->>'due_at' is not null`

/** Deadlines as events left them, from the last before `from` to `until`, whichever events of them are shown. */
async function duesIn(executor: Executor, matterId: string, from: number, until: number): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select seq, payload->'after'->>'due_at' as due_at, payload->'after'->>'step' as step from timeline
    where stream = ${matterId} and ${runningAfter} and seq <= ${until} and seq >= coalesce((
      select seq from timeline where stream = ${matterId} and seq < ${from} and ${runningAfter} order by seq desc limit 1), ${from})
    order by seq`.execute(executor)
  return rows
}

/** Those that set another deadline than the one that ran before. */
function newDues(dues: Due[]): Map<number, Due> {
  return new Map(
    dues
      .filter((due, index) => due.due_at !== dues[index - 1]?.due_at || due.step !== dues[index - 1]?.step)
      .map((due) => [due.seq, due]),
  )
}

async function told(executor: Executor, matterId: string, rows: Row[]): Promise<ToldEvent[]> {
  if (rows.length === 0) return []
  const [named, dues] = await Promise.all([
    namesOf(executor, rows),
    duesIn(executor, matterId, rows[0]!.seq, rows.at(-1)!.seq),
  ])
  const fresh = newDues(dues)
  return rows.map((row) => {
    const byPerson = row.payload.by_person === true
    const organisation = named.organisation(row.organisationId)
    const to = named.organisation(goneTo(row)) ?? named.person(takenOnBy(row))
    const due = fresh.get(row.seq)
    return {
      seq: row.seq,
      at: row.at.toISOString(),
      happened_at: typeof row.payload.happened_at === 'string' ? row.payload.happened_at : null,
      kind: row.kind,
      words: eventWords[row.kind] ?? { zh: row.kind, en: row.kind },
      text: row.text,
      erased: row.hasPersonal && row.text === null,
      open: row.payload.open === true,
      text_open: row.payload.open === true && wordsForPerson.has(row.kind),
      by_person: byPerson,
      // Whoever acts for no organisation is a person who asked: never named.
      actor: organisation ? { name: byPerson ? null : named.person(row.actorId), organisation } : null,
      details: {
        ...Object.fromEntries(
          shownFacts
            .filter((key) => row.payload[key] !== undefined && row.payload[key] !== null)
            .map((key) => [key, row.payload[key]]),
        ),
        ...(to ? { to } : {}),
        ...(due ? { next_due_at: due.due_at, next_step: due.step } : {}),
      },
    }
  })
}

const columns = sql`t.seq, t.kind, t.at, t.payload, t.personal_hash is not null as "hasPersonal", tp.data->>'text' as text,
  t.actor_id as "actorId", t.actor_organisation_id as "organisationId"
  from timeline t left join timeline_personal tp on tp.event_id = t.id`

const isShown = {
  all: sql`true`,
  open: sql`t.payload->'open' = 'true'`,
  internal: sql`t.payload->'open' is distinct from 'true'`,
}

/** The newest events of a matter, or those before one of them, as people read them; the chain stays as it was written. */
export async function toldPage(
  executor: Executor,
  matterId: string,
  { before, limit = onePage, shown = 'all', kinds, ofStaff, until }: PageAsked = {},
): Promise<ToldPage> {
  const asked = [
    sql`t.stream = ${matterId}`,
    isShown[shown],
    ...(before === undefined ? [] : [sql`t.seq < ${before}`]),
    ...(kinds ? [sql`t.kind = any(${kinds}::text[])`] : []),
    ...(ofStaff ? [sql`t.payload->'by_person' is distinct from 'true'`] : []),
    ...(until ? [sql`t.at <= ${until}`] : []),
  ]
  const { rows } = await sql<Row>`
    select ${columns} where ${sql.join(asked, sql` and `)} order by t.seq desc limit ${limit + 1}`.execute(
    executor,
  )
  const page = rows.slice(0, limit).toReversed()
  return {
    items: await told(executor, matterId, page),
    earlier: rows.length > limit ? page[0]!.seq : null,
  }
}
