import { addDays } from '../kernel/calendar/index.ts'
import type { Rules, SoundIndicator } from '../kernel/policy/index.ts'
import { type SizeFinding, sizeFindings, type TermState, termState } from '../membership/index.ts'

/** How often one holder held something of one kind in a year. */
export interface KindHeld {
  heldBy: string
  kind: string
  /** Missed in its period and made up for afterwards; counted for the months in which it was missed. */
  madeUp: boolean
  /** For each of the twelve months. */
  times: readonly number[]
}

/** All that the indicators of one branch are worked out from. */
export interface BranchFacts {
  branchId: string
  type: 'ordinary' | 'joint' | 'temporary' | 'mobile'
  /** The first day for which anything is asked of it. */
  since: string
  /** Its groups. */
  groups: string[]
  units: number
  full: number
  probationary: number
  committee: number
  hasSecretary: boolean
  termUntil: string | null
  standsUntil: string | null
  /** Full and probationary members whose dues are settled up to the month before. */
  duesSettled: number
  /** Members of whom nothing has been heard for long. */
  quiet: number
  held: KindHeld[]
  /** Of all that was held this year: how many should have come, and came. */
  shouldAttend: number
  attended: number
}

export type IndicatorState = 'met' | 'behind' | 'not_due'

export interface IndicatorResult {
  id: string
  state: IndicatorState
  /** 0 to 1. */
  share: number
  points: number
  of: number
  /** What was reached and what was wanted, in the indicator's own unit: times, people, or percent. */
  reached: number
  wanted: number
  /** Still to do by the end of this month, and of the next. */
  now: number
  next: number
}

export interface Assessment {
  points: number | null
  stars: number | null
  indicators: IndicatorResult[]
  missing: string[]
  missingNext: string[]
  term: TermState
  sizeFindings: SizeFinding[]
  needs: number
}

/** A kind of gathering as far as indicators ask: how often it is held, and by whom. */
export interface GatheringFrequency {
  id: string
  per?: 'month' | 'quarter' | 'half_year' | 'year'
  times?: number
  holders?: string[]
  needs_committee?: boolean
  source: string
}

export type SoundRuleSet = Pick<
  Rules,
  'sound_indicators' | 'sound_stars' | 'sound_counting' | 'branch_size' | 'branch_elections'
> & { gathering_kinds: GatheringFrequency[] }

/** The rules as indicators read them: of a kind of gathering they need its frequency alone. */
export const soundRulesOf = (rules: Rules): Rules & SoundRuleSet => rules

const lengthOf = { month: 1, quarter: 3, half_year: 6, year: 12 } as const
const two = (number: number) => String(number).padStart(2, '0')

export interface Period {
  /** Months, 1 to 12. */
  from: number
  to: number
  first: string
  last: string
}

const knownPeriods = new Map<string, readonly Period[]>()

/** The periods of a year in order; worked out once, as every branch is measured by them. */
export function periodsOf(year: number, per: keyof typeof lengthOf): readonly Period[] {
  const key = `${year} ${per}`
  const known = knownPeriods.get(key) ?? cutIntoPeriods(year, lengthOf[per])
  knownPeriods.set(key, known)
  return known
}

function cutIntoPeriods(year: number, length: number): Period[] {
  return Array.from({ length: 12 / length }, (_, index) => {
    const from = index * length + 1
    const to = from + length - 1
    const next = to === 12 ? `${year + 1}-01-01` : `${year}-${two(to + 1)}-01`
    return { from, to, first: `${year}-${two(from)}-01`, last: addDays(next, -1) }
  })
}

const round = (value: number) => Math.round(value * 10) / 10

/**
 * What one branch reached in the year so far. A period that is over and one that runs and is fulfilled are counted; one
 * that runs and is not yet fulfilled is not held against the branch, only shown as still to do.
 * @param today `YYYY-MM-DD`
 */
export function assess(branch: BranchFacts, rules: SoundRuleSet, today: string): Assessment {
  const size = sizeFindings(
    {
      type: branch.type,
      full: branch.full,
      probationary: branch.probationary,
      units: branch.units,
      committee: branch.committee,
      standsUntil: branch.standsUntil,
    },
    rules.branch_size,
    today,
  )
  const term = termState(branch.termUntil, today, rules)
  const indicators = rules.sound_indicators.map((indicator) =>
    measure(indicator, branch, rules, today, size, term),
  )
  const counted = indicators.filter(({ state }) => state !== 'not_due')
  const of = counted.reduce((sum, one) => sum + one.of, 0)
  const points =
    of === 0 ? null : round((100 * counted.reduce((sum, one) => sum + one.share * one.of, 0)) / of)
  const missing = indicators.filter(({ now }) => now > 0).map(({ id }) => id)
  const missingNext = indicators.filter(({ next }) => next > 0).map(({ id }) => id)
  return {
    points,
    stars: points === null ? null : starsFor(points, rules.sound_stars),
    indicators,
    missing,
    missingNext,
    term,
    sizeFindings: size,
    needs:
      size.length +
      (term === 'over' ? 1 : 0) +
      (branch.hasSecretary ? 0 : 1) +
      (branch.quiet > 0 ? 1 : 0) +
      farBehind(indicators, rules).length,
  }
}

const lasting = new Set<SoundIndicator['measure']>(['gathering', 'attendance', 'dues'])

