import type { SameKeys } from '../../foundation/i18n.ts'
import type { zhPoll } from './zh.ts'

export const enPoll: SameKeys<typeof zhPoll> = {
  title: 'Residents’ poll',
  intro:
    'Enter the code that you received. No sign-in, no name: the system knows only that the code was used, never what you answered.',
  code: 'Code',
  codeHint: 'The 10 letters and digits on the paper.',
  codeFault: 'Please enter the code on the paper',
  next: 'Next',
  answers: { satisfied: 'Satisfied', dissatisfied: 'Dissatisfied', unsure: 'Cannot say' },
  send: 'Send',
  sending: 'Sending…',
  choose: 'Please choose one',
  once: 'Each code counts once and cannot be changed afterwards.',
  done: 'Thank you, your answer is counted',
  doneHint: 'Only totals are shown, and only after the end; nobody sees who answered what.',
  used: 'This code has been used',
  usedHint: 'Each code counts once. If it was not you, please tell the community.',
  closed: 'This poll is over',
  closedHint: 'Thank you for your interest.',
  missing: 'There is no such code',
  missingHint: 'Please compare it with the paper once more.',
}
