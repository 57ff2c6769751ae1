import type { Session } from '../../foundation/session.ts'

const walkers = new Set(['grid_worker', 'community_clerk'])
const inParty = new Set(['member', 'secretary', 'deputy_secretary', 'committee_member'])

/** Carries the pack of a walker: matters, patrols, the map of the grid. */
export const walksPatrols = (who: Session | null): boolean =>
  who?.duties.some(({ role }) => walkers.has(role)) ?? false

/** Has the pages of a party member: calls, service, what they offer. */
export const isInParty = (who: Session | null): boolean =>
  who?.duties.some(({ role }) => inParty.has(role)) ?? false