/** Indicators of what is done again and again, of which less than half was reached; the others are named by themselves. */
export const farBehind = (
  indicators: IndicatorResult[],
  rules: Pick<SoundRuleSet, 'sound_indicators'>,
): IndicatorResult[] =>
  indicators.filter(
    ({ id, state, share }) =>
      state === 'behind' &&
      share < 0.5 &&
      rules.sound_indicators.some((row) => row.id === id && lasting.has(row.measure)),
  )

/** The highest grade whose points are reached. */
export function starsFor(points: number, grades: Rules['sound_stars']): number {
  const reached = grades.filter(({ from_points }) => points >= from_points).map(({ stars }) => stars)
  return reached.length === 0 ? 0 : Math.max(...reached)
}

function result(
  { id, points: of }: SoundIndicator,
  share: number | null,
  more: Pick<IndicatorResult, 'reached' | 'wanted'> & Partial<Pick<IndicatorResult, 'now' | 'next'>>,
): IndicatorResult {
  const bounded = Math.min(1, Math.max(0, share ?? 0))
  return {
    id,
    state: share === null ? 'not_due' : bounded >= 1 ? 'met' : 'behind',
    share: bounded,
    points: round(bounded * of),
    of,
    now: 0,
    next: 0,
    ...more,
  }
}

function measure(
  indicator: SoundIndicator,
  branch: BranchFacts,
  rules: SoundRuleSet,
  today: string,
  size: SizeFinding[],
  term: TermState,
): IndicatorResult {
  switch (indicator.measure) {
    case 'gathering':
      return ofGathering(indicator, branch, rules, today)
    case 'attendance': {
      const { shouldAttend: should, attended: came } = branch
      if (should === 0)
        return result(indicator, null, { reached: 0, wanted: percent(indicator.at_least ?? 1) })
      return result(indicator, came / should / (indicator.at_least ?? 1), {
        reached: percent(came / should),
        wanted: percent(indicator.at_least ?? 1),
      })
    }
    case 'officers': {
      const wanted =
        branch.full >= rules.branch_size.committee_from_full_members ? rules.branch_size.committee_min : 1
      const share = branch.hasSecretary ? Math.min(1, branch.committee / wanted) : 0
      return result(indicator, share, { reached: branch.committee, wanted })
    }
    case 'term':
      return result(indicator, term === 'unknown' ? null : term === 'over' ? 0 : 1, {
        reached: term === 'over' ? 0 : 1,
        wanted: 1,
      })
    case 'size': {
      const ofSize = size.filter((finding) => finding !== 'wants_committee')
      return result(indicator, ofSize.length === 0 ? 1 : 0, {
        reached: ofSize.length === 0 ? 1 : 0,
        wanted: 1,
      })
    }
    case 'dues': {
      const members = branch.full + branch.probationary
      if (members === 0) return result(indicator, null, { reached: 0, wanted: 0 })
      return result(indicator, branch.duesSettled / members, { reached: branch.duesSettled, wanted: members })
    }
  }
}

const percent = (share: number) => Math.round(share * 100)

/** Who has to hold a kind of gathering: the branch, or each of its groups. Empty where it does not apply to it. */
function holdersOf(
  kind: SoundRuleSet['gathering_kinds'][number],
  branch: BranchFacts,
  rules: SoundRuleSet,
): string[] {
  if (kind.needs_committee && branch.full < rules.branch_size.committee_from_full_members) return []
  return kind.holders?.includes('party_group') ? branch.groups : [branch.branchId]
}

function timesWithin(times: readonly number[], { from, to }: Period): number {
  let sum = 0
  for (let month = from; month <= to; month++) sum += times[month - 1]!
  return sum
}

function ofGathering(
  indicator: SoundIndicator,
  branch: BranchFacts,
  rules: SoundRuleSet,
  today: string,
): IndicatorResult {
  const kind = rules.gathering_kinds.find(({ id }) => id === indicator.gathering)
  const holders = kind?.per && kind.times ? holdersOf(kind, branch, rules) : []
  if (!kind?.per || !kind.times || holders.length === 0)
    return result(indicator, null, { reached: 0, wanted: 0 })
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  let [due, counted, reached, now, next] = [0, 0, 0, 0, 0]
  const heldByEach = holders.map((holder) =>
    branch.held.filter((one) => one.kind === kind.id && one.heldBy === holder),
  )
  for (const period of periodsOf(year, kind.per)) {
    for (const held of heldByEach) {
      let [inTime, madeUp] = [0, 0]
      for (const one of held) {
        const times = timesWithin(one.times, period)
        if (one.madeUp) madeUp += times
        else inTime += times
      }
      inTime = Math.min(kind.times, inTime)
      madeUp = Math.min(kind.times - inTime, madeUp)
      const open = kind.times - inTime - madeUp
      reached += inTime + madeUp
      counted += inTime + madeUp * rules.sound_counting.made_up_share
      const isOver = period.last < today
      // Who began in the middle of a period is not late for it.
      due += isOver && period.first >= branch.since ? kind.times : inTime + madeUp
      if (isOver) continue
      if (period.to === month) now += open
      if (period.to === month + 1) next += open
    }
  }
  if (month === 12 && kind.per === 'month') next = kind.times * holders.length
  return result(indicator, due === 0 ? null : counted / due, { reached, wanted: due, now, next })
}
