import { sql } from 'kysely'
import type pg from 'pg'
import { type CalendarAmendment, shanghaiDate, type WorkingCalendar } from './calendar/index.ts'
import type { Configuration } from './configuration.ts'
import type { Database } from './database/index.ts'
import type { House, Log } from './house.ts'
import {
  lastReload,
  loadPolicies,
  type PolicyLibrary,
  type Rules,
  rulesFromSnapshot,
} from './policy/index.ts'

export interface HouseParts {
  configuration: Configuration
  db: Database
  pool: pg.Pool
  log: Log
  now?: () => Date
  /** Read already, for a second house beside one that stands. */
  policies?: PolicyLibrary
}

/** A house whose rules and calendar can be read anew while it stands. */
export interface StandingHouse extends House {
  /**
   * Reads the policy packs and the amended days again. Throws PolicyFault, and keeps what was in force, where a pack
   * cannot be used.
   */
  reload(): Promise<void>
  /** Calls the listener at each `wake()`, beside those that listen already. */
  onWake(listener: () => void): void
}

/** Other servers amend days and reload rules too; theirs are seen after this long. */
const amendmentsReadAgainAfter = 30_000

/**
 * Builds the house on an open database. Throws PolicyFault where the packs cannot be used, and RangeError where the
 * configured pack does not exist.
 */
export async function makeHouse(parts: HouseParts): Promise<StandingHouse> {
  const { configuration, db } = parts
  const now = parts.now ?? (() => new Date())
  const listeners: (() => void)[] = []
  const stored = new Map<string, Promise<void>>()
  const pinned = new Map<string, Promise<Rules>>()
  let policies: PolicyLibrary = parts.policies ?? (await loadPolicies(configuration.policyFolder))
  let calendar: WorkingCalendar = policies.calendar
  let amendmentsReadAt = Number.NEGATIVE_INFINITY

  let followed = (await lastReload(db, configuration.policyPack))?.id ?? 0

  async function readAmendments(): Promise<void> {
    amendmentsReadAt = performance.now()
    await followReload()
    calendar = policies.calendar.with(await amendmentsOf(db))
  }

  /** Another server took its packs over: this one does the same with those on its own disk, or keeps what it has. */
  async function followReload(): Promise<void> {
    const last = await lastReload(db, configuration.policyPack)
    if (!last || last.id === followed) return
    followed = last.id
    const today = shanghaiDate(now())
    if (policies.rulesOn(configuration.policyPack, today).hash === last.hash) return
    try {
      const candidate = await loadPolicies(configuration.policyFolder)
      const { hash } = candidate.rulesOn(configuration.policyPack, today)
      policies = candidate
      if (hash !== last.hash)
        parts.log.warn(
          { hash, elsewhere: last.hash },
          'the packs of this server differ from another server’s',
        )
    } catch (error) {
      parts.log.warn({ fault: (error as Error).message }, 'the packs of this server cannot be taken over')
    }
  }

  const house: StandingHouse = {
    configuration,
    db,
    pool: parts.pool,
    log: parts.log,
    now,
    get policies() {
      return policies
    },
    get calendar() {
      return calendar
    },
    async rulesNow() {
      if (performance.now() - amendmentsReadAt > amendmentsReadAgainAfter) await readAmendments()
      const rules = policies.rulesOn(configuration.policyPack, shanghaiDate(now()))
      let storing = stored.get(rules.hash)
      if (!storing) {
        storing = storeSnapshot(db, rules)
        stored.set(rules.hash, storing)
        storing.catch(() => stored.delete(rules.hash))
      }
      await storing
      return rules
    },
    async rulesOf(hash) {
      const current = policies.rulesOn(configuration.policyPack, shanghaiDate(now()))
      if (current.hash === hash) return current
      const known = pinned.get(hash)
      if (known) return known
      const reading = readSnapshot(db, hash, current)
      pinned.set(hash, reading)
      reading.catch(() => pinned.delete(hash))
      return reading
    },
    wake() {
      for (const listener of listeners) listener()
    },
    async reload() {
      policies = await loadPolicies(configuration.policyFolder)
      await readAmendments()
    },
    onWake(listener) {
      listeners.push(listener)
    },
  }
  await readAmendments()
  await house.rulesNow()
  return house
}

async function amendmentsOf(db: Database): Promise<CalendarAmendment[]> {
  const { rows } = await sql<{ day: string; working: boolean; reason_zh: string; reason_en: string }>`
    select day, working, reason_zh, reason_en from calendar_amendments`.execute(db)
  return rows.map((row) => ({
    date: row.day,
    working: row.working,
    reason: { zh: row.reason_zh, en: row.reason_en },
  }))
}

async function storeSnapshot(db: Database, rules: Rules): Promise<void> {
  await sql`insert into policy_snapshots (hash, pack, on_date, rules)
    values (${rules.hash}, ${rules.pack}, ${rules.onDate}::date, ${JSON.stringify(rules)}::jsonb)
    on conflict (hash) do nothing`.execute(db)
}

async function readSnapshot(db: Database, hash: string, current: Rules): Promise<Rules> {
  const { rows } = await sql<{
    rules: unknown
  }>`select rules from policy_snapshots where hash = ${hash}`.execute(db)
  const found = rows[0]
  if (!found) throw new Error(`规则快照 ${hash} 不存在 / the policy snapshot ${hash} does not exist`)
  return rulesFromSnapshot(found.rules, current)
}
