import { useQuery } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { get } from '../../foundation/api.ts'
import type { Template } from '../types.ts'
import { useWords } from '../words/index.ts'

/** Puts a template's text where the answer is written. */
export function TemplatesMenu({
  category,
  onInsert,
}: {
  category: string | undefined
  onInsert(text: string): void
}) {
  const say = useWords()
  const { data } = useQuery({
    queryKey: ['templates', category ?? ''],
    queryFn: () => get<{ items: Template[] }>('/api/templates', { category }),
    staleTime: 60_000,
  })
  const templates = data?.items ?? []
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items:
          templates.length > 0
            ? templates.map(({ id, title, text }) => ({
                key: id,
                label: title,
                onClick: () => onInsert(text),
              }))
            : [{ key: 'none', disabled: true, label: say('matter.form.noTemplates') }],
      }}
    >
      <Button size="small">{say('matter.form.templates')}</Button>
    </Dropdown>
  )
}
