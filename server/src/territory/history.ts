import { randomBytes } from 'node:crypto'
import { type Executor, inTransaction, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import { chainHash, type Head, personalHash } from '../kernel/timeline/index.ts'
import { forget, markWriting } from './remembered.ts'

export type TerritoryStream = 'area' | 'organisation' | 'person'

export interface TerritoryEvent {
  stream: string
  streamKind: TerritoryStream
  kind: string
  payload?: Record<string, unknown>
  personal?: Record<string, unknown>
}

/** Who writes, by which clock, in which house. */
export interface Writer {
  house: House
  actor: Actor
}

export function systemWriter(house: Writer['house']): Writer {
  return { house, actor: system }
}

/**
 * One transaction that changes the territory. Such changes are rare, so they take turns: whoever holds
 * the lock sees every head and every code as the last one left them.
 */
export async function changingTerritory<T>(
  executor: Executor,
  writer: Writer,
  work: (tx: Work) => Promise<T>,
): Promise<T> {
  const done = await inTransaction(executor, async (tx) => {
    // A whole city in one statement takes longer than any request may.
    await sql`set local statement_timeout = '15min'`.execute(tx)
    await sql`select pg_advisory_xact_lock(7206416)`.execute(tx)
    markWriting(tx)
    return work(tx)
  })
  forget(executor)
  writer.house.wake()
  return done
}

/** Appends events to many streams at once, in the order given. Only inside `changingTerritory`. */
export async function record(tx: Work, writer: Writer, events: TerritoryEvent[]): Promise<void> {
  if (events.length === 0) return
  const { digest } = writer.house.configuration
  const at = writer.house.now()
  const actorId = writer.actor.personId
  const actorOrganisationId = writer.actor.duties[0]?.organisationId ?? null
  const heads = await headsOf(tx, [...new Set(events.map(({ stream }) => stream))])
  const rows = events.map(({ stream, streamKind, kind, payload = {}, personal }) => {
    const head = heads.get(stream) ?? { seq: 0, hash: null }
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
    heads.set(stream, { seq, hash })
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
  for (let from = 0; from < rows.length; from += 5000)
    await sql`
      with incoming as (
        select * from rows from (jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + 5000))}::jsonb) as (
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
}

async function headsOf(tx: Work, streams: string[]): Promise<Map<string, Head>> {
  const { rows } = await sql<{ stream: string; seq: number; hash: Buffer }>`
    select asked.stream, last.seq, last.hash
    from unnest(${streams}::uuid[]) as asked (stream)
    cross join lateral (
      select seq, hash from timeline where timeline.stream = asked.stream order by seq desc limit 1
    ) last`.execute(tx)
  return new Map(rows.map(({ stream, seq, hash }) => [stream, { seq, hash }]))
}
