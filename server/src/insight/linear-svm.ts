/** Sparse rows, one behind another: row `r` holds `ids[p]`, `values[p]` for `starts[r] <= p < starts[r + 1]`. */
export type SparseRows = { starts: Uint32Array; ids: Uint32Array; values: Float32Array }

export type SvmOptions = {
  /** Cost of an error; a larger one fits the training data more closely. */
  cost: number
  /** Stops when the largest violation of optimality within a pass falls below this. */
  tolerance: number
  mostPasses: number
  seed: number
}

/** `weights[f]` for each feature; the score of a row is their product plus `bias`. */
export type LinearModel = { weights: Float64Array; bias: number }

/** Small seeded generator (mulberry32), uniform in [0, 1): the same seed gives the same model everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function shuffle(items: Int32Array | number[], random: () => number, length = items.length): void {
  for (let i = length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = items[i]!
    items[i] = items[j]!
    items[j] = kept
  }
}

/**
 * Linear support vector machine with squared hinge loss that tells one class from all others, by dual coordinate
 * descent with shrinking (Hsieh et al., ICML 2008, algorithm 3). `chosen` are the rows to learn from, `positive`
 * tells which of the rows belong to the class.
 */
export function trainSvm(
  rows: SparseRows,
  features: number,
  chosen: Int32Array,
  positive: (row: number) => boolean,
  options: SvmOptions,
): LinearModel {
  const { starts, ids, values } = rows
  const random = seededRandom(options.seed)
  const weights = new Float64Array(features)
  const count = chosen.length
  const alpha = new Float64Array(count)
  const sign = new Int8Array(count)
  const curvature = new Float64Array(count)
  const diagonal = 0.5 / options.cost
  for (let k = 0; k < count; k++) {
    const row = chosen[k]!
    let squares = 1
    for (let p = starts[row]!; p < starts[row + 1]!; p++) squares += values[p]! * values[p]!
    curvature[k] = squares + diagonal
    sign[k] = positive(row) ? 1 : -1
  }
  const order = Int32Array.from({ length: count }, (_, k) => k)
  let bias = 0
  let active = count
  let bound = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < options.mostPasses; pass++) {
    shuffle(order, random, active)
    let highest = Number.NEGATIVE_INFINITY
    let lowest = Number.POSITIVE_INFINITY
    for (let at = 0; at < active; at++) {
      const k = order[at]!
      const row = chosen[k]!
      const from = starts[row]!
      const to = starts[row + 1]!
      let score = bias
      for (let p = from; p < to; p++) score += weights[ids[p]!]! * values[p]!
      const gradient = sign[k]! * score - 1 + diagonal * alpha[k]!
      if (alpha[k] === 0 && gradient > 0) {
        if (gradient > bound) {
          active--
          order[at] = order[active]!
          order[active] = k
          at--
        }
        highest = Math.max(highest, 0)
        lowest = Math.min(lowest, 0)
        continue
      }
      highest = Math.max(highest, gradient)
      lowest = Math.min(lowest, gradient)
      const before = alpha[k]!
      alpha[k] = Math.max(0, before - gradient / curvature[k]!)
      const change = (alpha[k]! - before) * sign[k]!
      if (change === 0) continue
      for (let p = from; p < to; p++) weights[ids[p]!]! += change * values[p]!
      bias += change
    }
    if (highest - lowest < options.tolerance) {
      if (active === count) break
      active = count
      bound = Number.POSITIVE_INFINITY
    } else bound = highest > 0 ? highest : Number.POSITIVE_INFINITY
  }
  return { weights, bias }
}
