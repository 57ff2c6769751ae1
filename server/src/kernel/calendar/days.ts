const MINUTE = 60_000
const DAY = 86_400_000
/** China keeps one time, UTC+8, without summer time: the arithmetic of days needs no table of zones. */
const SHANGHAI_OFFSET = 8 * 60 * MINUTE

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Whole days since 1970-01-01 of a `YYYY-MM-DD` date. Throws RangeError when the date does not exist. */
export function dayNumber(date: string): number {
  const at = ISO_DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date)
    throw new RangeError(`日期不存在（no such date）: ${date}`)
  return at / DAY
}

/** Whether the text is a date that exists, as `YYYY-MM-DD`. */
export function isDate(date: string): boolean {
  const at = ISO_DATE.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === date
}

/** `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10)
}

/** The date that many days after (or before) a date, both `YYYY-MM-DD`. */
export function addDays(date: string, days: number): string {
  return dateOfDay(dayNumber(date) + days)
}

/** The date in Asia/Shanghai at an instant, `YYYY-MM-DD`. */
export function shanghaiDate(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(0, 10)
}

/** Hours and minutes in Asia/Shanghai at an instant, `HH:MM`. */
export function shanghaiTime(at: Date): string {
  return new Date(at.getTime() + SHANGHAI_OFFSET).toISOString().slice(11, 16)
}

/** The instant at which a date begins in Asia/Shanghai (its 0:00, which is 24:00 of the day before). */
export function startOfDay(date: string): Date {
  return new Date(dayNumber(date) * DAY - SHANGHAI_OFFSET)
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7
}
