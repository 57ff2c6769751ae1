import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { Both } from '../../foundation/api.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'

interface HandlerInputProps {
  id?: string
  value?: string
  onChange?: (value: string) => void
  matterId: string
}

/** One of the owner's people who may work on this matter. */
export function HandlerInput({ id, value, onChange, matterId }: HandlerInputProps) {
  const say = useWords()
  const pick = usePick()
  const { data, isFetching } = useQuery({
    queryKey: ['handlers', matterId],
    queryFn: () =>
      get<{ items: { id: string; name: string; role: Both }[] }>(`/api/matters/${matterId}/handlers`),
  })
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      {...(onChange ? { onChange } : {})}
      loading={isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('matter.form.choose')}
      style={{ width: '100%' }}
      options={(data?.items ?? []).map((each) => ({
        value: each.id,
        label: `${each.name} · ${pick(each.role)}`,
      }))}
    />
  )
}
