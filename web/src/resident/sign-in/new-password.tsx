import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import type { Session } from '../../foundation/session.ts'
import { Failure } from '../pieces/states.tsx'
import { useWords } from './words.ts'

/** A one-time password is changed before anything else is done. */
export function NewPassword({ current, onDone }: { current: string; onDone(session: Session): void }) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isTried, setIsTried] = useState(false)
  const change = useMutation({
    mutationFn: () => post<Session>('/api/auth/password', { current, next }),
    onSuccess: onDone,
  })
  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (next && next === again) change.mutate()
    else focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card narrow" noValidate onSubmit={send}>
      <Field label={say('signIn.next')} fault={isTried && !next ? say('signIn.faults.next') : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            autoComplete="new-password"
            maxLength={256}
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={say('signIn.nextAgain')}
        fault={isTried && next !== again ? say('signIn.faults.differs') : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            autoComplete="new-password"
            maxLength={256}
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        )}
      </Field>
      {change.error && <Failure error={change.error} />}
      <button type="submit" className="button big" disabled={change.isPending}>
        {say('signIn.change')}
      </button>
    </form>
  )
}
