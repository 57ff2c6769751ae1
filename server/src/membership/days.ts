import { addDays } from '../kernel/calendar/index.ts'

/** A day so many months on, the last of the month where it has no such day; then so many days more. */
export function addMonths(day: string, months: number, days = 0): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const lengthOfMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, lengthOfMonth))
  const reached = first.toISOString().slice(0, 10)
  return days === 0 ? reached : addDays(reached, days)
}

/** Whole months from one day to another; 0 where the second is earlier. */
export function monthsBetween(from: string, to: string): number {
  if (to <= from) return 0
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number]
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number]
  const months = 12 * (toYear - fromYear) + toMonth - fromMonth
  return addMonths(from, months) <= to ? months : months - 1
}

/** The first day of the month of a day. */
export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`
