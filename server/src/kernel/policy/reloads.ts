import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'

/** The last time that some server of this installation took its packs over. */
export interface Reload {
  id: number
  pack: string
  hash: string
  at: Date
}

/** Lets the other servers of this installation know that the packs were taken over here. */
export async function announceReload(
  tx: Work,
  reload: { pack: string; hash: string; personId: string | null },
): Promise<void> {
  await sql`insert into policy_reloads (pack, hash, by_person)
    values (${reload.pack}, ${reload.hash}, ${reload.personId}::uuid)`.execute(tx)
}

export async function lastReload(executor: Executor, pack: string): Promise<Reload | undefined> {
  const { rows } = await sql<Reload>`
    select id, pack, hash, at from policy_reloads where pack = ${pack} order by id desc limit 1`.execute(
    executor,
  )
  return rows[0]
}
