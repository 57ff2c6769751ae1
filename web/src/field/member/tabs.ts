import type { IconName } from '../../foundation/icon.tsx'
import type { Way } from '../../foundation/ways.tsx'
import type { MemberWordKey } from './words.ts'

export interface MemberTab {
  to: Way
  icon: IconName
  word: MemberWordKey
}

/** What a member has under the thumb; five at most. A feature with pages of its own adds its tab here. */
export const memberTabs: readonly MemberTab[] = [
  { to: '/member', icon: 'list', word: 'nav.home' },
  { to: '/member/service', icon: 'check', word: 'nav.service' },
  { to: '/member/offer', icon: 'work', word: 'nav.offer' },
  { to: '/duty', icon: 'crowd', word: 'nav.duty' },
  { to: '/member/me', icon: 'person', word: 'nav.me' },
]

/** The pages of members lie below one address, with the base of the face before it or without. */
export const isMemberPath = (path: string): boolean => /^(\/field)?\/member(\/|$)/.test(path)
