import { usePick } from '../../foundation/both.ts'
import { ProposalFacts } from '../matter/proposal.tsx'
import type { MatterDetail } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { CommandForm, Values } from './field.ts'
import { OwnersAid, TriageAid } from './triage-aid.tsx'

interface AidProps {
  form: CommandForm
  detail: MatterDetail
  values: Values
  onUse(values: Values): void
}

/** The answer as the person will read it. */
function Preview({ detail, values }: { detail: MatterDetail; values: Values }) {
  const say = useWords()
  const text = String(values.text ?? '').trim()
  const outcome = values.outcome as 'solved' | 'explained' | 'unsolved' | undefined
  return (
    <div className="desk-preview">
      <h3>{say('matter.form.preview')}</h3>
      <div className="desk-preview-paper">
        <p>
          <strong>{detail.five.owned.organisation.name}</strong>
          {outcome && <em>{say(`matter.form.outcomes.${outcome}`)}</em>}
        </p>
        {text ? (
          <p className="desk-words">{text}</p>
        ) : (
          <p className="desk-soft">{say('matter.form.previewEmpty')}</p>
        )}
      </div>
    </div>
  )
}

/** What the rules have the person told when a request is not accepted. */
function Told({ detail, values }: { detail: MatterDetail; values: Values }) {
  const say = useWords()
  const pick = usePick()
  const ground = detail.choices.not_accepted.find(({ id }) => id === values.ground)
  if (!ground) return null
  return (
    <div className="desk-preview">
      <h3>{say('matter.form.willBeTold')}</h3>
      <div className="desk-preview-paper">
        <p>{pick(ground.tell)}</p>
        {ground.route && <p>{pick(ground.route)}</p>}
        {String(values.text ?? '').trim() && <p className="desk-words">{String(values.text)}</p>}
      </div>
    </div>
  )
}

/** What stands above the fields. */
export function AidAbove({ form, detail, onUse }: AidProps) {
  if (form.aid === 'triage') return <TriageAid matterId={detail.id} onUse={onUse} />
  if (form.aid === 'owners') return <OwnersAid matterId={detail.id} onUse={onUse} />
  if (form.aid === 'proposal' && detail.proposal_detail)
    return <ProposalFacts proposal={detail.proposal_detail} />
  return null
}

/** What stands below them. */
export function AidBelow({ form, detail, values }: AidProps) {
  if (form.aid === 'preview' && detail.kind === 'request') return <Preview detail={detail} values={values} />
  if (form.aid === 'tell') return <Told detail={detail} values={values} />
  return null
}
