import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict'

export { cleanText, titleFrom } from './said.ts'

/** Characters; PostgreSQL takes lexemes of up to 2 KB. */
const longestTerm = 64
/** Keeps the longest text below the 1 MB that PostgreSQL allows one tsvector. */
const mostTerms = 20_000
/** A pasted page as a query would cost the database one index look-up a word. */
const mostWanted = 64

const loneSurrogates = /\p{Surrogate}+/gu
const notWordCharacters = /[^\p{L}\p{N}\p{M}]+/gu
/** The range that the dictionary knows; rarer characters and all other scripts stay whole words. */
const chineseOrOther = /[\u4e00-\u9fd5]+|(?:(?![\u4e00-\u9fd5])[\p{L}\p{N}\p{M}])+/gu
const isDigit = /^\p{N}$/u
const isNumber = /^\p{N}+$/u
const functionWords = new Set(
  '的 了 是 在 和 与 及 或 也 都 就 而 但 被 把 吗 呢 吧 啊 呀 着 之 其'.split(' '),
)

let dictionary: Jieba | undefined

/** Parsing the dictionary takes about 0.2 s, so it happens once, at the first text. */
function segmenter(): Jieba {
  dictionary ??= Jieba.withDict(dict)
  return dictionary
}

/**
 * One spelling for what people type in several: full-width and compatibility forms folded (NFKC), lower case.
 * Traditional characters stay as written. Lone surrogates are dropped, as PostgreSQL refuses them.
 */
export function normalise(text: string): string {
  return text.replace(loneSurrogates, '').normalize('NFKC').toLowerCase()
}

/** A text in one spelling, with one space where punctuation, symbols or spaces stood. */
export function readable(text: string): string {
  return normalise(text).replace(notWordCharacters, ' ')
}

/** Words of a text in reading order, each character in exactly one word; punctuation and spaces are dropped. */
export function words(text: string): string[] {
  return pieces(readable(text)).filter((word) => word !== ' ')
}

/** As `words` for a text that `readable` gave; the spaces stay as pieces of their own. */
export function pieces(readableText: string): string[] {
  return segmenter().cut(readableText, true)
}

/**
 * Terms under which a text is found: Chinese ones, then numbers and other scripts, each in reading order with repeats.
 *
 * - Every dictionary word that can be read in the text is a term (市政府 gives 市政, 政府 and 市政府), so a word is found
 *   whatever stands around it. Guessing new words is off: a guess depends on the sentence, and one name would get
 *   other terms in a query than in a message.
 * - Names the dictionary does not know fall into single characters, each also paired with its neighbours (丽发).
 * - A number stays with the character after it (3栋, 12号); a single digit is no term of its own unless it stands
 *   alone.
 * - Punctuation, spaces and bare function words (的, 了 …) are no terms.
 */
export function searchTerms(text: string): string[] {
  const { chinese, others } = separate(text)
  const terms: string[] = []
  const found = chinese === '' ? [] : segmenter().cutAll(chinese)
  let position = -1
  let covered = 0
  for (let i = 0; i < found.length && terms.length < mostTerms; i++) {
    const piece = found[i]!
    if (piece === ' ') continue
    if (piece.length > 1) {
      terms.push(piece)
      covered = Math.max(covered, position + piece.length)
      continue
    }
    position = chinese.indexOf(piece, position + 1)
    const isUnknown = position >= covered && (found[i + 1]?.length ?? 1) === 1
    if (isUnknown && !functionWords.has(piece)) addUnknown(terms, chinese, position, covered)
  }
  return terms.concat(others).slice(0, mostTerms)
}

function addUnknown(terms: string[], chinese: string, position: number, covered: number): void {
  const character = chinese[position]!
  terms.push(character)
  const before = chinese[position - 1]
  if (position === covered && isNameCharacter(before)) terms.push(before + character)
  const after = chinese[position + 1]
  if (isNameCharacter(after)) terms.push(character + after)
}

/**
 * Terms of a text joined by spaces, letters and digits only: fit for `to_tsvector('simple', …)`, for
 * `array_to_tsvector(string_to_array(…, ' '))` and for a cast to `tsvector`. Search it with `searchQuery`.
 */
export function searchVector(text: string): string {
  return searchTerms(text).join(' ')
}

/**
 * A query that wants every word of the text: fit for `to_tsquery('simple', …)` whatever was typed; never throws.
 * Text without a term gives the empty string, which PostgreSQL takes as a query that finds nothing.
 *
 * The text is read in one way only, as a person meant it. Neighbouring unknown characters are wanted as pairs. A
 * character alone counts only where nothing longer was typed, and then as the beginning of any term (坏 finds 坏了); so
 * does a digit alone (8 finds 8号).
 */
export function searchQuery(text: string): string {
  const { chinese, others } = separate(text)
  const wanted = new Set(
    others.slice(0, mostWanted).map((term) => (isDigit.test(term) ? `'${term}':*` : `'${term}'`)),
  )
  const alone = new Set<string>()
  const found = chinese === '' ? [] : segmenter().cutForSearch(chinese, false)
  for (let i = 0; i < found.length && wanted.size < mostWanted; i++) {
    const piece = found[i]!
    const after = found[i + 1]
    if (piece.length > 1) wanted.add(`'${piece}'`)
    else if (!isNameCharacter(piece)) continue
    else if (isNameCharacter(after)) wanted.add(`'${piece}${after}'`)
    else if (!isNameCharacter(found[i - 1])) alone.add(`'${piece}':*`)
  }
  return [...(wanted.size > 0 ? wanted : alone)].join(' & ')
}

/** Chinese runs joined by spaces for the dictionary, and the terms of everything else. */
function separate(text: string): { chinese: string; others: string[] } {
  const normal = normalise(text)
  const chinese: string[] = []
  const others: string[] = []
  for (const { 0: run, index } of normal.matchAll(chineseOrOther)) {
    if (isChinese(run[0])) chinese.push(run)
    else if (isNumber.test(run)) addNumber(others, run, normal[index - 1], normal[index + run.length])
    else others.push(shortened(run))
  }
  return { chinese: chinese.join(' '), others }
}

function addNumber(
  terms: string[],
  run: string,
  before: string | undefined,
  after: string | undefined,
): void {
  const number = shortened(run)
  if (isChinese(after)) terms.push(number + after)
  else if (number.length === 1 && isChinese(before)) terms.push(before + number)
  if (number.length > 1 || !(isChinese(before) || isChinese(after))) terms.push(number)
}

function isChinese(character: string | undefined): character is string {
  return character !== undefined && character >= '\u4e00' && character <= '\u9fd5'
}

function isNameCharacter(piece: string | undefined): piece is string {
  return piece?.length === 1 && piece !== ' ' && !functionWords.has(piece)
}

function shortened(term: string): string {
  return term.length <= longestTerm ? term : term.slice(0, longestTerm).replace(loneSurrogates, '')
}
