import { addDays, dayNumber, startOfDay, type WorkingCalendar, weekday } from '../kernel/calendar/index.ts'

/** Hours of a day in which a round is walked, `HH:MM` in Asia/Shanghai; `to` may be `24:00`. */
export interface Shift {
  from: string
  to: string
}

/** How often: shifts of each day, or a number of times that divide a week or a month evenly among themselves. */
export type Frequency = { per: 'day'; shifts: Shift[] } | { per: 'week' | 'month'; times: number }

/** What a plan asks for from one day to another. Days are `YYYY-MM-DD`; `until` is included. */
export interface Schedule {
  frequency: Frequency
  /** Days off by the working calendar: walked like others, or not due. */
  holidays: 'walk' | 'skip'
  from: string
  until: string | null
  /** When it was decided: what had closed before was never due. */
  madeAt?: Date
}

/** One time that the points of a plan are due. */
export interface Round {
  /** Names it within its plan: the day on which it opens and its number in the period. */
  key: string
  /** The day on which it opens. */
  day: string
  /** From 1, within the day, week or month. */
  number: number
  opensAt: Date
  closesAt: Date
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const at = (day: string, time: string) => new Date(startOfDay(day).getTime() + minutesOf(time) * 60_000)

const monday = (day: string) => addDays(day, -((weekday(day) + 6) % 7))
const firstOfMonth = (day: string) => `${day.slice(0, 8)}01`
const nextMonth = (first: string) => firstOfMonth(addDays(first, 31))

/** The period that holds a day, as its first day and how many days it has. */
function periodOf(per: 'week' | 'month', day: string): { first: string; days: number } {
  if (per === 'week') return { first: monday(day), days: 7 }
  const first = firstOfMonth(day)
  return { first, days: dayNumber(nextMonth(first)) - dayNumber(first) }
}

/** The part of a week or month, in whole days, in which its nth round is walked. Parts touch and never overlap. */
function partOf(
  per: 'week' | 'month',
  times: number,
  day: string,
): { day: string; number: number; last: string } {
  const { first, days } = periodOf(per, day)
  const offset = dayNumber(day) - dayNumber(first)
  let number = 1
  while (Math.floor((number * days) / times) <= offset) number += 1
  return {
    number,
    day: addDays(first, Math.floor(((number - 1) * days) / times)),
    last: addDays(first, Math.floor((number * days) / times) - 1),
  }
}

const within = (schedule: Schedule, day: string) =>
  day >= schedule.from && (schedule.until === null || day <= schedule.until)

/**
 * The rounds of a schedule that are open at some time of a day, first ones first. A part of a week or month that the
 * schedule or its holidays cut short is due on what is left of it, and not at all where nothing is.
 */
export function roundsOn(schedule: Schedule, day: string, calendar: WorkingCalendar): Round[] {
  const { madeAt } = schedule
  return openOn(schedule, day, calendar).filter(({ closesAt }) => !madeAt || closesAt > madeAt)
}

function openOn(schedule: Schedule, day: string, calendar: WorkingCalendar): Round[] {
  const due = (each: string) =>
    within(schedule, each) && (schedule.holidays === 'walk' || calendar.day(each).working)
  const { frequency } = schedule
  if (frequency.per === 'day') {
    if (!due(day)) return []
    return frequency.shifts.map(({ from, to }, index) => ({
      key: `${day}/${index + 1}`,
      day,
      number: index + 1,
      opensAt: at(day, from),
      closesAt: at(day, to),
    }))
  }
  const part = partOf(frequency.per, frequency.times, day)
  const days: string[] = []
  for (let each = part.day; each <= part.last; each = addDays(each, 1)) if (due(each)) days.push(each)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || day < first || day > last) return []
  return [
    {
      key: `${first}/${part.number}`,
      day: first,
      number: part.number,
      opensAt: startOfDay(first),
      closesAt: startOfDay(addDays(last, 1)),
    },
  ]
}

/** Every round that opens within some days, both included, in order. */
export function roundsBetween(
  schedule: Schedule,
  from: string,
  to: string,
  calendar: WorkingCalendar,
): Round[] {
  const found = new Map<string, Round>()
  for (let day = from; day <= to; day = addDays(day, 1))
    for (const round of roundsOn(schedule, day, calendar))
      if (round.day >= from && round.day <= to) found.set(round.key, round)
  return [...found.values()]
}

/**
 * A plan's versions as the days on which each is the one that counts: a later one takes over on its first day, and the
 * plan's own end cuts them all. Versions that never counted are left out.
 */
export function stretches<Version extends Schedule & { version: number }>(
  versions: readonly Version[],
  endsOn: string | null,
): Version[] {
  const inOrder = versions.toSorted((a, b) => a.version - b.version)
  return inOrder.flatMap((each, index) => {
    const ends = [
      each.until,
      endsOn,
      ...inOrder.slice(index + 1).map(({ from }) => addDays(from, -1)),
    ].filter((day) => day !== null)
    const until = ends.length ? ends.reduce((a, b) => (a < b ? a : b)) : null
    return until !== null && until < each.from ? [] : [{ ...each, until }]
  })
}

export type PointState = 'walked' | 'late' | 'not_reached' | 'missed' | 'open' | 'later'

export interface Marked {
  result: 'seen' | 'nothing_wrong' | 'finding' | 'not_reached'
  happenedAt: Date
}

/**
 * What became of a point in a round. Reached before it closed, even early, is walked; reached afterwards is late and
 * stays so; a point that somebody came to and could not reach says so; what nobody marked stays missed for good.
 */
export function pointState(round: Round, marks: readonly Marked[], now: Date): PointState {
  const reached = marks.filter(({ result }) => result !== 'not_reached')
  if (reached.some(({ happenedAt }) => happenedAt < round.closesAt)) return 'walked'
  if (reached.length > 0) return 'late'
  if (marks.length > 0) return 'not_reached'
  if (now < round.opensAt) return 'later'
  return now < round.closesAt ? 'open' : 'missed'
}
