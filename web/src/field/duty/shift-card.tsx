import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { fromToWords, useNow } from '../../foundation/time.ts'
import { Trouble } from '../member/pieces.tsx'
import { useSend } from '../member/sending.ts'
import { type Duty, type OpenShift, useDutyWords } from './duty.ts'

export type Taken = { result: 'placed' | 'already' } | { result: 'waiting' | 'stand_in'; before: number }

const mineWords = { held: 'already', waiting: 'lined', stand_in: 'standing' } as const

/** One shift that somebody may take, wait for or stand by at; afterwards, what came of it. */
export function ShiftCard({
  shift,
  skills,
  taken,
  onAsked,
}: {
  shift: OpenShift
  skills: Duty['skills']
  taken: Taken | undefined
  /** Without an answer: it was asked for, and the card stays to say what comes of it. */
  onAsked(taken?: Taken): void
}) {
  const say = useDutyWords()
  const pick = usePick()
  const now = useNow()
  const { send, isBusy, trouble } = useSend()
  // The list is read anew before the answer is told: until then the card stands still.
  const [isAsking, setAsking] = useState(false)
  const [confirmed, setConfirmed] = useState<string[]>([])
  const gap = shift.needed - shift.taken
  const isMissing = shift.skills.some((skill) => !confirmed.includes(skill))
  const take = async (wait: 'waiting' | 'stand_in' | null) => {
    setAsking(true)
    onAsked()
    const answer = await send<Taken>(`/api/mobilisation-shifts/${shift.shift_id}/take`, {
      skills: confirmed,
      wait,
    })
    if (answer) onAsked(answer)
    setAsking(false)
  }
  return (
    <li className="card">
      <h3>{shift.post}</h3>
      <p className="duty-when">
        <strong>{fromToWords(shift.starts_at, shift.ends_at, now)}</strong>
        <strong className={gap > 0 ? 'duty-gap' : undefined}>
          {gap > 0 ? say('gap', { count: gap }) : say('full')}
        </strong>
      </p>
      <p className="hint">{[shift.address, shift.unit].filter(Boolean).join(' · ')}</p>
      {shift.equipment && <p className="hint">{say('equipment', { what: shift.equipment })}</p>}
      {shift.danger && <p className="hint">{say('danger', { what: shift.danger })}</p>}
      {shift.skills.map((id) => {
        const skill = skills.find((each) => each.id === id)
        return (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={confirmed.includes(id)}
              onChange={(event) =>
                setConfirmed(
                  event.target.checked ? [...confirmed, id] : confirmed.filter((each) => each !== id),
                )
              }
            />
            <span>
              {say('skill', { what: skill ? pick(skill) : id })}
              {skill?.proof && say('proof')}
            </span>
          </label>
        )
      })}
      <Trouble words={trouble} />
      {taken ? (
        <p className="notice notice-good" role="status">
          {taken.result === 'placed' && say('taken')}
          {taken.result === 'already' && say('already')}
          {taken.result === 'waiting' && say('inLine', { count: taken.before })}
          {taken.result === 'stand_in' && say('standing')}
        </p>
      ) : shift.mine ? (
        <p className="notice notice-good">{say(mineWords[shift.mine])}</p>
      ) : shift.clashes ? (
        <p className="hint">{say('clash')}</p>
      ) : (
        <p className="row">
          {gap > 0 || isAsking ? (
            <button
              type="button"
              className="button"
              disabled={isBusy || isAsking || isMissing}
              onClick={() => void take(null)}
            >
              {say('take')}
            </button>
          ) : (
            <button
              type="button"
              className="button secondary"
              disabled={isBusy || isAsking || isMissing}
              onClick={() => void take('waiting')}
            >
              {say('wait')}
            </button>
          )}
          {gap <= 0 && !isAsking && (
            <button
              type="button"
              className="quiet"
              disabled={isBusy || isAsking || isMissing}
              onClick={() => void take('stand_in')}
            >
              {say('standBy')}
            </button>
          )}
        </p>
      )}
    </li>
  )
}
