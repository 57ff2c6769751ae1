import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { clockWords, stampWords } from '../../foundation/time.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { reads, useDo } from './reading.ts'
import type { Objections as Told } from './types.ts'

export function Objections() {
  const say = useWords()
  const [answering, setAnswering] = useState<string | null>(null)
  const list = useQuery({
    queryKey: [reads, 'objections'],
    queryFn: () => get<Told>('/api/service-objections'),
  })
  if (!list.data)
    return list.error ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : <Loading />
  if (list.data.items.length === 0) return <Nothing title={say('volunteering.objections.none')} />
  return (
    <section className="desk-section">
      <ul className="desk-findings">
        {list.data.items.map((item) => (
          <li key={item.id}>
            <div>
              <strong>
                {say('volunteering.objections.said', { person: item.person, words: item.objection })}
              </strong>
              <small className="desk-soft desk-block">
                {say('volunteering.objections.record', {
                  title: item.title,
                  from: stampWords(item.started_at),
                  to: clockWords(item.ended_at),
                  minutes: item.minutes,
                })}
                {item.ended_by_house && say('volunteering.objections.byHouse')}
              </small>
            </div>
            <Button size="small" type="primary" onClick={() => setAnswering(item.id)}>
              {say('volunteering.objections.answer')}
            </Button>
          </li>
        ))}
      </ul>
      {answering && <Answer id={answering} onClose={() => setAnswering(null)} />}
    </section>
  )
}

function Answer({ id, onClose }: { id: string; onClose(): void }) {
  const say = useWords()
  const [form] = Form.useForm<{ words: string; minutes?: number | null }>()
  const send = useDo(
    (typed: { words: string; minutes?: number | null }) =>
      post(`/api/service-records/${id}/answer`, { words: typed.words, minutes: typed.minutes ?? null }),
    onClose,
  )
  return (
    <Modal
      open
      title={say('volunteering.objections.answer')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={send.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => send.mutate(typed)}>
        <Form.Item
          name="words"
          label={say('volunteering.objections.words')}
          rules={[{ required: true, whitespace: true, message: say('volunteering.form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Form.Item>
        <Form.Item name="minutes" label={say('volunteering.objections.minutes')}>
          <InputNumber min={0} max={1440} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
