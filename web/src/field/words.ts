import { type KeyOf, speak } from '../foundation/i18n.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type WordKey = KeyOf<typeof zh>
export const useWords = speak<typeof zh>('field', zh, en)
