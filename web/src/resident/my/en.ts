import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhMy } from './zh.ts'

export const enMy: SameKeys<typeof zhMy> = {
  title: 'My matters',
  intro: 'Sign in by phone to see what you sent while signed in with it.',
  phone: 'Mobile number',
  phoneHint: 'Only to know that it is you; for nothing else.',
  send: 'Send me a code',
  sendAgain: 'Send again',
  sendWait_one: 'Again in {{count}} second',
  sendWait_other: 'Again in {{count}} seconds',
  sent: 'A code was sent to {{phone}}; please enter it below.',
  code: 'Code from the message',
  verify: 'Sign in',
  otherPhone: 'Use another number',
  noPhone: 'Rather not sign in? The code you got when sending works as well.',
  signedIn: 'Signed in: {{name}}',
  signOut: 'Sign out',
  signedOut: 'You are signed out. This device shows your matters no longer.',
  sessionOver: 'Your sign-in has expired; please sign in again. Nothing was lost.',
  empty: 'Nothing here yet',
  emptyHint:
    'What you send while signed in appears here. What you sent without signing in is found by its code.',
  more: 'Show more',
  due: 'Due {{at}}',
  judge: 'Waiting for your judgement',
  staff: 'You are signed in as staff. Residents see their matters by signing in with their phone.',
  faults: {
    phone: 'Please enter an 11-digit mobile number',
    code: 'Please enter the code from the message',
  },
}
