import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { useWords } from '../words/index.ts'
import { reads } from './reading.ts'
import type { FoundCommunities } from './types.ts'

interface Props {
  id?: string
  value?: string
  onChange?: (id: string) => void
}

/** A community, found by its name. */
export function FoundCommunity({ id, value, onChange }: Props) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: [reads, 'found', q],
    queryFn: () => get<FoundCommunities>('/api/reporting/communities/find', { q: q || ' ' }),
    placeholderData: (before) => before,
  })
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      placeholder={say('volunteering.branch.find')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      onChange={(next: string | null) => next && onChange?.(next)}
      options={(data?.items ?? []).map(({ id: each, name, above }) => ({
        value: each,
        label: above ? `${name}${bracketed(above)}` : name,
      }))}
    />
  )
}
