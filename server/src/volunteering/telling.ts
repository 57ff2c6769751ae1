import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor, Duty } from '../kernel/permissions/index.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'

const kinds = {
  registrations: 'registration',
  service_calls: 'service_call',
  service_records: 'service_record',
} as const

export interface Teller {
  personId: string | null
  organisationId: string | null
}

/**
 * Appends to the timeline of a registration, a call or a record. It says what happened and how many, never which member:
 * who that was stands beside it in the room's own tables and goes with time, while the chain stays.
 */
export async function tell(
  house: House,
  tx: Work,
  table: keyof typeof kinds,
  id: string,
  teller: Teller,
  events: NewEvent[],
): Promise<void> {
  const { rows } = await sql<{ seq: number; hash: Buffer | null }>`
    select head_seq as seq, head_hash as hash from ${sql.table(table)} where id = ${id} for update`.execute(
    tx,
  )
  const head = await appendEvents(tx, {
    stream: id,
    streamKind: kinds[table],
    head: rows[0]!,
    at: house.now(),
    actorId: teller.personId,
    actorOrganisationId: teller.organisationId,
    digest: house.configuration.digest,
    events,
  })
  await sql`update ${sql.table(table)} set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(
    tx,
  )
}

/** Somebody in office, who stands by what they did. */
export const inOffice = (actor: Actor, duty: Duty | undefined): Teller => ({
  personId: actor.personId,
  organisationId: duty?.organisationId ?? null,
})

/** A member about themselves: the chain keeps what, not who. */
export const aMember = (organisationId: string | null): Teller => ({ personId: null, organisationId })
