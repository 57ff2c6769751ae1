import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem, problemCatalogue } from '../kernel/problems.ts'
import { changesSince, eventWords, Refused } from '../matters/index.ts'
import type { Entry, EntryAnswer } from './outbox-schemas.ts'

/** Reasons for which the same entry may be taken another time: what it waits for may yet arrive. */
const passing = new Set(['outbox.depends', 'outbox.missing', 'photo.unknown', 'walk.running'])

/** Why an entry was not taken, in words, and what others did meanwhile. */
export async function refusalOf(
  house: House,
  actor: Actor,
  raw: { id: string },
  error: unknown,
): Promise<Static<typeof EntryAnswer>> {
  if (!(error instanceof Problem)) {
    house.log.error({ err: error, entry: raw.id }, 'an entry of a field outbox failed')
    const { zh, en } = problemCatalogue['service.failed']!
    return { id: raw.id, status: 'refused', words: { zh, en }, code: 'service.failed', again: true }
  }
  const { options, code } = error
  const told = { zh: options.zh ?? problemCatalogue[code]!.zh, en: options.en ?? problemCatalogue[code]!.en }
  const changes = await changesBehind(house, actor, raw as Partial<Entry>, error)
  return {
    id: raw.id,
    status: changes.length > 0 || code === 'conflict.changed' ? 'conflict' : 'refused',
    words: told,
    code,
    ...(options.reason ? { reason: options.reason } : {}),
    ...(options.faults ? { faults: options.faults } : {}),
    ...(changes.length ? { changes } : {}),
    again: passing.has(options.reason ?? ''),
  }
}

/** Where a matter refused because others moved it on: what they did since this worker last touched it. */
async function changesBehind(house: House, actor: Actor, raw: Partial<Entry>, error: Problem) {
  if (!(error instanceof Refused || error.code === 'conflict.changed') || !('of' in raw) || !raw.of) return []
  const { rows } = await sql<{ matter: string | null; seen: number | null }>`
    with own as (select coalesce((select result->>'matter_id' from field_entries where person_id = ${actor.personId} and id = ${raw.of}), ${raw.of}) as matter)
    select own.matter, (select max((e.result->>'version')::int) from field_entries e
      where e.person_id = ${actor.personId} and e.result->>'matter_id' = own.matter) as seen from own`.execute(
    house.db,
  )
  const seen = ('version' in raw ? raw.version : undefined) ?? rows[0]?.seen
  if (!rows[0]?.matter || !seen) return []
  const changes = await changesSince(house.db, rows[0].matter, seen)
  return changes.map(({ kind, at, by }) => ({
    kind,
    at: at.toISOString(),
    by,
    words: eventWords[kind] ?? { zh: kind, en: kind },
  }))
}
