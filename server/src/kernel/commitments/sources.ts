import { sql } from 'kysely'
import type { Executor, Work } from '../database/index.ts'
import type { House } from '../house.ts'

export interface Span {
  from: Date
  to: Date
}

/** Somebody who is bound: by what, in words for themselves, from when to when. */
export interface Bound extends Span {
  personId: string
  zh: string
  en: string
}

/** What a feature tells of the people whom it calls somewhere. */
export interface Commitments {
  /** Which of these people it has bound at some time of the span; of what is only practised it tells nothing. */
  bound(executor: Executor, people: readonly string[], span: Span): Promise<Bound[]>
  /** Hands are free that some feature held: whoever waits for a place may have it now. */
  freed(people: readonly string[]): Promise<void>
}

const features = new Map<string, Commitments>()

/** A feature says whom it has bound when: nobody is in two places at once, whoever called them. @returns takes it back */
export function registerCommitments(feature: string, commitments: Commitments): () => void {
  if (features.has(feature)) throw new Error(`${feature} tells its commitments already`)
  features.set(feature, commitments)
  return () => void features.delete(feature)
}

const others = (feature: string) => [...features].filter(([name]) => name !== feature).map(([, each]) => each)

/** Who among these people is bound by another feature at some time of the span. */
export async function boundElsewhere(
  executor: Executor,
  feature: string,
  people: readonly string[],
  span: Span,
): Promise<Bound[]> {
  if (people.length === 0) return []
  const found: Bound[] = []
  // One after the other: a transaction has one connection.
  for (const other of others(feature)) found.push(...(await other.bound(executor, people, span)))
  return found
}

/**
 * Holds people until the transaction ends, in one order, before anybody looks whether they are bound and binds them: of
 * two features that want the same person at once, the second sees what the first did.
 */
export async function holdPeople(tx: Work, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  const inOrder = [...new Set(people)].sort()
  await sql`select pg_advisory_xact_lock(hashtextextended('commitment:' || p, 0))
    from (select p from unnest(${inOrder}::text[]) with ordinality as u(p, place) order by place) ordered`.execute(
    tx,
  )
}

/**
 * After a feature let people go, and its transaction is done: every feature, itself too, looks whether these wait for a
 * place. The deed that freed them is done whatever becomes of this; what is cut off here or fails, the features' own
 * rounds of every minute make good.
 */
export async function handsFree(house: House, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  for (const [feature, each] of features)
    await each
      .freed(people)
      .catch((error: unknown) =>
        house.log.error({ err: error, feature }, 'a freed place was not filled at once'),
      )
}
