import { Alert, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { randomId } from '../../foundation/random-id.ts'
import { PhotosInput } from '../commands/photos-input.tsx'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import type { PhotoClaim } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { PaperDetail, PaperForm } from './paper.ts'

interface Typed {
  asker_id: string
  kind: string
  title: string
  body: string
}

interface SendFormProps {
  form: PaperForm
  /** Asked anew after this one. */
  follows?: PaperDetail
  onClose(): void
  onSent(id: string): void
}

/** Asks or reports: one paper, one matter. */
export function SendForm({ form, follows, onClose, onSent }: SendFormProps) {
  const say = useWords()
  const pick = usePick()
  const [key] = useState(randomId)
  const [photos, setPhotos] = useState<PhotoClaim[]>([])
  const save = useSave<Typed, { id: string }>(
    (typed) =>
      post('/api/upward', { ...typed, photos, follows: follows?.id ?? null }, { idempotencyKey: key }),
    ({ id }) => onSent(id),
  )
  const rules = [{ required: true, whitespace: true, min: 2, message: say('upward.required') }]
  const kinds = (which: 'ask' | 'report') =>
    form.kinds
      .filter((each) => each.form === which)
      .map((each) => ({
        value: each.id,
        label: `${pick(each)}${bracketed(
          listed([
            say(`upward.limits.${each.clock === 'days' ? 'days' : 'working_days'}`, { n: each.limit }),
            ...(each.unverified ? [say('postings.unverified')] : []),
          ]),
        )}`,
      }))
  return (
    <FormModal<Typed, { id: string }>
      title={say('upward.send')}
      className="desk-by-thumb-dialog"
      okText={say('upward.sendNow')}
      save={save}
      onClose={onClose}
      initial={{
        asker_id: follows?.asker.id ?? form.askers[0]?.id ?? '',
        ...(follows ? { kind: follows.kind.id, body: follows.body } : {}),
      }}
    >
      <Form.Item name="asker_id" label={say('upward.asker')} hidden={form.askers.length < 2} rules={rules}>
        <Select options={form.askers.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <ToWhom form={form} />
      <Form.Item name="kind" label={say('upward.kind')} rules={rules}>
        <Select
          aria-label={say('upward.kind')}
          options={(['ask', 'report'] as const).map((which) => ({
            label: say(`upward.forms.${which}`),
            options: kinds(which),
          }))}
        />
      </Form.Item>
      <Form.Item name="title" label={say('upward.paperTitle')} extra={say('upward.oneMatter')} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="body" label={say('upward.body')} extra={say('upward.bodyHint')} rules={rules}>
        <Input.TextArea maxLength={5000} autoSize={{ minRows: 5 }} />
      </Form.Item>
      <Form.Item label={say('upward.photos')}>
        <PhotosInput onChange={setPhotos} />
      </Form.Item>
    </FormModal>
  )
}

/** It goes to the nearest superior, and never past them. */
function ToWhom({ form }: { form: PaperForm }) {
  const say = useWords()
  const instance = Form.useFormInstance<Typed>()
  const asker = Form.useWatch('asker_id', instance)
  const chosen = form.askers.find(({ id }) => id === asker)
  if (!chosen) return null
  return chosen.superior ? (
    <p className="desk-soft">{say('upward.goesTo', { unit: chosen.superior.name })}</p>
  ) : (
    <Alert type="warning" showIcon title={say('upward.noSuperior')} />
  )
}
