import { type KeyOf, speak } from '../foundation/i18n.ts'
import type { zhCare } from './care/zh.ts'
import type { zhCertificate } from './certificate/zh.ts'
import type { zhMy } from './my/zh.ts'
import type { zhPoll } from './poll/zh.ts'
import type { zhPrivacy } from './privacy/zh.ts'
import type { zhSignIn } from './sign-in/zh.ts'
import type { zhTrack } from './track/zh.ts'
import { zh } from './zh.ts'

/** Words of pages that are loaded when somebody goes there; each folder's `words.ts` brings them. */
type LaterWords = {
  track: typeof zhTrack
  my: typeof zhMy
  signIn: typeof zhSignIn
  privacy: typeof zhPrivacy
  care: typeof zhCare
  poll: typeof zhPoll
  certificate: typeof zhCertificate
}

export type WordKey = KeyOf<typeof zh & LaterWords>
export const useWords = speak<typeof zh, LaterWords>('resident', zh)
