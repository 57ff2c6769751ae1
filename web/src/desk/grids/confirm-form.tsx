import { Button, Form, Input } from 'antd'
import { isProblem } from '../../foundation/problem-words.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { Conflict, Refusal } from './refusal.tsx'

export interface Decided {
  reason: string
  document?: string
  /** The day from which it holds; at once where it is left out. */
  on?: string
}

interface ConfirmFormProps {
  error: unknown
  isPending: boolean
  isForeseeing: boolean
  onConfirm(decided: Decided): void
  onAgain(): void
  onBack(): void
  onClose(): void
}

const tomorrow = () => shanghaiDay(new Date(Date.now() + 86_400_000))

/** Why, by which paper and from when: the last step, after the preview. */
export function ConfirmForm(props: ConfirmFormProps) {
  const { error, isPending, isForeseeing, onConfirm, onAgain, onBack, onClose } = props
  const say = useWords()
  const [form] = Form.useForm<Decided>()
  const on = Form.useWatch('on', form)
  const hasChanged = isProblem(error, 'conflict.changed')
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark="optional"
      onFinish={(decided: Decided) => !isPending && onConfirm(decided)}
    >
      <Form.Item
        name="reason"
        label={say('grids.reason')}
        extra={say('grids.reasonHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('grids.form.required') }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item name="document" label={say('grids.document')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="on" label={say('grids.planned.on')} extra={say('grids.planned.onHint')}>
        <Input type="date" min={tomorrow()} />
      </Form.Item>
      <p className="desk-soft">{say(on ? 'grids.planned.undo' : 'grids.undo')}</p>
      {hasChanged ? <Conflict error={error} /> : <Refusal error={error} />}
      <p className="desk-toolbar">
        {hasChanged ? (
          <Button type="primary" loading={isForeseeing} onClick={onAgain}>
            {say('grids.previewAgain')}
          </Button>
        ) : (
          <Button type="primary" htmlType="submit" loading={isPending}>
            {on ? say('grids.planned.confirm', { on }) : say('grids.confirm')}
          </Button>
        )}
        <Button onClick={onBack}>{say('grids.backToForm')}</Button>
        <Button type="text" onClick={onClose}>
          {say('act.cancel')}
        </Button>
      </p>
    </Form>
  )
}
