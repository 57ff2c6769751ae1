import { addDays, dayNumber, weekday } from './days.ts'

/** A sentence or a name in the two languages of the system. */
export interface Bilingual {
  zh: string
  en: string
}

/** What one date is. `known` is false when no arrangement for that year is in the system. */
export interface CalendarDay {
  working: boolean
  reason?: Bilingual
  known: boolean
}

/** An operator's correction of one date (a typhoon day, a local holiday). */
export interface CalendarAmendment {
  date: string
  working: boolean
  reason: Bilingual
}

/** One year's arrangement as the State Council publishes it. Dates are `YYYY-MM-DD`, `to` included. */
export interface CalendarYear {
  year: number
  source: string
  published?: string
  unverified?: boolean
  note?: string
  holidays: { from: string; to: string; zh: string; en: string }[]
  working_days: { date: string; zh: string; en: string }[]
}

/** Which days are working days. Immutable: amending gives another calendar. */
export interface WorkingCalendar {
  day(date: string): CalendarDay
  with(amendments: readonly CalendarAmendment[]): WorkingCalendar
  /** Years whose arrangement is in the system, ascending. */
  readonly years: readonly number[]
  /** Where a year's arrangement comes from; undefined for a year without one. */
  sourceOf(year: number): { source: string; unverified: boolean } | undefined
}

const SATURDAY: Bilingual = { zh: '周六', en: 'Saturday' }
const SUNDAY: Bilingual = { zh: '周日', en: 'Sunday' }

function ordinaryDay(date: string, known: boolean): CalendarDay {
  const day = weekday(date)
  if (day === 6) return { working: false, reason: SATURDAY, known }
  if (day === 0) return { working: false, reason: SUNDAY, known }
  return { working: true, known }
}

function specialDays(years: readonly CalendarYear[]): Map<string, CalendarDay> {
  const special = new Map<string, CalendarDay>()
  for (const year of years) {
    for (const { from, to, zh, en } of year.holidays)
      for (let date = from; dayNumber(date) <= dayNumber(to); date = addDays(date, 1))
        special.set(date, { working: false, reason: { zh, en }, known: true })
    for (const { date, zh, en } of year.working_days)
      special.set(date, { working: true, reason: { zh, en }, known: true })
  }
  return special
}

/**
 * The working calendar of the given years. Outside them only weekends are free, and `known` is false.
 * `day` throws RangeError for a date that does not exist.
 */
export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const sources = new Map(years.map((year) => [year.year, year]))
  return calendarOf(specialDays(years), sources)
}

function calendarOf(
  special: ReadonlyMap<string, CalendarDay>,
  sources: ReadonlyMap<number, CalendarYear>,
): WorkingCalendar {
  return {
    years: [...sources.keys()].sort((a, b) => a - b),
    sourceOf(year) {
      const found = sources.get(year)
      return found && { source: found.source, unverified: found.unverified ?? false }
    },
    day(date) {
      return special.get(date) ?? ordinaryDay(date, sources.has(Number(date.slice(0, 4))))
    },
    with(amendments) {
      if (amendments.length === 0) return this
      const amended = new Map(special)
      for (const { date, working, reason } of amendments) {
        dayNumber(date)
        amended.set(date, { working, reason, known: true })
      }
      return calendarOf(amended, sources)
    },
  }
}
