import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Choices } from '../../foundation/field.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { type MaskedCall, telOf, useMaskedCall } from '../../foundation/masked-call.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { useField } from '../keeping/field.ts'
import type { PackMatter } from '../keeping/pack.ts'
import { Failure } from '../pieces/states.tsx'
import { useWords } from '../words.ts'

const reasons = ['check', 'visit', 'result'] as const
type Reason = (typeof reasons)[number]

/** A call to whoever asked: through a temporary number where a service lends them, else by a look at the real one. */
export function Call({ matter, isMasked }: { matter: PackMatter; isMasked: boolean }) {
  const say = useWords()
  const { reach, session } = useField()
  if (!matter.asker || matter.asker === 'nobody') return null
  if (matter.asker !== 'reachable')
    return (
      <p className="hint">
        <Icon name="phone" /> {say(`matter.callNot.${matter.asker}`)}
      </p>
    )
  if (reach !== 'online' || session !== 'open') return <Offline />
  return isMasked ? <Masked matterId={matter.id} /> : <Plain matterId={matter.id} />
}

function Offline() {
  const say = useWords()
  return (
    <>
      <button type="button" className="quiet big" disabled aria-describedby="call-offline">
        <Icon name="phone" />
        {say('matter.call')}
      </button>
      <p className="hint" id="call-offline">
        {say('matter.callOffline')}
      </p>
    </>
  )
}

function Masked({ matterId }: { matterId: string }) {
  const say = useWords()
  const pick = usePick()
  const { whyNot, call, error, isPending, refetch, asking } = useMaskedCall(matterId, true)
  if (isPending) return null
  if (error)
    return (
      <Failure error={error}>
        <button type="button" className="quiet" onClick={() => void refetch()}>
          {say('matter.callAgain')}
        </button>
      </Failure>
    )
  if (whyNot) return <p className="hint">{pick(whyNot)}</p>
  if (call) return <Lent call={call} />
  return (
    <Why
      hint={say('matter.callMaskedHint')}
      action={say('matter.callAsk')}
      error={asking.error}
      isPending={asking.isPending}
      onWhy={(reason) => asking.mutate(reason)}
    />
  )
}

function Lent({ call }: { call: MaskedCall }) {
  const say = useWords()
  const now = useNow()
  const { number, extension } = call
  return (
    <>
      <a className="button big" href={telOf(call)}>
        <Icon name="phone" />
        {extension ? say('matter.callExtension', { number, extension }) : number}
      </a>
      <p className="hint" role="status">
        {say('matter.callUntil', { at: dateTimeWords(call.lives_until, now) })}
        {call.demonstration && ` ${say('matter.callDemonstration')}`}
      </p>
    </>
  )
}

/** Each look is on the timeline: so only online. */
function Plain({ matterId }: { matterId: string }) {
  const say = useWords()
  const look = useMutation({
    mutationFn: (reason: string) =>
      post<{ name: string | null; phone: string | null }>(`/api/matters/${matterId}/contact-look`, {
        reason,
      }),
  })
  if (look.data)
    return look.data.phone ? (
      <a className="button big" href={`tel:${look.data.phone}`}>
        <Icon name="phone" />
        {[look.data.name, look.data.phone].filter(Boolean).join(' ')}
      </a>
    ) : (
      <p className="hint">{say('matter.callNot.no_phone')}</p>
    )
  return (
    <Why
      hint={say('matter.callPlainHint')}
      action={say('matter.callShow')}
      error={look.error}
      isPending={look.isPending}
      onWhy={(reason) => look.mutate(reason)}
    />
  )
}

/** Why one calls, before anything is shown. */
function Why(props: {
  hint: string
  action: string
  error: unknown
  isPending: boolean
  onWhy(reason: string): void
}) {
  const { hint, action, error, isPending, onWhy } = props
  const say = useWords()
  const [isAsking, setAsking] = useState(false)
  const [reason, setReason] = useState<Reason | null>(null)
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
      <p className="hint">{hint}</p>
      {error !== null && <Failure error={error} />}
      <button
        type="button"
        className="button big"
        disabled={!reason || isPending}
        onClick={() => reason && onWhy(say(`matter.callReasons.${reason}`))}
      >
        {action}
      </button>
    </section>
  )
}
