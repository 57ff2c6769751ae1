import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { ListPage } from './territory.ts'

interface Found {
  id: string
  name: string
  code?: string
}

interface FoundInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  path: '/api/organisations' | '/api/areas' | '/api/people'
  clearable?: boolean
  placeholder?: string
  label?: string
  /** What stands in it already, before anything is looked for. */
  known?: Found | null
}

/** An organisation, an area or a person, found by name. */
export function FoundInput(props: FoundInputProps) {
  const { id, value, onChange, path, clearable, placeholder, label, known } = props
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['territory', 'found', path, q],
    queryFn: () => get<ListPage<Found>>(path, { ...(q ? { q } : {}), limit: 30 }),
    placeholderData: (before) => before,
  })
  const items = data?.items ?? []
  const shown = known && !items.some((each) => each.id === known.id) ? [known, ...items] : items
  return (
    <Select
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      allowClear={clearable ?? false}
      value={value ?? null}
      placeholder={placeholder}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={shown.map((each) => ({ value: each.id, label: `${each.name} ${each.code ?? ''}`.trim() }))}
    />
  )
}
