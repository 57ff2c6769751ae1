/** How far a phone's clock is believed. */
export interface ClockBounds {
  toleranceMinutes: number
  longestOfflineDays: number
}

export interface TrueTime {
  at: Date
  /**
   * `as_told`: the phone's clock agreed with the server's; `adjusted`: it did not, and the difference was taken off;
   * `bounded`: even so it lay in the future or too far back, and was set to the nearest time that can be true.
   */
  note: 'as_told' | 'adjusted' | 'bounded'
}

/**
 * When something done offline really happened. The phone says what its clock showed then and what it shows while it
 * sends; the server knows what time it is now. A clock that is an hour slow is an hour slow in both.
 * Never after `receivedAt`; what is told keeps its order.
 */
export function trueTime(told: Date, sentAt: Date, receivedAt: Date, bounds: ClockBounds): TrueTime {
  const skew = receivedAt.getTime() - sentAt.getTime()
  const agrees = Math.abs(skew) <= bounds.toleranceMinutes * 60_000
  const meant = told.getTime() + (agrees ? 0 : skew)
  const earliest = receivedAt.getTime() - bounds.longestOfflineDays * 86_400_000
  const at = Math.min(Math.max(meant, earliest), receivedAt.getTime())
  // A clock that is a few seconds fast tells of the future by those seconds, which is no untruth.
  const bounded = meant < earliest || meant > receivedAt.getTime() + bounds.toleranceMinutes * 60_000
  return { at: new Date(at), note: bounded ? 'bounded' : agrees ? 'as_told' : 'adjusted' }
}
