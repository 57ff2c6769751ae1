import { Alert, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'

const ready = ['matter.look.reasonCheck', 'matter.look.reasonVisit', 'matter.look.reasonResult'] as const

/** Why one looks at contact details or calls: asked before anything is shown, and kept on the timeline. */
export function LookReason(props: {
  title: string
  recorded: string
  action: string
  isPending: boolean
  error: unknown
  onClose(): void
  onReason(reason: string): void
}) {
  const { title, recorded, action, isPending, error, onClose, onReason } = props
  const say = useWords()
  const [reason, setReason] = useState('')
  const isReady = reason.trim().length >= 2
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => onReason(reason.trim())}
      okText={action}
      cancelText={say('act.cancel')}
      confirmLoading={isPending}
      okButtonProps={{ disabled: !isReady }}
    >
      <Space orientation="vertical" style={{ width: '100%' }}>
        <Alert type="info" showIcon title={recorded} />
        <label htmlFor="look-reason">{say('matter.look.reason')}</label>
        <Input
          id="look-reason"
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => isReady && !isPending && onReason(reason.trim())}
        />
        <Space wrap>
          {ready.map((key) => (
            <Tag.CheckableTag key={key} checked={reason === say(key)} onChange={() => setReason(say(key))}>
              {say(key)}
            </Tag.CheckableTag>
          ))}
        </Space>
        {error !== null && error !== undefined && <Alert type="error" showIcon title={problemWords(error)} />}
      </Space>
    </Modal>
  )
}
