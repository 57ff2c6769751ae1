import type { SameKeys } from '../../foundation/i18n.ts'
import type { zh } from './zh.ts'

export const en: SameKeys<typeof zh> = {
  brand: 'Lianxin for members',
  nav: { label: 'Member pages', home: 'Tasks', duty: 'Posts', me: 'Me', walk: 'Back to patrols' },
  kept: 'There is no signal; this was fetched {{when}}.',
  needsSignal:
    'Not sent: there is no signal now. What you entered is still here; tap again once there is one. Nothing is sent twice.',
  loading: 'Loading…',
  home: { title: 'Tasks', intro: 'Calls of the community and my tasks.' },
  notices: {
    title: 'Notices',
    none: 'No new notices',
    read: 'Noted',
    readAll: 'All noted',
    open: 'Have a look',
    noneHint: 'New calls, changes and thanks appear here.',
  },
  me: { duties: 'My duties' },
}
