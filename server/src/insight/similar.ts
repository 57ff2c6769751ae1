import { createHash } from 'node:crypto'
import { normalise } from '../kernel/text/index.ts'

/** `exact` is equal for bodies that differ in punctuation, spaces, case or width alone; `simhash` is 16 hex digits. */
export type Fingerprint = { exact: string; simhash: string }

/** Characters of a shingle: two is the usual length of a Chinese word, so a changed word spoils two or three. */
const shingleLength = 2

const notWordCharacters = /[^\p{L}\p{N}\p{M}]+/gu

/**
 * Marks a text for finding its duplicates: SHA-256 of what remains when punctuation and spaces are dropped, and a
 * 64-bit simhash (Charikar 2002) over character pairs. Bodies of the same text with small edits differ in few bits,
 * unrelated ones in about 32 (see `simhashDistance`).
 */
export function fingerprint(text: string): Fingerprint {
  const bare = bareText(text)
  return { exact: createHash('sha256').update(bare).digest('hex'), simhash: simhash(bare) }
}

/** Bits in which two simhashes differ, 0 to 64. */
export function simhashDistance(a: string, b: string): number {
  let different = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let bits = 0
  for (; different !== 0n; different &= different - 1n) bits++
  return bits
}

/**
 * How alike two texts are, 0 to 1: the cosine of their character pairs, each counted 1 + ln(times). Needs no history
 * and no dictionary, so unknown names weigh as much as known words. Unrelated messages of a real board lie below
 * about 0.1, messages on one matter by different people around 0.25, edited copies above 0.8.
 */
export function similarity(a: string, b: string): number {
  return similarityTo(a)(b)
}

/** As `similarity`, for comparing one text with many: reads the one text once. */
export function similarityTo(text: string): (other: string) => number {
  const own = weigh(text)
  return (other) => {
    const { pairs, length } = weigh(other)
    if (own.length === 0 || length === 0) return own.bare === bareText(other) ? 1 : 0
    let shared = 0
    for (const [pair, weight] of pairs) shared += weight * (own.pairs.get(pair) ?? 0)
    return Math.min(1, shared / (own.length * length))
  }
}

function weigh(text: string): { bare: string; pairs: Map<number, number>; length: number } {
  const bare = bareText(text)
  const pairs = new Map<number, number>()
  for (let i = 0; i + shingleLength <= bare.length; i++) {
    const pair = pairAt(bare, i)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  let squares = 0
  for (const [pair, times] of pairs) {
    const weight = 1 + Math.log(times)
    pairs.set(pair, weight)
    squares += weight * weight
  }
  return { bare, pairs, length: Math.sqrt(squares) }
}

function bareText(text: string): string {
  return normalise(text).replace(notWordCharacters, '')
}

function simhash(bare: string): string {
  const balance = new Int32Array(64)
  for (let i = 0; i + shingleLength <= bare.length; i++) {
    const pair = pairAt(bare, i)
    const high = mixed(pair)
    const low = mixed(pair ^ 0x9e3779b9)
    for (let bit = 0; bit < 32; bit++) {
      balance[bit]! += (high >>> bit) & 1 ? 1 : -1
      balance[bit + 32]! += (low >>> bit) & 1 ? 1 : -1
    }
  }
  return half(balance, 0) + half(balance, 32)
}

function half(balance: Int32Array, from: number): string {
  let bits = 0
  for (let bit = 0; bit < 32; bit++) if (balance[from + bit]! > 0) bits |= 1 << bit
  return (bits >>> 0).toString(16).padStart(8, '0')
}

function pairAt(text: string, i: number): number {
  return (text.charCodeAt(i) << 16) | text.charCodeAt(i + 1)
}

/** Finaliser of MurmurHash3: each input bit turns about half of the output bits. */
function mixed(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
