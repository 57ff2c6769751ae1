export const forms = ['ask', 'report'] as const
export type Form = (typeof forms)[number]

export const verdicts = ['agreed', 'conditions', 'refused', 'not_ours', 'noted'] as const
export type Verdict = (typeof verdicts)[number]

/** How a paper may be answered: a request is decided, a report received; either may have come to the wrong door. */
export const answersTo = (form: Form): Verdict[] =>
  form === 'ask' ? ['agreed', 'conditions', 'refused', 'not_ours'] : ['noted', 'not_ours']

/** Whoever does not simply agree says why, or under which conditions. */
export const needsWords = (verdict: Verdict): boolean => verdict !== 'agreed' && verdict !== 'noted'

/** The outcome that the matter below has: what is agreed or received is done, all else is explained. */
export const outcomeOf = (verdict: Verdict): 'solved' | 'explained' =>
  verdict === 'refused' || verdict === 'not_ours' ? 'explained' : 'solved'

export type Stage = 'waiting' | 'answered' | 'closed' | 'withdrawn'

/** Where a paper stands, from the matter that it is. */
export function stageOf(matter: { state: string; outcome: string | null }): Stage {
  if (matter.outcome === 'recalled') return 'withdrawn'
  if (matter.state === 'closed') return 'closed'
  return matter.state === 'answered' ? 'answered' : 'waiting'
}

/** Whether what was asked may be done now (批复以前不得先办). */
export const mayProceed = (form: Form, verdict: Verdict | null): boolean =>
  form === 'report' || verdict === 'agreed' || verdict === 'conditions'

/** A new paper may go on from one that was refused or came to the wrong door, once. */
export const mayFollow = (verdict: Verdict | null): boolean => verdict === 'refused' || verdict === 'not_ours'

/** 附件: how many documents a paper carries. */
export const mostDocuments = 9
