import { pieces, readable } from '../kernel/text/index.ts'

export type Message = { title: string; body: string }

/** Kinds of features; each kind is weighed for itself, so that the many pairs do not drown the words. */
export const kinds = ['word', 'character', 'pair'] as const
const [word, character, pair] = [0, 1, 2]
const shareOfKind = [1, 0.5, 1]

/** A word of the title counts as often as this many in the body. Chosen by cross-validation, as the shares above. */
const titleWeight = 3
/** Characters of a body that are read: what comes after changes no decision, and a pasted book costs no more. */
const longestBody = 1500
/** What occurs in one message alone teaches nothing about others. */
const fewestMessages = 2

type Emit = (hash: number, kind: number, times: number, word: string) => void

/**
 * Tells every feature of a message: its words, its characters, and its pairs of characters not parted by punctuation,
 * each as a 32-bit hash. With 200,000 features known, one unknown feature in 20,000 is taken for a known one.
 */
function eachFeature(message: Message, emit: Emit): void {
  for (let part = 0; part < 2; part++) {
    const text = (part === 0 ? message.title : message.body).slice(0, longestBody)
    const times = part === 0 ? titleWeight : 1
    if (text === '') continue
    const spaced = readable(text)
    for (const piece of pieces(spaced)) if (piece !== ' ') emit(hashOfWord(piece), word, times, piece)
    let previous = space
    for (let i = 0; i < spaced.length; i++) {
      const code = spaced.charCodeAt(i)
      if (code !== space) {
        emit(mixed(code ^ 0x51ed270b), character, times, '')
        if (previous !== space) emit(mixed((previous << 16) | code), pair, times, '')
      }
      previous = code
    }
  }
}

const space = 0x20

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

/** Features of one message: the first `length` of `ids` and `values`, valid until the next message is read. */
export type Row = {
  length: number
  ids: Uint32Array
  values: Float32Array
  /** Each known word once, and at which place of `ids` and `values` it stands. */
  words: string[]
  placeOfWord: number[]
}

/** The features seen in training, numbered kind by kind, and how rare each is. */
export class Vocabulary {
  readonly size: number
  readonly hashes: Int32Array
  readonly messagesWith: Uint32Array
  readonly firstOfKind: readonly number[]
  readonly messages: number
  readonly #rarity: Float32Array
  /** Hash and number of each feature side by side, found by linear probing. */
  readonly #slots: Int32Array
  readonly #times: Float32Array
  readonly #row: Row

  /** `firstOfKind` holds the first number of each kind; `messagesWith` in how many of the messages each occurs. */
  constructor(
    hashes: Int32Array,
    messagesWith: Uint32Array,
    firstOfKind: readonly number[],
    messages: number,
  ) {
    this.size = hashes.length
    this.hashes = hashes
    this.messagesWith = messagesWith
    this.firstOfKind = firstOfKind
    this.messages = messages
    this.#rarity = Float32Array.from(messagesWith, (count) => Math.log((1 + messages) / (1 + count)) + 1)
    this.#slots = new Int32Array(2 * 2 ** Math.ceil(Math.log2(2 * this.size + 2)))
    hashes.forEach((hash, id) => {
      const slot = this.#slot(hash)
      this.#slots[slot] = hash
      this.#slots[slot + 1] = id
    })
    this.#times = new Float32Array(this.size)
    this.#row = {
      length: 0,
      ids: new Uint32Array(1024),
      values: new Float32Array(1024),
      words: [],
      placeOfWord: [],
    }
  }

  /** Collects the features that occur in at least two of the messages. */
  static of(messages: readonly Message[]): Vocabulary {
    const counts = kinds.map(() => new Map<number, { last: number; count: number }>())
    messages.forEach((message, number) => {
      eachFeature(message, (hash, kind) => {
        const known = counts[kind]!.get(hash)
        if (known === undefined) counts[kind]!.set(hash, { last: number, count: 1 })
        else if (known.last !== number) {
          known.last = number
          known.count++
        }
      })
    })
    const kept = counts.map((ofKind) => [...ofKind].filter(([, { count }]) => count >= fewestMessages))
    const firstOfKind = kept.map((_, kind) =>
      kept.slice(0, kind).reduce((sum, { length }) => sum + length, 0),
    )
    const all = kept.flat()
    return new Vocabulary(
      Int32Array.from(all, ([hash]) => hash),
      Uint32Array.from(all, ([, { count }]) => count),
      firstOfKind,
      messages.length,
    )
  }

  /**
   * Reads a message as known features with their TF-IDF weights (1 + ln times, times rarity), each kind scaled to its
   * share.
   */
  read(message: Message): Row {
    const row = this.#row
    row.length = 0
    row.words.length = 0
    row.placeOfWord.length = 0
    const slots = this.#slots
    const counts = this.#times
    eachFeature(message, (hash, kind, times, found) => {
      const slot = this.#slot(hash)
      if (slots[slot] === 0) return
      const id = slots[slot + 1]!
      if (counts[id] === 0) {
        if (row.length === row.ids.length) grow(row)
        if (kind === word) {
          row.words.push(found)
          row.placeOfWord.push(row.length)
        }
        row.ids[row.length++] = id
      }
      counts[id]! += times
    })
    const squares = kinds.map(() => 0)
    for (let p = 0; p < row.length; p++) {
      const id = row.ids[p]!
      const weight = (1 + Math.log(counts[id]!)) * this.#rarity[id]!
      counts[id] = 0
      row.values[p] = weight
      squares[this.#kindOf(id)]! += weight * weight
    }
    const scale = squares.map((sum, kind) => shareOfKind[kind]! / (Math.sqrt(sum) || 1))
    for (let p = 0; p < row.length; p++) row.values[p]! *= scale[this.#kindOf(row.ids[p]!)]!
    return row
  }

  #kindOf(id: number): number {
    if (id >= this.firstOfKind[pair]!) return pair
    return id >= this.firstOfKind[character]! ? character : word
  }

  #slot(hash: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    let slot = (hash << 1) & mask
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 2) & mask
    return slot
  }
}

function grow(row: Row): void {
  const ids = new Uint32Array(row.ids.length * 2)
  ids.set(row.ids)
  row.ids = ids
  row.values = new Float32Array(ids.length)
}
