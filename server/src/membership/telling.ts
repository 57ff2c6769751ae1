import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { appendToEach, type Head } from '../kernel/timeline/index.ts'

export interface Told {
  stream: string
  kind: string
  /** Ids, codes, days: never a name. */
  payload: Record<string, unknown>
  personal?: Record<string, unknown>
}

export type MembershipStream = 'party_member' | 'party_organisation'

/**
 * Appends one event to each of many streams, whose rows the caller holds locked.
 * @param heads where each stream stands; a stream that is not in it begins
 * @returns where each stream stands now
 */
export async function tellEach(
  tx: Work,
  house: House,
  actor: Actor,
  streamKind: MembershipStream,
  heads: ReadonlyMap<string, Head>,
  events: Told[],
): Promise<Map<string, { seq: number; hash: Buffer }>> {
  return appendToEach(tx, {
    heads,
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: actor.duties[0]?.organisationId ?? null,
    digest: house.configuration.digest,
    events: events.map((event) => ({ ...event, streamKind })),
  })
}
