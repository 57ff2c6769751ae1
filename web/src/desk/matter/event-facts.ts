import { outcomeWords, stepWords } from '../../../../server/src/matters/words.ts'
import type { Both } from '../../foundation/api.ts'
import { dateTimeWords, dateWords, dueAtWords } from '../../foundation/time.ts'
import { stepWordsOf } from '../step-words.ts'
import type { Choice, MatterDetail, TimelineEntry } from '../types.ts'
import type { Say } from '../words/index.ts'

const named = (list: Choice[], id: string | undefined): Choice | undefined =>
  list.find((each) => each.id === id)

export interface FactContext {
  detail: MatterDetail
  say: Say
  pick: (words: Both | null | undefined) => string
  categoryOf: (id: string) => Both | undefined
  /** How a due time is told; on paper never as “today”. */
  dueAs?: (at: string) => string
}

/** The facts of one event as short phrases: to whom, on which ground, until when. */
export function factsOf(entry: TimelineEntry, context: FactContext): string[] {
  const { detail, say, pick, categoryOf, dueAs = dueAtWords } = context
  const { details, kind } = entry
  const { choices } = detail
  const facts: (string | undefined)[] = [
    details.to && `→ ${details.to}`,
    details.ground &&
      pick(
        named(choices.return_grounds, details.ground) ??
          named(choices.suspension_grounds, details.ground) ??
          named(choices.not_accepted, details.ground),
      ),
    kind === 'matter.triaged' && details.category ? pick(categoryOf(details.category)) : undefined,
    kind === 'matter.triaged' ? pick(named(choices.urgencies, details.urgency)) : undefined,
    details.outcome && pick(outcomeWords[details.outcome as keyof typeof outcomeWords]),
    details.satisfaction && pick(named(choices.satisfaction, details.satisfaction)),
    details.review_on &&
      `${say('matter.sections.reviewOn')} ${dateWords(`${details.review_on}T12:00:00+08:00`)}`,
    details.round && details.round > 1 ? say('matter.sections.round', { n: details.round }) : undefined,
    kind === 'matter.deadline_missed' && details.step ? pick(stepWords[details.step]) : undefined,
    kind === 'matter.deadline_missed' && details.due_at ? dateTimeWords(details.due_at) : undefined,
    details.next_due_at && details.next_step
      ? say('matter.sections.nextDue', {
          step: pick(stepWordsOf(detail.kind, details.next_step, stepWords[details.next_step])),
          due: dueAs(details.next_due_at),
        })
      : undefined,
  ]
  return facts.filter((fact): fact is string => Boolean(fact))
}
