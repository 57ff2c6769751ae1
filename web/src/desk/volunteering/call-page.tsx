import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { clockWords, stampWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { tones } from './calls.tsx'
import { Mark } from './mark.tsx'
import { reads, useDo } from './reading.ts'
import type { CallCode, CallDetail } from './types.ts'
import { WordsModal } from './words-modal.tsx'
import './volunteering.css'

export function CallPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const call = useQuery({
    queryKey: [reads, 'call', id],
    queryFn: () => get<CallDetail>(`/api/service-calls/${id}`),
    refetchInterval: 10_000,
  })
  if (!call.data)
    return call.error ? <Failed isPage error={call.error} onRetry={() => void call.refetch()} /> : <Loading />
  return <Shown call={call.data} />
}

function Shown({ call }: { call: CallDetail }) {
  const say = useWords()
  const pick = usePick()
  const [asking, setAsking] = useState<'cancel' | 'thank' | null>(null)
  const url = `/api/service-calls/${call.id}` as const
  const isOpen = call.state === 'open'
  return (
    <>
      <p className="desk-back">
        <WayLink to="/volunteering">{say('volunteering.title')}</WayLink>
      </p>
      <PageHead
        title={call.title}
        hint={`${say(`volunteering.kinds.${call.kind}`)} · ${call.community.name} · ${stampWords(call.starts_at)}–${clockWords(call.ends_at)} · ${call.place}`}
      >
        <Mark tone={tones[call.state]}>{say(`volunteering.callStates.${call.state}`)}</Mark>
        {call.may_call && isOpen && call.counts.came === 0 && (
          <Button danger onClick={() => setAsking('cancel')}>
            {say('volunteering.detail.cancel')}
          </Button>
        )}
        {call.may_call && call.counts.came > 0 && call.thanks === null && (
          <Button type="primary" onClick={() => setAsking('thank')}>
            {say('volunteering.detail.thank')}
          </Button>
        )}
      </PageHead>
      <div className="desk-stack">
        {call.reason && (
          <Alert type="warning" title={say('volunteering.detail.cancelled', { words: call.reason })} />
        )}
        <section className="desk-section">
          <p className="service-words">{call.words}</p>
          <ul className="desk-plain-list desk-soft">
            {call.skills.length > 0 && <li>{listed(call.skills.map(pick))}</li>}
            <li>{say('volunteering.detail.reach', { n: call.communities })}</li>
            {call.insurance && <li>{say('volunteering.detail.insurance', { words: call.insurance })}</li>}
            {call.duty && <li>{say('volunteering.detail.duty', { words: call.duty })}</li>}
            {call.thanks && <li>{say('volunteering.detail.thanked', { words: call.thanks })}</li>}
          </ul>
        </section>
        {call.may_call && isOpen && <Code call={call} />}
        <People call={call} />
      </div>
      {asking === 'cancel' && (
        <WordsModal
          danger
          title={say('volunteering.detail.cancel')}
          label={say('volunteering.detail.cancelReason')}
          send={(reason) => post(`${url}/cancel`, { reason })}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'thank' && (
        <WordsModal
          title={say('volunteering.detail.thank')}
          label={say('volunteering.detail.thankWords')}
          most={500}
          send={(words) => post(`${url}/thank`, { words })}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  )
}

/** For the screen on site: the code of the moment, big. */
function Code({ call }: { call: CallDetail }) {
  const say = useWords()
  const now = useNow()
  const [isShown, setShown] = useState(false)
  const isTime = new Date(call.sign_in_from) <= now
  const code = useQuery({
    queryKey: [reads, 'code', call.id],
    queryFn: () => get<CallCode>(`/api/service-calls/${call.id}/code`),
    enabled: isShown && isTime,
    refetchInterval: ({ state }) => Math.min(5, state.data?.seconds_left ?? 5) * 1000,
  })
  if (!isTime)
    return (
      <p className="desk-soft">
        {say('volunteering.detail.codeFrom', { at: stampWords(call.sign_in_from) })}
      </p>
    )
  if (!isShown)
    return (
      <p>
        <Button onClick={() => setShown(true)}>{say('volunteering.detail.showCode')}</Button>
      </p>
    )
  return (
    <section className="desk-section service-code">
      <h2>{say('volunteering.detail.code')}</h2>
      {code.error && <Failed error={code.error} onRetry={() => void code.refetch()} />}
      {code.data && (
        <>
          <p className="service-code-digits">{code.data.code}</p>
          <p className="desk-soft">{say('volunteering.detail.codeHint', { n: code.data.seconds_left })}</p>
        </>
      )}
    </section>
  )
}

function People({ call }: { call: CallDetail }) {
  const say = useWords()
  const pick = usePick()
  const mark = useDo(({ place, deed }: { place: string; deed: 'in' | 'out' }) =>
    post(`/api/service-calls/${call.id}/presence`, { place, deed }),
  )
  const now = useNow()
  const isTime = call.state === 'open' && new Date(call.sign_in_from) <= now
  return (
    <section className="desk-section">
      <h2>
        {say('volunteering.detail.who')}{' '}
        {say('volunteering.places', { taken: call.taken, wanted: call.wanted })}
      </h2>
      <p className="desk-soft">
        {call.kind === 'party'
          ? say('volunteering.detail.asked', call.counts)
          : say('volunteering.came', { n: call.counts.came })}
      </p>
      {!call.may_call && <p className="desk-soft">{say('volunteering.detail.above')}</p>}
      {call.may_call && call.people.length === 0 && <p>{say('volunteering.detail.nobody')}</p>}
      <ul className="desk-findings">
        {call.people.map((person) => (
          <li key={person.id}>
            <div>
              <strong>{person.name}</strong>{' '}
              <Mark tone={person.answer === 'yes' ? 'good' : 'calm'}>
                {say(`volunteering.detail.answer.${person.answer}`)}
              </Mark>
              <small className="desk-soft desk-block">
                {[
                  ...person.skills.map(pick),
                  person.signed_in_at &&
                    say('volunteering.detail.in', { at: clockWords(person.signed_in_at) }),
                  person.signed_out_at &&
                    say('volunteering.detail.out', { at: clockWords(person.signed_out_at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </div>
            {person.answer === 'yes' && isTime && !person.signed_out_at && (
              <Button
                size="small"
                loading={mark.isPending && mark.variables?.place === person.id}
                onClick={() => mark.mutate({ place: person.id, deed: person.signed_in_at ? 'out' : 'in' })}
              >
                {say(person.signed_in_at ? 'volunteering.detail.signOut' : 'volunteering.detail.signIn')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {call.reasons.length > 0 && (
        <>
          <h3>{say('volunteering.detail.reasons')}</h3>
          <ul>
            {call.reasons.map((reason, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: words without a name, and two may be the same
              <li key={index}>{reason}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
