import i18next from 'i18next'
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

export type Say<T> = (key: KeyOf<T>, values?: Record<string, string | number>) => string

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

const speaker = i18next.createInstance()
void speaker.init({
  lng: language,
  fallbackLng: 'zh',
  ns: ['foundation'],
  defaultNS: 'foundation',
  resources: { zh: { foundation: foundationZh }, en: { foundation: foundationEn } },
  interpolation: { escapeValue: false },
  initAsync: false,
})

const listeners = new Set<() => void>()

export function currentLanguage(): Language {
  return language
}

/** Switches every page at once, without a reload, and remembers it on this device. */
export function setLanguage(next: Language): void {
  if (next === language) return
  language = next
  remember('language', next)
  if (page) page.lang = tags[next]
  void speaker.changeLanguage(next)
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
  en: SameKeys<T>,
): () => Say<T & Later> {
  addWords(face, zh, en)
  const sayIn = (lng: Language): Say<T & Later> => {
    const fixed = speaker.getFixedT(lng, face)
    return (key: string, values) => fixed(key, values ?? {})
  }
  const voices = { zh: sayIn('zh'), en: sayIn('en') }
  return () => voices[useLanguage()]
}

/** Adds words that a face needs only on some of its pages, when those pages are loaded. */
export function addWords<T extends Words>(face: string, zh: T, en: SameKeys<T>): void {
  speaker.addResourceBundle('zh', face, zh, true, true)
  speaker.addResourceBundle('en', face, en, true, true)
}

const foundationVoices = {
  zh: speaker.getFixedT('zh', 'foundation'),
  en: speaker.getFixedT('en', 'foundation'),
}

/** The words that every face shares: problems, time, the demonstration banner. */
export function sayFoundation(
  key: KeyOf<typeof foundationZh>,
  values?: Record<string, string | number>,
): string {
  return foundationVoices[language](key, values ?? {})
}

export function useFoundationWords(): Say<typeof foundationZh> {
  useLanguage()
  return sayFoundation
}
