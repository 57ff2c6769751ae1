import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { useWords } from '../words/index.ts'
import type { Named } from './posting.ts'

interface CandidateInputProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  sender: string | undefined
}

/** Somebody of the unit that sends; nobody else can be chosen. */
export function CandidateInput({ id, value, onChange, sender }: CandidateInputProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['territory', 'postings', 'candidates', sender, q],
    queryFn: () => get<{ items: Named[] }>('/api/postings/candidates', { sender, q }),
    enabled: sender !== undefined,
    placeholderData: (before) => before,
  })
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={say('postings.person')}
      value={value ?? null}
      disabled={!sender}
      placeholder={sender ? say('postings.personHint') : say('postings.senderFirst')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={(data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
    />
  )
}
