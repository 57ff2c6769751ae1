import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { lockMatter, saveHead } from './store.ts'

/** The original hears that somebody follows it; its owner sees how many wait for the same answer. */
export async function recordFollower(
  house: House,
  tx: Work,
  originalId: string,
  followerId: string,
): Promise<void> {
  const { head } = await lockMatter(tx, originalId)
  const next = await appendEvents(tx, {
    stream: originalId,
    streamKind: 'matter',
    head,
    at: house.now(),
    actorId: null,
    actorOrganisationId: null,
    digest: house.configuration.digest,
    events: [{ kind: 'matter.followed', payload: { open: true, by: followerId } }],
  })
  await saveHead(tx, originalId, next)
}

/** Matters that wait for the answer of this one. */
export async function followersOf(tx: Work, originalId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from matters where original_id = ${originalId} and state = 'following' order by id`.execute(tx)
  return rows.map(({ id }) => id)
}
