import { seededRandom, shuffle } from './linear-svm.ts'

/** One message decided by a classifier, beside what a clerk decided. */
export type Decision = { truth: string; label: string; confidence: number; sure: boolean }

/** How good a set of decisions is; all shares lie between 0 and 1. */
export type Quality = {
  accuracy: number
  macro_f1: number
  /**
   * The largest share of the messages, taken in order of confidence, of which at least 98 % are right. This is found
   * with the truth at hand: it tells how well confidence sorts right from wrong.
   */
  coverage_at_98: number
  /** What the threshold learned in training really does: the share it decides, and the share of these that is right. */
  coverage_at_threshold: number
  precision_at_threshold: number
}

export const wantedPrecision = 0.98

export function measure(decisions: readonly Decision[]): Quality {
  const right = decisions.filter(({ truth, label }) => truth === label).length
  const sure = decisions.filter((decision) => decision.sure)
  const sureAndRight = sure.filter(({ truth, label }) => truth === label).length
  return {
    accuracy: right / decisions.length,
    macro_f1: macroF1(decisions),
    coverage_at_98: coverageAt(wantedPrecision, decisions),
    coverage_at_threshold: sure.length / decisions.length,
    precision_at_threshold: sure.length === 0 ? 1 : sureAndRight / sure.length,
  }
}

/** Mean of the F1 of each label that occurs as a truth or as a decision. */
export function macroF1(decisions: readonly { truth: string; label: string }[]): number {
  const tally = new Map<string, { hits: number; named: number }>()
  const of = (label: string) => {
    const counts = tally.get(label) ?? { hits: 0, named: 0 }
    tally.set(label, counts)
    return counts
  }
  for (const { truth, label } of decisions) {
    of(truth).named++
    of(label).named++
    if (truth === label) of(label).hits++
  }
  let sum = 0
  for (const { hits, named } of tally.values()) sum += (2 * hits) / named
  return sum / tally.size
}

/** Messages of equal confidence are taken or left together, as a threshold could not part them. */
export function coverageAt(
  precision: number,
  decisions: readonly { truth: string; label: string; confidence: number }[],
): number {
  const sorted = decisions.toSorted((a, b) => b.confidence - a.confidence)
  let right = 0
  let covered = 0
  sorted.forEach(({ truth, label, confidence }, i) => {
    if (truth === label) right++
    if (sorted[i + 1]?.confidence !== confidence && right >= precision * (i + 1)) covered = i + 1
  })
  return sorted.length === 0 ? 0 : covered / sorted.length
}

/** Parts rows into folds that hold each class alike: the fold of each row, the same for the same seed. */
export function stratifiedFolds(classOf: Int32Array, folds: number, seed: number): Int32Array {
  const random = seededRandom(seed)
  const byClass = new Map<number, number[]>()
  classOf.forEach((label, row) => {
    const rows = byClass.get(label)
    if (rows) rows.push(row)
    else byClass.set(label, [row])
  })
  const foldOf = new Int32Array(classOf.length)
  let next = 0
  for (const [, rows] of [...byClass].sort(([a], [b]) => a - b)) {
    shuffle(rows, random)
    for (const row of rows) foldOf[row] = next++ % folds
  }
  return foldOf
}
