import { sql } from 'kysely'
import type { Database, Work } from '../database/index.ts'

export interface TimelineEvent {
  id: number
  /** pg's xid8 as text: with `id`, the position of the event. */
  xid: string
  stream: string
  streamKind: string
  seq: number
  kind: string
  at: Date
  actorId: string | null
  actorOrganisationId: string | null
  payload: Record<string, unknown>
}

export interface Position {
  xid: string
  id: number
}

/**
 * Events after a position, only those whose transaction every snapshot already sees: an event with a
 * lower id may commit later, and a plain sequence would skip it. Ordered by the number itself: `xid` alone would name
 * the text that is selected, in which 1000 comes before 999.
 */
export async function readSafely(
  executor: Database | Work,
  after: Position,
  most: number,
): Promise<TimelineEvent[]> {
  const { rows } = await sql<TimelineEvent>`
    select id, xid::text, stream, stream_kind as "streamKind", seq, kind, at, actor_id as "actorId",
           actor_organisation_id as "actorOrganisationId", payload
    from timeline
    where (xid, id) > (${after.xid}::xid8, ${after.id}::bigint)
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by timeline.xid, timeline.id
    limit ${most}`.execute(executor)
  return rows
}

export interface Consumer {
  /** Durable name of its cursor. A new name reads the timeline from the beginning. */
  name: string
  /** Event kinds that it wants; others only move the cursor. */
  kinds: string[] | 'all'
  /** Runs in the transaction that moves the cursor: the effect and the position commit together, or neither. */
  handle?(tx: Work, event: TimelineEvent): Promise<void>
  /** Runs first, over all wanted events of a batch: for effects that one statement can have for many. */
  handleMany?(tx: Work, events: TimelineEvent[]): Promise<void>
}

/**
 * Moves one consumer forward by at most `most` events. The cursor row is locked, so of several
 * servers one works and the others pass by.
 * @returns how many events were passed; 0 when there was nothing, or another server holds it
 */
export async function advance(db: Database, consumer: Consumer, most = batch): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const cursor = (await lockCursor(tx, consumer.name)) ?? (await makeCursor(tx, consumer.name))
    if (!cursor) return 0
    const events = await readSafely(tx, cursor, most)
    const last = events.at(-1)
    if (!last) return 0
    const wanted = events.filter(({ kind }) => consumer.kinds === 'all' || consumer.kinds.includes(kind))
    if (wanted.length > 0) await consumer.handleMany?.(tx, wanted)
    if (consumer.handle) for (const event of wanted) await consumer.handle(tx, event)
    await sql`update timeline_cursors set xid = ${last.xid}::xid8, event_id = ${last.id}, moved_at = now()
      where name = ${consumer.name}`.execute(tx)
    return events.length
  })
}

const batch = 500
const gatherMilliseconds = 300

async function lockCursor(tx: Work, name: string): Promise<Position | undefined> {
  const { rows } = await sql<Position>`
    select xid::text, event_id as id from timeline_cursors where name = ${name} for update skip locked`.execute(
    tx,
  )
  return rows[0]
}

/** At its first run; undefined where the cursor stands and another server holds it. */
async function makeCursor(tx: Work, name: string): Promise<Position | undefined> {
  const { rows } = await sql<Position>`
    insert into timeline_cursors (name) values (${name}) on conflict do nothing returning xid::text, event_id as id`.execute(
    tx,
  )
  return rows[0]
}

/** Runs consumers until stopped; woken by `wake()` in this process and by a short poll for other processes. */
export function runConsumers(
  db: Database,
  consumers: Consumer[],
  options: { pollMilliseconds?: number; onError?: (name: string, error: unknown) => void } = {},
): { wake(): void; stop(): Promise<void>; settle(): Promise<void> } {
  let stopping = false
  let wakeUp: (() => void) | undefined
  let woken = false
  const loop = async () => {
    while (!stopping) {
      woken = false
      let moved = 0
      for (const consumer of consumers) {
        if (stopping) break
        try {
          moved += await advance(db, consumer)
        } catch (error) {
          if (!stopping) options.onError?.(consumer.name, error)
        }
      }
      if (stopping || moved >= batch) continue
      // In a burst each round takes what has gathered since the last: one round of statements serves many events.
      if (moved > 0 || woken) await new Promise((done) => setTimeout(done, gatherMilliseconds))
      else
        await new Promise<void>((done) => {
          const timer = setTimeout(done, options.pollMilliseconds ?? 500)
          wakeUp = () => {
            clearTimeout(timer)
            done()
          }
        })
    }
  }
  const running = loop()
  return {
    wake() {
      woken = true
      wakeUp?.()
    },
    async settle() {
      for (;;) {
        let moved = 0
        for (const consumer of consumers) moved += await advance(db, consumer)
        if (moved === 0) return
      }
    },
    async stop() {
      stopping = true
      wakeUp?.()
      await running
    },
  }
}
