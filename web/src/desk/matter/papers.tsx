import { Collapse } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { dateTimeWords, dueAtWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import type { DeadlineFact, MatterDetail } from '../types.ts'
import { useWords, type WordKey } from '../words/index.ts'

const endings = ['met', 'missed', 'stopped', 'replaced', 'extended']

function Deadline({ deadline }: { deadline: DeadlineFact }) {
  const say = useWords()
  const pick = usePick()
  const ended = deadline.ended_as
    ? endings.includes(deadline.ended_as)
      ? say(`matter.endedAs.${deadline.ended_as}` as WordKey)
      : deadline.ended_as
    : say('matter.sections.running')
  const isLate = deadline.ended_at !== null && deadline.ended_at > deadline.due_at
  return (
    <li>
      <strong>{pick(deadline.step_words)}</strong> {dateTimeWords(deadline.started_at)} →{' '}
      {dueAtWords(deadline.due_at)}{' '}
      <span data-tone={isLate ? 'red' : 'grey'} className="desk-flag">
        {ended}
      </span>
      <small className="desk-soft">{pick(deadline.explanation)}</small>
    </li>
  )
}

/** Judgements, deadlines and the rules that apply: looked up now and then, so folded away. */
export function Papers({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const items = [
    ...(detail.judgements.length > 0
      ? [
          {
            key: 'judgements',
            label: `${say('matter.sections.judgements')} (${detail.judgements.length})`,
            children: (
              <ul className="desk-paper-list">
                {detail.judgements.map((judgement) => (
                  <li key={judgement.at}>
                    <strong>
                      {say(judgement.solved ? 'matter.five.solved' : 'matter.five.unsolved')} ·{' '}
                      {pick(judgement.satisfaction_words)}
                    </strong>{' '}
                    {pick(judgement.by)} · {dateTimeWords(judgement.at)}
                    {judgement.comment && <p className="desk-words">{judgement.comment}</p>}
                  </li>
                ))}
              </ul>
            ),
          },
        ]
      : []),
    {
      key: 'deadlines',
      label: `${say('matter.sections.deadlines')} (${detail.deadlines.length})`,
      children: (
        <ul className="desk-paper-list">
          {detail.deadlines.map((deadline) => (
            <Deadline key={`${deadline.started_at}${deadline.due_at}`} deadline={deadline} />
          ))}
        </ul>
      ),
    },
    {
      key: 'rules',
      label: say('matter.sections.pinned'),
      children: (
        <p>
          {say('matter.sections.pinnedAt', {
            pack: pick(detail.pinned_rules.pack),
            day: detail.pinned_rules.on_date,
          })}
          <br />
          <code className="desk-soft">{detail.pinned_rules.hash.slice(0, 16)}</code>{' '}
          <WayLink to="/rules">{say('matter.sections.openRules')}</WayLink>
        </p>
      ),
    },
  ]
  return <Collapse size="small" items={items} className="desk-papers" />
}
