import { type Calibration, calibrate, confidenceOf, type Trial } from './calibration.ts'
import type { Message } from './features.ts'
import type { SparseRows } from './linear-svm.ts'
import { stratifiedFolds } from './measures.ts'
import { type Row, Vocabulary } from './vocabulary.ts'
import { fromWholeSteps, learn, scoreRow, toWholeSteps, type Weighing } from './weighing.ts'

export type Sample = Message & { label: string }

export type Alternative = { label: string; confidence: number }

/**
 * `confidence` is the chance that `label` is what a clerk would choose; `sure` says that decisions of this confidence
 * were right in at least 98 of 100 messages held out in training. `because` holds the words of the message that weighed
 * most for the label, weightiest first.
 */
export type Suggestion = Alternative & { alternatives: Alternative[]; because: string[]; sure: boolean }

export type Verdict = Alternative & { sure: boolean }

export type TrainingOptions = {
  /** Called with the share done, 0 to 1. */
  onProgress?: (done: number) => void
}

/** Everything a classifier knows; `classifier-file.ts` writes and reads it. */
export type Knowledge = {
  labels: string[]
  vocabulary: Vocabulary
  weighing: Weighing
  calibration: Calibration
}

/** Samples that cannot teach: `reason` is a stable code. */
export class TrainingError extends Error {
  readonly reason: 'no-samples' | 'one-label'

  constructor(reason: 'no-samples' | 'one-label', message: string) {
    super(message)
    this.name = 'TrainingError'
    this.reason = reason
  }
}

const heldOutFolds = 5
const foldSeed = 7
const mostAlternatives = 3
const mostReasons = 5
/** How fast the chance of an alternative falls with its score; scores of a class and its rivals part by about 1. */
const alternativeSharpness = 3

/** Suggests one of the labels it was trained on. Deterministic; not to be used from several threads at once. */
export class Classifier {
  readonly knowledge: Knowledge
  readonly #scores: Float64Array

  constructor(knowledge: Knowledge) {
    this.knowledge = knowledge
    this.#scores = new Float64Array(knowledge.labels.length)
  }

  get labels(): readonly string[] {
    return this.knowledge.labels
  }

