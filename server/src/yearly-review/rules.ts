import { addDays } from '../kernel/calendar/index.ts'
import type { Counts } from '../kernel/locked/index.ts'
import type { YearlyReviewRule } from '../kernel/policy/index.ts'

/** collecting: secretaries hand in · meeting: they report, answer and are graded · graded: it is summed up · public · closed */
export type RoundState = 'collecting' | 'meeting' | 'graded' | 'public' | 'closed'
export type Deed =
  | 'write'
  | 'arrange'
  | 'begin'
  | 'ask'
  | 'answer'
  | 'hear'
  | 'grade'
  | 'close_grading'
  | 'comment'
  | 'publish'
  | 'follow_up'

const when: Record<Deed, readonly RoundState[]> = {
  write: ['collecting'],
  arrange: ['collecting'],
  begin: ['collecting'],
  ask: ['meeting'],
  answer: ['meeting', 'graded'],
  hear: ['meeting'],
  grade: ['meeting'],
  close_grading: ['meeting'],
  comment: ['graded'],
  publish: ['graded'],
  follow_up: ['graded', 'public', 'closed'],
}
export const mayDo = (deed: Deed, state: RoundState): boolean => when[deed].includes(state)

type Dates = Pick<YearlyReviewRule, 'from_month' | 'hand_in_days'>

/** Whether the review of a year may begin on a day: from the month of the rules on, or later. */
export const mayOpen = (year: number, today: string, rule: Dates): boolean =>
  today >= `${year}-${String(rule.from_month).padStart(2, '0')}-01` && today < `${year + 2}-01-01`

/** Reports are handed in by then: within the days of the rules, and inside the year where it is not over. */
export function handInBy(year: number, today: string, rule: Dates): string {
  const within = addDays(today, rule.hand_in_days)
  const yearEnd = `${year}-12-31`
  return today <= yearEnd && within > yearEnd ? yearEnd : within
}

/** Counts as they may be shown: none where so few graded that they would say who gave what. */
export const shownCounts = (counts: Counts | null, least: number): Counts | null =>
  counts && Object.values(counts).reduce((sum, each) => sum + each, 0) >= least ? counts : null

/** Who grades one report: those entitled, and nobody who belongs to the organisation that reports. */
export const gradersOf = (entitled: readonly string[], ofOrganisation: readonly string[]): string[] =>
  [...new Set(entitled)].filter((person) => !ofOrganisation.includes(person))

/** The order of speaking as asked for: each report once, those left out behind. */
export const inOrder = (reports: readonly string[], asked: readonly string[]): string[] => {
  const known = [...new Set(asked)].filter((id) => reports.includes(id))
  return [...known, ...reports.filter((id) => !known.includes(id))]
}
