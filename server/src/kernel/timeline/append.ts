import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Work } from '../database/index.ts'
import { chainHash, type Digest, personalHash } from './chain.ts'

export interface TimelineTable {
  id: number
  stream: string
  stream_kind: string
  seq: number
  kind: string
  at: Date
  actor_id: string | null
  actor_organisation_id: string | null
  payload: Record<string, unknown>
  personal_hash: Buffer | null
  digest: Digest
  previous: Buffer | null
  hash: Buffer
}

declare module '../database/index.ts' {
  interface Tables {
    timeline: TimelineTable
    timeline_personal: { event_id: number; salt: Buffer; data: Record<string, unknown> }
  }
}

export interface NewEvent {
  kind: string
  /** Facts without personal data: ids, codes, states, times. */
  payload?: Record<string, unknown>
  /** What a person wrote or is called: kept beside the chain, so that it can be erased without breaking it. */
  personal?: Record<string, unknown>
}

export interface Head {
  seq: number
  hash: Buffer | null
}

export interface Append {
  stream: string
  streamKind: string
  head: Head
  at: Date
  actorId: string | null
  actorOrganisationId: string | null
  digest: Digest
  events: NewEvent[]
}

/**
 * Appends events to one stream. The caller holds the stream's row lock, so `head` is the last event.
 * A concurrent append is refused by the unique key (stream, seq).
 */
export async function appendEvents(tx: Work, append: Append): Promise<Head> {
  const head = { ...append.head }
  const rows: unknown[] = []
  const personal: { seq: number; salt: string; data: unknown }[] = []
  for (const event of append.events) {
    const salt = event.personal ? randomBytes(16) : null
    const hashOfPersonal = salt ? personalHash(append.digest, salt, event.personal) : null
    const seq = head.seq + 1
    const hash = chainHash(append.digest, head.hash, {
      stream: append.stream,
      seq,
      kind: event.kind,
      at: append.at,
      actorId: append.actorId,
      actorOrganisationId: append.actorOrganisationId,
      payload: event.payload ?? {},
      personalHash: hashOfPersonal,
    })
    rows.push({
      seq,
      kind: event.kind,
      payload: event.payload ?? {},
      personal_hash: hashOfPersonal?.toString('hex') ?? null,
      previous: head.hash?.toString('hex') ?? null,
      hash: hash.toString('hex'),
      salt: salt?.toString('hex') ?? null,
      personal: event.personal ?? null,
    })
    if (salt) personal.push({ seq, salt: salt.toString('hex'), data: event.personal })
    head.seq = seq
    head.hash = hash
  }
  await sql`
    with incoming as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(seq int, kind text, payload jsonb, personal_hash text, previous text, hash text, salt text, personal jsonb)
    ), written as (
      insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
      select ${append.stream}::uuid, ${append.streamKind}, seq, kind, ${append.at.toISOString()}::timestamptz, ${append.actorId}::uuid,
             ${append.actorOrganisationId}::uuid, payload, decode(personal_hash, 'hex'), ${append.digest}, decode(previous, 'hex'), decode(hash, 'hex')
      from incoming order by seq
      returning id, seq
    )
    insert into timeline_personal (event_id, salt, data)
    select written.id, decode(incoming.salt, 'hex'), incoming.personal
    from written join incoming using (seq) where incoming.salt is not null`.execute(tx)
  return head
}

export interface EventOfStream extends NewEvent {
  stream: string
  streamKind: string
}

const rowsAStatement = 5000

/**
 * Appends events to many streams at once, in the order given. The caller holds each stream's row locked, or begins it.
 * @param heads where each stream stands; a stream that is not in it begins
 * @returns where each stream stands now
 */
export async function appendToEach(
  tx: Work,
  {
    heads,
    at,
    actorId,
    actorOrganisationId,
    digest,
    events,
  }: Pick<Append, 'at' | 'actorId' | 'actorOrganisationId' | 'digest'> & {
    heads: ReadonlyMap<string, Head>
    events: EventOfStream[]
  },
): Promise<Map<string, { seq: number; hash: Buffer }>> {
  const after = new Map<string, { seq: number; hash: Buffer }>()
  const rows = events.map(({ stream, streamKind, kind, payload = {}, personal }) => {
    const head = after.get(stream) ?? heads.get(stream) ?? { seq: 0, hash: null }
    const salt = personal ? randomBytes(16) : null
    const hashOfPersonal = salt ? personalHash(digest, salt, personal) : null
    const seq = head.seq + 1
    const hash = chainHash(digest, head.hash, {
      stream,
      seq,
      kind,
      at,
      actorId,
      actorOrganisationId,
      payload,
      personalHash: hashOfPersonal,
    })
    after.set(stream, { seq, hash })
    return {
      stream,
      stream_kind: streamKind,
      seq,
      kind,
      payload,
      personal_hash: hashOfPersonal?.toString('hex') ?? null,
      previous: head.hash?.toString('hex') ?? null,
      hash: hash.toString('hex'),
      salt: salt?.toString('hex') ?? null,
      personal: personal ?? null,
    }
  })
  for (let from = 0; from < rows.length; from += rowsAStatement)
    await sql`
      with incoming as (
        select * from rows from (jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + rowsAStatement))}::jsonb) as (
          stream uuid, stream_kind text, seq int, kind text, payload jsonb, personal_hash text, previous text, hash text,
          salt text, personal jsonb)) with ordinality
      ), written as (
        insert into timeline (stream, stream_kind, seq, kind, at, actor_id, actor_organisation_id, payload, personal_hash, digest, previous, hash)
        select stream, stream_kind, seq, kind, ${at.toISOString()}::timestamptz, ${actorId}::uuid, ${actorOrganisationId}::uuid,
               payload, decode(personal_hash, 'hex'), ${digest}, decode(previous, 'hex'), decode(hash, 'hex')
        from incoming order by ordinality
        returning id, stream, seq
      )
      insert into timeline_personal (event_id, salt, data)
      select written.id, decode(incoming.salt, 'hex'), incoming.personal
      from written join incoming using (stream, seq) where incoming.salt is not null`.execute(tx)
  return after
}