  /** The label for a message with its chance, the next best, and the words that weighed most. About 0.3 ms. */
  suggest(message: Message): Suggestion {
    const row = this.#read(message)
    const ranked = [...this.#scores.keys()].sort((a, b) => this.#scores[b]! - this.#scores[a]! || a - b)
    const [best, ...others] = ranked as [number, ...number[]]
    const verdict = this.#verdict(best, others[0]!)
    const odds = others.map((label) =>
      Math.exp(alternativeSharpness * (this.#scores[label]! - this.#scores[others[0]!]!)),
    )
    const all = odds.reduce((a, b) => a + b, 0)
    const alternatives = others.slice(0, mostAlternatives).map((label, i) => ({
      label: this.labels[label]!,
      confidence: ((1 - verdict.confidence) * odds[i]!) / all,
    }))
    return { ...verdict, alternatives, because: this.#because(row, best) }
  }

  /** The label for each message, without reasons: the fast way through many. */
  classifyMany(messages: readonly Message[]): Verdict[] {
    return messages.map((message) => {
      this.#read(message)
      let best = 0
      for (let label = 1; label < this.#scores.length; label++)
        if (this.#scores[label]! > this.#scores[best]!) best = label
      let second = best === 0 ? 1 : 0
      for (let label = 0; label < this.#scores.length; label++) {
        if (label !== best && this.#scores[label]! > this.#scores[second]!) second = label
      }
      return this.#verdict(best, second)
    })
  }

  #read(message: Message) {
    const row = this.knowledge.vocabulary.read(message)
    scoreRow(this.knowledge.weighing, row, 0, row.length, this.#scores)
    return row
  }

  #verdict(best: number, second: number): Verdict {
    const { calibration } = this.knowledge
    const top = this.#scores[best]!
    const confidence = confidenceOf(calibration, { best: top, lead: top - this.#scores[second]! })
    const sure = calibration.threshold !== null && confidence >= calibration.threshold
    return { label: this.labels[best]!, confidence, sure }
  }

  /** A word's say is its weight for the label beyond its mean weight over all labels. */
  #because(row: Row, best: number): string[] {
    const { weights } = this.knowledge.weighing
    const classes = this.labels.length
    const says: { word: string; say: number }[] = []
    for (const [i, word] of row.words.entries()) {
      if (word.length < 2) continue
      const place = row.placeOfWord[i]!
      const id = row.ids[place]!
      let sum = 0
      for (let label = 0; label < classes; label++) sum += weights[id * classes + label]!
      const say = (weights[id * classes + best]! - sum / classes) * row.values[place]!
      if (say > 0) says.push({ word, say })
    }
    return says
      .sort((a, b) => b.say - a.say)
      .slice(0, mostReasons)
      .map(({ word }) => word)
  }
}

/**
 * Learns from messages that clerks have labelled. Five times a fifth is held out to learn how far scores can be
 * trusted; the classifier itself learns from all. Takes about 20 s for 7,000 messages, without pause: run it outside
 * the serving process.
 *
 * @throws TrainingError when there are no samples or all bear one label.
 */
export function trainClassifier(
  samples: readonly Sample[],
  { onProgress = () => {} }: TrainingOptions = {},
): Classifier {
  if (samples.length === 0)
    throw new TrainingError('no-samples', '没有可供学习的留言。There is nothing to learn from.')
  const labels = [...new Set(samples.map(({ label }) => label))].sort()
  if (labels.length === 1) {
    throw new TrainingError(
      'one-label',
      `所有留言都是同一类别“${labels[0]}”，无从学习。All samples bear one label.`,
    )
  }
  const numberOf = new Map(labels.map((label, number) => [label, number]))
  const classOf = Int32Array.from(samples, ({ label }) => numberOf.get(label)!)
  const vocabulary = Vocabulary.of(samples)
  const rows = readRows(vocabulary, samples)
  const steps = heldOutFolds + 2
  onProgress(1 / steps)
  const foldOf = stratifiedFolds(classOf, heldOutFolds, foldSeed)
  const trials: Trial[] = []
  const everyRow = Int32Array.from(samples, (_, row) => row)
  for (let fold = 0; fold < heldOutFolds; fold++) {
    const kept = everyRow.filter((row) => foldOf[row] !== fold)
    const heldOut = everyRow.filter((row) => foldOf[row] === fold)
    trials.push(...tryOut(rows, classOf, heldOut, learn(rows, vocabulary.size, classOf, labels.length, kept)))
    onProgress((fold + 2) / steps)
  }
  const learned = learn(rows, vocabulary.size, classOf, labels.length, everyRow)
  const weighing = { ...learned, weights: fromWholeSteps(toWholeSteps(learned.weights)) }
  onProgress(1)
  return new Classifier({ labels, vocabulary, weighing, calibration: calibrate(trials) })
}

function readRows(vocabulary: Vocabulary, messages: readonly Message[]): SparseRows {
  const starts = new Uint32Array(messages.length + 1)
  const ids: Uint32Array[] = []
  const values: Float32Array[] = []
  messages.forEach((message, number) => {
    const row = vocabulary.read(message)
    starts[number + 1] = starts[number]! + row.length
    ids.push(row.ids.slice(0, row.length))
    values.push(row.values.slice(0, row.length))
  })
  const rows = { starts, ids: new Uint32Array(starts.at(-1)!), values: new Float32Array(starts.at(-1)!) }
  messages.forEach((_, number) => {
    rows.ids.set(ids[number]!, starts[number])
    rows.values.set(values[number]!, starts[number])
  })
  return rows
}

function tryOut(rows: SparseRows, classOf: Int32Array, heldOut: Int32Array, weighing: Weighing): Trial[] {
  const scores = new Float64Array(weighing.bias.length)
  return Array.from(heldOut, (row) => {
    const [from, to] = [rows.starts[row]!, rows.starts[row + 1]!]
    const copy = { ids: rows.ids.subarray(from, to), values: rows.values.slice(from, to) }
    scoreRow(weighing, copy, 0, to - from, scores)
    const [best, second] = scores.toSorted().reverse()
    return { best: best!, lead: best! - second!, right: scores.indexOf(best!) === classOf[row] }
  })
}
