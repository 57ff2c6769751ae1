import type pg from 'pg'
import type { WorkingCalendar } from './calendar/index.ts'
import type { Configuration } from './configuration.ts'
import type { Database } from './database/index.ts'
import type { PolicyLibrary, Rules } from './policy/index.ts'

export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

/** What every feature stands on. One per process; tests make their own. */
export interface House {
  configuration: Configuration
  db: Database
  pool: pg.Pool
  /** The only clock. Only tests replace it. */
  now(): Date
  policies: PolicyLibrary
  calendar: WorkingCalendar
  /** The rules in force now, under the pack of this installation; their snapshot is stored. */
  rulesNow(): Promise<Rules>
  /** The rules a matter is pinned to. */
  rulesOf(hash: string): Promise<Rules>
  /** Tells the timeline's consumers in this process that something was appended. */
  wake(): void
  log: Log
}
