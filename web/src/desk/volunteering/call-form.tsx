import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { named } from '../../foundation/punctuation.ts'
import { randomId } from '../../foundation/random-id.ts'
import { useGo } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { reads } from './reading.ts'
import type { CallForm } from './types.ts'

interface Typed {
  community_id: string
  kind: 'volunteer' | 'party'
  title: string
  words: string
  place: string
  from: string
  to: string
  wanted: number
  skills?: string[]
  radius_km: number
  dangerous?: boolean
  insurance?: string
  duty_id?: string
}

const bodyOf = ({ from, to, skills, dangerous, insurance, duty_id, ...rest }: Typed) => ({
  ...rest,
  starts_at: new Date(`${from}:00+08:00`).toISOString(),
  ends_at: new Date(`${to}:00+08:00`).toISOString(),
  skills: skills ?? [],
  dangerous: dangerous ?? false,
  insurance: insurance?.trim() || null,
  duty_id: duty_id ?? null,
})

/** `2026-03-02T14:00` by the clock in Shanghai, so many hours from now. */
const inHours = (hours: number) =>
  `${new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(0, 13)}:00`

export function NewCall({ onClose }: { onClose(): void }) {
  const say = useWords()
  const form = useQuery({
    queryKey: [reads, 'form'],
    queryFn: () => get<CallForm>('/api/service-calls/form'),
  })
  if (!form.data)
    return (
      <Modal open title={say('volunteering.newCall')} onCancel={onClose} footer={null}>
        {form.error ? <Failed error={form.error} onRetry={() => void form.refetch()} /> : <Loading />}
      </Modal>
    )
  return <Asked form={form.data} onClose={onClose} />
}

function Asked({ form: told, onClose }: { form: CallForm; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Typed>()
  const key = useRef(randomId())
  const [fit, setFit] = useState<number | null>(null)
  const kind = Form.useWatch('kind', form) ?? 'volunteer'
  const isDangerous = Form.useWatch('dangerous', form) ?? false
  const community = Form.useWatch('community_id', form) ?? told.communities[0]?.id
  const duties = told.duties.filter(({ community_id }) => community_id === community)
  const send = useMutation({
    mutationFn: (typed: Typed) =>
      post<{ id: string; told: number }>('/api/service-calls', bodyOf(typed), {
        idempotencyKey: key.current,
      }),
    onSuccess: async ({ id, told: count }) => {
      message.success(say('volunteering.sent', { n: count }))
      await client.invalidateQueries({ queryKey: [reads] })
      go(`/volunteering/calls/${id}`)
    },
  })
  const count = useMutation({
    mutationFn: async () =>
      post<{ count: number }>('/api/service-calls/fit', bodyOf(await form.validateFields())),
    onSuccess: (answer) => setFit(answer.count),
  })
  const rules = [{ required: true, message: say('volunteering.form.required') }]
  return (
    <Modal
      open
      width={640}
      title={say('volunteering.newCall')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('volunteering.form.send')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(typed) => send.mutate(typed)}
        onValuesChange={() => {
          setFit(null)
          // Other content is another call.
          key.current = randomId()
        }}
        initialValues={{
          community_id: told.communities[0]?.id,
          kind: 'volunteer',
          wanted: 5,
          radius_km: 0,
          from: inHours(24),
          to: inHours(26),
        }}
      >
        <ProblemAlert error={send.error ?? count.error} />
        <Form.Item name="kind" extra={say(`volunteering.kindHint.${kind}`)}>
          <Radio.Group
            optionType="button"
            options={(['volunteer', 'party'] as const).map((value) => ({
              value,
              label: say(`volunteering.kinds.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="community_id"
          label={say('volunteering.form.community')}
          hidden={told.communities.length === 1}
        >
          <Select options={told.communities.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="title" label={say('volunteering.form.title')} rules={rules}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="words" label={say('volunteering.form.words')} rules={rules}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1000} />
        </Form.Item>
        <Form.Item name="place" label={say('volunteering.form.place')} rules={rules}>
          <Input maxLength={120} />
        </Form.Item>
        <div className="desk-form-row">
          <Form.Item name="from" label={say('volunteering.form.from')} rules={rules}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="to" label={say('volunteering.form.to')} rules={rules}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="wanted" label={say('volunteering.form.wanted')} rules={rules}>
            <InputNumber min={1} max={1000} precision={0} />
          </Form.Item>
        </div>
        <Form.Item name="skills" label={say('volunteering.form.skills')}>
          <Select
            mode="multiple"
            optionFilterProp="label"
            options={told.skills.map((skill) => ({ value: skill.id, label: pick(skill) }))}
          />
        </Form.Item>
        <Form.Item name="radius_km" label={say('volunteering.form.radius')} rules={rules}>
          <InputNumber min={0} max={50} precision={0} />
        </Form.Item>
        {duties.length > 0 && (
          <Form.Item name="duty_id" label={say('volunteering.form.duty')}>
            <Select
              allowClear
              options={duties.map(({ id, unit, words }) => ({ value: id, label: named(unit, words) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="dangerous" valuePropName="checked">
          <Checkbox>{say('volunteering.form.dangerous')}</Checkbox>
        </Form.Item>
        {isDangerous && (
          <Form.Item
            name="insurance"
            label={say('volunteering.form.insurance')}
            extra={say('volunteering.form.insuranceHint')}
            rules={rules}
          >
            <Input maxLength={200} />
          </Form.Item>
        )}
        <p className="desk-toolbar">
          <Button onClick={() => count.mutate()} loading={count.isPending}>
            {say('volunteering.form.countFit')}
          </Button>
          <span role="status">{fit !== null && say('volunteering.form.fit', { n: fit })}</span>
        </p>
        <p className="desk-soft">{say('volunteering.form.fitHint')}</p>
      </Form>
    </Modal>
  )
}
