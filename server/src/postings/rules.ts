import { addDays, startOfDay } from '../kernel/calendar/index.ts'
import type { PostingMaking, PostingWarning } from '../kernel/policy/index.ts'

export const postingStates = ['planned', 'running', 'ended', 'called_off'] as const
export type PostingState = (typeof postingStates)[number]

export const endings = ['completed', 'early'] as const
export type Ending = (typeof endings)[number]

export const leaveStates = ['asked', 'granted', 'refused', 'withdrawn', 'ended'] as const
export type LeaveState = (typeof leaveStates)[number]
export type LeaveDeed = 'grant' | 'refuse' | 'withdraw' | 'come_back'

/**
 * What a leave becomes; null where it cannot be done to it now.
 * @param begun its first day has come: until then a granted one is taken back, from then on one comes back from it
 */
export function leaveAfter(state: LeaveState, deed: LeaveDeed, begun: boolean): LeaveState | null {
  if (state === 'asked' && deed === 'grant') return 'granted'
  if (state === 'asked' && deed === 'refuse') return 'refused'
  if (deed === 'withdraw') return state === 'asked' || (state === 'granted' && !begun) ? 'withdrawn' : null
  return deed === 'come_back' && state === 'granted' && begun ? 'ended' : null
}

export interface Days {
  from: string
  until: string
}

export const overlap = (one: Days, other: Days): boolean => one.from <= other.until && other.from <= one.until

/** Further ahead nobody knows who will be where; planned changes of grids look no further either. */
export const mostDaysAhead = 366

/** Whether a posting waits for its first day: until then it gives nobody anything. */
export const isAhead = (from: string, today: string): boolean => from > today

/** Why a term cannot be so; null where it can. Days are `YYYY-MM-DD`. */
export function termFault({ from, until }: Days, today: string): 'too_far' | 'ends_before' | null {
  if (from > addDays(today, mostDaysAhead)) return 'too_far'
  return until <= from || until < today ? 'ends_before' : null
}

/** Why a visit cannot have been on a day; null where it can. */
export function visitFault(day: string, term: Days, today: string): 'not_yet' | 'outside_term' | null {
  if (day > today) return 'not_yet'
  return day < term.from ? 'outside_term' : null
}

/** What stands between a term that is over and its being called completed: the people judge (promise 3). */
export type Lack = 'term' | 'villagers' | 'sender'

export function lacksToComplete(
  posting: { until: string; senderGrade: string | null; pollsThatCount: number },
  today: string,
): Lack[] {
  const found: Lack[] = []
  if (today < posting.until) found.push('term')
  if (posting.pollsThatCount === 0) found.push('villagers')
  if (posting.senderGrade === null) found.push('sender')
  return found
}

/** Whether villagers judged the term: enough of them answered, and late enough to know it. */
export const pollCounts = (
  poll: { openedOn: string; closed: boolean; returned: number },
  until: string,
  { poll_least_returned: least, poll_within_days: days }: PostingMaking,
): boolean => poll.closed && poll.returned >= least && poll.openedOn >= addDays(until, -days)

/** The warnings of a term in the order in which they come. */
export const inOrder = (warnings: readonly PostingWarning[]): PostingWarning[] =>
  [...warnings].sort((a, b) => a.offset_days - b.offset_days)

/** The instant of a warning: the beginning of its day. */
export const warningAt = (until: string, { offset_days: days }: PostingWarning): Date =>
  startOfDay(addDays(until, days))

/**
 * Which warnings stand at an instant: the last one whose time has come and that was not given yet, and when the next one
 * comes. Those that were slept through are not given one after another: the last says it all.
 * @param given how many were given before
 */
export function warningsAt(
  until: string,
  warnings: readonly PostingWarning[],
  given: number,
  now: Date,
): { current: PostingWarning | null; given: number; nextAt: Date | null } {
  const all = inOrder(warnings)
  const come = all.filter((each) => warningAt(until, each) <= now).length
  const next = all[Math.max(come, given)]
  return {
    current: come > given ? all[come - 1]! : null,
    given: Math.max(come, given),
    nextAt: next ? warningAt(until, next) : null,
  }
}
