import { Button } from 'antd'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { callMarks, MarkWord, StateMark } from '../../foundation/marks.tsx'
import { dateTimeWords, dueAtWords, useNow } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { CallForm, type Doing } from './call-form.tsx'
import type { Whistle, WhistleCall } from './whistles.ts'

/** What may be done with a call, the usual next step first. */
const order: Doing[] = [
  'acknowledge',
  'arrive',
  'arrive_here',
  'answer',
  'accept',
  'release',
  'decide_objection',
  'judge_called',
  'judge_caller',
  'arrive_for',
  'object',
  'leave',
  'call_off',
]

function doingsOf(call: WhistleCall): Doing[] {
  const extra: Doing[] = [
    ...(call.part.may_answer ? ['answer' as const] : []),
    ...(call.part.may_accept ? ['accept' as const] : []),
  ]
  return order.filter((each) => call.actions.includes(each) || extra.includes(each))
}

/** The three steps of a call and when each was taken, or is due. */
function Steps({ call }: { call: WhistleCall }) {
  const say = useWords()
  const now = useNow()
  const over = call.ended_at !== null
  const steps = [
    {
      key: 'answered',
      at: call.acknowledged_at,
      due: call.acknowledge_due_at,
      now: call.waits_for === 'whistle.acknowledge',
    },
    { key: 'there', at: call.arrived_at, due: call.arrive_due_at, now: call.waits_for === 'whistle.arrive' },
    {
      key: 'done',
      at:
        call.part.state === 'closed' && !['excused', 'called_off'].includes(call.state)
          ? call.ended_at
          : null,
      due: ['signed', 'in_hand'].includes(call.part.state) ? call.part.due_at : null,
      now: call.state === 'arrived',
    },
  ] as const
  return (
    <ol className="whistle-steps">
      {steps.map(({ key, at, due, now: current }) => (
        <li key={key} data-done={at ? '' : undefined} aria-current={current && !over ? 'step' : undefined}>
          <b>{say(`whistles.steps.${key}`)}</b>
          <span>
            {at
              ? dateTimeWords(at, now)
              : due && !over
                ? say('whistles.dueBy', { at: dueAtWords(due, now) })
                : say('whistles.notDone')}
          </span>
          {current && !over && due && <DueMark dueAt={due} plain />}
        </li>
      ))}
    </ol>
  )
}

function Facts({ call }: { call: WhistleCall }) {
  const say = useWords()
  const pick = usePick()
  const judged = call.judged
  return (
    <dl className="desk-facts">
      {call.comes && (
        <>
          <dt>{say('whistles.comes')}</dt>
          <dd>{call.comes.name}</dd>
        </>
      )}
      {call.arrived_at && (
        <>
          <dt>{say('whistles.arrival')}</dt>
          <dd>
            {call.arrived_way && pick(call.arrived_way)}
            {call.arrived_metres !== null &&
              ` ${call.arrived_metres < 50 ? say('whistles.atPlace') : say('whistles.away', { metres: call.arrived_metres })}`}{' '}
            <span className="lx-mark" data-tone={call.in_time ? 'green' : 'red'}>
              {say(call.in_time ? 'whistles.inTime' : 'whistles.tooLate')}
            </span>
            {call.times_left > 0 && (
              <span className="lx-mark" data-tone="amber">
                {say('whistles.leftTimes', { n: call.times_left })}
              </span>
            )}
          </dd>
        </>
      )}
      {call.objection && (
        <>
          <dt>{say('whistles.objection')}</dt>
          <dd>
            {pick(call.objection.ground)}{' '}
            <span className="lx-mark" data-tone="grey">
              {say(`whistles.outcome.${(call.objection.outcome ?? 'open') as 'open'}`)}
            </span>
            {call.objection.reason && <small>{call.objection.reason}</small>}
          </dd>
        </>
      )}
      {call.part.answer && (
        <>
          <dt>{say('whistles.answer')}</dt>
          <dd>{call.part.answer}</dd>
        </>
      )}
      {judged.caller && (
        <>
          <dt>{say('whistles.judgedByCaller')}</dt>
          <dd>
            {say(judged.caller.did ? 'whistles.did' : 'whistles.didNot')}
            {say('comma')}
            {say(judged.caller.solved ? 'whistles.solved' : 'whistles.unsolved')}
            {judged.caller.proposal && (
              <span className="lx-mark" data-tone={judged.caller.proposal === 'commend' ? 'green' : 'red'}>
                {say(`whistles.proposal.${judged.caller.proposal as 'commend'}`)}
              </span>
            )}
            {judged.caller.text && <small>{judged.caller.text}</small>}
          </dd>
        </>
      )}
      {judged.called && (
        <>
          <dt>{say('whistles.judgedByCalled')}</dt>
          <dd>
            {say(judged.called.fair ? 'whistles.fair' : 'whistles.unfair')}
            {judged.called.text && <small>{judged.called.text}</small>}
          </dd>
        </>
      )}
    </dl>
  )
}

/** One organisation that was called: where it stands, what is asked of it, and what this person may do. */
export function CallCard({ whistle, call }: { whistle: Whistle; call: WhistleCall }) {
  const say = useWords()
  const pick = usePick()
  const [doing, setDoing] = useState<Doing | null>(null)
  const doings = doingsOf(call)
  return (
    <li
      className="whistle-call"
      data-late={call.late ? '' : undefined}
      data-mine={call.mine ? '' : undefined}
    >
      <header>
        <h3>{call.organisation.name}</h3>
        <MarkWord mark={callMarks[call.state] ?? callMarks.called!} words={pick(call.state_words)} />
        {call.escalated > 0 && (
          <span className="lx-mark" data-tone="red">
            {say('whistles.escalated', { n: call.escalated })}
          </span>
        )}
        {call.designated && (
          <span className="lx-mark" data-tone="violet">
            {say('whistles.designated')}
          </span>
        )}
      </header>
      <p className="whistle-task">{call.task}</p>
      <Steps call={call} />
      {call.why && call.ended_at === null && (
        <details className="whistle-why">
          <summary>{say('whistles.why')}</summary>
          <p>{pick(call.why)}</p>
        </details>
      )}
      <Facts call={call} />
      <p className="whistle-part">
        {say('whistles.part')}{' '}
        {call.part.may_read ? (
          <WayLink to={toMatter(call.part.id)}>
            <code>{call.part.number}</code>
          </WayLink>
        ) : (
          <code>{call.part.number}</code>
        )}{' '}
        <StateMark state={call.part.state} words={call.part.state_words} plain />
      </p>
      {doings.length > 0 && (
        <div className="whistle-doings">
          {doings.map((each, index) => (
            <Button
              key={each}
              size="large"
              type={index === 0 && !['object', 'leave', 'call_off'].includes(each) ? 'primary' : 'default'}
              danger={each === 'call_off' || each === 'leave'}
              aria-expanded={doing === each}
              onClick={() => setDoing(doing === each ? null : each)}
            >
              {say(`whistles.do.${each}`)}
            </Button>
          ))}
        </div>
      )}
      {doing && doings.includes(doing) && (
        <CallForm key={doing} whistle={whistle} call={call} doing={doing} onClose={() => setDoing(null)} />
      )}
    </li>
  )
}
