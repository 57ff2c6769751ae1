import type { ReactNode } from 'react'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { dateTimeWords, dueAtWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { stepWordsOf } from '../step-words.ts'
import type { MatterDetail } from '../types.ts'
import { useWords } from '../words/index.ts'
import { ContactLook } from './contact-look.tsx'
import { MaskedCallButton } from './masked-call.tsx'

function Cell({
  question,
  children,
  tone,
}: {
  question: string
  children: ReactNode
  tone?: 'late' | 'good' | 'bad'
}) {
  return (
    <section className="desk-five-cell" data-state={tone}>
      <h2>{question}</h2>
      {children}
    </section>
  )
}

function Asked({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { asked } = detail.five
  return (
    <Cell question={say('matter.questions.asked')}>
      <strong>{pick(asked.by)}</strong>
      <p>
        {pick(asked.channel)} · <time dateTime={asked.at}>{dateTimeWords(asked.at, now)}</time>
      </p>
      {asked.anonymous ? (
        <p className="desk-soft">{say('matter.five.anonymous')}</p>
      ) : asked.masked_phone ? (
        <>
          <ContactLook matterId={detail.id} masked={asked.masked_phone} />
          <MaskedCallButton matterId={detail.id} />
        </>
      ) : (
        asked.from_person && <p className="desk-soft">{say('matter.five.noPhone')}</p>
      )}
    </Cell>
  )
}

function Owned({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const now = useNow()
  const { organisation, handler, desk, since } = detail.five.owned
  return (
    <Cell question={say('matter.questions.owned')}>
      <strong>{organisation.name}</strong>
      <p>
        {say('matter.five.handler')}
        {say('colon')}
        {handler ?? say('matter.five.noHandler')}
        {organisation.phone && ` · ${say('matter.five.phone')} ${organisation.phone}`}
      </p>
      <p className="desk-soft">
        {desk && desk.id !== organisation.id && `${say('matter.five.desk')}${say('colon')}${desk.name} · `}
        {say('matter.five.since')} {dateTimeWords(since, now)}
      </p>
    </Cell>
  )
}

function DueCell({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { due } = detail.five
  if (!due)
    return (
      <Cell question={say('matter.questions.due')}>
        <p className="desk-soft">
          {say(detail.state === 'following' ? 'matter.five.dueWithOriginal' : 'matter.five.noDue')}
        </p>
      </Cell>
    )
  const isLate = new Date(due.due_at) < now
  return (
    <Cell question={say('matter.questions.due')} {...(isLate ? { tone: 'late' as const } : {})}>
      <strong>
        <DueMark dueAt={due.due_at} plain />
      </strong>
      <p>
        {pick(stepWordsOf(detail.kind, due.step, due.step_words))} ·{' '}
        <time dateTime={due.due_at}>{dueAtWords(due.due_at, now)}</time>
      </p>
      <details className="desk-why">
        <summary>{say('matter.five.why')}</summary>
        <p>{pick(due.explanation)}</p>
        <WayLink to="/rules" search={{ q: due.rule_id }}>
          {say('matter.sections.openRules')}
        </WayLink>
      </details>
    </Cell>
  )
}

function Done({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { done } = detail.five
  // What is done again has no answer now, but it was answered before.
  const before = done.answer ? null : done.earlier_answer
  return (
    <Cell question={say('matter.questions.done')}>
      <strong>{done.outcome_words ? pick(done.outcome_words) : pick(detail.state_words)}</strong>
      {done.answer ? (
        <p className="desk-clamp">{done.answer}</p>
      ) : before ? (
        <p className="desk-clamp desk-soft">
          {say('matter.five.earlier')}
          {say('colon')}
          {before}
        </p>
      ) : (
        <p className="desk-soft">{say('matter.five.notAnswered')}</p>
      )}
      <p className="desk-soft">
        {done.at
          ? dateTimeWords(done.at, now)
          : done.contacted_at
            ? `${say('matter.five.contacted')} ${dateTimeWords(done.contacted_at, now)}`
            : detail.five.asked.from_person && detail.kind === 'request' && say('matter.five.notContacted')}
      </p>
    </Cell>
  )
}

function Judged({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { judged, done } = detail.five
  const isPart = detail.kind !== 'request'
  const verdict =
    judged &&
    (isPart
      ? say(judged.solved ? 'matter.five.partAccepted' : 'matter.five.partRefused')
      : `${say(judged.solved ? 'matter.five.solved' : 'matter.five.unsolved')} · ${pick(judged.satisfaction_words)}`)
  const isOpenAgain = detail.state !== 'closed' && detail.state !== 'judged'
  // A bad judgement stays in sight while it is done again; a good one no longer holds once it was reopened.
  const isEarlier =
    judged !== null && isOpenAgain && (judged.solved || (done.at !== null && judged.at < done.at))
  if (!judged || isEarlier) {
    const waiting = isPart
      ? 'matter.five.partJudge'
      : detail.state === 'answered'
        ? 'matter.five.waitingJudge'
        : 'matter.five.willJudge'
    return (
      <Cell question={say('matter.questions.judged')}>
        <p className="desk-soft">{say(waiting)}</p>
        {verdict && (
          <p className="desk-soft">
            {say('matter.five.earlier')}
            {say('colon')}
            {verdict}
          </p>
        )}
      </Cell>
    )
  }
  return (
    <Cell question={say('matter.questions.judged')} tone={judged.solved ? 'good' : 'bad'}>
      <strong>{verdict}</strong>
      {judged.comment && <p className="desk-clamp">“{judged.comment}”</p>}
      <p className="desk-soft">
        {pick(judged.by)} · {dateTimeWords(judged.at, now)}
      </p>
    </Cell>
  )
}

/** 谁提的、谁来办、何时办完、办得怎样、谁来评: the answers stand at the top of every matter. */
export function Five({ detail }: { detail: MatterDetail }) {
  return (
    <div className="desk-five">
      <Asked detail={detail} />
      <Owned detail={detail} />
      <DueCell detail={detail} />
      <Done detail={detail} />
      <Judged detail={detail} />
    </div>
  )
}
