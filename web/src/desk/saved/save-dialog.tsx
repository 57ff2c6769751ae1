import { Alert, App, Form, Input, Modal, Radio } from 'antd'
import { reachOf } from '../../../../server/src/kernel/permissions/matrix.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import type { ListFilters } from '../inbox/address.ts'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { type SavedView, useViewChanges } from './saved.ts'

/** The organisations with which this person may share a view. */
export function useShareable(): { id: string; name: string }[] {
  const { duties } = useMyself()
  const found = new Map<string, string>()
  for (const { role, organisation } of duties)
    if (reachOf(role, 'view.share')) found.set(organisation.id, organisation.name)
  return [...found].map(([id, name]) => ({ id, name }))
}

/** Who sees a view: oneself, or everybody of one's organisation. */
export function SharedWith({ value = '', onChange }: { value?: string; onChange?: (value: string) => void }) {
  const say = useWords()
  const shareable = useShareable()
  return (
    <Radio.Group
      value={value}
      onChange={(event) => onChange?.(event.target.value)}
      className="desk-choices"
      options={[
        { value: '', label: say('saved.mine') },
        ...shareable.map(({ id, name }) => ({ value: id, label: say('saved.shareWith', { name }) })),
      ]}
    />
  )
}

interface SaveDialogProps {
  address: ListFilters
  suggestion: string
  onClose(): void
  onSaved(view: SavedView): void
}

/** Gives the present view a name. */
export function SaveDialog({ address, suggestion, onClose, onSaved }: SaveDialogProps) {
  const say = useWords()
  const { message } = App.useApp()
  const { save } = useViewChanges()
  const [fields] = Form.useForm<{ name: string; sharedWith: string }>()
  const hasChoice = useShareable().length > 0

  async function keep({ name, sharedWith }: { name: string; sharedWith?: string }) {
    const view = await save
      .mutateAsync({ name: name.trim(), address, shared_with: sharedWith || null })
      .catch(() => null)
    if (!view) return
    message.success(say('saved.saved', { name: view.name }))
    onSaved(view)
  }
  return (
    <Modal
      open
      title={say('saved.save')}
      onCancel={onClose}
      onOk={() => fields.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={save.isPending}
    >
      <p className="desk-soft">{say('saved.saveHint')}</p>
      <Form
        form={fields}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: suggestion, sharedWith: '' }}
        onFinish={(typed) => void keep(typed)}
      >
        {save.error && <Alert type="error" showIcon role="alert" title={problemWords(save.error)} />}
        <Form.Item
          name="name"
          label={say('saved.name')}
          rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
        >
          <Input maxLength={40} autoFocus onPressEnter={() => fields.submit()} />
        </Form.Item>
        {hasChoice && (
          <Form.Item name="sharedWith" label={say('saved.who')}>
            <SharedWith />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
