import type { SameKeys } from '../foundation/i18n.ts'
import type { zh } from './zh.ts'

export const en: SameKeys<typeof zh> = {
  name: 'Lianxin on the wall',
  signIn: 'Boards show work that is going on. Please sign in first.',
  toSignIn: 'Sign in',
  which: 'Which board shall hang here? This screen remembers it.',
  none: 'There is no board that you may see now.',
  unknown: 'There is no such kind of board here. Please choose another.',
  running: 'running',
  still: 'not running',
  rehearsal: 'REHEARSAL　REHEARSAL　REHEARSAL',
  rehearsalShort: 'Rehearsal',
  live: 'Live, figures as of {{at}}',
  polling: 'The live line is down; looking by itself. Figures as of {{at}}',
  stale: 'Figures stand at {{at}}: {{why}}',
  full: 'Full screen',
  leaveFull: 'Leave full screen',
  choose: 'Another board',
  ways: 'This screen',
}
