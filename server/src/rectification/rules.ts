import type { RectificationRule } from '../kernel/policy/index.ts'

export const caseStates = ['candidate', 'rejected', 'listed', 'accepted', 'released'] as const
export type CaseState = (typeof caseStates)[number]

/** What a person does with a case; facts alone never move one. */
export type Deed = 'confirm' | 'reject' | 'plan' | 'poll' | 'accept' | 'release' | 'list_again'

const from: Record<Deed, CaseState[]> = {
  confirm: ['candidate'],
  reject: ['candidate'],
  plan: ['listed'],
  poll: ['listed', 'accepted'],
  accept: ['listed'],
  release: ['accepted'],
  list_again: ['accepted'],
}

export const mayDo = (deed: Deed, state: CaseState): boolean => from[deed].includes(state)

/** One reason why a branch is looked at. */
export interface Reason {
  situation: string
  /** From which day on it is so, as far as it is known. */
  since: string | null
  /** What was counted, for words such as “4 of 12”; null for what a person entered. */
  value: number | null
  of: number | null
  /** For an entered one: where it comes from. */
  source: string | null
}

type PollRule = Pick<RectificationRule, 'poll_least_returned' | 'poll_pass_percent'>

export interface PollCount {
  issued: number
  satisfied: number
  dissatisfied: number
  unsure: number
}

/** How residents judged. Who has no opinion counts as having answered, and not for it. */
export function pollOutcome(
  count: PollCount,
  rule: PollRule,
): { returned: number; percent: number; enough: boolean; passed: boolean } {
  const returned = count.satisfied + count.dissatisfied + count.unsure
  const percent = returned === 0 ? 0 : (count.satisfied / returned) * 100
  const enough = returned >= rule.poll_least_returned
  return { returned, percent, enough, passed: enough && percent > rule.poll_pass_percent }
}

export interface Progress {
  plan: string | null
  helpers: string[]
  helperKinds: string[]
  milestones: { state: string; outcome: string | null }[]
  /** The last poll that was closed. */
  poll: PollCount | null
}

export type Lack =
  | 'plan'
  | 'helpers'
  | 'milestones'
  | 'milestones_open'
  | 'poll'
  | 'poll_few'
  | 'poll_refused'

/** What still stands between a listed branch and its acceptance; nothing where it may be accepted. */
export function lacks(progress: Progress, rule: PollRule): Lack[] {
  const found: Lack[] = []
  if (!progress.plan) found.push('plan')
  if (progress.helperKinds.some((kind) => !progress.helpers.includes(kind))) found.push('helpers')
  const counted = progress.milestones.filter(({ outcome }) => outcome !== 'recalled')
  if (counted.length === 0) found.push('milestones')
  else if (counted.some(({ state }) => state !== 'closed')) found.push('milestones_open')
  if (!progress.poll) found.push('poll')
  else {
    const { enough, passed } = pollOutcome(progress.poll, rule)
    if (!enough) found.push('poll_few')
    else if (!passed) found.push('poll_refused')
  }
  return found
}

/** Which band an age falls into: 0 for at most the first bound, the last for what is above all. */
export const bandOf = (age: number, bands: readonly number[]): number => {
  const found = bands.findIndex((upTo) => age <= upTo)
  return found < 0 ? bands.length : found
}

/**
 * Counts as they may be shown: a group of fewer than `least` people is hidden, and where a single group would then follow
 * from the total, the next smallest with it. Groups without anybody stay: they say nothing of anyone.
 */
export function withoutSmallGroups(counts: readonly number[], least: number): (number | null)[] {
  const shown: (number | null)[] = counts.map((count) => (count > 0 && count < least ? null : count))
  const hidden = shown.filter((count) => count === null).length
  if (hidden !== 1) return shown
  const next = shown.reduce<number>(
    (best, count, index) =>
      count !== null && count > 0 && (best < 0 || count < (shown[best] as number)) ? index : best,
    -1,
  )
  return next < 0
    ? shown.map((count) => (count === 0 ? 0 : null))
    : shown.map((count, index) => (index === next ? null : count))
}
