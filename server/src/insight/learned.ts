import { readFileSync, statSync } from 'node:fs'
import type { Classifier } from './classifier.ts'
import { ClassifierFileError, classifierPath, deserialise } from './classifier-file.ts'

export type Learned = Pick<Classifier, 'suggest'>

const loaded = new Map<string, { modified: number; checkedAt: number; classifier: Learned | null }>()
/** Milliseconds after which the file is looked at again. */
const lookAgainAfter = 10_000

/**
 * What `lianxin train` saved in the data folder, if anything; a newer file is taken up within ten seconds. A damaged
 * file, or one of another version, counts as none: suggestions then come from the tree's words until it is trained again.
 */
export function learnedFor(dataFolder: string): Learned | null {
  const now = performance.now()
  const known = loaded.get(dataFolder)
  if (known && now - known.checkedAt < lookAgainAfter) return known.classifier
  const file = classifierPath(dataFolder)
  const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const classifier = modified === known?.modified ? known.classifier : modified === 0 ? null : read(file)
  loaded.set(dataFolder, { modified, checkedAt: now, classifier })
  return classifier
}

function read(file: string): Learned | null {
  try {
    return deserialise(readFileSync(file))
  } catch (error) {
    if (error instanceof ClassifierFileError) return null
    throw error
  }
}
