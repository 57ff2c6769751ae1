import { useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { listed } from '../../foundation/punctuation.ts'
import { dateTimeWords, fromToWords, useNow } from '../../foundation/time.ts'
import { Page } from '../pieces/states.tsx'
import type { MemberCall } from './member-types.ts'
import { Shown, Trouble } from './pieces.tsx'
import { useRead } from './reading.ts'
import { useSend } from './sending.ts'
import { useMemberWords } from './words.ts'

export function CallPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const say = useMemberWords()
  const reading = useRead<MemberCall>(`/api/member/calls/${id}`)
  const call = reading.read?.value
  return (
    <Page title={call?.title ?? say('home.title')} intro={call ? say(`call.${call.kind}`) : undefined}>
      <Shown reading={reading}>
        {(shown) => (
          <>
            <Facts call={shown} />
            <Answer call={shown} />
          </>
        )}
      </Shown>
    </Page>
  )
}

function Facts({ call }: { call: MemberCall }) {
  const say = useMemberWords()
  const pick = usePick()
  const now = useNow()
  return (
    <section className="card">
      <dl className="facts">
        <dt>{say('call.what')}</dt>
        <dd className="said">{call.words}</dd>
        <dt>{say('call.when')}</dt>
        <dd>{fromToWords(call.starts_at, call.ends_at, now)}</dd>
        <dt>{say('call.where')}</dt>
        <dd>{call.place}</dd>
        <dt>{say('call.who')}</dt>
        <dd>
          {call.community.name} · {say('call.places', { taken: call.taken, wanted: call.wanted })}
        </dd>
        {call.skills.length > 0 && (
          <>
            <dt>{say('call.skills')}</dt>
            <dd>{listed(call.skills.map(pick))}</dd>
          </>
        )}
      </dl>
      {call.dangerous && (
        <p className="notice notice-warn">{say('call.danger', { insurance: call.insurance ?? '' })}</p>
      )}
    </section>
  )
}

function Answer({ call }: { call: MemberCall }) {
  const say = useMemberWords()
  const now = useNow()
  const { send, trouble, isBusy } = useSend()
  const [justMissed, setJustMissed] = useState(false)
  const answer = (wish: 'yes' | 'no', reason?: string) =>
    send<{ answer: string }>(`/api/member/calls/${call.id}/answer`, { answer: wish, reason: reason || null })
  async function come() {
    const given = await answer('yes')
    setJustMissed(given?.answer === 'waiting')
  }
  if (call.state === 'cancelled')
    return <p className="notice notice-warn">{say('call.cancelled', { reason: call.reason ?? '' })}</p>
  const isOver = call.state === 'ended' || new Date(call.ends_at) <= now
  return (
    <section className="card">
      <Trouble words={trouble} />
      {call.answer === 'yes' && <Place call={call} isOver={isOver} />}
      {call.answer === 'waiting' && (
        <p role="status">
          <strong>
            {justMissed ? say('call.waitingNow') : say('call.waiting', { count: call.waiting_before ?? 0 })}
          </strong>
        </p>
      )}
      {call.answer === 'no' && <p>{say('call.no')}</p>}
      {isOver ? (
        <p>{say('call.over')}</p>
      ) : (
        <>
          {call.answer !== 'yes' && call.answer !== 'waiting' && (
            <button type="button" className="button big" disabled={isBusy} onClick={() => void come()}>
              {say('call.join')}
            </button>
          )}
          {(call.answer === 'yes' || call.answer === 'waiting') && !call.signed_in_at && (
            <button
              type="button"
              className="quiet big"
              disabled={isBusy}
              onClick={() => confirm(say('call.leaveSure')) && void answer('no')}
            >
              {say('call.leave')}
            </button>
          )}
          {call.kind === 'party' && (call.answer === 'asked' || call.answer === null) && (
            <Cannot isBusy={isBusy} onSend={(reason) => void answer('no', reason)} />
          )}
          {call.kind === 'volunteer' && <p className="hint">{say('call.free')}</p>}
        </>
      )}
      {call.thanks && (
        <div className="notice notice-good">
          <p>
            <strong>{say('call.thanks')}</strong>
          </p>
          <p>{call.thanks}</p>
        </div>
      )}
    </section>
  )
}

function Cannot({ isBusy, onSend }: { isBusy: boolean; onSend(reason: string): void }) {
  const say = useMemberWords()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!isOpen)
    return (
      <button type="button" className="quiet big" onClick={() => setOpen(true)}>
        {say('call.cannot')}
      </button>
    )
  return (
    <form
      className="deeds"
      onSubmit={(event) => {
        event.preventDefault()
        onSend(reason.trim())
      }}
    >
      <div className="field">
        <label htmlFor="call-reason">{say('call.why')}</label>
        <input
          id="call-reason"
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <button type="submit" className="quiet big" disabled={isBusy}>
        {say('call.sendNo')}
      </button>
    </form>
  )
}

/** On site: in by the code that the caller shows, and out before going. */
function Place({ call, isOver }: { call: MemberCall; isOver: boolean }) {
  const say = useMemberWords()
  const now = useNow()
  const { send, trouble, isBusy } = useSend()
  const [code, setCode] = useState('')
  const signIn = (event: FormEvent) => {
    event.preventDefault()
    void send(`/api/member/calls/${call.id}/sign-in`, { code })
  }
  return (
    <>
      <p role="status">
        <strong>
          {call.signed_out_at
            ? say('call.signedOut', { when: dateTimeWords(call.signed_out_at, now) })
            : call.signed_in_at
              ? say('call.signedIn', { when: dateTimeWords(call.signed_in_at, now) })
              : say('call.yes')}
        </strong>
      </p>
      <Trouble words={trouble} />
      {!call.signed_in_at &&
        !isOver &&
        (new Date(call.sign_in_from) > now ? (
          <p className="hint">{say('call.signInFrom', { when: dateTimeWords(call.sign_in_from, now) })}</p>
        ) : (
          <form className="deeds" onSubmit={signIn}>
            <div className="field">
              <label htmlFor="call-code">{say('call.code')}</label>
              <input
                id="call-code"
                inputMode="numeric"
                autoComplete="one-time-code"
                pattern="\d{6}"
                maxLength={6}
                required
                value={code}
                aria-describedby="call-code-hint"
                onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
              />
              <p id="call-code-hint" className="hint">
                {say('call.codeHint')}
              </p>
            </div>
            <button type="submit" className="button big" disabled={isBusy || code.length !== 6}>
              {say('call.signIn')}
            </button>
          </form>
        ))}
      {call.signed_in && (
        <>
          <button
            type="button"
            className="button big"
            disabled={isBusy}
            onClick={() => void send(`/api/member/calls/${call.id}/sign-out`)}
          >
            {say('call.signOut')}
          </button>
          <p className="hint">{say('call.signOutHint')}</p>
        </>
      )}
    </>
  )
}
