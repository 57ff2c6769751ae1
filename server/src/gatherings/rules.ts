import type { GatheringVoting } from '../kernel/policy/index.ts'

export type State = 'planned' | 'called' | 'running' | 'held' | 'missed' | 'cancelled'
export type SignedInAs = 'on_site' | 'remote' | 'by_chair' | 'late'

export const stateWords: Record<State, { zh: string; en: string }> = {
  planned: { zh: '计划中', en: 'Planned' },
  called: { zh: '已通知', en: 'Called' },
  running: { zh: '进行中', en: 'Running' },
  held: { zh: '已召开', en: 'Held' },
  missed: { zh: '未按期召开', en: 'Missed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
}

/** One who should attend or was invited, as far as counting goes. */
export interface Counted {
  shouldAttend: boolean
  mayVote: boolean
  signedInAs: SignedInAs | null
  leaveGranted: boolean | null
  madeUp: boolean
}

export interface Attendance {
  /** 应到 */
  due: number
  /** 实到 */
  present: number
  remote: number
  /** 请假 */
  onLeave: number
  /** 缺席 */
  absent: number
  /** 补课 */
  madeUp: number
  /** Invited besides, and there. */
  guests: number
  votersDue: number
  votersPresent: number
}

/** Counts of a gathering; due = present + on leave + absent, whatever happened. Who is there is not on leave. */
export function attendanceOf(people: readonly Counted[]): Attendance {
  const due = people.filter(({ shouldAttend }) => shouldAttend)
  const here = ({ signedInAs }: Counted) => signedInAs !== null
  const away = due.filter((person) => !here(person))
  const voters = people.filter(({ mayVote }) => mayVote)
  return {
    due: due.length,
    present: due.filter(here).length,
    remote: due.filter(({ signedInAs }) => signedInAs === 'remote').length,
    onLeave: away.filter(({ leaveGranted }) => leaveGranted === true).length,
    absent: away.filter(({ leaveGranted }) => leaveGranted !== true).length,
    madeUp: away.filter(({ madeUp }) => madeUp).length,
    guests: people.filter((person) => !person.shouldAttend && here(person)).length,
    votersDue: voters.length,
    votersPresent: voters.filter(here).length,
  }
}

type Rule = Pick<GatheringVoting, 'present' | 'passes'>

/** How many of those with a vote must be there: the smallest number that is the share or more. */
export const presentNeeded = (rule: Rule, votersDue: number): number =>
  Math.ceil((votersDue * rule.present.part) / rule.present.of)

export const isQuorate = (rule: Rule, votersDue: number, votersPresent: number): boolean =>
  votersDue > 0 && votersPresent >= presentNeeded(rule, votersDue)

/** How many must be for it. 支部工作条例 第十一条: more than half of those who should attend, not of who came. */
export function approvalsNeeded(rule: Rule, votersDue: number, votersPresent: number): number {
  const { part, of, more_than, base } = rule.passes
  const share = (base === 'due' ? votersDue : votersPresent) * part
  return more_than ? Math.floor(share / of) + 1 : Math.ceil(share / of)
}

export interface Outcome {
  quorate: boolean
  needed: number
  passed: boolean
}

export function outcomeOf(rule: Rule, votersDue: number, votersPresent: number, approvals: number): Outcome {
  const quorate = isQuorate(rule, votersDue, votersPresent)
  const needed = approvalsNeeded(rule, votersDue, votersPresent)
  return { quorate, needed, passed: quorate && approvals >= needed }
}

/** What somebody at the desk may do with a gathering in this state. */
export const may = {
  move: (state: State) => state === 'planned' || state === 'called',
  call: (state: State) => state === 'planned',
  change: (state: State) => state === 'called' || state === 'running',
  open: (state: State) => state === 'called',
  close: (state: State) => state === 'running',
  cancel: (state: State) => state === 'planned' || state === 'called',
  makeUp: (state: State) => state === 'missed',
} as const
