import { wantedPrecision } from './measures.ts'

/** Best score, its lead over the second best, and whether the class with the best score was the true one. */
export type Trial = { best: number; lead: number; right: boolean }

/** `threshold` is the confidence from which a decision is sure; `null` where no confidence has earned that. */
export type Calibration = { constant: number; best: number; lead: number; threshold: number | null }

/** Pulls a few trials towards no opinion; thousands hardly feel it. */
const ridge = 1
const newtonSteps = 25
/** Standard errors by which the precision above the threshold must clear the wanted one. */
const caution = 1

/** Probability that the class with the best score is the true one. */
export function confidenceOf(
  { constant, best, lead }: Omit<Calibration, 'threshold'>,
  trial: Omit<Trial, 'right'>,
): number {
  return 1 / (1 + Math.exp(-(constant + best * trial.best + lead * trial.lead)))
}

/**
 * Learns from trials on messages that the scoring model had not seen: a logistic regression of being right on the best
 * score and its lead (Newton's method), and the lowest confidence above which the wanted precision is reached.
 */
export function calibrate(trials: readonly Trial[]): Calibration {
  let fitted = { constant: 0, best: 0, lead: 0 }
  for (let step = 0; step < newtonSteps; step++) {
    const slope = [-ridge * fitted.constant, -ridge * fitted.best, -ridge * fitted.lead]
    const curve = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? ridge : 0)))
    for (const trial of trials) {
      const chance = confidenceOf(fitted, trial)
      const inputs = [1, trial.best, trial.lead]
      for (let i = 0; i < 3; i++) {
        slope[i]! += ((trial.right ? 1 : 0) - chance) * inputs[i]!
        for (let j = 0; j < 3; j++) curve[i]![j]! += chance * (1 - chance) * inputs[i]! * inputs[j]!
      }
    }
    const [constant, best, lead] = solve(curve, slope)
    fitted = { constant: fitted.constant + constant!, best: fitted.best + best!, lead: fitted.lead + lead! }
  }
  const judged = trials.map((trial) => ({ confidence: confidenceOf(fitted, trial), right: trial.right }))
  return { ...fitted, threshold: sureFrom(judged) }
}

/**
 * The lowest confidence above which the decisions are right often enough, with some caution for small numbers: the
 * lower end of Wilson's interval must reach the wanted precision, so that fifty faultless decisions suffice and five
 * do not.
 */
export function sureFrom(judged: readonly { confidence: number; right: boolean }[]): number | null {
  const sorted = judged.toSorted((a, b) => b.confidence - a.confidence)
  let right = 0
  let threshold: number | null = null
  sorted.forEach((one, i) => {
    if (one.right) right++
    const partsHere = sorted[i + 1]?.confidence !== one.confidence
    if (partsHere && wilsonLowerEnd(right, i + 1) >= wantedPrecision) threshold = one.confidence
  })
  return threshold
}

function wilsonLowerEnd(right: number, all: number): number {
  const share = right / all
  const squared = caution * caution
  const spread = caution * Math.sqrt((share * (1 - share)) / all + squared / (4 * all * all))
  return (share + squared / (2 * all) - spread) / (1 + squared / all)
}

/** Solves a small symmetric positive definite system by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  for (let i = 0; i < size; i++) {
    for (let j = i + 1; j < size; j++) {
      const factor = matrix[j]![i]! / matrix[i]![i]!
      for (let k = i; k < size; k++) matrix[j]![k]! -= factor * matrix[i]![k]!
      right[j]! -= factor * right[i]!
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= matrix[i]![k]! * right[k]!
    right[i]! /= matrix[i]![i]!
  }
  return right
}
