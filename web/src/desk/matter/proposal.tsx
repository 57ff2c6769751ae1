import { eventWords } from '../../../../server/src/matters/words.ts'
import { usePick } from '../../foundation/both.ts'
import { dateTimeWords, dateWords } from '../../foundation/time.ts'
import type { Proposal } from '../types.ts'
import { useWords } from '../words/index.ts'

/** What the owner asks for and somebody else decides. */
export function ProposalFacts({ proposal }: { proposal: Proposal }) {
  const say = useWords()
  const pick = usePick()
  return (
    <div className="desk-aid" data-tone="amber">
      <h3>
        {say(proposal.kind === 'hand_over' ? 'matter.sections.offer' : 'matter.sections.proposal')}
        {say('colon')}
        {pick(eventWords[`matter.${proposal.kind}_proposed`])}
      </h3>
      <p className="desk-words">{proposal.reason}</p>
      <p className="desk-soft">
        {[
          proposal.ground && `${say('matter.form.ground')}${say('colon')}${pick(proposal.ground)}`,
          proposal.to && `${say('matter.sections.proposalTo')}${say('colon')}${proposal.to}`,
          proposal.review_on &&
            `${say('matter.sections.reviewOn')}${say('colon')}${dateWords(`${proposal.review_on}T12:00:00+08:00`)}`,
          dateTimeWords(proposal.at),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </div>
  )
}
