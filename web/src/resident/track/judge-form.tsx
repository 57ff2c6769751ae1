import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useRef, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Choices, Field } from '../../foundation/field.tsx'
import { focusFirstFault } from '../../foundation/first-fault.ts'
import { Failure } from '../pieces/states.tsx'
import { type Door, judgeRequest, type TrackedRequest } from '../requests-api.ts'
import { Answer, isDeclined } from './answer.tsx'
import { useWords, type WordKey } from './words.ts'

interface JudgeFormProps {
  request: TrackedRequest
  door: Door
  onDone(fresh: TrackedRequest, words: WordKey): void
}

/** Solved? Satisfied? A sentence. Where it is not good, asking for rework is preselected, and free. */
export function JudgeForm({ request, door, onDone }: JudgeFormProps) {
  const say = useWords()
  const pick = usePick()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [solved, setSolved] = useState<'yes' | 'no' | null>(null)
  const [satisfaction, setSatisfaction] = useState<string | null>(null)
  const [contacted, setContacted] = useState<'yes' | 'no' | null>(null)
  const [comment, setComment] = useState('')
  const [rework, setRework] = useState<boolean | null>(null)
  const [isTried, setIsTried] = useState(false)
  const { answer } = request
  const declined = isDeclined(request)
  const worst = request.satisfaction_grades.at(-1)?.id
  const isBad = solved === 'no' || (satisfaction !== null && satisfaction === worst)
  const wantsRework = isBad && (rework ?? true)
  const sending = useMutation({
    mutationFn: () =>
      judgeRequest(door, {
        solved: solved === 'yes',
        satisfaction: satisfaction!,
        ...(comment.trim() ? { comment: comment.trim() } : {}),
        ...(contacted ? { contacted: contacted === 'yes' } : {}),
        wants_rework: wantsRework,
      }),
    onSuccess: (fresh) => onDone(fresh, wantsRework ? 'track.judge.thanksRework' : 'track.judge.thanks'),
  })
  function send(event: FormEvent) {
    event.preventDefault()
    setIsTried(true)
    if (solved && satisfaction) sending.mutate()
    else focusFirstFault(form.current)
  }
  return (
    <form ref={form} className="card judge" noValidate onSubmit={send} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{say(declined ? 'track.judge.titleDeclined' : 'track.judge.title')}</h2>
      {answer && <Answer answer={answer} />}
      <p className="hint">{say(declined ? 'track.judge.hintDeclined' : 'track.judge.hint')}</p>
      <Choices<'yes' | 'no'>
        legend={say('track.judge.solved')}
        name={`${id}-solved`}
        value={solved}
        choices={[
          { value: 'yes', label: say('track.judge.yes') },
          { value: 'no', label: say('track.judge.no') },
        ]}
        fault={isTried && !solved ? say('track.judge.faults.solved') : undefined}
        onChange={setSolved}
      />
      <Choices
        legend={say('track.judge.satisfied')}
        name={`${id}-satisfaction`}
        value={satisfaction}
        choices={request.satisfaction_grades.map((grade) => ({ value: grade.id, label: pick(grade) }))}
        fault={isTried && !satisfaction ? say('track.judge.faults.satisfaction') : undefined}
        onChange={setSatisfaction}
      />
      <Choices<'yes' | 'no'>
        legend={say('track.judge.contacted')}
        name={`${id}-contacted`}
        value={contacted}
        choices={[
          { value: 'yes', label: say('track.judge.contactedYes') },
          { value: 'no', label: say('track.judge.contactedNo') },
        ]}
        onChange={setContacted}
      />
      <Field label={say('track.judge.comment')} optional>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={3}
            maxLength={1000}
            placeholder={say('track.judge.commentHint')}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
      <div aria-live="polite">
        {isBad && (
          <label className="tick">
            <input
              type="checkbox"
              checked={wantsRework}
              onChange={(event) => setRework(event.target.checked)}
            />
            <span>
              {say('track.judge.rework')}
              <small>{say('track.judge.reworkHint')}</small>
            </span>
          </label>
        )}
      </div>
      {sending.error && <Failure error={sending.error} />}
      <button type="submit" className="button big" disabled={sending.isPending}>
        {sending.isPending ? say('form.sending') : say('track.judge.send')}
      </button>
    </form>
  )
}
