import { speak } from '../foundation/i18n.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export const useWords = speak<typeof zh>('screen', zh, en)
