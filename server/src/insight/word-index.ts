/** One place where a listed word occurs: its number in the list and where it stands in the text (end exclusive). */
export type WordMatch = { word: number; start: number; end: number }

/** `shorter` is the state of the longest word that ends here without being the whole way from the root. */
type State = { next: Map<number, number>; fallback: number; word: number; shorter: number }

const none = -1

/**
 * Finds every occurrence of many words in a text in one pass (Aho–Corasick). Words and texts must be normalised
 * alike beforehand. Of words inside one another only the longest counts: 医疗保险 hides 医疗 and 保险.
 */
export class WordIndex {
  readonly #states: State[] = [freshState()]
  readonly #lengths: number[]

  constructor(words: readonly string[]) {
    this.#lengths = words.map((word) => word.length)
    words.forEach((word, number) => {
      if (word !== '') this.#insert(word, number)
    })
    this.#link()
  }

  /** Matches in reading order, none inside another. */
  matches(text: string): WordMatch[] {
    const found: WordMatch[] = []
    let state = 0
    for (let position = 0; position < text.length; position++) {
      state = this.#step(state, text.charCodeAt(position))
      const longest = this.#states[state]!.word === none ? this.#states[state]!.shorter : state
      if (longest === none) continue
      const word = this.#states[longest]!.word
      const end = position + 1
      const start = end - this.#lengths[word]!
      while (found.length > 0 && found.at(-1)!.start >= start) found.pop()
      found.push({ word, start, end })
    }
    return found
  }

  #insert(word: string, number: number): void {
    let state = 0
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      let following = this.#states[state]!.next.get(code)
      if (following === undefined) {
        following = this.#states.push(freshState()) - 1
        this.#states[state]!.next.set(code, following)
      }
      state = following
    }
    this.#states[state]!.word = number
  }

  #link(): void {
    const queue = [...this.#states[0]!.next.values()]
    for (let head = 0; head < queue.length; head++) {
      const state = this.#states[queue[head]!]!
      for (const [code, child] of state.next) {
        const fallback = this.#step(state.fallback, code)
        const target = this.#states[fallback]!
        this.#states[child]!.fallback = fallback
        this.#states[child]!.shorter = target.word === none ? target.shorter : fallback
        queue.push(child)
      }
    }
  }

  #step(from: number, code: number): number {
    for (let state = from; ; state = this.#states[state]!.fallback) {
      const following = this.#states[state]!.next.get(code)
      if (following !== undefined) return following
      if (state === 0) return 0
    }
  }
}

function freshState(): State {
  return { next: new Map(), fallback: 0, word: none, shorter: none }
}
