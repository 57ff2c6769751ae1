import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { migrationsFolder } from '../database/migrate.ts'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'

/** Where the process stands. It accepts work while `ready`; the balancer asks. */
export interface Lifecycle {
  stage: 'starting' | 'ready' | 'stopping'
}

/** A consumer that has stood still for this long before an event that it could read counts as stuck. */
const patienceSeconds = 300

export interface ConsumerLag {
  name: string
  /** Seconds that the next event has been waiting for it; 0 where it has read everything. */
  seconds: number
  movedAt: Date
}

/** How long each consumer's next event has been waiting. One that moves, however far behind, waits for little. */
export async function consumerLags(house: House): Promise<ConsumerLag[]> {
  const { rows } = await sql<ConsumerLag>`
    select c.name, c.moved_at as "movedAt",
      -- greatest() passes over nulls: without this a house in which nothing happens would seem stuck.
      case when next.at is null then 0
        else greatest(0, extract(epoch from now() - greatest(c.moved_at, next.at))) end::float8 as seconds
    from timeline_cursors c left join lateral (
      select t.at from timeline t
      where (t.xid, t.id) > (c.xid, c.event_id) and t.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by t.xid, t.id limit 1) next on true
    order by c.name`.execute(house.db)
  return rows.map((row) => ({ ...row, seconds: Number(row.seconds) }))
}

/** Migrations of this version that the database does not have. */
export async function missingMigrations(house: House): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(house.db)
  const applied = new Set(rows.map((row) => row.name))
  return readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql') && !applied.has(name))
}

/** @throws Problem `service.starting` or `service.stopping`, saying what is missing */
export async function requireReady(house: House, lifecycle: Lifecycle): Promise<void> {
  if (lifecycle.stage === 'stopping') throw new Problem('service.stopping')
  if (lifecycle.stage === 'starting') throw notReady('starting')
  let missing: string[]
  let lags: ConsumerLag[]
  try {
    missing = await missingMigrations(house)
    lags = await consumerLags(house)
  } catch {
    throw notReady('database')
  }
  if (missing.length > 0) throw notReady('migrations')
  if (lags.some((lag) => lag.seconds > patienceSeconds)) throw notReady('consumers')
}

const notReady = (reason: string) =>
  new Problem('service.starting', { reason: `ready.${reason}`, headers: { 'retry-after': '2' } })
