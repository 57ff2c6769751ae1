import { normalise, words as wordsOf } from '../kernel/text/index.ts'
import { WordIndex } from './word-index.ts'

/**
 * A node of the category tree: its name, the words people use for it, and its ancestors from the root down, each by its
 * id or, where the list does not hold it, by its name.
 */
export type CategoryWords = { id: string; zh: string; words: readonly string[]; path: readonly string[] }

/** `score` is the category's share of all evidence in the text, 0 to 1; `because` holds its words, weightiest first. */
export type WordSuggestion = { id: string; score: number; because: string[] }

export type UrgencyWords = { id: string; words: readonly string[] }
export type UrgencySuggestion = { id: string; because: string[] }

/** How much a word says about a category, by where in the tree it stands. Listed words were chosen by a person. */
const weightOf = { listed: 1, name: 1, partOfName: 0.5, ancestor: 0.2 }
/** Parts of names that say nothing about the matter. */
const emptyParts = new Set(['其他', '其它', '问题', '方面', '有关', '相关'])

type Meaning = { category: number; weight: number }
type CategoryIndex = { index: WordIndex; words: string[]; meanings: Meaning[][] }

const categoryIndexes = new WeakMap<readonly CategoryWords[], CategoryIndex>()
const urgencyIndexes = new WeakMap<
  readonly UrgencyWords[],
  { index: WordIndex; words: string[]; owners: number[] }
>()

/**
 * Ranks categories by the tree's own words found in a text, for places that have no history to learn from. A word
 * counts more the fewer categories use it and the longer it is; of words inside one another only the longest counts.
 * No match gives an empty list. The index is built once per list, so do not change the list afterwards.
 */
export function suggestByWords(categories: readonly CategoryWords[], text: string): WordSuggestion[] {
  const built = categoryIndexes.get(categories) ?? indexCategories(categories)
  categoryIndexes.set(categories, built)
  const evidence = new Map<number, Map<string, number>>()
  for (const [word, times] of countMatches(built.index, text)) {
    for (const { category, weight } of built.meanings[word]!) {
      const found = evidence.get(category) ?? new Map<string, number>()
      found.set(built.words[word]!, weight * (1 + Math.log(times)))
      evidence.set(category, found)
    }
  }
  return ranked(categories, evidence)
}

function ranked(
  categories: readonly CategoryWords[],
  evidence: Map<number, Map<string, number>>,
): WordSuggestion[] {
  const sums = [...evidence].map(([category, found]) => ({
    category,
    sum: [...found.values()].reduce((a, b) => a + b, 0),
    because: [...found].sort((a, b) => b[1] - a[1]).map(([word]) => word),
  }))
  const total = sums.reduce((all, { sum }) => all + sum, 0)
  return sums
    .sort((a, b) => b.sum - a.sum || a.category - b.category)
    .map(({ category, sum, because }) => ({ id: categories[category]!.id, score: sum / total, because }))
}

function indexCategories(categories: readonly CategoryWords[]): CategoryIndex {
  const usedBy = new Map<string, Map<number, number>>()
  const note = (word: string, category: number, weight: number) => {
    const key = normalise(word).trim()
    if (key === '' || emptyParts.has(key)) return
    const users = usedBy.get(key) ?? new Map<number, number>()
    users.set(category, Math.max(weight, users.get(category) ?? 0))
    usedBy.set(key, users)
  }
  const nameOf = new Map(categories.map(({ id, zh }) => [id, zh]))
  categories.forEach(({ id, zh, words, path }, category) => {
    const ancestors = path.filter((step) => step !== id).map((step) => nameOf.get(step) ?? step)
    for (const word of words) note(word, category, weightOf.listed)
    for (const [name, whole, part] of [
      [zh, weightOf.name, weightOf.partOfName] as const,
      ...ancestors
        .filter((name) => name !== zh)
        .map((name) => [name, weightOf.ancestor, weightOf.ancestor] as const),
    ]) {
      note(name, category, whole)
      for (const word of wordsOf(name)) if (word.length > 1) note(word, category, part)
    }
  })
  const words = [...usedBy.keys()]
  const meanings = words.map((word) => {
    const users = usedBy.get(word)!
    const rarity = Math.log(1 + categories.length / users.size) * Math.sqrt(word.length)
    return [...users].map(([category, weight]) => ({ category, weight: weight * rarity }))
  })
  return { index: new WordIndex(words), words, meanings }
}

/**
 * Urgency classes whose words occur in a text, in the order of the list, which runs from most to least urgent: one
 * word of danger outweighs any number of words of inconvenience. No match gives an empty list. The index is built
 * once per list, so do not change the list afterwards.
 */
export function suggestUrgency(urgencies: readonly UrgencyWords[], text: string): UrgencySuggestion[] {
  let built = urgencyIndexes.get(urgencies)
  if (!built) {
    const owned = urgencies.flatMap(({ words }, owner) =>
      words.map((word) => ({ word: normalise(word).trim(), owner })),
    )
    const first = [...new Map(owned.toReversed().map((entry) => [entry.word, entry])).values()]
    const words = first.map(({ word }) => word)
    built = { index: new WordIndex(words), words, owners: first.map(({ owner }) => owner) }
    urgencyIndexes.set(urgencies, built)
  }
  const because = new Map<number, string[]>()
  for (const word of countMatches(built.index, text).keys()) {
    const owner = built.owners[word]!
    because.set(owner, [...(because.get(owner) ?? []), built.words[word]!])
  }
  return [...because]
    .sort(([a], [b]) => a - b)
    .map(([owner, words]) => ({ id: urgencies[owner]!.id, because: words }))
}

function countMatches(index: WordIndex, text: string): Map<number, number> {
  const times = new Map<number, number>()
  for (const { word } of index.matches(normalise(text))) times.set(word, (times.get(word) ?? 0) + 1)
  return times
}
