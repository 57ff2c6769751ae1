import { usePick } from '../../foundation/both.ts'
import { useRules } from '../rules/rules.ts'

export type Vocabulary = 'organisation_kinds' | 'functions'

/** What the rules call a kind of organisation or a function. */
export function useNames() {
  const pick = usePick()
  const { data } = useRules()
  return (section: Vocabulary, id: string | null) => {
    if (!id) return ''
    const row = data?.sections.find((each) => each.id === section)?.rows.find((each) => each.id === id)
    return row?.zh ? pick({ zh: row.zh, en: row.en ?? row.zh }) : id
  }
}

/** Kinds or functions to choose from. */
export function useVocabulary(section: Vocabulary): { value: string; label: string }[] {
  const pick = usePick()
  const { data } = useRules()
  const rows = data?.sections.find((each) => each.id === section)?.rows ?? []
  return rows.map((row) => ({
    value: row.id,
    label: row.zh ? pick({ zh: row.zh, en: row.en ?? row.zh }) : row.id,
  }))
}
