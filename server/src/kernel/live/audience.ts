import { type Action, type Actor, dutiesFor, reaches } from '../permissions/index.ts'
import type { TimelineEvent } from '../timeline/index.ts'

/** Whom an event concerns. Whoever may do `action` to one of these places, or is one of these people, hears of it. */
export interface Audience {
  action: Action
  organisationIds: string[]
  organisationPaths: string[]
  areaPaths: string[]
  /** People whom it concerns themselves, whatever their duties. */
  personIds?: string[]
}

/** Decides for many events at once; an event without an entry is heard by nobody. Keys are the events' ids. */
export type AudienceFilter = (events: TimelineEvent[]) => Promise<Map<number, Audience>>

const filters = new Map<string, AudienceFilter>()

/** A feature says who hears of its events: those whose kind begins with the prefix. @returns takes it back */
export function registerLiveAudience(kindPrefix: string, filter: AudienceFilter): () => void {
  if (filters.has(kindPrefix)) throw new Error(`${kindPrefix} has an audience already`)
  filters.set(kindPrefix, filter)
  return () => void filters.delete(kindPrefix)
}

/** The audiences of a batch: each event is asked about once, of the filter with the longest prefix. */
export async function audiencesOf(events: TimelineEvent[]): Promise<Map<number, Audience>> {
  const asked = new Map<AudienceFilter, TimelineEvent[]>()
  const longestFirst = [...filters].sort(([a], [b]) => b.length - a.length)
  for (const event of events) {
    const filter = longestFirst.find(([prefix]) => event.kind.startsWith(prefix))?.[1]
    if (filter) asked.set(filter, [...(asked.get(filter) ?? []), event])
  }
  const audiences = new Map<number, Audience>()
  for (const [filter, share] of asked)
    for (const [id, audience] of await filter(share)) audiences.set(id, audience)
  return audiences
}

/** The same decision as for reading: a live message never says more than the list that it refreshes. */
export function hears(actor: Actor, audience: Audience): boolean {
  if (actor.personId && audience.personIds?.includes(actor.personId)) return true
  return dutiesFor(actor, audience.action).some(
    ({ duty, reach }) =>
      reach === 'all' ||
      audience.organisationIds.some((organisationId) => reaches(duty, reach, { organisationId }, actor)) ||
      audience.organisationPaths.some((organisationPath) =>
        reaches(duty, reach, { organisationPath }, actor),
      ) ||
      audience.areaPaths.some((areaPath) => reaches(duty, reach, { areaPath }, actor)),
  )
}
