import { Alert, App, Button, Drawer, Form } from 'antd'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useNarrow } from '../shell/narrow.ts'
import type { Action, MatterDetail, PhotoClaim } from '../types.ts'
import { useWords } from '../words/index.ts'
import { AidAbove, AidBelow } from './aids.tsx'
import { ConflictNote } from './conflict.tsx'
import { dropDraft, keepDraft, readDraft } from './draft.ts'
import type { CommandForm, Field, Values } from './field.ts'
import { FieldInput } from './field-input.tsx'
import { argumentsOf } from './forms.ts'
import { useGive } from './give.ts'

interface CommandDrawerProps {
  action: Action
  form: CommandForm
  detail: MatterDetail
  onClose(): void
}

function initialValues(form: CommandForm, detail: MatterDetail): Values {
  const fresh = Object.fromEntries(
    form.fields.flatMap((field) => (field.initial ? [[field.name, field.initial(detail)]] : [])),
  )
  return { ...fresh, ...readDraft(detail.id, form.type) }
}

function rulesOf(field: Field, required: string) {
  return field.optional
    ? []
    : [{ required: true, message: required, ...(field.kind === 'text' ? { whitespace: true } : {}) }]
}

/** The keyboard goes on in the form. On a phone it would push the form away. */
function focusFirstField(): void {
  const fields = 'input:not([type="file"]), textarea, [tabindex="0"]'
  const body = document.querySelector('.desk-command .ant-drawer-body form')
  if (body && !body.contains(document.activeElement)) body.querySelector<HTMLElement>(fields)?.focus()
}

/**
 * The form of any command, beside the matter that it is about. What is typed survives closing it, a conflict
 * and a reload, until it was accepted.
 */
export function CommandDrawer({ action, form, detail, onClose }: CommandDrawerProps) {
  const say = useWords()
  const pick = usePick()
  const isNarrow = useNarrow()
  const { message } = App.useApp()
  const [fields] = Form.useForm<Values>()
  const [start] = useState(() => initialValues(form, detail))
  const { give, isSending, error, conflict } = useGive(detail.id)
  const values = { ...start, ...(Form.useWatch([], fields) as Values | undefined) }
  const title = pick(action.words)
  const current = detail.actions.find(({ command }) => command === form.type)
  const isGone = current !== undefined && !current.allowed

  async function submit(typed: Values) {
    const photos = typed.photos as PhotoClaim[] | undefined
    const done = await give(detail.version, argumentsOf(form, typed, detail), photos)
    if (!done) return
    dropDraft(detail.id, form.type)
    message.success(say('matter.form.done', { what: title }))
    onClose()
  }

  return (
    <Drawer
      open
      onClose={onClose}
      title={title}
      placement={isNarrow ? 'bottom' : 'right'}
      size={isNarrow ? '92%' : form.type === 'merge' ? 640 : 520}
      mask={isNarrow}
      className="desk-command"
      afterOpenChange={(isOpen) => {
        if (isOpen && !isNarrow) focusFirstField()
      }}
      footer={
        <div className="desk-command-foot">
          <Button onClick={onClose}>{say('act.cancel')}</Button>
          <Button
            type="primary"
            danger={form.tone === 'danger'}
            loading={isSending}
            disabled={isGone}
            onClick={() => fields.submit()}
          >
            {conflict ? say('matter.conflict.again') : title}
          </Button>
        </div>
      }
    >
      <Form
        form={fields}
        layout="vertical"
        requiredMark="optional"
        initialValues={start}
        onValuesChange={(_, all) => keepDraft(detail.id, form.type, all)}
        onFinish={(typed) => void submit(typed)}
        scrollToFirstError
      >
        {conflict && <ConflictNote conflict={conflict} action={current} />}
        {!conflict && isGone && <Alert type="warning" showIcon title={pick(current.why_not)} />}
        {error !== null && (
          <Alert type="error" showIcon role="alert" title={problemWords(error)} className="desk-conflict" />
        )}
        <AidAbove form={form} detail={detail} values={values} onUse={(use) => fields.setFieldsValue(use)} />
        {form.fields.length === 0 && <p>{say('matter.form.noField')}</p>}
        {form.fields
          .filter((field) => !field.when || field.when(values, detail))
          .map((field) => (
            <Form.Item
              key={field.name}
              name={field.name}
              label={say(field.label)}
              rules={rulesOf(
                field,
                say(field.kind === 'text' ? 'matter.form.required' : 'matter.form.choose'),
              )}
            >
              <FieldInput field={field} command={form.type} detail={detail} />
            </Form.Item>
          ))}
        <AidBelow form={form} detail={detail} values={values} onUse={() => {}} />
      </Form>
    </Drawer>
  )
}
