import { type SparseRows, type SvmOptions, trainSvm } from './linear-svm.ts'

/** `telling[f]` is how well a feature tells classes apart; `weights[f * classes + c]` what it says for class `c`. */
export type Weighing = { telling: Float32Array; weights: Float32Array; bias: Float64Array }

/** Added to every count, so that a word seen once does not seem certain proof. Chosen by cross-validation. */
const smoothing = 0.03
/** Cost by cross-validation: half and double of it do worse. The tolerance costs no accuracy against a finer one. */
const svmOptions: SvmOptions = { cost: 1, tolerance: 0.1, mostPasses: 60, seed: 1 }

/**
 * Learns a weighing from the chosen rows: features are first scaled by how well they tell classes apart, then one
 * linear support vector machine a class parts it from the rest.
 */
export function learn(
  rows: SparseRows,
  features: number,
  classOf: Int32Array,
  classes: number,
  chosen: Int32Array,
): Weighing {
  const telling = tellingFeatures(rows, features, classOf, classes, chosen)
  const scaled = scaledRows(rows, telling)
  const weights = new Float32Array(features * classes)
  const bias = new Float64Array(classes)
  for (let label = 0; label < classes; label++) {
    const model = trainSvm(scaled, features, chosen, (row) => classOf[row] === label, svmOptions)
    for (let f = 0; f < features; f++) weights[f * classes + label] = model.weights[f]!
    bias[label] = model.bias
  }
  return { telling, weights, bias }
}

/**
 * Root mean square over the classes of the log-ratio of a feature's share inside and outside the class: Wang and
 * Manning's NB-SVM (ACL 2012), with one scale for all classes instead of one each.
 */
function tellingFeatures(
  rows: SparseRows,
  features: number,
  classOf: Int32Array,
  classes: number,
  chosen: Int32Array,
): Float32Array {
  const inside = new Float64Array(features * classes)
  const everywhere = new Float64Array(features)
  const insideAll = new Float64Array(classes)
  for (const row of chosen) {
    const label = classOf[row]!
    for (let p = rows.starts[row]!; p < rows.starts[row + 1]!; p++) {
      inside[rows.ids[p]! * classes + label]! += rows.values[p]!
      everywhere[rows.ids[p]!]! += rows.values[p]!
      insideAll[label]! += rows.values[p]!
    }
  }
  const all = insideAll.reduce((a, b) => a + b, 0)
  return Float32Array.from({ length: features }, (_, f) => {
    if (everywhere[f] === 0) return 0
    let squares = 0
    for (let label = 0; label < classes; label++) {
      const here = inside[f * classes + label]!
      const shareInside = (here + smoothing) / (insideAll[label]! + smoothing * features)
      const shareOutside =
        (everywhere[f]! - here + smoothing) / (all - insideAll[label]! + smoothing * features)
      squares += Math.log(shareInside / shareOutside) ** 2
    }
    return Math.sqrt(squares / classes)
  })
}

function scaledRows(rows: SparseRows, telling: Float32Array): SparseRows {
  const values = new Float32Array(rows.values.length)
  for (let row = 0; row + 1 < rows.starts.length; row++) {
    scale(rows.ids, rows.values, telling, rows.starts[row]!, rows.starts[row + 1]!, values)
  }
  return { ...rows, values }
}

/** Multiplies each value by how telling its feature is and brings the row to length one. */
function scale(
  ids: Uint32Array,
  values: Float32Array,
  telling: Float32Array,
  from: number,
  to: number,
  into: Float32Array,
): void {
  let squares = 0
  for (let p = from; p < to; p++) {
    into[p] = values[p]! * telling[ids[p]!]!
    squares += into[p]! * into[p]!
  }
  const length = Math.sqrt(squares) || 1
  for (let p = from; p < to; p++) into[p]! /= length
}

const finestStep = 32767

/**
 * Weights as whole numbers of 16 bits times `step`: half the size, and far finer than decides anything. The step is a
 * power of two, so that rounding what is rounded already changes nothing.
 */
export function toWholeSteps(weights: Float32Array): { step: number; whole: Int16Array } {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const step = largest === 0 ? 1 : 2 ** Math.ceil(Math.log2(largest / finestStep))
  return { step, whole: Int16Array.from(weights, (weight) => Math.round(weight / step)) }
}

export function fromWholeSteps({ step, whole }: { step: number; whole: Int16Array }): Float32Array {
  return Float32Array.from(whole, (times) => times * step)
}

/** Score of each class for one row of features, written into `scores`; the row's values come out scaled. */
export function scoreRow(
  { telling, weights, bias }: Weighing,
  row: { ids: Uint32Array; values: Float32Array },
  from: number,
  to: number,
  scores: Float64Array,
): void {
  const classes = bias.length
  scale(row.ids, row.values, telling, from, to, row.values)
  scores.set(bias)
  for (let p = from; p < to; p++) {
    const value = row.values[p]!
    const base = row.ids[p]! * classes
    for (let label = 0; label < classes; label++) scores[label]! += value * weights[base + label]!
  }
}
