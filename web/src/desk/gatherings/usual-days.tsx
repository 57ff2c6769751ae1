import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Form, InputNumber, Select } from 'antd'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { FormModal } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { about, type GatheringForm } from './reading.ts'

interface UsualDaysProps {
  form: GatheringForm
  organisation: string
  year: number
  onClose(): void
}

interface Typed {
  kind: string
  day?: number | null
}

/** The relatively fixed day of one kind; the plan ahead follows it. */
export function UsualDays({ form, organisation, year, onClose }: UsualDaysProps) {
  const say = useWords()
  const pick = usePick()
  const client = useQueryClient()
  const { message } = App.useApp()
  const kinds = form.kinds.filter(({ per, usual_day }) => per && usual_day)
  const save = useMutation({
    mutationFn: ({ kind, day }: Typed) =>
      post<{ planned: number }>('/api/gathering-plans', {
        organisation_id: organisation,
        year,
        usual_day: { kind, day: day ?? null },
      }),
    onSuccess: async ({ planned }) => {
      message.success(say('gatherings.planWritten', { n: planned }))
      await client.invalidateQueries({ queryKey: [about] })
      onClose()
    },
  })
  return (
    <FormModal<Typed, { planned: number }>
      title={say('gatherings.usualDays')}
      save={save}
      onClose={onClose}
      initial={{ kind: kinds[0]?.id ?? '' }}
    >
      <p className="desk-soft">{say('gatherings.usualDaysHint')}</p>
      <Form.Item name="kind" label={say('gatherings.kindOf')}>
        <Select options={kinds.map(({ id, words }) => ({ value: id, label: pick(words) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) => {
          const kind = kinds.find(({ id }) => id === getFieldValue('kind'))
          return (
            <Form.Item
              name="day"
              label={say('gatherings.usualDay', { day: kind?.usual_day ?? '' })}
              extra={
                kind &&
                `${say('gatherings.source', { source: kind.source })}${kind.unverified ? bracketed(say('gatherings.unverified')) : ''}`
              }
            >
              <InputNumber min={1} max={31} precision={0} />
            </Form.Item>
          )
        }}
      </Form.Item>
    </FormModal>
  )
}
