import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Classifier } from './classifier.ts'
import { Vocabulary } from './vocabulary.ts'
import { fromWholeSteps, toWholeSteps } from './weighing.ts'

const format = 'lianxin-classifier'
/** Raised when features are computed otherwise: weights learned before would then mean nothing. */
const version = 1

/** The file is damaged, or of another version: train again. */
export class ClassifierFileError extends Error {
  constructor(detail: string) {
    super(
      `分类模型文件不可用，请重新训练（lianxin train）。The classifier file cannot be used, train again: ${detail}`,
    )
    this.name = 'ClassifierFileError'
  }
}

/** Where the data folder keeps what `lianxin train` learned. */
export function classifierPath(dataFolder: string): string {
  return join(dataFolder, 'classifier.bin')
}

type Header = {
  format: string
  version: number
  labels: string[]
  features: number
  firstOfKind: number[]
  messages: number
  step: number
  bias: number[]
  calibration: Classifier['knowledge']['calibration']
}

/**
 * A classifier as gzip of one line of JSON and four little-endian arrays: hashes (int32), messages with each (uint32),
 * telling (float32), weights (int16). About 3 MB for 7,000 messages in seven categories.
 */
export function serialise(classifier: Classifier): Buffer {
  const { labels, vocabulary, weighing, calibration } = classifier.knowledge
  const { step, whole } = toWholeSteps(weighing.weights)
  const header: Header = {
    format,
    version,
    labels,
    features: vocabulary.size,
    firstOfKind: [...vocabulary.firstOfKind],
    messages: vocabulary.messages,
    step,
    bias: [...weighing.bias],
    calibration,
  }
  const parts = [vocabulary.hashes, vocabulary.messagesWith, weighing.telling, whole]
  return gzipSync(
    Buffer.concat([
      Buffer.from(`${JSON.stringify(header)}\n`),
      ...parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
    ]),
  )
}

/** @throws ClassifierFileError when the bytes are not those of a classifier of this version. */
export function deserialise(file: Buffer): Classifier {
  const bytes = unpacked(file)
  const lineEnd = bytes.indexOf('\n')
  const header = readHeader(bytes.subarray(0, Math.max(0, lineEnd)).toString())
  const { features, labels } = header
  const sizes = [4 * features, 4 * features, 4 * features, 2 * features * labels.length]
  const expected = sizes.reduce((sum, size) => sum + size, lineEnd + 1)
  if (bytes.length !== expected) throw new ClassifierFileError(`${bytes.length} bytes instead of ${expected}`)
  let at = lineEnd + 1
  const [hashes, messagesWith, telling, whole] = sizes.map((size) => {
    const part = new Uint8Array(bytes.subarray(at, at + size)).buffer
    at += size
    return part
  }) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer]
  return new Classifier({
    labels,
    vocabulary: new Vocabulary(
      new Int32Array(hashes),
      new Uint32Array(messagesWith),
      header.firstOfKind,
      header.messages,
    ),
    weighing: {
      telling: new Float32Array(telling),
      weights: fromWholeSteps({ step: header.step, whole: new Int16Array(whole) }),
      bias: Float64Array.from(header.bias),
    },
    calibration: header.calibration,
  })
}

function unpacked(file: Buffer): Buffer {
  try {
    return gunzipSync(file)
  } catch (error) {
    throw new ClassifierFileError((error as Error).message)
  }
}

function readHeader(line: string): Header {
  let header: Partial<Header>
  try {
    header = JSON.parse(line)
  } catch {
    throw new ClassifierFileError('no header')
  }
  if (header?.format !== format) throw new ClassifierFileError('not a classifier')
  if (header.version !== version)
    throw new ClassifierFileError(`version ${header.version} instead of ${version}`)
  return header as Header
}
