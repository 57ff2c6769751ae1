import { character, featuresOf, kinds, type Message, pair, word } from './features.ts'

/** Chosen by cross-validation, in the order of the kinds. */
const shareOfKind = [1, 0.5, 1]
/** What occurs in one message alone teaches nothing about others. */
const fewestMessages = 2

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
      const features = featuresOf(message)
      for (let i = 0; i < features.length; i++) {
        const ofKind = counts[features.kinds[i]!]!
        const known = ofKind.get(features.hashes[i]!)
        if (known === undefined) ofKind.set(features.hashes[i]!, { last: number, count: 1 })
        else if (known.last !== number) {
          known.last = number
          known.count++
        }
      }
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
    const features = featuresOf(message)
    for (let i = 0; i < features.length; i++) {
      const slot = this.#slot(features.hashes[i]!)
      if (slots[slot] === 0) continue
      const id = slots[slot + 1]!
      if (counts[id] === 0) {
        if (row.length === row.ids.length) grow(row)
        if (i < features.words.length) {
          row.words.push(features.words[i]!)
          row.placeOfWord.push(row.length)
        }
        row.ids[row.length++] = id
      }
      counts[id]! += features.times[i]!
    }
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
