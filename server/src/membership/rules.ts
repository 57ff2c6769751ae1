import type { BranchSize, DuesBracket, MemberAlert, PartyRules, Rules } from '../kernel/policy/index.ts'
import { addMonths, monthsBetween } from './days.ts'

export const stages = {
  applicant: { zh: '入党申请人', en: 'Applicant' },
  activist: { zh: '入党积极分子', en: 'Activist' },
  prospect: { zh: '发展对象', en: 'Prospective member' },
  probationary: { zh: '预备党员', en: 'Probationary member' },
  full: { zh: '正式党员', en: 'Full member' },
} as const
export type Stage = keyof typeof stages
export const stageNames = Object.keys(stages) as Stage[]

/** The days on which somebody came so far; `applied_on` … `full_on` of a member. */
export interface StageDays {
  appliedOn: string | null
  activistOn: string | null
  prospectOn: string | null
  admittedOn: string | null
  fullOn: string | null
}

/** What somebody was on a day, by the days on which they came so far; undefined before all of them. */
export function stageOn(days: StageDays, day: string): Stage | undefined {
  const reached = (since: string | null) => since !== null && since <= day
  if (reached(days.fullOn)) return 'full'
  if (reached(days.admittedOn)) return 'probationary'
  if (reached(days.prospectOn)) return 'prospect'
  if (reached(days.activistOn)) return 'activist'
  return reached(days.appliedOn) ? 'applicant' : undefined
}

export interface Sentence {
  zh: string
  en: string
}

/** Why the days of the stages do not fit together, or undefined. */
export function stageDaysFault(days: StageDays): Sentence | undefined {
  const inOrder = [days.appliedOn, days.activistOn, days.prospectOn, days.admittedOn, days.fullOn].filter(
    (day): day is string => day !== null,
  )
  for (const [index, day] of inOrder.entries())
    if (index > 0 && day < inOrder[index - 1]!)
      return { zh: `日期先后不对：${inOrder[index - 1]} 在 ${day} 之后`, en: 'The days are not in order' }
  if (days.fullOn !== null && days.admittedOn === null)
    return { zh: '正式党员要有入党日期', en: 'A full member has a day of admission' }
  return undefined
}

const forward: Record<Stage, Stage[]> = {
  applicant: ['activist'],
  activist: ['prospect'],
  prospect: ['probationary'],
  probationary: ['full'],
  full: [],
}

/** Whether one stage may follow another: one at a time, never back. */
export const mayFollow = (before: Stage, after: Stage): boolean => forward[before].includes(after)

/** The first day on which a probationary member may become a full one. */
export const earliestFull = (admittedOn: string, { probation }: Pick<PartyRules, 'probation'>): string =>
  addMonths(admittedOn, probation.months)

export type SizeFinding =
  | 'below_minimum'
  | 'above_usual'
  | 'too_many_units'
  | 'wants_committee'
  | 'committee_size'
  | 'outlived'

export interface BranchAtWork {
  type: 'ordinary' | 'joint' | 'temporary' | 'mobile'
  full: number
  probationary: number
  units: number
  /** Secretary, deputies and committee members together. */
  committee: number
  standsUntil: string | null
}

/** What about the size of a branch does not fit 支部工作条例 Arts 4–5 and 20. */
export function sizeFindings(branch: BranchAtWork, size: BranchSize, today: string): SizeFinding[] {
  const found: SizeFinding[] = []
  if (branch.full < size.min_full_members) found.push('below_minimum')
  if (branch.full + branch.probationary > size.usual_max_members) found.push('above_usual')
  if (branch.type === 'joint' && branch.units > size.joint_max_units) found.push('too_many_units')
  if (branch.full >= size.committee_from_full_members) {
    if (branch.committee < size.committee_min) found.push('wants_committee')
    else if (branch.committee > size.committee_max) found.push('committee_size')
  }
  if (branch.type === 'temporary' && branch.standsUntil !== null && branch.standsUntil < today)
    found.push('outlived')
  return found
}

/** The last day of a term that begins on a day. */
export function termEnd(from: string, inCommunity: boolean, rules: Pick<Rules, 'branch_terms'>): string {
  const where = inCommunity ? 'village_or_community' : 'elsewhere'
  const term = rules.branch_terms.find((row) => row.where === where)
  if (!term) throw new Error(`规则包没有 ${where} 的任期（no term for ${where}）`)
  return addMonths(from, 12 * term.years, -1)
}

export type TermState = 'unknown' | 'running' | 'due' | 'over'

/** Whether an election is due: the term runs out within the months of the pack, or has run out. */
export function termState(
  until: string | null,
  today: string,
  { branch_elections }: Pick<PartyRules, 'branch_elections'>,
): TermState {
  if (until === null) return 'unknown'
  if (until < today) return 'over'
  return until < addMonths(today, branch_elections.remind_months) ? 'due' : 'running'
}

export type Silence = 'dues' | 'activity' | 'work'

export interface LastKnown {
  stage: Stage
  watchedFrom: string
  lastDuesMonth: string | null
  lastActivityOn: string | null
  /** Null where no work was ever given: nothing is wanted then. */
  lastWorkOn: string | null
}

export interface Alert {
  silence: Silence
  months: number
  rule: MemberAlert
}

/**
 * Where a member has not been heard of for so long that the branch should ask. It decides nothing: a person looks.
 * Each of the three is counted by itself, and only from when the house began to watch.
 */
export function alertsOf(
  member: LastKnown,
  rules: Pick<PartyRules, 'member_alerts'>,
  today: string,
): Alert[] {
  if (member.stage !== 'full' && member.stage !== 'probationary') return []
  const since: [Silence, string][] = [
    ['dues', latest(member.watchedFrom, member.lastDuesMonth && addMonths(member.lastDuesMonth, 1, -1))],
    ['activity', latest(member.watchedFrom, member.lastActivityOn)],
  ]
  if (member.lastWorkOn !== null) since.push(['work', latest(member.watchedFrom, member.lastWorkOn)])
  return since.flatMap(([silence, day]) => {
    const months = monthsBetween(day, today)
    const rule = rules.member_alerts
      .filter((row) => months >= row.months)
      .sort((a, b) => b.months - a.months)[0]
    return rule ? [{ silence, months, rule }] : []
  })
}

const latest = (a: string, b: string | null): string => (b !== null && b > a ? b : a)

/** Dues of a month by the pack's brackets, in yuan to the cent. The base is never kept. */
export function duesFor(
  base: number,
  brackets: readonly DuesBracket[],
): { yuan: number; bracket: DuesBracket } {
  const bracket = brackets.find(
    ({ over_yuan, up_to_yuan }) =>
      (base > over_yuan || over_yuan === 0) && (up_to_yuan === undefined || base <= up_to_yuan),
  )
  if (!bracket) throw new Error('规则包的党费比例不连续（the brackets leave a gap）')
  return { yuan: Math.round(base * bracket.percent) / 100, bracket }
}
