import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Icon } from '../../foundation/icon.tsx'
import { dateTimeWords } from '../../foundation/time.ts'
import { Failure } from '../pieces/states.tsx'
import { type Door, reopenRequest, type TrackedRequest } from '../requests-api.ts'
import { useWords, type WordKey } from './words.ts'

interface ReopenFormProps {
  until: string | null
  door: Door
  onDone(fresh: TrackedRequest, words: WordKey): void
}

export function ReopenForm({ until, door, onDone }: ReopenFormProps) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const isMissing = [...reason.trim()].length < 2
  const sending = useMutation({
    mutationFn: () => reopenRequest(door, reason.trim()),
    onSuccess: (fresh) => onDone(fresh, 'track.reopen.done'),
  })
  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (isMissing) focusFirstFault(form.current)
    else sending.mutate()
  }
  return (
    <details className="card fold">
      <summary>
        <Icon name="again" />
        {say('track.reopen.title')}
      </summary>
      <form ref={form} noValidate onSubmit={send}>
        {until && <p className="hint">{say('track.reopen.until', { at: dateTimeWords(until) })}</p>}
        <Field
          label={say('track.reopen.reason')}
          fault={isTried && isMissing ? say('track.reopen.fault') : undefined}
        >
          {(wiring) => (
            <textarea
              {...wiring}
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {sending.error && <Failure error={sending.error} />}
        <button type="submit" className="button" disabled={sending.isPending}>
          {sending.isPending ? say('form.sending') : say('track.reopen.send')}
        </button>
      </form>
    </details>
  )
}
