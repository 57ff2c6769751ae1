import type { Counts } from '../kernel/locked/index.ts'
import type { State } from './rules.ts'

/** Below this a count would say how each rated. */
export const fewestRaters = 3

/** self: members write of themselves · rating: the others vote · grading: the committee grades · settled: each reads their own */
export type Stage = 'self' | 'rating' | 'grading' | 'settled'

export interface Round {
  state: State
  /** Of the votes about its members: how many there are, and how many run. */
  votes: number
  votesOpen: number
  settled: boolean
}

export function stageOf({ votes, votesOpen, settled }: Round): Stage {
  if (settled) return 'settled'
  if (votes === 0) return 'self'
  return votesOpen > 0 ? 'rating' : 'grading'
}

/** A self-assessment comes first: whoever has heard how the others rated would write another one. */
export const mayWriteSelf = (round: Round): boolean =>
  stageOf(round) === 'self' && (round.state === 'called' || round.state === 'running')

export const mayGrade = (
  round: Round,
  grader: { personId: string | null; inCommittee: boolean },
  memberId: string,
): boolean => stageOf(round) === 'grading' && grader.inCommittee && grader.personId !== memberId

/** Whom somebody else in the committee can grade; the only one in it is graded from above, not here. */
export const gradable = (memberId: string, committee: readonly string[]): boolean =>
  committee.some((personId) => personId !== memberId)

/** Of those who can be graded, those who are not yet. */
export const stillToGrade = (
  people: readonly { personId: string; graded: boolean }[],
  committee: readonly string[],
): string[] =>
  people
    .filter(({ personId, graded }) => !graded && gradable(personId, committee))
    .map(({ personId }) => personId)

/** Counts as they may be shown: none where so few rated that they would say who gave what. */
export const shownCounts = (counts: Counts | null): Counts | null =>
  counts && Object.values(counts).reduce((sum, each) => sum + each, 0) >= fewestRaters ? counts : null
