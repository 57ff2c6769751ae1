import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { lockMatter, saveHead } from './store.ts'

export interface Fact {
  kind: `matter.${string}`
  payload: Record<string, unknown>
  /** Null where it is the person who asked: they never stand in the chain. */
  actorId: string | null
  actorOrganisationId: string | null
}

/** Adds to a matter's timeline what changes neither its state nor its clock. */
export async function recordFact(
  house: House,
  tx: Work,
  matterId: string,
  { kind, payload, actorId, actorOrganisationId }: Fact,
): Promise<void> {
  const { head } = await lockMatter(tx, matterId)
  const next = await appendEvents(tx, {
    stream: matterId,
    streamKind: 'matter',
    head,
    at: house.now(),
    actorId,
    actorOrganisationId,
    digest: house.configuration.digest,
    events: [{ kind, payload }],
  })
  await saveHead(tx, matterId, next)
}
