import type pg from 'pg'
import { type ChainedEvent, chainHash, type Digest, personalHash } from './chain.ts'

export interface ChainBreak {
  stream: string
  seq: number
  /** `hash`: the content was altered · `link`: the predecessor was · `gap`: events are missing · `personal`: the
   * words beside it were altered · `head`: the subject's own record of its last event differs. */
  what: 'hash' | 'link' | 'gap' | 'personal' | 'head'
}

export interface ChainReport {
  events: number
  streams: number
  /** The first thousand; `broken` counts all. */
  breaks: ChainBreak[]
  broken: number
}

export interface VerifyOptions {
  onProgress?: (done: number, about: number) => void
  /**
   * Queries of features that keep the head of each stream in their own rows; columns `stream`, `seq`, `hash`.
   * Without these, events cut off the end of a stream are found only by the seals.
   */
  heads?: string[]
}

export interface StoredEvent extends ChainedEvent {
  id: number
  digest: Digest
  previous: Buffer | null
  hash: Buffer
}

interface EventWithWords extends StoredEvent {
  salt: Buffer | null
  words: unknown
}

const pageSize = 2000
const breaksKept = 1000

export const storedEventColumns = `t.id, t.stream, t.seq, t.kind, t.at, t.actor_id as "actorId",
  t.actor_organisation_id as "actorOrganisationId", t.payload, t.personal_hash as "personalHash", t.digest, t.previous, t.hash`

/**
 * Reads the whole timeline, stream by stream, and computes every hash anew. Personal words that were erased
 * are no break; words that were changed are. Events that arrive meanwhile do not disturb it.
 */
export async function verifyChains(pool: pg.Pool, options: VerifyOptions = {}): Promise<ChainReport> {
  const report: ChainReport = { events: 0, streams: 0, breaks: [], broken: 0 }
  const found = (stream: string, seq: number, what: ChainBreak['what']) => {
    report.broken++
    if (report.breaks.length < breaksKept) report.breaks.push({ stream, seq, what })
  }
  const about = await roughCount(pool)
  let stream = '00000000-0000-0000-0000-000000000000'
  let seq = 0
  let previous: Buffer | null = null
  for (;;) {
    const { rows } = await pool.query<EventWithWords>(
      `select ${storedEventColumns}, p.salt, p.data as words
       from timeline t left join timeline_personal p on p.event_id = t.id
       where (t.stream, t.seq) > ($1::uuid, $2::int) order by t.stream, t.seq limit ${pageSize}`,
      [stream, seq],
    )
    for (const event of rows) {
      if (event.stream !== stream) {
        report.streams++
        seq = 0
        previous = null
      }
      stream = event.stream
      if (event.seq !== seq + 1) found(stream, event.seq, 'gap')
      else if (!same(event.previous, previous)) found(stream, event.seq, 'link')
      if (!chainHash(event.digest, event.previous, event).equals(event.hash)) found(stream, event.seq, 'hash')
      if (event.salt && !same(personalHash(event.digest, event.salt, event.words), event.personalHash))
        found(stream, event.seq, 'personal')
      seq = event.seq
      previous = event.hash
      report.events++
    }
    options.onProgress?.(report.events, Math.max(about, report.events))
    if (rows.length < pageSize) break
  }
  for (const query of options.heads ?? []) {
    const { rows } = await pool.query<{ stream: string; seq: number }>(
      `select h.stream, h.seq from (${query}) h
       left join timeline t on t.stream = h.stream and t.seq = h.seq
       where t.hash is distinct from h.hash
          or exists (select 1 from timeline later where later.stream = h.stream and later.seq > h.seq)
       order by h.stream`,
    )
    for (const row of rows) found(row.stream, row.seq, 'head')
  }
  return report
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}

async function roughCount(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ about: number }>('select coalesce(max(id), 0) as about from timeline')
  return rows[0]?.about ?? 0
}
