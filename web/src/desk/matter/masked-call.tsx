import { PhoneOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { telOf, useMaskedCall } from '../../foundation/masked-call.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { LookReason } from './look-reason.tsx'
import { matterKey } from './matter.ts'

/** A call to whoever asked through a temporary number; why there is none is said in its place. */
export function MaskedCallButton({ matterId }: { matterId: string }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const me = useMyself()
  const client = useQueryClient()
  const { whyNot, call, error, isPending, asking } = useMaskedCall(matterId, me.may('contact.see'))
  const [isAsking, setAsking] = useState(false)
  if (isPending) return null
  if (error) return <p className="desk-soft">{problemWords(error)}</p>
  if (whyNot) return whyNot.id === 'not_yours' ? null : <p className="desk-soft">{pick(whyNot)}</p>
  if (call)
    return (
      <p className="desk-contact">
        <a href={telOf(call)}>
          <PhoneOutlined aria-hidden />{' '}
          {call.extension
            ? say('matter.masked.extension', { number: call.number, extension: call.extension })
            : call.number}
        </a>
        <small>
          {say('matter.masked.until', { at: dateTimeWords(call.lives_until, now) })}
          {call.demonstration && ` ${say('matter.masked.demonstration')}`}
        </small>
      </p>
    )
  return (
    <>
      <p>
        <button type="button" className="desk-text-button" onClick={() => setAsking(true)}>
          <PhoneOutlined aria-hidden /> {say('matter.masked.button')}
        </button>
      </p>
      {isAsking && (
        <LookReason
          title={say('matter.masked.title')}
          recorded={say('matter.masked.recorded')}
          action={say('matter.masked.ask')}
          isPending={asking.isPending}
          error={asking.error}
          onClose={() => setAsking(false)}
          onReason={(reason) =>
            asking.mutate(reason, {
              onSuccess: () => {
                setAsking(false)
                void client.invalidateQueries({ queryKey: matterKey(matterId) })
              },
            })
          }
        />
      )}
    </>
  )
}
