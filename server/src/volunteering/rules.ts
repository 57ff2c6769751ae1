import { createHmac } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'

export const slots = ['weekday_day', 'weekday_evening', 'weekend_day', 'weekend_evening'] as const
export type Slot = (typeof slots)[number]

const minute = 60_000
const shanghaiHours = 8 * 60 * minute

/** Which of the hours that people offer an instant falls into; the evening begins at six. */
export function slotOf(at: Date): Slot {
  const there = new Date(at.getTime() + shanghaiHours)
  const isWeekend = there.getUTCDay() === 0 || there.getUTCDay() === 6
  const isEvening = there.getUTCHours() >= 18 || there.getUTCHours() < 6
  return `${isWeekend ? 'weekend' : 'weekday'}_${isEvening ? 'evening' : 'day'}`
}

/** Whole minutes between signing in and signing out; the way there is none of it. 民政部令67 */
export function minutesServed(signedIn: Date, signedOut: Date): number {
  return Math.max(0, Math.floor((signedOut.getTime() - signedIn.getTime()) / minute))
}

/** Hours with one decimal, as a certificate says them: never more than was served. */
export const hoursOf = (minutes: number): number => Math.floor(minutes / 6) / 10

/** Where nobody signed out, service ends when the task was to end, and not before it began. */
export function endByHouse(signedIn: Date, endsAt: Date): Date {
  return signedIn > endsAt ? signedIn : endsAt
}

export type Every = 'quarter' | 'half_year' | 'year'
const monthsOf: Record<Every, number> = { quarter: 3, half_year: 6, year: 12 }

export interface Span {
  /** `2026H1`, `2026Q3`, `2026` */
  name: string
  /** First day, `2026-01-01`. */
  from: string
  /** Last day. */
  to: string
}

const padded = (month: number) => String(month).padStart(2, '0')

/** The quarter, half-year or year that a day lies in. */
export function spanOf(day: string, every: Every): Span {
  const [year, month] = day.split('-').map(Number) as [number, number]
  const months = monthsOf[every]
  const index = Math.floor((month - 1) / months)
  const last = (index + 1) * months
  const lastDay = new Date(Date.UTC(year, last, 0)).getUTCDate()
  const letter = { quarter: `Q${index + 1}`, half_year: `H${index + 1}`, year: '' }[every]
  return {
    name: `${year}${letter}`,
    from: `${year}-${padded(index * months + 1)}-01`,
    to: `${year}-${padded(last)}-${padded(lastDay)}`,
  }
}

/** The quarter before the one that a day lies in. */
export function quarterBefore(day: string): Span {
  const { from } = spanOf(day, 'quarter')
  return spanOf(shanghaiDate(new Date(Date.parse(`${from}T00:00:00+08:00`) - minute)), 'quarter')
}

/** Midnight in Shanghai at the beginning of a day. */
export const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
export const afterEndOf = (day: string): Date => new Date(startOf(day).getTime() + 24 * 60 * minute)

/**
 * What is due of a member: `nothing` where the rules ask for nothing; else whether they have reported in at all and
 * taken part often enough since the span began. Never a comparison with others.
 */
export function dueOf(
  rule: { at_least: number },
  member: { isRegistered: boolean; taken: number },
): 'nothing' | 'not_registered' | 'due' | 'done' {
  if (!member.isRegistered) return 'not_registered'
  if (rule.at_least === 0) return 'nothing'
  return member.taken >= rule.at_least ? 'done' : 'due'
}

/** Whoever comes while there is a place gets it; the others wait in the order in which they came. */
export const seatFor = (call: { wanted: number; taken: number }): 'yes' | 'waiting' =>
  call.taken < call.wanted ? 'yes' : 'waiting'

/** The six digits shown on site; they change with time, so that nobody signs in from home with yesterday's. */
export function codeAt(secret: Buffer, at: Date, seconds: number): string {
  const step = Math.floor(at.getTime() / 1000 / seconds)
  const digest = createHmac('sha256', secret).update(String(step)).digest()
  return String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** The code of now, or the one that was just replaced while it was being typed. */
export function isCode(secret: Buffer, typed: string, at: Date, seconds: number): boolean {
  const before = new Date(at.getTime() - seconds * 1000)
  return typed === codeAt(secret, at, seconds) || typed === codeAt(secret, before, seconds)
}

/** Kilometres between two spots, good enough within a city. */
export function kilometresBetween(a: { lng: number; lat: number }, b: { lng: number; lat: number }): number {
  const east = (a.lng - b.lng) * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return 111.195 * Math.hypot(east, a.lat - b.lat)
}

export interface CallDraft {
  kind: 'volunteer' | 'party'
  title: string
  words: string
  place: string
  startsAt: Date
  endsAt: Date
  wanted: number
  skills: string[]
  radiusKm: number
  dangerous: boolean
  insurance: string | null
}

/** What is wrong with a call before it is made. */
export function faultsOfCall(
  draft: CallDraft,
  now: Date,
  rules: { skills: { id: string }[]; service_calls: { longest_hours: number } },
): { at: string; zh: string; en: string }[] {
  const faults: { at: string; zh: string; en: string }[] = []
  const say = (at: string, zh: string, en: string) => faults.push({ at: `/${at}`, zh, en })
  for (const field of ['title', 'words', 'place'] as const)
    if (!draft[field].trim()) say(field, '不能为空', 'must not be empty')
  if (draft.startsAt <= now) say('starts_at', '开始时间要在现在之后', 'It must begin after now')
  if (draft.endsAt <= draft.startsAt) say('ends_at', '结束时间要晚于开始时间', 'It must end after it begins')
  const { longest_hours: longest } = rules.service_calls
  if (draft.endsAt.getTime() - draft.startsAt.getTime() > longest * 60 * minute)
    say(
      'ends_at',
      `一次任务最长 ${longest} 小时，再长请分班次召集`,
      `A task lasts ${longest} hours at most; call in shifts`,
    )
  const known = new Set(rules.skills.map(({ id }) => id))
  for (const skill of draft.skills)
    if (!known.has(skill)) say('skills', `没有“${skill}”这项本领`, `There is no skill “${skill}”`)
  if (draft.dangerous && !draft.insurance?.trim())
    say(
      'insurance',
      '有危险的任务，要先为参加的人买好保险并登记（志愿服务条例 第十七条）',
      'A dangerous task needs insurance for those who come, recorded beforehand (Volunteer Service Regulations, art. 17)',
    )
  return faults
}
