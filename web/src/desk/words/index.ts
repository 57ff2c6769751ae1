import { type KeyOf, speak } from '../../foundation/i18n.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** Every sentence of the desk by its dotted name. */
export type WordKey = KeyOf<typeof zh>

/** The hook that speaks the desk's words in the language of the page. */
export const useWords = speak('desk', zh, en)

export type Say = ReturnType<typeof useWords>
