import { useSyncExternalStore } from 'react'
import { currentLanguage, type Language, sayFoundation } from './i18n.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const zone = 'Asia/Shanghai'
const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

type Instant = string | Date

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${currentLanguage()}.${name}`
  const known =
    formats.get(key) ?? new Intl.DateTimeFormat(locales[currentLanguage()], { timeZone: zone, ...options })
  formats.set(key, known)
  return known
}

const isoDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The day in Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(at: Instant): string {
  return isoDay.format(new Date(at))
}

/** 「11月22日 星期日」, with the year when it is another one. */
export function dateWords(at: Instant, now: Date = new Date()): string {
  const sameYear = shanghaiDay(at).slice(0, 4) === shanghaiDay(now).slice(0, 4)
  return sameYear
    ? format('date', { month: 'long', day: 'numeric', weekday: 'short' }).format(new Date(at))
    : format('date.year', { year: 'numeric', month: 'long', day: 'numeric' }).format(new Date(at))
}

/** 「14:05」 */
export function clockWords(at: Instant): string {
  return format('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
}

/** 「今天 14:05」, 「11月22日 14:05」, with the year when it is another one. */
export function dateTimeWords(at: Instant, now: Date = new Date()): string {
  const instant = new Date(at)
  const clock = clockWords(instant)
  const date = shanghaiDay(instant)
  const near = [
    ['yesterday', -day],
    ['today', 0],
    ['tomorrow', day],
  ] as const
  for (const [word, shift] of near)
    if (date === shanghaiDay(new Date(now.getTime() + shift)))
      return `${sayFoundation(`time.${word}`)} ${clock}`
  const sameYear = date.slice(0, 4) === shanghaiDay(now).slice(0, 4)
  const options: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric' }
  return `${format(`day.${sameYear}`, sameYear ? options : { ...options, year: 'numeric' }).format(instant)} ${clock}`
}

/** 「11月」, “November” */
export function monthWords(month: number): string {
  return format('month', { month: 'long' }).format(new Date(Date.UTC(2026, month - 1, 15)))
}

/** 「2026-11-22 14:05」 in both languages, for dense tables and print. */
export function stampWords(at: Instant): string {
  return `${shanghaiDay(at)} ${clockWords(at)}`
}

/** A length in its one largest unit: 「2 小时」. Rounded down, at least one minute. */
export function spanWords(milliseconds: number): string {
  const length = Math.abs(milliseconds)
  if (length < hour) return sayFoundation('time.minutes', { count: Math.max(1, Math.floor(length / minute)) })
  if (length < 2 * day) return sayFoundation('time.hours', { count: Math.floor(length / hour) })
  return sayFoundation('time.days', { count: Math.floor(length / day) })
}

/** 「5 分钟前」, 「2 天后」, 「刚刚」 */
export function relativeWords(at: Instant, now: Date = new Date()): string {
  const difference = new Date(at).getTime() - now.getTime()
  if (Math.abs(difference) < minute) return sayFoundation('time.now')
  return sayFoundation(difference < 0 ? 'time.ago' : 'time.ahead', { span: spanWords(difference) })
}

export type DueTone = 'calm' | 'soon' | 'late'

/** 「还剩 2 小时」 or 「已超 3 天」, and how pressing it is: `soon` within a day, `late` past it. */
export function dueWords(dueAt: Instant, now: Date = new Date()): { words: string; tone: DueTone } {
  const left = new Date(dueAt).getTime() - now.getTime()
  if (left < 0) return { words: sayFoundation('time.over', { span: spanWords(left) }), tone: 'late' }
  return { words: sayFoundation('time.left', { span: spanWords(left) }), tone: left < day ? 'soon' : 'calm' }
}

/** When something is due, in words; the end of a day is that day's 24:00, not the next one's 0:00. */
export function dueAtWords(dueAt: Instant, now: Date = new Date()): string {
  const instant = new Date(dueAt)
  if (clockWords(instant) !== '00:00') return dateTimeWords(instant, now)
  return dateTimeWords(new Date(instant.getTime() - minute), now).replace('23:59', '24:00')
}

/** 「80 米」, 「1.2 公里」 */
export function distanceWords(metres: number): string {
  if (metres < 950)
    return sayFoundation('distance.metres', { metres: Math.max(10, Math.round(metres / 10) * 10) })
  return sayFoundation('distance.kilometres', { kilometres: (metres / 1000).toFixed(1) })
}

/** 「今天 18:00–21:00」, with the day of the end where it is another one; a day ends at 24:00. */
export function fromToWords(from: Instant, to: Instant, now: Date = new Date()): string {
  const end = dueAtWords(to, now)
  const start = dateTimeWords(from, now)
  const day = start.slice(0, start.lastIndexOf(' ') + 1)
  return `${start}–${end.startsWith(day) ? end.slice(day.length) : end}`
}

/** 「2026年第3季度」, “Q3 2026”, of `2026Q3`. */
export function quarterWords(quarter: string): string {
  const [year = '', number = ''] = quarter.split('Q')
  return sayFoundation('time.quarter', { year, number })
}

let present = new Date()
const waiting = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | undefined

function tick(listener: () => void): () => void {
  waiting.add(listener)
  ticking ??= setInterval(() => {
    present = new Date()
    for (const each of waiting) each()
  }, 30_000)
  return () => {
    waiting.delete(listener)
    if (waiting.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

/** The time, renewed every half minute: one timer for the whole page. */
export function useNow(): Date {
  return useSyncExternalStore(tick, () => present)
}
