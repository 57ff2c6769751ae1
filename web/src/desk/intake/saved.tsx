import { CheckCircleOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { dueAtWords } from '../../foundation/time.ts'
import { toMatter, useGo } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'

export interface Accepted {
  id?: string
  code: string
  number: string
  owner: { name: string; phone: string | null }
  deadline: { step_words: Both; due_at: string; explanation: Both } | null
}

/** What the clerk reads out: the code, who has it, and by when. */
export function Saved({ accepted, onAnother }: { accepted: Accepted; onAnother(): void }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { message } = App.useApp()
  const { id, code, number, owner, deadline } = accepted
  return (
    <section className="desk-section desk-saved" aria-live="polite">
      <h1>
        <CheckCircleOutlined aria-hidden /> {say('matter.intake.savedTitle')}
      </h1>
      <p>{say('matter.intake.readOut')}</p>
      <p className="desk-code">
        <output aria-label={say('matter.intake.codeLabel')}>{code}</output>{' '}
        <Button
          onClick={() =>
            void navigator.clipboard?.writeText(code).then(() => message.success(say('act.copied')))
          }
        >
          {say('act.copy')}
        </Button>
      </p>
      <dl className="desk-facts">
        <dt>{say('matter.intake.number')}</dt>
        <dd>{number}</dd>
        <dt>{say('matter.intake.owner')}</dt>
        <dd>
          {owner.name} {owner.phone}
        </dd>
        {deadline && (
          <>
            <dt>{say('matter.intake.deadline')}</dt>
            <dd>
              {pick(deadline.step_words)} · {dueAtWords(deadline.due_at)}
              <small className="desk-soft">{pick(deadline.explanation)}</small>
            </dd>
          </>
        )}
      </dl>
      <p className="desk-saved-next">
        <Button type="primary" autoFocus onClick={onAnother}>
          {say('matter.intake.another')}
        </Button>
        {id && <Button onClick={() => go(toMatter(id))}>{say('matter.intake.openMatter')}</Button>}
      </p>
    </section>
  )
}
