import type { Both } from './api.ts'
import { currentLanguage, type Language, useLanguage } from './i18n.ts'

/** The words in the language of the page; Chinese where the other is missing. */
export function pick(both: Both | null | undefined, language: Language = currentLanguage()): string {
  if (!both) return ''
  return both[language] || both.zh
}

/** `pick` for components that must render again when the language changes. */
export function usePick(): (both: Both | null | undefined) => string {
  const language = useLanguage()
  return (both) => pick(both, language)
}
