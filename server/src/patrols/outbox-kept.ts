import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Work } from '../kernel/database/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import type { EntryResult } from './outbox-schemas.ts'
import type { Done } from './walks.ts'

export type Result = Static<typeof EntryResult>

/** What became of an entry that was taken. */
export interface Kept {
  kind: string
  hash: Buffer
  happenedAt: Date
  receivedAt: Date
  note: Done['time']['note']
  result: Result
}

export async function keptEntry(tx: Work, actor: Actor, id: string): Promise<Kept | undefined> {
  const { rows } = await sql<Kept>`
    select kind, content_hash as hash, happened_at as "happenedAt", received_at as "receivedAt", time_note as note, result
    from field_entries where person_id = ${actor.personId} and id = ${id}`.execute(tx)
  return rows[0]
}

/** What the phone calls by its own id, the house calls by another. */
export async function resolve(
  tx: Work,
  actor: Actor,
  id: string,
  as: 'walk_id' | 'matter_id',
): Promise<string> {
  return (await keptEntry(tx, actor, id))?.result?.[as] ?? id
}
