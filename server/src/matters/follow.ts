import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { MatterKind, State } from './matter.ts'
import { recordFact } from './record-fact.ts'

export interface Original {
  id: string
  number: string
  kind: MatterKind
  state: State
  ownerId: string
  ownerPath: string
  deskId: string
  dispatchedAt: Date | null
}

/** Following one that follows another means following that other: the one at the end is worked on. */
async function rootOf(tx: Work, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select id, state, original_id, 0 as depth from matters where id = ${id}::uuid
      union all
      select m.id, m.state, m.original_id, up.depth + 1 from matters m join up on m.id = up.original_id
      where up.state = 'following' and up.depth < 20
    )
    select id from up order by depth desc limit 1`.execute(tx)
  return rows[0]?.id
}

/**
 * Locks the matter that is really worked on behind `id`, together with the one that shall follow it, always in the same
 * order, and reads it after the lock: what another has just answered is not followed any more.
 */
export async function lockOriginal(tx: Work, id: string, followerId?: string): Promise<Original | undefined> {
  for (let tries = 0; tries < 5; tries++) {
    const root = await rootOf(tx, id)
    if (!root) return undefined
    await sql`select 1 from matters where id = any(${[root, ...(followerId ? [followerId] : [])]}::uuid[])
      order by id for update`.execute(tx)
    if ((await rootOf(tx, root)) !== root) continue
    const { rows } = await sql<Original>`
      select id, number, kind, state, owner_id as "ownerId", owner_path::text as "ownerPath", desk_id as "deskId",
        dispatched_at as "dispatchedAt" from matters where id = ${root}::uuid`.execute(tx)
    return rows[0]
  }
  return undefined
}

/** The same by the number that a person was shown. */
export async function lockOriginalByNumber(tx: Work, number: string): Promise<Original | undefined> {
  const { rows } = await sql<{
    id: string
  }>`select id from matters where number = ${number} and kind = 'request'`.execute(tx)
  return rows[0] ? lockOriginal(tx, rows[0].id) : undefined
}

/** The original hears that somebody follows it; its owner sees how many wait for the same answer. */
export async function recordFollower(
  house: House,
  tx: Work,
  originalId: string,
  followerId: string,
): Promise<void> {
  await recordFact(house, tx, originalId, {
    kind: 'matter.followed',
    payload: { open: true, by: followerId },
    actorId: null,
    actorOrganisationId: null,
  })
}

/** Matters that wait for the answer of this one. */
export async function followersOf(tx: Work, originalId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from matters where original_id = ${originalId} and state = 'following' order by id`.execute(tx)
  return rows.map(({ id }) => id)
}
