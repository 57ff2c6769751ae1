import { type KeyOf, speak } from '../../foundation/i18n.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type MemberWordKey = KeyOf<typeof zh>
export const useMemberWords = speak<typeof zh>('member', zh, en)
