import type { House } from '../house.ts'
import type { Actor } from '../permissions/index.ts'

/** Another server's revocation is seen after this long at the latest. */
const remembered = 5_000
const most = 20_000

export interface KnownSession {
  actor: Actor
  accountId: string
  passwordDue: boolean
  seenAt: Date
  /** The session ends, or a duty does. */
  until: Date
}

interface Entry {
  session: KnownSession
  readAt: Date
  /** The process's own clock: that of a test may stand still. */
  readTick: number
}

/** Who is behind a session, for a few seconds, keyed by the hash of its token. */
class SessionCache {
  private readonly entries = new Map<string, Entry>()
  private changes = 0

  find(key: string, now: Date): KnownSession | undefined {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    const age = now.getTime() - entry.readAt.getTime()
    const isFresh = performance.now() - entry.readTick < remembered && age >= 0 && age < remembered
    if (isFresh && now < entry.session.until) return entry.session
    this.entries.delete(key)
    return undefined
  }

  /** Reads through. What was read before a revocation and came back after it is not kept. */
  async read(
    key: string,
    now: Date,
    load: () => Promise<KnownSession | undefined>,
  ): Promise<KnownSession | undefined> {
    const before = this.changes
    const session = await load()
    if (session && this.changes === before) {
      if (this.entries.size >= most) this.entries.clear()
      this.entries.set(key, { session, readAt: now, readTick: performance.now() })
    }
    return session
  }

  /** Call after the change is committed. */
  forget(which: (session: KnownSession) => boolean): void {
    this.changes++
    for (const [key, { session }] of this.entries) if (which(session)) this.entries.delete(key)
  }

  drop(key: string): void {
    this.changes++
    this.entries.delete(key)
  }
}

const caches = new WeakMap<House, SessionCache>()

export function sessionCache(house: House): SessionCache {
  let cache = caches.get(house)
  if (!cache) {
    cache = new SessionCache()
    caches.set(house, cache)
  }
  return cache
}

/** Makes a change of somebody's duties or name bite at once in this process. */
export function forgetPerson(house: House, personId: string): void {
  sessionCache(house).forget((session) => session.actor.personId === personId)
}
