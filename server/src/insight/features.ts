import { pieces, readable } from '../kernel/text/index.ts'

export type Message = { title: string; body: string }

/** Kinds of features. Each is weighed for itself, so that the many pairs do not drown the words. */
export const word = 0
export const character = 1
export const pair = 2
export const kinds = [word, character, pair] as const

/** A word of the title counts as often as this many in the body. Chosen by cross-validation. */
const titleWeight = 3
/** Characters of a title or body that are read: what comes after changes no decision, and a book costs no more. */
const longestPart = 1500
const mostFeatures = 2 * longestPart * kinds.length

/**
 * Occurrences of features in one message: `words` first, in the same order as their hashes, then characters and pairs.
 * `times` says as how many an occurrence counts. Valid until the next message is read.
 */
export type Features = {
  length: number
  readonly hashes: Int32Array
  readonly kinds: Uint8Array
  readonly times: Uint8Array
  readonly words: string[]
}

const features: Features = {
  length: 0,
  hashes: new Int32Array(mostFeatures),
  kinds: new Uint8Array(mostFeatures),
  times: new Uint8Array(mostFeatures),
  words: [],
}

/**
 * Every feature of a message: its words, its characters, and its pairs of characters not parted by punctuation, each as
 * a 32-bit hash. With 200,000 features known, one unknown feature in 20,000 is taken for a known one.
 */
export function featuresOf({ title, body }: Message): Readonly<Features> {
  features.length = 0
  features.words.length = 0
  const spacedTitle = readPart(title)
  const spacedBody = readPart(body)
  addWords(spacedTitle, titleWeight)
  addWords(spacedBody, 1)
  addCharacters(spacedTitle, titleWeight)
  addCharacters(spacedBody, 1)
  return features
}

/** Cut twice: one compatibility character may unfold into eighteen. */
function readPart(text: string): string {
  return text === '' ? '' : readable(text.slice(0, longestPart)).slice(0, longestPart)
}

function addWords(spaced: string, times: number): void {
  if (spaced === '') return
  for (const piece of pieces(spaced)) {
    if (piece === ' ') continue
    features.words.push(piece)
    add(hashOfWord(piece), word, times)
  }
}

const space = 0x20

function addCharacters(spaced: string, times: number): void {
  let previous = space
  for (let i = 0; i < spaced.length; i++) {
    const code = spaced.charCodeAt(i)
    if (code !== space) {
      add(mixed(code ^ 0x51ed270b), character, times)
      if (previous !== space) add(mixed((previous << 16) | code), pair, times)
    }
    previous = code
  }
}

function add(hash: number, kind: number, times: number): void {
  const at = features.length++
  features.hashes[at] = hash
  features.kinds[at] = kind
  features.times[at] = times
}

function hashOfWord(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mixed(hash)
}

/** Finaliser of MurmurHash3: each input bit turns about half of the output bits. Zero is kept for an empty slot. */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16) || 1
}
