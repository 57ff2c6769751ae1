import { createHmac } from 'node:crypto'

const minute = 60_000
const hour = 60 * minute

export type MobilisationKind = 'party' | 'volunteer'
export type MobilisationState = 'prepared' | 'running' | 'ended' | 'cancelled'
export type How = 'taken' | 'nominated' | 'assigned' | 'moved_up' | 'stand_in'

export interface Span {
  from: Date
  to: Date
}

/** Two shifts of one person leave the rest between them; the database refuses what this refuses. */
export function clash(a: Span, b: Span, restMinutes: number): boolean {
  const rest = restMinutes * minute
  return a.from.getTime() < b.to.getTime() + rest && b.from.getTime() < a.to.getTime() + rest
}

/** What a shift keeps of a person: the shift itself, and the rest after it. */
export function kept({ from, to }: Span, restMinutes: number): Span {
  return { from, to: new Date(to.getTime() + restMinutes * minute) }
}

/**
 * Who of those who ask gets one of the free places: in the order in which they asked.
 * @returns the first `free` of them, and the others
 */
export function firstCome<T>(asking: readonly T[], free: number): { placed: T[]; left: T[] } {
  const most = Math.max(0, free)
  return { placed: asking.slice(0, most), left: asking.slice(most) }
}

export interface CodeRule {
  code_seconds: number
  code_digits: number
  code_tolerance: number
}

/** The post's sign-in code at one moment: it changes every `code_seconds`, and nobody can work out the next. */
export function codeAt(secret: Buffer, at: Date, rule: CodeRule): { code: string; until: Date } {
  const length = rule.code_seconds * 1000
  const step = Math.floor(at.getTime() / length)
  const digest = createHmac('sha256', secret).update(String(step)).digest()
  const code = String(digest.readUInt32BE(0) % 10 ** rule.code_digits).padStart(rule.code_digits, '0')
  return { code, until: new Date((step + 1) * length) }
}

/** Whether a code was that of the post then, or one of its neighbours. */
export function isCodeOf(secret: Buffer, typed: string, at: Date, rule: CodeRule): boolean {
  for (let away = -rule.code_tolerance; away <= rule.code_tolerance; away++)
    if (codeAt(secret, new Date(at.getTime() + away * rule.code_seconds * 1000), rule).code === typed)
      return true
  return false
}

export interface SignInRule extends CodeRule {
  sign_in_early_minutes: number
  offline_hours: number
  wrong_codes: number
  wrong_code_minutes: number
}

/**
 * When somebody signed in whose phone may have been without a signal: what the phone said, moved by how far its clock
 * was off when it sent; undefined where that lies too far back, or in the future.
 */
export function toldTime(
  told: { at: Date; sentAt: Date } | null,
  received: Date,
  offlineHours: number,
): Date | undefined {
  if (!told) return received
  const at = new Date(told.at.getTime() + (received.getTime() - told.sentAt.getTime()))
  if (at.getTime() > received.getTime() + minute) return undefined
  if (at.getTime() < received.getTime() - offlineHours * hour) return undefined
  return at > received ? received : at
}

export function mayCodeBeTried(
  wrong: { count: number; at: Date | null },
  now: Date,
  rule: Pick<SignInRule, 'wrong_codes' | 'wrong_code_minutes'>,
): boolean {
  if (wrong.count < rule.wrong_codes || !wrong.at) return true
  return now.getTime() - wrong.at.getTime() >= rule.wrong_code_minutes * minute
}

/** Sign-in is open from a while before the shift until its end. */
export function isSignInOpen(
  shift: Span,
  at: Date,
  rule: Pick<SignInRule, 'sign_in_early_minutes'>,
): boolean {
  return at.getTime() >= shift.from.getTime() - rule.sign_in_early_minutes * minute && at < shift.to
}

/**
 * When a service ended. Who forgot to sign out and does so long after is counted until the shift's end.
 * @returns the time, and whether the house put it there
 */
export function leftAt(
  shift: Span,
  signedIn: Date,
  now: Date,
  lateMinutes: number,
): { at: Date; by: 'self' | 'house' } {
  if (now.getTime() <= shift.to.getTime() + lateMinutes * minute) return { at: now, by: 'self' }
  return { at: shift.to > signedIn ? shift.to : signedIn, by: 'house' }
}

/** From sign-in to sign-out, the way there not counted (民政部令第67号): whole minutes, and hours with one decimal. */
export function served(span: Span): { minutes: number; hours: number } {
  const minutes = Math.max(0, Math.floor((span.to.getTime() - span.from.getTime()) / minute))
  return { minutes, hours: Math.floor(minutes / 6) / 10 }
}

export interface Gap {
  needed: number
  taken: number
  starts_at: string
}

/** The largest gap first; of equal ones, what begins first. */
export function byGap(a: Gap, b: Gap): number {
  return b.needed - b.taken - (a.needed - a.taken) || a.starts_at.localeCompare(b.starts_at)
}

export interface Manned extends Span {
  needed: number
  taken: number
}

/** For each hour: how many were needed, how many had a place, how many were there at some time of it. */
export function byHour(
  shifts: readonly Manned[],
  present: readonly Span[],
): { at: string; needed: number; taken: number; present: number }[] {
  if (shifts.length === 0) return []
  const first = Math.floor(Math.min(...shifts.map(({ from }) => from.getTime())) / hour)
  const last = Math.ceil(Math.max(...shifts.map(({ to }) => to.getTime())) / hour)
  const rows = Array.from({ length: last - first }, (_, index) => ({
    at: new Date((first + index) * hour).toISOString(),
    needed: 0,
    taken: 0,
    present: 0,
  }))
  const overlapping = ({ from, to }: Span) => {
    const begin = Math.max(0, Math.floor(from.getTime() / hour) - first)
    const end = Math.min(rows.length, Math.ceil(to.getTime() / hour) - first)
    return rows.slice(begin, Math.max(begin, end))
  }
  for (const shift of shifts)
    for (const row of overlapping(shift)) {
      row.needed += shift.needed
      row.taken += shift.taken
    }
  for (const span of present) for (const row of overlapping(span)) row.present += 1
  return rows
}
