import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhSignIn } from './zh.ts'

export const enSignIn: SameKeys<typeof zhSignIn> = {
  title: 'Staff sign-in',
  intro: 'Residents need no account to report or to follow a matter.',
  account: 'Account',
  password: 'Password',
  show: 'Show the password',
  hide: 'Hide the password',
  code: 'One-time code',
  codeHint: 'The 6 digits of your authenticator app, or a back-up code.',
  submit: 'Sign in',
  demoTitle: 'Demonstration accounts',
  demoIntro: 'One press and you are in, without a password.',
  already: 'You are signed in: {{name}}',
  toDesk: 'To the desk',
  signOut: 'Sign out',
  due: 'Please choose a new password first',
  dueIntro: 'This was a one-time password; change it to go on.',
  next: 'New password',
  nextAgain: 'The new password again',
  change: 'Change it and go on',
  faults: {
    account: 'Please enter the account',
    password: 'Please enter the password',
    code: 'Please enter the one-time code',
    next: 'Please enter a new password',
    differs: 'The two are not the same',
  },
}
