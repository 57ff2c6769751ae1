import { type FormEvent, useState } from 'react'
import { NetworkError, post } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { clockWords, dateTimeWords, fromToWords } from '../../foundation/time.ts'
import { Trouble } from '../member/pieces.tsx'
import { useSend } from '../member/sending.ts'
import { type MyPlace, useDutyWords } from './duty.ts'
import { keepSignIn, keptSignIns } from './kept-sign-ins.ts'
import { ReasonForm } from './reason-form.tsx'

/** A place that somebody holds: what it is, and what they can do now. */
export function PlaceCard({
  place,
  now,
  earlyMinutes,
  again,
}: {
  place: MyPlace
  now: Date
  earlyMinutes: number
  again(): void
}) {
  const say = useDutyWords()
  const { send, isBusy, trouble } = useSend()
  const [isLeaving, setLeaving] = useState(false)
  const [left, setLeft] = useState<{ minutes: number; by_house: boolean } | null>(null)
  const isSent = place.how === 'nominated' || place.how === 'assigned'
  const base = `/api/mobilisation-places/${place.id}` as const
  const isOpen = now.getTime() >= Date.parse(place.starts_at) - earlyMinutes * 60_000
  return (
    <li className="card duty-place" data-here={place.signed_in_at && !place.signed_out_at ? '' : undefined}>
      <h3>
        {place.post}
        {place.rehearsal && (
          <span className="lx-mark" data-tone="violet">
            {say('rehearsal')}
          </span>
        )}
      </h3>
      <p>
        <strong>{fromToWords(place.starts_at, place.ends_at, now)}</strong>
      </p>
      <p className="hint">
        {[place.mobilisation, place.address, place.unit].filter(Boolean).join(' · ')}
        {place.leader && <> · {say('leader', { name: place.leader })}</>}
      </p>
      {place.equipment && <p className="hint">{say('equipment', { what: place.equipment })}</p>}
      {place.danger && <p className="hint">{say('danger', { what: place.danger })}</p>}
      {place.signed_in_at && (
        <p className="notice notice-good">{say('here', { at: clockWords(place.signed_in_at) })}</p>
      )}
      {left && (
        <p className="notice notice-good" role="status">
          {place.rehearsal ? say('rehearsed') : say('served', { minutes: left.minutes })}
          {left.by_house && ` ${say('byHouse')}`}
        </p>
      )}
      <Trouble words={trouble} />
      {!place.accepted && isSent && (
        <>
          <p className="notice notice-warn">{say('sent')}</p>
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => void send(`${base}/accept`)}
          >
            {say('accept')}
          </button>
        </>
      )}
      {!place.signed_in_at &&
        (isOpen ? (
          <SignIn place={place} again={again} />
        ) : (
          <p className="hint">
            {say('opens', {
              at: dateTimeWords(new Date(Date.parse(place.starts_at) - earlyMinutes * 60_000), now),
            })}
          </p>
        ))}
      {place.signed_in_at && !place.signed_out_at && (
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={async () => {
            const answer = await send<{ minutes: number; by_house: boolean }>(`${base}/sign-out`)
            if (answer) setLeft(answer)
          }}
        >
          {say('signOut')}
        </button>
      )}
      {!place.signed_in_at &&
        (isLeaving ? (
          <ReasonForm
            label={say('why')}
            isNeeded={isSent}
            isBusy={isBusy}
            onCancel={() => setLeaving(false)}
            onSend={(reason) => void send(`${base}/give-back`, { reason })}
          />
        ) : (
          <button type="button" className="quiet" onClick={() => setLeaving(true)}>
            {say(isSent ? 'decline' : 'giveBack')}
          </button>
        ))}
    </li>
  )
}

/** The code from the leader's phone. Without a signal it is kept, and the page says that it has not arrived. */
function SignIn({ place, again }: { place: MyPlace; again(): void }) {
  const say = useDutyWords()
  const [code, setCode] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const kept = keptSignIns().find((each) => each.place === place.id)
  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!/^\d{4,8}$/.test(code)) return
    setBusy(true)
    setTrouble(null)
    try {
      await post(`/api/mobilisation-places/${place.id}/sign-in`, { code }, { timeout: 10_000 })
      again()
    } catch (error) {
      if (error instanceof NetworkError) keepSignIn({ place: place.id, code, at: new Date().toISOString() })
      else setTrouble(problemWords(error))
    } finally {
      setBusy(false)
    }
  }
  if (kept) return <p className="notice notice-warn">{say('kept', { at: clockWords(kept.at) })}</p>
  return (
    <form onSubmit={(event) => void submit(event)} className="duty-code">
      <Field label={say('code')} hint={say('codeHint')}>
        {(wiring) => (
          <span className="with-button">
            <input
              {...wiring}
              inputMode="numeric"
              autoComplete="off"
              pattern="[0-9]*"
              maxLength={8}
              value={code}
              onChange={(event) => setCode(event.target.value.trim())}
            />
            <button type="submit" className="button" disabled={isBusy || code.length < 4}>
              {say('signIn')}
            </button>
          </span>
        )}
      </Field>
      <Trouble words={trouble} />
    </form>
  )
}
