import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { Icon, type IconName } from '../../foundation/icon.tsx'
import { languageOf } from '../../foundation/language-of.ts'
import { LongWords } from '../../foundation/long-words.tsx'
import { StateMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { dateTimeWords, dueAtWords, useNow } from '../../foundation/time.ts'
import { Page } from '../pieces/page.tsx'
import { type Door, doorPath, readForm, type TrackedRequest } from '../requests-api.ts'
import { AddForm } from './add-form.tsx'
import { Answer, isDeclined } from './answer.tsx'
import { ContactCare } from './contact-care.tsx'
import { JudgeForm } from './judge-form.tsx'
import { MatterPhotos } from './matter-photos.tsx'
import { usePlainWords } from './plain-words.ts'
import { ReopenForm } from './reopen-form.tsx'
import { Timeline } from './timeline.tsx'
import { useWords, type WordKey } from './words.ts'

interface ViewProps {
  request: TrackedRequest
  door: Door
}

const saidStates =
  'received triaged dispatched signed in_hand contested suspended answered judged following closed'.split(' ')

/** A matter as the person who asked sees it: the state in plain words, the five questions, and what they may do now. */
export function RequestView({ request, door }: ViewProps) {
  const say = useWords()
  const client = useQueryClient()
  const [thanks, setThanks] = useState<WordKey | null>(null)
  const [isErased, setIsErased] = useState(false)
  const renew = (fresh: TrackedRequest, words: WordKey) => {
    client.setQueryData(['request', doorPath(door)], fresh)
    setThanks(words)
    scrollTo({ top: 0 })
  }
  const { state, can } = request
  if (isErased)
    return (
      <Page title={say('track.contact.erasedTitle')} intro={say('track.contact.erasedHint')}>
        <p className="row">
          <Link to="/r" className="button">
            {say('nav.track')}
          </Link>
        </p>
      </Page>
    )
  return (
    <Page title={request.title}>
      <div className="state-line">
        <StateMark state={state} words={request.state_words} />
        <span className="soft">{say('track.number', { number: request.number })}</span>
      </div>
      {saidStates.includes(state) && (
        <p className="intro">
          {say(isDeclined(request) ? 'track.says.declined' : (`track.says.${state}` as WordKey))}
        </p>
      )}
      <div role="status">
        {thanks && (
          <div className="notice notice-good">
            <Icon name="check" />
            <p>{say(thanks)}</p>
          </div>
        )}
      </div>
      {can.judge && <JudgeForm request={request} door={door} onDone={renew} />}
      <Five request={request} />
      {request.parts.length > 0 && <Parts request={request} />}
      {request.photos.length > 0 && <MatterPhotos photos={request.photos} door={door} onDone={renew} />}
      <Timeline request={request} door={door} />
      {can.reopen && <ReopenForm until={request.reopen_until} door={door} onDone={renew} />}
      {can.add_words && <AddForm door={door} onDone={renew} />}
      <ContactCare request={request} door={door} onDone={renew} onErased={() => setIsErased(true)} />
    </Page>
  )
}

function Question({ icon, title, children }: { icon: IconName; title: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        {title}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}

/** 谁提的、谁来办、何时办完、办得怎样、谁来评 */
function Five({ request }: { request: TrackedRequest }) {
  const say = useWords()
  const plain = usePlainWords()
  const pick = usePick()
  const now = useNow()
  const { data: form } = useQuery({ queryKey: ['form'], queryFn: readForm, staleTime: 600_000 })
  const kind = form?.kinds.find(({ id }) => id === request.kind)
  const { area, address } = placeWords(request.place?.area?.split(' ') ?? [], request.place?.address)
  const place = address || area
  const { owner, deadline } = request
  const about = [kind && pick(kind), request.category && pick(request.category)].filter(Boolean).join(' · ')
  return (
    <section className="card">
      <h2 className="lx-hidden">{say('track.five.title')}</h2>
      <dl className="facts five">
        <Question icon="speech" title={say('track.five.asked')}>
          <LongWords className="own-words" text={request.text} />
          <p className="soft">
            {[
              place || say('track.five.noPlace'),
              about,
              say('track.five.at', { at: dateTimeWords(request.created_at, now) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {request.followers > 0 && (
            <p className="soft">{say('track.five.followers', { count: request.followers })}</p>
          )}
        </Question>
        <Question icon="person" title={say('track.five.owned')}>
          <strong lang={languageOf(owner.name)}>{owner.name}</strong>
          {owner.handler && <p className="soft">{say('track.five.handler', { name: owner.handler })}</p>}
          {owner.phone && (
            <p>
              <a className="call" href={`tel:${owner.phone.replace(/[^\d+]/g, '')}`}>
                <Icon name="phone" />
                {say('track.five.call', { phone: owner.phone })}
              </a>
            </p>
          )}
        </Question>
        <Question icon="clock" title={say('track.five.due')}>
          {deadline ? (
            <>
              <p>
                <strong>
                  {say('track.five.dueText', {
                    due: dueAtWords(deadline.due_at, now),
                    step: plain.step(deadline.step, deadline.step_words),
                  })}
                </strong>{' '}
                <DueMark dueAt={deadline.due_at} />
              </p>
              <details className="why">
                <summary>{say('track.five.why')}</summary>
                <p>{pick(deadline.explanation)}</p>
              </details>
            </>
          ) : (
            <p className="soft">
              {say(request.state === 'closed' ? 'track.five.noDueClosed' : 'track.five.noDue')}
            </p>
          )}
        </Question>
        <Done request={request} />
        <Judged request={request} />
      </dl>
    </section>
  )
}

function Done({ request }: { request: TrackedRequest }) {
  const say = useWords()
  const pick = usePick()
  const { answer } = request
  return (
    <Question icon="work" title={say('track.five.done')}>
      {request.outcome_words && <strong>{pick(request.outcome_words)}</strong>}
      {request.can.judge ? (
        <p className="soft">{say('track.five.answerAbove')}</p>
      ) : answer ? (
        <>
          {!request.outcome_words && <p className="soft">{say('track.five.before')}</p>}
          <Answer answer={answer} />
        </>
      ) : (
        !request.outcome_words && <p className="soft">{say('track.five.notDone')}</p>
      )}
    </Question>
  )
}

function Judged({ request }: { request: TrackedRequest }) {
  const say = useWords()
  const pick = usePick()
  const { judgement } = request
  const grade =
    judgement?.satisfaction_words ??
    request.satisfaction_grades.find(({ id }) => id === judgement?.satisfaction)
  return (
    <Question icon="review" title={say('track.five.judged')}>
      {judgement ? (
        <>
          {!request.outcome_words && <p className="soft">{say('track.five.judgedBefore')}</p>}
          <strong>
            {say(judgement.solved ? 'track.five.solved' : 'track.five.unsolved')}
            {grade && ` · ${pick(grade)}`}
          </strong>
          {judgement.comment && <blockquote>{judgement.comment}</blockquote>}
        </>
      ) : (
        <p className="soft">
          {say(
            request.can.judge
              ? 'track.five.you'
              : request.outcome === 'no_judgement'
                ? 'track.five.noJudgement'
                : 'track.five.youLater',
          )}
        </p>
      )}
    </Question>
  )
}

function Parts({ request }: { request: TrackedRequest }) {
  const say = useWords()
  // Two tasks of one office that stand alike are one line to who asked.
  const parts = new Map(request.parts.map((part) => [`${part.owner} ${part.state}`, part]))
  return (
    <section className="card list-card">
      <h2>{say('track.parts.title')}</h2>
      <ul className="parts">
        {[...parts].map(([key, part]) => (
          <li key={key}>
            <span>{part.owner}</span>
            <StateMark state={part.state} words={part.state_words} />
          </li>
        ))}
      </ul>
    </section>
  )
}
