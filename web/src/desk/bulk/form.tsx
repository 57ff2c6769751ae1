import { useQuery } from '@tanstack/react-query'
import type { FormInstance } from 'antd'
import { Form, Input, Radio, Select } from 'antd'
import { post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { OrganisationInput } from '../commands/organisation-input.tsx'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { BulkType } from './batch.ts'

export interface BulkValues {
  way?: 'suggested' | 'one'
  to?: string
  note?: string
  handler?: string
  reason?: string
  text?: string
}

/** The command as the preview is asked for it; a dispatch without a target goes to whoever is suggested. */
export function commandOf(type: BulkType, values: BulkValues): Record<string, unknown> {
  const note = values.note?.trim()
  switch (type) {
    case 'dispatch':
      return { type, ...(values.way === 'one' ? { to: values.to } : {}), ...(note ? { note } : {}) }
    case 'assign':
      return { type, handler: values.handler }
    case 'supervise':
      return { type, reason: values.reason?.trim() }
    case 'note':
      return { type, text: values.text?.trim() }
    case 'sign':
      return { type }
  }
}

function HandlersInput({
  ids,
  ...wired
}: {
  ids: string[]
  id?: string
  value?: string
  onChange?: (value: string) => void
}) {
  const say = useWords()
  const { data, isFetching, error } = useQuery({
    queryKey: ['bulk', 'handlers', ids],
    queryFn: () =>
      post<{ items: { id: string; name: string; fits: number }[] }>('/api/matters/bulk/handlers', { ids }),
  })
  return (
    <Select
      {...wired}
      loading={isFetching}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say('matter.form.choose')}
      notFoundContent={error ? problemWords(error) : say('bulk.noHandlers')}
      style={{ width: '100%' }}
      options={(data?.items ?? []).map(({ id, name, fits }) => ({
        value: id,
        label: say('bulk.fits', { name, n: fits }),
      }))}
    />
  )
}

interface BulkFormProps {
  type: BulkType
  matters: MatterRow[]
  form: FormInstance<BulkValues>
  onSubmit(values: BulkValues): void
}

/** What a command for many asks for, once for all of them. */
export function BulkForm({ type, matters, form, onSubmit }: BulkFormProps) {
  const say = useWords()
  const way = Form.useWatch('way', form) ?? 'suggested'
  const required = [{ required: true, whitespace: true, message: say('matter.form.required') }]
  const choose = [{ required: true, message: say('matter.form.choose') }]
  const words = (name: keyof BulkValues, label: string, rules: typeof required | [] = required) => (
    <Form.Item name={name} label={label} rules={rules}>
      <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
    </Form.Item>
  )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      initialValues={{ way: 'suggested' }}
      onFinish={onSubmit}
    >
      {type === 'dispatch' && (
        <>
          <Form.Item name="way" label={say('bulk.target')} required>
            <Radio.Group
              className="desk-choices"
              options={[
                { value: 'suggested', label: say('bulk.suggested') },
                { value: 'one', label: say('bulk.oneTarget') },
              ]}
            />
          </Form.Item>
          {way === 'one' && matters[0] && (
            <Form.Item name="to" label={say('matter.form.to')} rules={choose}>
              <OrganisationInput matterId={matters[0].id} command="dispatch" />
            </Form.Item>
          )}
          {words('note', say('matter.form.note'), [])}
        </>
      )}
      {type === 'assign' && (
        <Form.Item name="handler" label={say('matter.form.handler')} rules={choose}>
          <HandlersInput ids={matters.map(({ id }) => id)} />
        </Form.Item>
      )}
      {type === 'supervise' && words('reason', say('matter.form.reason'))}
      {type === 'note' && words('text', say('matter.form.text'))}
    </Form>
  )
}
