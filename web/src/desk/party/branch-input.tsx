import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { Named } from '../types.ts'

interface BranchInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  label?: string
  known?: Named | null
}

/** A party branch, found by its name wherever it is. */
export function BranchInput({ id, value, onChange, label, known }: BranchInputProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['party', 'branches', q],
    queryFn: () => get<{ items: Named[] }>('/api/party/branches', { q }),
    placeholderData: (before) => before,
  })
  const items = data?.items ?? []
  const shown = known && !items.some((each) => each.id === known.id) ? [known, ...items] : items
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      allowClear
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={shown.map((each) => ({ value: each.id, label: each.name }))}
    />
  )
}
