import type { Both } from './api.ts'
import { usePick } from './both.ts'
import type { Tone } from './colours.ts'
import { Icon, type IconName } from './icon.tsx'

export type { Tone } from './colours.ts'

export interface Mark {
  tone: Tone
  icon: IconName
}

const unknownMark: Mark = { tone: 'grey', icon: 'unknown' }

/** Each state of a matter: one colour and one icon, in every face. The word comes with the matter. */
export const stateMarks: Readonly<Record<string, Mark>> = {
  received: { tone: 'grey', icon: 'inbox' },
  triaged: { tone: 'grey', icon: 'tag' },
  dispatched: { tone: 'amber', icon: 'send' },
  signed: { tone: 'teal', icon: 'sign' },
  in_hand: { tone: 'blue', icon: 'work' },
  contested: { tone: 'violet', icon: 'scales' },
  suspended: { tone: 'grey', icon: 'pause' },
  answered: { tone: 'teal', icon: 'speech' },
  judged: { tone: 'red', icon: 'review' },
  following: { tone: 'violet', icon: 'link' },
  closed: { tone: 'green', icon: 'check' },
}

/** Each class of urgency likewise. */
export const urgencyMarks: Readonly<Record<string, Mark>> = {
  urgent: { tone: 'red', icon: 'alarm' },
  utility: { tone: 'amber', icon: 'drop' },
  ordinary: { tone: 'grey', icon: 'dot' },
  complex: { tone: 'violet', icon: 'layers' },
}

/** How pressing a deadline is. */
export const dueMarks = {
  calm: { tone: 'grey', icon: 'clock' },
  soon: { tone: 'amber', icon: 'clock' },
  late: { tone: 'red', icon: 'late' },
} as const satisfies Record<string, Mark>

/** Each state of a whistle's call: one colour and one icon, on every page. */
export const callMarks: Readonly<Record<string, Mark>> = {
  called: { tone: 'amber', icon: 'alarm' },
  acknowledged: { tone: 'blue', icon: 'walk' },
  arrived: { tone: 'teal', icon: 'here' },
  released: { tone: 'green', icon: 'check' },
  excused: { tone: 'violet', icon: 'scales' },
  called_off: { tone: 'grey', icon: 'close' },
}

/** A word with its colour and icon; `plain` has no ground, for dense tables. */
export function MarkWord({ mark, words, plain }: { mark: Mark; words: string; plain?: boolean }) {
  return (
    <span className="lx-mark" data-tone={mark.tone} {...(plain ? { 'data-plain': '' } : {})}>
      <Icon name={mark.icon} className="" />
      {words}
    </span>
  )
}

export function StateMark({ state, words, plain }: { state: string; words: Both; plain?: boolean }) {
  const pick = usePick()
  return <MarkWord mark={stateMarks[state] ?? unknownMark} words={pick(words)} plain={plain ?? false} />
}

export function UrgencyMark({ urgency, plain }: { urgency: Both & { id: string }; plain?: boolean }) {
  const pick = usePick()
  return (
    <MarkWord mark={urgencyMarks[urgency.id] ?? unknownMark} words={pick(urgency)} plain={plain ?? false} />
  )
}
