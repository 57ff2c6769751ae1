/** Chance that always falls the same way for the same seed. */
export interface Draw {
  /** From 0 up to, not including, 1. */
  share(): number
  whole(from: number, to: number): number
  between(from: number, to: number): number
  happens(probability: number): boolean
  one<T>(from: readonly T[]): T
  /** One of several by weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
}

export function drawFrom(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (from: number, to: number) => from + Math.floor(share() * (to - from + 1))
  return {
    share,
    whole,
    between: (from, to) => from + share() * (to - from),
    happens: (probability) => share() < probability,
    one: (from) => from[whole(0, from.length - 1)]!,
    weighted(from) {
      let left = share() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [each, weight] of from) {
        left -= weight
        if (left < 0) return each
      }
      return from.at(-1)![0]
    },
  }
}
