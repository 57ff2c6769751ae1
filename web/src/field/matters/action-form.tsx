import { type FormEvent, useRef, useState } from 'react'
import { Choices, Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { useKept } from '../keeping/kept.ts'
import type { PackMatter } from '../keeping/pack.ts'
import { timeOrderedId } from '../outbox/ids.ts'
import { type Photo, Photos } from '../pieces/photos.tsx'
import { useWords, type WordKey } from '../words.ts'
import type { FormAction } from './actions.tsx'

const outcomes = ['solved', 'explained', 'unsolved'] as const
type Outcome = (typeof outcomes)[number]

export interface Filled {
  text: string
  photos: Photo[]
  /** Reached, or shown to whoever asked. */
  yes: boolean
  outcome: Outcome
}

interface ActionFormProps {
  action: FormAction
  matter: PackMatter
  isBusy: boolean
  onFill(filled: Filled): void
  onCancel(): void
}

const labels: Record<FormAction, WordKey> = {
  contact: 'matter.form.contactNote',
  progress: 'matter.form.progress',
  answer: 'matter.form.answer',
  carry_up: 'matter.form.reason',
  note: 'matter.form.note',
}
const mostWords = 4000

/** The few words that an action asks for. */
export function ActionForm({ action, matter, isBusy, onFill, onCancel }: ActionFormProps) {
  const say = useWords()
  const form = useRef<HTMLFormElement>(null)
  const { kept } = useKept()
  const [text, setText] = useState('')
  const [yes, setYes] = useState<'yes' | 'no'>(
    action === 'contact' || matter.channel !== 'patrol' ? 'yes' : 'no',
  )
  const [outcome, setOutcome] = useState<Outcome>('solved')
  const [photos, setPhotos] = useState<Photo[]>([])
  const [isTried, setTried] = useState(false)
  const isNeeded = action !== 'carry_up'
  const isLong = [...text].length > mostWords
  const fault = isLong
    ? say('report.faults.long', { most: mostWords })
    : isTried && isNeeded && !text.trim()
      ? say('matter.form.fault')
      : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (isLong || (isNeeded && !text.trim())) return focusFirstFault(form.current)
    onFill({ text: text.trim(), photos, yes: yes === 'yes', outcome })
  }

  return (
    <form ref={form} className="card form" noValidate onSubmit={submit}>
      <h2>{say(`matter.commands.${action}`)}</h2>
      {action === 'contact' && (
        <Choices
          legend={say('matter.form.reached')}
          name="reached"
          value={yes}
          choices={[
            { value: 'yes', label: say('matter.form.yes') },
            { value: 'no', label: say('matter.form.no') },
          ]}
          onChange={setYes}
        />
      )}
      {action === 'answer' && (
        <Choices
          legend={say('matter.form.outcome')}
          name="outcome"
          value={outcome}
          choices={outcomes.map((value) => ({ value, label: say(`matter.form.outcomes.${value}`) }))}
          onChange={setOutcome}
        />
      )}
      {action === 'answer' && kept.pack.templates.length > 0 && (
        <Field label={say('matter.form.template')} optional>
          {(wiring) => (
            <select
              {...wiring}
              value=""
              onChange={(event) => {
                const chosen = kept.pack.templates.find(({ id }) => id === event.target.value)
                if (chosen) setText((before) => (before.trim() ? `${before}\n${chosen.text}` : chosen.text))
              }}
            >
              <option value="" />
              {kept.pack.templates.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field
        label={say(labels[action])}
        optional={!isNeeded}
        hint={isNeeded ? undefined : say('matter.form.reasonHint')}
        fault={fault}
      >
        {(wiring) => (
          <textarea {...wiring} rows={4} value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      {action === 'progress' && matter.channel !== 'patrol' && (
        <label className="tick">
          <input
            type="checkbox"
            checked={yes === 'yes'}
            onChange={(event) => setYes(event.target.checked ? 'yes' : 'no')}
          />
          <span>{say('matter.form.open')}</span>
        </label>
      )}
      {(action === 'progress' || action === 'answer') && (
        <Photos
          label={say('report.photos')}
          photos={photos}
          most={kept.pack.forms.max_photos}
          onAdd={(blob) => setPhotos((before) => [...before, { id: timeOrderedId(), blob }])}
          onRemove={(id) => setPhotos((before) => before.filter((photo) => photo.id !== id))}
        />
      )}
      <button type="submit" className="button big" disabled={isBusy}>
        {say('matter.form.save')}
      </button>
      <button type="button" className="quiet big" onClick={onCancel}>
        {say('matter.form.cancel')}
      </button>
    </form>
  )
}
