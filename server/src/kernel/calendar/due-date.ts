import { addDays, shanghaiDate, startOfDay } from './days.ts'
import type { Bilingual, WorkingCalendar } from './working-calendar.ts'

/** `days` are 自然日, `working_days` 工作日; minutes and hours are exact. */
export type Clock = 'minutes' | 'hours' | 'days' | 'working_days'

/** A day that a working-day clock passed over, and why. */
export interface SkippedDay {
  date: string
  reason: Bilingual
}

/** When something is due. `assumed`: a year in between has no published arrangement in the system. */
export interface DueDate {
  at: Date
  skipped: SkippedDay[]
  assumed: boolean
}

const DAY = 86_400_000
const LENGTH = { minutes: 60_000, hours: 3_600_000 } as const
/** A hundred years: far beyond any legal period, near enough that a mistyped limit is refused. */
const LONGEST = 36_600 * DAY

function checkLimit(limit: number, clock: Clock): void {
  const length = clock === 'minutes' || clock === 'hours' ? LENGTH[clock] : DAY
  if (!Number.isSafeInteger(limit) || limit < 0 || limit * length > LONGEST)
    throw new RangeError(`期限必须是不超过一百年的非负整数（limit out of range）: ${limit} ${clock}`)
}

/**
 * The instant at which `limit` of `clock` has run out after `start`.
 * Minutes and hours are exact. For days and working days the day of `start` does not count
 * (民法典 §201) and the period ends at 24:00 of its last day in Asia/Shanghai, which is the instant at
 * which the next day begins. A period in 自然日 is not prolonged by a holiday at its end: these are limits
 * on the office, and the shorter reading is the resident's.
 * A limit of 0 days ends with the day of `start`. Throws RangeError for a limit that is no whole number ≥ 0.
 */
export function dueDate(start: Date, limit: number, clock: Clock, calendar: WorkingCalendar): DueDate {
  if (Number.isNaN(start.getTime())) throw new RangeError('起算时间无效（invalid start）')
  checkLimit(limit, clock)
  if (clock === 'minutes' || clock === 'hours')
    return { at: new Date(start.getTime() + limit * LENGTH[clock]), skipped: [], assumed: false }
  const first = shanghaiDate(start)
  if (clock === 'days') return { at: startOfDay(addDays(first, limit + 1)), skipped: [], assumed: false }
  return dueAfterWorkingDays(first, limit, calendar)
}

function dueAfterWorkingDays(startDate: string, limit: number, calendar: WorkingCalendar): DueDate {
  const skipped: SkippedDay[] = []
  let assumed = false
  let date = startDate
  let since = 0
  for (let counted = 0; counted < limit; ) {
    date = addDays(date, 1)
    const day = calendar.day(date)
    if (!day.known) assumed = true
    if (day.working) {
      counted += 1
      since = 0
    } else {
      skipped.push({ date, reason: day.reason ?? { zh: '非工作日', en: 'not a working day' } })
      since += 1
      if (since > 366) throw new RangeError('工作日历中连续一年没有工作日（a year without a working day）')
    }
  }
  return { at: startOfDay(addDays(date, 1)), skipped, assumed }
}
