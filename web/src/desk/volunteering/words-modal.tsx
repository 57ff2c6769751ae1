import { Form, Input, Modal } from 'antd'
import { useWords } from '../words/index.ts'
import { useDo } from './reading.ts'

interface Props {
  title: string
  label: string
  okText?: string
  danger?: boolean
  isOptional?: boolean
  most?: number
  send(words: string): Promise<unknown>
  onClose(): void
}

/** Asks for a sentence before something is done. */
export function WordsModal({ title, label, okText, danger, isOptional, most, send, onClose }: Props) {
  const say = useWords()
  const [form] = Form.useForm<{ words?: string }>()
  const deed = useDo(send, onClose)
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={okText ?? title}
      okButtonProps={{ danger: danger ?? false }}
      cancelText={say('act.cancel')}
      confirmLoading={deed.isPending}
    >
      <Form form={form} layout="vertical" onFinish={({ words }) => deed.mutate((words ?? '').trim())}>
        <Form.Item
          name="words"
          label={label}
          rules={
            isOptional
              ? []
              : [{ required: true, whitespace: true, message: say('volunteering.form.required') }]
          }
        >
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={most ?? 300} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
