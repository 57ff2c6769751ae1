import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { type Session, sessionKey } from '../../foundation/session.ts'
import { Failure } from '../pieces/states.tsx'
import { useWords } from './words.ts'

const mainlandMobile = /^(\+?86)?1[3-9]\d{9}$/
const pauseSeconds = 60

/** Signs a resident in by a code that is sent to their phone. */
export function PhoneSignIn() {
  const say = useWords()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const codeInput = useRef<HTMLInputElement>(null)
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [isTried, setIsTried] = useState(false)
  const [wait, setWait] = useState(0)
  const bare = phone.replace(/[\s-]/g, '')

  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])
  useEffect(() => {
    if (sentTo) codeInput.current?.focus()
  }, [sentTo])

  const sending = useMutation({
    mutationFn: () => post<void>('/api/auth/phone/send', { phone: bare }),
    onSuccess: () => {
      setSentTo(bare)
      setIsTried(false)
      setWait(pauseSeconds)
    },
  })
  const verifying = useMutation({
    mutationFn: () => post<Session>('/api/auth/phone/verify', { phone: sentTo, code: code.trim() }),
    onSuccess: (session) => client.setQueryData(sessionKey, session),
  })
  const phoneFault = isTried && !sentTo && !mainlandMobile.test(bare) ? say('my.faults.phone') : undefined
  const codeFault = isTried && sentTo && !code.trim() ? say('my.faults.code') : undefined

  function go(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (sentTo && code.trim()) verifying.mutate()
    else if (!sentTo && mainlandMobile.test(bare)) sending.mutate()
    else focusFirstFault(form.current)
  }

  return (
    <form ref={form} className="card narrow" noValidate onSubmit={go}>
      {sentTo ? (
        <>
          <p role="status">{say('my.sent', { phone: sentTo })}</p>
          <Field label={say('my.code')} fault={codeFault}>
            {(wiring) => (
              <input
                {...wiring}
                ref={codeInput}
                type="text"
                inputMode="numeric"
                autoComplete="one-time-code"
                className="code-input"
                maxLength={8}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          {(verifying.error ?? sending.error) && <Failure error={verifying.error ?? sending.error} />}
          <button type="submit" className="button big" disabled={verifying.isPending}>
            {say('my.verify')}
          </button>
          <p className="row">
            <button
              type="button"
              className="quiet small"
              disabled={wait > 0 || sending.isPending}
              onClick={() => sending.mutate()}
            >
              {wait > 0 ? say('my.sendWait', { count: wait }) : say('my.sendAgain')}
            </button>
            <button
              type="button"
              className="quiet small"
              onClick={() => {
                setSentTo(null)
                setCode('')
                verifying.reset()
              }}
            >
              {say('my.otherPhone')}
            </button>
          </p>
        </>
      ) : (
        <>
          <Field label={say('my.phone')} hint={say('my.phoneHint')} fault={phoneFault}>
            {(wiring) => (
              <input
                {...wiring}
                type="tel"
                inputMode="tel"
                autoComplete="tel"
                maxLength={20}
                value={phone}
                onChange={(event) => setPhone(event.target.value)}
              />
            )}
          </Field>
          {sending.error && <Failure error={sending.error} />}
          <button type="submit" className="button big" disabled={sending.isPending}>
            {say('my.send')}
          </button>
        </>
      )}
    </form>
  )
}
