import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { Choices } from '../../foundation/field.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { useField } from '../keeping/field.ts'
import { Failure } from '../pieces/states.tsx'
import { useWords } from '../words.ts'

const reasons = ['check', 'visit', 'result'] as const
type Reason = (typeof reasons)[number]

/** A call to whoever asked. The number is looked at with a reason, and each look is on the timeline: so only online. */
export function Call({ matterId }: { matterId: string }) {
  const say = useWords()
  const { reach, session } = useField()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState<Reason | null>(null)
  const look = useMutation({
    mutationFn: (why: Reason) =>
      post<{ name: string | null; phone: string | null }>(`/api/matters/${matterId}/contact-look`, {
        reason: say(`matter.callReasons.${why}`),
      }),
  })
  if (look.data)
    return look.data.phone ? (
      <a className="button big" href={`tel:${look.data.phone}`}>
        <Icon name="phone" />
        {[look.data.name, look.data.phone].filter(Boolean).join(' ')}
      </a>
    ) : (
      <p className="hint">{say('matter.callNone')}</p>
    )
  if (reach !== 'online' || session !== 'open') return <p className="hint">{say('matter.callOffline')}</p>
  if (!isAsking)
    return (
      <button type="button" className="quiet big" onClick={() => setAsking(true)}>
        <Icon name="phone" />
        {say('matter.call')}
      </button>
    )
  return (
    <section className="card form">
      <Choices
        legend={say('matter.callWhy')}
        name="why"
        value={reason}
        choices={reasons.map((value) => ({ value, label: say(`matter.callReasons.${value}`) }))}
        onChange={setReason}
      />
      {look.error && <Failure error={look.error} />}
      <button
        type="button"
        className="button big"
        disabled={!reason || look.isPending}
        onClick={() => reason && look.mutate(reason)}
      >
        {say('matter.callShow')}
      </button>
    </section>
  )
}
