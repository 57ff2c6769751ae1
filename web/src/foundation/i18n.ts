import { useSyncExternalStore } from 'react'
import { remember, remembered } from './memory.ts'
import { en as foundationEn, zh as foundationZh } from './words.ts'

export type Language = 'zh' | 'en'

/** A tree of sentences. `{{name}}` is filled in; `_one` and `_other` are chosen by `count`. */
export interface Words {
  readonly [key: string]: string | Words
}

/** The other language: the same keys, free words. */
export type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> }

type Singular<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K

/** Every key of a tree, dotted: `report.where.title`. */
export type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${KeyOf<T[K]>}`
}[keyof T & string]

type Values = Readonly<Record<string, string | number>>

export type Say<T> = (key: KeyOf<T>, values?: Values) => string

const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en' }

/** Tests and tools read the words without a page. */
const page = typeof document === 'undefined' ? null : document.documentElement

function firstLanguage(): Language {
  const chosen = remembered('language')
  if (chosen === 'zh' || chosen === 'en') return chosen
  if (!page) return 'zh'
  return navigator.languages?.some((tag) => tag.toLowerCase().startsWith('zh')) === false &&
    navigator.language.toLowerCase().startsWith('en')
    ? 'en'
    : 'zh'
}

let language: Language = firstLanguage()
if (page) page.lang = tags[language]

/** Sentences of each face in each language, by their dotted key. */
const sentences: Record<Language, Map<string, string>> = { zh: new Map(), en: new Map() }

function learn(language: Language, prefix: string, words: Words): void {
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') sentences[language].set(`${prefix}.${key}`, value)
    else learn(language, `${prefix}.${key}`, value)
  }
}

/** English tells one from many; Chinese does not. Both write the two forms. */
const formOf = (count: unknown) => (count === 1 ? 'one' : 'other')

/** The sentence with its values filled in; Chinese where the other is missing, and the key where neither is. */
function sentence(language: Language, face: string, key: string, values: Values = {}): string {
  const path = `${face}.${key}`
  const find = (among: Map<string, string>) =>
    (values.count === undefined ? undefined : among.get(`${path}_${formOf(values.count)}`)) ?? among.get(path)
  const found = find(sentences[language]) ?? find(sentences.zh) ?? key
  return found.replace(/\{\{(\w+)\}\}/g, (hole, name: string) => String(values[name] ?? hole))
}

const listeners = new Set<() => void>()

export function currentLanguage(): Language {
  return language
}

let learnFirst: ((next: Language) => Promise<void>) | undefined

/**
 * A face that brings only Chinese with its first page names here how the other language comes. @returns resolves when
 * the words of the language in force are there; where they cannot be had, Chinese speaks.
 */
export async function learnBefore(learn: (next: Language) => Promise<void>): Promise<void> {
  learnFirst = learn
  await learn(language).catch(() => {})
}

/** What was asked for last; its words may still be on their way. */
let wanted = language

/** Switches every page at once, without a reload, and remembers it on this device. */
export function setLanguage(next: Language): void {
  wanted = next
  if (next === language) return
  if (!learnFirst) {
    apply(next)
    return
  }
  learnFirst(next).then(
    () => {
      if (wanted === next) apply(next)
    },
    // The words cannot be had now: the page goes on in the language that it has.
    () => {},
  )
}

function apply(next: Language): void {
  language = next
  remember('language', next)
  if (page) page.lang = tags[next]
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The language of the page; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(listen, currentLanguage)
}

/**
 * Registers the words of one face and gives the hook that speaks them.
 *
 *     export const useWords = speak('resident', zh, en)
 *     const say = useWords()
 *     say('report.title')
 *
 * `Later` are words of pages that are loaded later and bring them by `addWords`.
 */
export function speak<T extends Words, Later extends Words = T>(
  face: string,
  zh: T,
  en?: SameKeys<T>,
): () => Say<T & Later> {
  learn('zh', face, zh)
  if (en) learn('en', face, en)
  const sayIn =
    (spoken: Language): Say<T & Later> =>
    (key, values) =>
      sentence(spoken, face, key, values)
  const voices = { zh: sayIn('zh'), en: sayIn('en') }
  return () => voices[useLanguage()]
}

/** Adds the English of a face that spoke Chinese first. */
export function addEnglish(face: string, en: Words): void {
  learn('en', face, en)
}

/** Adds words that a face needs only on some of its pages, when those pages are loaded. */
export function addWords<T extends Words>(face: string, zh: T, en: SameKeys<T>): void {
  learn('zh', face, zh)
  learn('en', face, en)
}

addWords('foundation', foundationZh, foundationEn)

/** The words that every face shares: problems, time, the demonstration banner. */
export function sayFoundation(key: KeyOf<typeof foundationZh>, values?: Values): string {
  return sentence(language, 'foundation', key, values)
}

export function useFoundationWords(): Say<typeof foundationZh> {
  useLanguage()
  return sayFoundation
}
