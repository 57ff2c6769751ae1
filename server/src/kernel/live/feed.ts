import { sql } from 'kysely'
import type { House } from '../house.ts'
import { type Position, readSafely, type TimelineEvent } from '../timeline/index.ts'
import { type Audience, audiencesOf, hears } from './audience.ts'
import { beat, isAfter, type Listener, type Message, positionText, send } from './listeners.ts'

export interface FeedOptions {
  pollMilliseconds?: number
  /** Heartbeats, at which sessions are read anew too: one that was revoked hears nothing after the next. */
  beatMilliseconds?: number
}

export interface Feed {
  readonly listeners: ReadonlySet<Listener>
  join(listener: Listener): void
  leave(listener: Listener): void
  stop(): Promise<void>
}

const batchSize = 500
/** Whoever missed more than this is told to load everything anew. */
const mostCaughtUp = 1000
const looksAtOnce = 20
const partingMilliseconds = 500

/** Follows the timeline from now on while somebody listens, and passes each event on to those whom it concerns. */
export function liveFeed(house: House, options: FeedOptions = {}): Feed {
  const listeners = new Set<Listener>()
  let stopping = false
  let running: Promise<void> | undefined
  let cut: (() => void) | undefined
  let lastBeat = performance.now()

  const pause = (milliseconds: number) =>
    new Promise<void>((done) => {
      const timer = setTimeout(done, milliseconds)
      cut = () => {
        clearTimeout(timer)
        done()
      }
    })

  async function follow(): Promise<void> {
    let cursor: Position | undefined
    while (!stopping && listeners.size > 0) {
      try {
        cursor ??= await presentPosition(house)
        const events = await readSafely(house.db, cursor, batchSize)
        // Whoever joins while this batch is passed on is let in after it, from where they left off.
        const present = [...listeners].filter((listener) => !listener.waiting)
        const newcomers = [...listeners].filter((listener) => listener.waiting)
        await passOn(events, present)
        const last = events.at(-1)
        if (last) cursor = { xid: last.xid, id: last.id }
        await letIn(newcomers, cursor)
        if (performance.now() - lastBeat >= (options.beatMilliseconds ?? 20_000)) await look()
        if (events.length === batchSize) continue
      } catch (error) {
        if (!stopping) house.log.warn({ err: error }, 'the live feed could not read')
        await pause(1000)
      }
      if (!stopping) await pause(options.pollMilliseconds ?? 300)
    }
  }

  async function passOn(events: TimelineEvent[], to: Listener[]): Promise<void> {
    if (events.length === 0 || to.length === 0) return
    const audiences = await audiencesOf(events)
    for (const listener of to) send(listener, changesFor(listener, events, audiences))
  }

  /** From `ready` on a listener misses nothing: a page loads its lists at that word. */
  async function letIn(newcomers: Listener[], until: Position): Promise<void> {
    if (newcomers.length === 0) return
    const isReturning = ({ since }: Listener) => since !== undefined && isAfter(until, since)
    const recent = newcomers.some(isReturning) ? await eventsBefore(house, until) : []
    const audiences = await audiencesOf(recent)
    for (const listener of newcomers) {
      const ready: Message = { id: positionText(until), event: 'ready', data: {} }
      const { since } = listener
      listener.waiting = false
      if (!since || !isReturning(listener)) send(listener, [ready])
      else if (recent.length === mostCaughtUp && isAfter(recent[0]!, since))
        send(listener, [{ event: 'reset', data: {} }, ready])
      else {
        const missed = recent.filter((event) => isAfter(event, since))
        send(listener, [...changesFor(listener, missed, audiences), ready])
      }
    }
  }

  async function look(): Promise<void> {
    lastBeat = performance.now()
    const all = [...listeners]
    for (let from = 0; from < all.length; from += looksAtOnce)
      await Promise.all(all.slice(from, from + looksAtOnce).map(lookAt))
  }

  async function lookAt(listener: Listener): Promise<void> {
    const actor = await listener.identify()
    if (actor.kind === 'anonymous' || actor.personId !== listener.actor.personId) listener.response.end()
    else {
      listener.actor = actor
      beat(listener)
    }
  }

  function start(): void {
    if (stopping || running || listeners.size === 0) return
    lastBeat = performance.now()
    running = follow().finally(() => {
      running = undefined
      start()
    })
  }

  return {
    listeners,
    join(listener) {
      listeners.add(listener)
      start()
    },
    leave(listener) {
      listeners.delete(listener)
    },
    async stop() {
      stopping = true
      cut?.()
      for (const { response } of listeners) {
        response.end()
        // A reader that does not take its last words must not hold up the shutdown.
        setTimeout(() => response.destroy(), partingMilliseconds).unref()
      }
      listeners.clear()
      await running
    },
  }
}

/** No more than that something changed, where and when: what it is, the reader's own request must be let to read. */
function changesFor(
  listener: Listener,
  events: TimelineEvent[],
  audiences: Map<number, Audience>,
): Message[] {
  return events.flatMap((event) => {
    const audience = audiences.get(event.id)
    if (!audience || !hears(listener.actor, audience)) return []
    const data = { kind: event.kind, stream: event.stream, at: event.at }
    return [{ id: positionText(event), event: 'change' as const, data }]
  })
}

/** Events of transactions that were not yet settled at this moment lie after it. */
async function presentPosition(house: House): Promise<Position> {
  const { rows } = await sql<{
    xid: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(house.db)
  return { xid: rows[0]!.xid, id: 0 }
}

/** The last thousand up to a position, in order. */
async function eventsBefore(house: House, until: Position): Promise<TimelineEvent[]> {
  const { rows } = await sql<TimelineEvent>`
    select id, xid::text, stream, stream_kind as "streamKind", seq, kind, at, actor_id as "actorId",
           actor_organisation_id as "actorOrganisationId", payload
    from timeline where (xid, id) <= (${until.xid}::xid8, ${until.id}::bigint)
    order by timeline.xid desc, id desc limit ${mostCaughtUp}`.execute(house.db)
  return rows.reverse()
}
