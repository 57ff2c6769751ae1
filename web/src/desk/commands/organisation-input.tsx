import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { get } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import type { TriageSuggestion } from '../types.ts'
import { useWords } from '../words/index.ts'

interface Target {
  id: string
  name: string
  kind: string
  suggested?: boolean
}

interface OrganisationInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  matterId: string
  command: string
}

/** An organisation to which this command may send this matter; what the routing directory names stands first. */
export function OrganisationInput({ id, value, onChange, matterId, command }: OrganisationInputProps) {
  const say = useWords()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, error, isFetching } = useQuery({
    queryKey: ['targets', matterId, command, q],
    queryFn: () => get<{ items: Target[] }>(`/api/matters/${matterId}/targets`, { command, q }),
    placeholderData: (before) => before,
  })
  const proposed = useQueryClient().getQueryData<TriageSuggestion>(['triage', matterId])?.owners ?? []
  const listed = data?.items ?? []
  // What was chosen stays readable though a search no longer lists it.
  const [chosen, setChosen] = useState<Target | null>(null)
  const current: Target | null | undefined = [
    chosen,
    ...proposed.map(({ id: each, name }) => ({ id: each, name, kind: '' })),
  ].find((each) => each?.id === value)
  const targets = current && !listed.some(({ id: each }) => each === value) ? [current, ...listed] : listed
  const options = (list: Target[]) => list.map((target) => ({ value: target.id, label: target.name }))
  const suggested = targets.filter((target) => target.suggested)
  const others = targets.filter((target) => !target.suggested)
  const groups: { value?: string; label: string; options?: { value: string; label: string }[] }[] =
    suggested.length > 0
      ? [
          { label: say('matter.form.suggestedOwners'), options: options(suggested) },
          { label: say('matter.form.otherOwners'), options: options(others) },
        ]
      : options(others)
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      onChange={(next: string | null) => {
        setChosen(targets.find((each) => each.id === next) ?? null)
        onChange?.(next ?? undefined)
      }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={say('matter.form.toPlaceholder')}
      loading={isFetching}
      {...(error ? { notFoundContent: <span role="alert">{problemWords(error)}</span> } : {})}
      listHeight={320}
      style={{ width: '100%' }}
      options={groups}
    />
  )
}
