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

interface Row {
  seq: number
  kind: string
  at: Date
  payload: Record<string, unknown>
  hasPersonal: boolean
  text: string | null
  actorName: string | null
  organisation: string | null
  toName: string | null
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

/** A matter's timeline as people read it; the chain itself stays as it was written. */
export async function toldTimeline(executor: Executor, matterId: string): Promise<ToldEvent[]> {
  const { rows } = await sql<Row>`
    select t.seq, t.kind, t.at, t.payload, t.personal_hash is not null as "hasPersonal", tp.data->>'text' as text,
      p.name as "actorName", o.name as organisation,
      coalesce(
        (select name from organisations where id = case
          when coalesce(t.payload->>'to', t.payload->>'by') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then coalesce(t.payload->>'to', t.payload->>'by')::uuid end),
        (select h.name from people h where h.id = case when t.kind = 'matter.assigned' then (t.payload->>'handler_id')::uuid end)
      ) as "toName"
    from timeline t
    left join timeline_personal tp on tp.event_id = t.id
    left join people p on p.id = t.actor_id
    left join organisations o on o.id = t.actor_organisation_id
    where t.stream = ${matterId} order by t.seq`.execute(executor)
  return rows.map((row) => {
    const byPerson = row.payload.by_person === true
    const after = row.payload.after as Record<string, unknown> | undefined
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
      actor: row.organisation
        ? { name: byPerson ? null : row.actorName, organisation: row.organisation }
        : null,
      details: {
        ...Object.fromEntries(
          shownFacts
            .filter((key) => row.payload[key] !== undefined && row.payload[key] !== null)
            .map((key) => [key, row.payload[key]]),
        ),
        ...(row.toName ? { to: row.toName } : {}),
        ...(after?.due_at ? { next_due_at: after.due_at, next_step: after.step } : {}),
      },
    }
  })
}
