import { type Sample, trainClassifier } from './classifier.ts'
import { type Decision, stratifiedFolds } from './measures.ts'

const folds = 5
const foldSeed = 20

/**
 * Decides every sample by a classifier that has not seen it: five times it learns from four fifths and decides the
 * last. `seconds` is what the deciding alone took.
 *
 * @throws TrainingError as `trainClassifier` does.
 */
export function crossValidate(
  samples: readonly Sample[],
  onProgress: (done: number) => void = () => {},
): { decisions: Decision[]; seconds: number } {
  const numbers = new Map(
    [...new Set(samples.map(({ label }) => label))].map((label, number) => [label, number]),
  )
  const foldOf = stratifiedFolds(
    Int32Array.from(samples, ({ label }) => numbers.get(label)!),
    folds,
    foldSeed,
  )
  const decisions: Decision[] = []
  let seconds = 0
  for (let fold = 0; fold < folds; fold++) {
    const classifier = trainClassifier(
      samples.filter((_, i) => foldOf[i] !== fold),
      { onProgress: (done) => onProgress((fold + done) / folds) },
    )
    const heldOut = samples.filter((_, i) => foldOf[i] === fold)
    const start = performance.now()
    const verdicts = classifier.classifyMany(heldOut)
    seconds += (performance.now() - start) / 1000
    verdicts.forEach(({ label, confidence, sure }, i) => {
      decisions.push({ truth: heldOut[i]!.label, label, confidence, sure })
    })
  }
  return { decisions, seconds }
}
