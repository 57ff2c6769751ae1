import { addDays, type WorkingCalendar } from '../kernel/calendar/index.ts'
import type { GatheringKind } from '../kernel/policy/index.ts'

/** One gathering that the rules ask for. */
export interface DuePlan {
  kind: string
  /** `general_meeting/2026-Q1/1`: the same however often the plan is written. */
  key: string
  day: string
  periodEnd: string
}

/** What the plan of one organisation depends on, besides the rules. */
export interface Holder {
  organisationKind: string
  hasCommittee: boolean
  /** Its own relatively fixed day for a kind, 1 to 31. */
  usualDays?: Readonly<Record<string, number>>
}

interface Period {
  name: string
  first: string
  last: string
}

const months = { month: 1, quarter: 3, half_year: 6, year: 12 } as const
const two = (number: number) => String(number).padStart(2, '0')
const lastOfMonth = (year: number, month: number) =>
  addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1)

/** The periods of a year, in order and without a gap. */
export function periodsOf(year: number, per: keyof typeof months): Period[] {
  const length = months[per]
  return Array.from({ length: 12 / length }, (_, index) => {
    const first = index * length + 1
    const name =
      per === 'year'
        ? `${year}`
        : per === 'month'
          ? `${year}-${two(first)}`
          : `${year}-${per === 'quarter' ? 'Q' : 'H'}${index + 1}`
    return { name, first: `${year}-${two(first)}-01`, last: lastOfMonth(year, first + length - 1) }
  })
}

/**
 * The working day nearest after a day, not beyond `last`; else the nearest before, not before `first`. Where a period
 * holds no working day at all the day stays as it is.
 */
export function workingDayNear(day: string, first: string, last: string, calendar: WorkingCalendar): string {
  for (let at = day; at <= last; at = addDays(at, 1)) if (calendar.day(at).working) return at
  for (let at = addDays(day, -1); at >= first; at = addDays(at, -1)) if (calendar.day(at).working) return at
  return day
}

const isHeldBy = (kind: GatheringKind, holder: Holder) =>
  (kind.holders?.includes(holder.organisationKind) ?? false) && (!kind.needs_committee || holder.hasCommittee)

/** The usual day of the n-th of `times` gatherings in a period; the month is cut into equal shares. */
function usualDay(kind: GatheringKind, period: Period, nth: number, day: number): string {
  const length = months[kind.per!]
  const times = kind.times!
  const start = Number(period.first.slice(5, 7))
  const year = Number(period.first.slice(0, 4))
  const usual = kind.usual_month ?? Math.ceil(length / 2)
  const month = start + (times === 1 || length === 1 ? usual - 1 : Math.floor((nth * length) / times))
  const last = lastOfMonth(year, length === 1 ? start : month)
  const at = `${last.slice(0, 8)}${two(Math.min(day, Number(last.slice(8))))}`
  if (length > 1 || times === 1) return at
  return addDays(period.first, Math.floor(((nth + 0.5) * Number(last.slice(8))) / times))
}

/**
 * What the rules ask of one organisation in a year: each kind that it holds, in each of its periods, on its relatively
 * fixed day, moved to a working day within the period. Nothing is asked for a period that was over before `from`, and
 * nothing is put on a day before it: who begins in August is not late for March.
 * @param from usually today
 */
export function planOfYear(
  year: number,
  kinds: readonly GatheringKind[],
  holder: Holder,
  calendar: WorkingCalendar,
  from: string,
): DuePlan[] {
  const plan: DuePlan[] = []
  for (const kind of kinds) {
    if (!kind.per || !kind.times || kind.planned === false || !isHeldBy(kind, holder)) continue
    const day = holder.usualDays?.[kind.id] ?? kind.usual_day!
    for (const period of periodsOf(year, kind.per)) {
      if (period.last < from) continue
      const first = period.first < from ? from : period.first
      for (let nth = 0; nth < kind.times; nth++) {
        const usual = usualDay(kind, period, nth, day)
        plan.push({
          kind: kind.id,
          key: `${kind.id}/${period.name}/${nth + 1}`,
          day: workingDayNear(usual < first ? first : usual, first, period.last, calendar),
          periodEnd: period.last,
        })
      }
    }
  }
  return plan
}
