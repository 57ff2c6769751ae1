import { Button, Popconfirm, Tag } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { stampWords } from '../../foundation/time.ts'
import { Codes } from '../paper-polls/codes.tsx'
import { ProblemAlert, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { PollForm } from './case-forms.tsx'
import type { CaseDetail, Poll } from './weak.ts'

/** What residents say: a poll by codes on paper, counted, never tied to anybody. */
export function PollSection({ found }: { found: CaseDetail }) {
  const say = useWords()
  const [isOpening, setOpening] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const running = found.polls.some(({ closed_at }) => closed_at === null)
  const may = found.may_decide && ['listed', 'accepted'].includes(found.state)
  const end = useSave<void>(
    () => post(`/api/weak/${found.id}/poll/close`, { version: found.version }),
    () => {},
  )
  return (
    <section className="desk-section" aria-labelledby="weak-poll">
      <div className="desk-section-head">
        <h2 id="weak-poll">{say('weak.poll')}</h2>
        {may && !running && (
          <Button size="small" onClick={() => setOpening(true)}>
            {say('weak.openPoll')}
          </Button>
        )}
        {may && running && (
          <Popconfirm
            title={say('weak.closePoll')}
            description={say('weak.closePollSure')}
            okText={say('weak.closePoll')}
            cancelText={say('act.cancel')}
            onConfirm={() => end.mutate()}
          >
            <Button size="small" loading={end.isPending}>
              {say('weak.closePoll')}
            </Button>
          </Popconfirm>
        )}
      </div>
      <ProblemAlert error={end.error} />
      {found.polls.length === 0 && <p className="desk-soft">{say('weak.pollNone')}</p>}
      <ul className="desk-findings">
        {found.polls.map((poll) => (
          <li key={poll.id}>
            <PollWords poll={poll} />
          </li>
        ))}
      </ul>
      {isOpening && (
        <PollForm
          found={found}
          onClose={() => setOpening(false)}
          onCodes={(made) => {
            setOpening(false)
            setCodes(made)
          }}
        />
      )}
      {codes && <Codes codes={codes} onClose={() => setCodes(null)} />}
    </section>
  )
}

function PollWords({ poll }: { poll: Poll }) {
  const say = useWords()
  if (poll.closed_at === null) return <div>{say('weak.pollOpen', { issued: poll.issued })}</div>
  const { issued, returned, satisfied, dissatisfied, unsure } = poll
  return (
    <div>
      <Tag color={poll.passed ? 'green' : 'red'}>
        {say(poll.passed ? 'weak.pollPassed' : 'weak.pollFailed')}
      </Tag>
      {say('weak.pollResult', {
        issued,
        returned: returned ?? 0,
        satisfied: satisfied ?? 0,
        dissatisfied: dissatisfied ?? 0,
        unsure: unsure ?? 0,
      })}
      <small className="desk-soft desk-block">{stampWords(poll.closed_at)}</small>
    </div>
  )
}
