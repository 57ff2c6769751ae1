import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Icon } from '../../foundation/icon.tsx'
import { Failure } from '../pieces/states.tsx'
import { isPhone } from '../report/body.ts'
import { changeContact, type Door, type TrackedRequest } from '../requests-api.ts'
import { useWords, type WordKey } from './words.ts'

interface ContactCareProps {
  request: TrackedRequest
  door: Door
  onDone(fresh: TrackedRequest, words: WordKey): void
  /** The door through which this was asked opens nothing any more. */
  onErased(): void
}

/** The number that was left, put right or taken away by whoever left it (个人信息保护法 §46, §47). */
export function ContactCare({ request, door, onDone, onErased }: ContactCareProps) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [phone, setPhone] = useState('')
  const [isTried, setIsTried] = useState(false)
  const { contact } = request
  const hasContact = contact.phone !== null || contact.by_account
  const mayChange = door.by !== 'token'
  const changing = useMutation({
    mutationFn: (next: string | null) => changeContact(door, next),
    onSuccess: (answer, next) => {
      setPhone('')
      setIsTried(false)
      if ('erased' in answer) onErased()
      else onDone(answer, next ? 'track.contact.saved' : 'track.contact.erased')
    },
  })
  const isFaulty = isTried && !isPhone(phone)
  function save(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (isPhone(phone)) changing.mutate(phone.trim())
    else focusFirstFault(form.current)
  }
  return (
    <details className="card fold">
      <summary>
        <Icon name="phone" />
        {say('track.contact.title')}
      </summary>
      <div className="fold-inner">
        <p>
          {contact.phone
            ? say('track.contact.phone', { phone: contact.phone })
            : say(contact.by_account ? 'track.contact.account' : 'track.contact.none')}
        </p>
        {mayChange && (
          <form ref={form} noValidate onSubmit={save}>
            <Field
              label={say(contact.phone ? 'track.contact.changeLabel' : 'track.contact.add')}
              fault={isFaulty ? say('track.contact.fault') : undefined}
            >
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
            <button type="submit" className="button secondary" disabled={changing.isPending}>
              {say('track.contact.save')}
            </button>
          </form>
        )}
        {changing.error && <Failure error={changing.error} />}
        {hasContact && (
          <button
            type="button"
            className="quiet"
            disabled={changing.isPending}
            onClick={() => {
              if (confirm(say('track.contact.eraseAsk'))) changing.mutate(null)
            }}
          >
            {say('track.contact.erase')}
          </button>
        )}
      </div>
    </details>
  )
}
