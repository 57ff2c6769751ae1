import { sayFoundation } from './i18n.ts'

/** 「甲、乙」, “one, two”. */
export const listed = (words: readonly string[]): string => words.join(sayFoundation('marks.list'))

/** What stands in brackets behind something: 「（待核实）」, “ (unverified)”. */
export const bracketed = (words: string): string => sayFoundation('marks.brackets', { words })

/** 「名称：内容」, “Name: what it is”. */
export const named = (name: string, words: string): string => sayFoundation('marks.named', { name, words })

/** 「1,234,567」: both languages group a number by thousands. */
export const grouped = (number: number): string => number.toLocaleString('en')
