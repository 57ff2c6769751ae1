import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { Mark } from './mark.tsx'
import { useDo } from './reading.ts'
import type { Statement } from './types.ts'
import { WordsModal } from './words-modal.tsx'

interface ListProps {
  statements: Statement[]
  mayClose(id: string): boolean
}

export function StatementList({ statements, mayClose }: ListProps) {
  const say = useWords()
  const [closing, setClosing] = useState<string | null>(null)
  return (
    <>
      <ul className="desk-findings">
        {statements.map(({ id, kind, words, until, closed, outcome }) => (
          <li key={id}>
            <div>
              <Mark>
                {say(kind === 'resource' ? 'volunteering.units.resources' : 'volunteering.units.needs')}
              </Mark>
              {words}
              {until && <small className="desk-soft"> {until}</small>}
              {closed && (
                <small className="desk-soft desk-block">
                  {say('volunteering.units.closed', { words: outcome ?? '' })}
                </small>
              )}
            </div>
            {!closed && mayClose(id) && (
              <Button size="small" onClick={() => setClosing(id)}>
                {say('volunteering.units.close')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {closing && (
        <WordsModal
          title={say('volunteering.units.close')}
          label={say('volunteering.units.closeWords')}
          send={(words) => post(`/api/reporting/statements/${closing}/close`, { words })}
          onClose={() => setClosing(null)}
        />
      )}
    </>
  )
}

interface NewProps {
  title: string
  send(typed: { words: string; until: string | null }): Promise<unknown>
  onClose(): void
}

export function NewStatement({ title, send, onClose }: NewProps) {
  const say = useWords()
  const [form] = Form.useForm<{ words: string; until?: string }>()
  const deed = useDo(
    ({ words, until }: { words: string; until?: string }) =>
      send({ words: words.trim(), until: until || null }),
    onClose,
  )
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={deed.isPending}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => deed.mutate(typed)}>
        <Form.Item
          name="words"
          label={say('volunteering.units.stated')}
          rules={[{ required: true, whitespace: true, message: say('volunteering.form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={300} />
        </Form.Item>
        <Form.Item name="until" label={say('volunteering.units.until')}>
          <Input type="date" min={shanghaiDay(new Date())} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
