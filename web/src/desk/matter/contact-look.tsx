import { EyeOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { LookReason } from './look-reason.tsx'
import { matterKey } from './matter.ts'

interface Contact {
  name: string | null
  phone: string | null
}

/** A masked phone. To see it whole one says why, and the timeline keeps that one looked. */
export function ContactLook({ matterId, masked }: { matterId: string; masked: string }) {
  const say = useWords()
  const me = useMyself()
  const client = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const look = useMutation({
    mutationFn: (reason: string) => post<Contact>(`/api/matters/${matterId}/contact-look`, { reason }),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: matterKey(matterId) })
    },
  })
  if (look.data)
    return (
      <p className="desk-contact">
        {look.data.name} {look.data.phone && <a href={`tel:${look.data.phone}`}>{look.data.phone}</a>}
        <small>{say('matter.look.hidden')}</small>
      </p>
    )
  return (
    <>
      <p>
        {masked}{' '}
        {me.may('contact.see') && (
          <button type="button" className="desk-text-button" onClick={() => setAsking(true)}>
            <EyeOutlined aria-hidden /> {say('matter.look.button')}
          </button>
        )}
      </p>
      {isAsking && (
        <LookReason
          title={say('matter.look.title')}
          recorded={say('matter.look.recorded')}
          action={say('matter.look.show')}
          isPending={look.isPending}
          error={look.error}
          onClose={() => setAsking(false)}
          onReason={(reason) => look.mutate(reason)}
        />
      )}
    </>
  )
}
