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
