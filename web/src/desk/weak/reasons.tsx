import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import type { Reason } from './weak.ts'

/** Why a branch is looked at: each situation with what was counted and on what it stands. */
export function Reasons({ reasons, brief }: { reasons: Reason[]; brief?: boolean }) {
  const say = useWords()
  const pick = usePick()
  if (reasons.length === 0) return <p className="desk-soft">{say('weak.noReasons')}</p>
  return (
    <ul className="desk-reasons">
      {reasons.map((reason) => {
        const count =
          reason.value === null
            ? null
            : reason.of === null
              ? say('weak.count', { value: reason.value })
              : say('weak.countOf', { value: reason.value, of: reason.of })
        const facts = [count, reason.since && say('weak.since', { day: reason.since })]
          .filter(Boolean)
          .join(' · ')
        return (
          <li key={reason.situation}>
            {pick(reason)}
            {facts && <span className="desk-soft"> {facts}</span>}
            {!brief && (
              <small className="desk-soft desk-block">
                {[
                  reason.source && say('weak.factSource', { source: reason.source }),
                  say('weak.ruleSource', { source: reason.rule_source }),
                  reason.unverified && say('weak.unverified'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            )}
          </li>
        )
      })}
    </ul>
  )
}
