import { forget, remember, remembered } from '../../foundation/memory.ts'
import type { Receipt } from '../requests-api.ts'

/** The last thing sent from this window, so that its page survives a reload; gone with the window. */
export interface Sent extends Receipt {
  title: string
  /** The earlier version had arrived already; the changes after it are not in it. */
  isEarlier: boolean
}

export function keepSent(sent: Sent): void {
  try {
    sessionStorage.setItem('lianxin.sent', JSON.stringify(sent))
  } catch {
    // The page shows it from memory this once.
  }
  latest = sent
}

let latest: Sent | null = null

export function lastSent(): Sent | null {
  if (latest) return latest
  try {
    return JSON.parse(sessionStorage.getItem('lianxin.sent') ?? 'null') as Sent | null
  } catch {
    return null
  }
}

export interface RecentCode {
  code: string
  title: string
  at: string
}

const mostRecent = 5

export function recentCodes(): RecentCode[] {
  try {
    const kept = JSON.parse(remembered('recent') ?? '[]') as RecentCode[]
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** Remembers a code on this device. Never called for anonymous requests: another may hold this phone tomorrow. */
export function rememberCode(recent: RecentCode): void {
  remember(
    'recent',
    JSON.stringify(
      [recent, ...recentCodes().filter(({ code }) => code !== recent.code)].slice(0, mostRecent),
    ),
  )
}

export function forgetCodes(): void {
  forget('recent')
}
