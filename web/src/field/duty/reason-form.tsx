import { type FormEvent, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { useDutyWords } from './duty.ts'

/** Why somebody cannot come: a word or two, and only asked for where others counted on them. */
export function ReasonForm({
  label,
  isNeeded,
  isBusy,
  onSend,
  onCancel,
}: {
  label: string
  isNeeded: boolean
  isBusy: boolean
  onSend(reason: string | null): void
  onCancel(): void
}) {
  const say = useDutyWords()
  const [reason, setReason] = useState('')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isNeeded || reason.trim()) onSend(reason.trim() || null)
  }
  return (
    <form onSubmit={submit} className="duty-reason">
      <Field label={label} hint={isNeeded ? undefined : say('reasonOptional')}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p className="row">
        <button type="submit" className="button" disabled={isBusy || (isNeeded && !reason.trim())}>
          {say('send')}
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          {say('cancel')}
        </button>
      </p>
    </form>
  )
}
