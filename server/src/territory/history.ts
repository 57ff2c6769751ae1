import { type Executor, inTransaction, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import { appendToEach, type Head } from '../kernel/timeline/index.ts'
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
  await appendToEach(tx, {
    heads: await headsOf(tx, [...new Set(events.map(({ stream }) => stream))]),
    at: writer.house.now(),
    actorId: writer.actor.personId,
    actorOrganisationId: writer.actor.duties[0]?.organisationId ?? null,
    digest: writer.house.configuration.digest,
    events,
  })
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
