import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { shanghaiDate } from '../calendar/index.ts'
import type { House } from '../house.ts'
import { lastReload } from '../policy/index.ts'

export interface Disk {
  bytes: number
  free: number
}

/** The disk on which photos, keys and the embedded database lie; null where the system does not tell. */
export async function diskOf(house: House): Promise<Disk | null> {
  try {
    const { bsize, blocks, bavail } = await statfs(house.configuration.dataFolder)
    return { bytes: bsize * blocks, free: bsize * bavail }
  } catch {
    return null
  }
}

export interface Sweep {
  /** Seconds that the oldest deadline has waited for the sweep past its time; 0 where none waits. */
  lagSeconds: number
}

/** The sweep looks once a second: a deadline that waits for minutes says that no sweep runs. */
export async function sweepOf(house: House): Promise<Sweep> {
  const { rows } = await sql<{ lag: number }>`
    select coalesce(greatest(0, extract(epoch from ${house.now()}::timestamptz - min(sweep_at))), 0)::float8 as lag
    from deadlines where ended_at is null and sweep_at is not null`.execute(house.db)
  return { lagSeconds: Math.round(rows[0]!.lag) }
}

export interface Backups {
  at: Date
  bytes: number
}

/** The last backup by `lianxin backup`; others are not known here. */
export async function lastBackup(house: House): Promise<Backups | null> {
  const { rows } = await sql<Backups>`select at, bytes from backups_made order by id desc limit 1`.execute(
    house.db,
  )
  return rows[0] ?? null
}

/** Messages to phones that the gateway refused, and mail that waits, in the last day. */
export async function messagesOf(house: House): Promise<{ waiting: number; failed: number }> {
  const since = new Date(house.now().getTime() - 86_400_000)
  const { rows } = await sql<{ waiting: number; failed: number }>`
    select count(*) filter (where sent_at is null and failure is null)::int as waiting,
      count(*) filter (where failure is not null)::int as failed
    from outbox_messages where created_at > ${since}`.execute(house.db)
  return rows[0]!
}

/** Which rules this server goes by, and whether another server took over others since. */
export async function rulesOfServer(house: House) {
  const { policyPack } = house.configuration
  const { hash } = house.policies.rulesOn(policyPack, shanghaiDate(house.now()))
  const last = await lastReload(house.db, policyPack)
  return {
    pack: policyPack,
    hash,
    reloaded_at: last?.at.toISOString() ?? null,
    // On a later day the packs may rightly say something else than on the day of the reload.
    differs: last !== undefined && shanghaiDate(last.at) === shanghaiDate(house.now()) && last.hash !== hash,
  }
}
