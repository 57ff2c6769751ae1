import { Alert, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { sizeWords } from '../../foundation/size-words.ts'
import { type ChosenDocument, DocumentsInput, documentsFault } from '../commands/documents-input.tsx'
import { PhotosInput } from '../commands/photos-input.tsx'
import { useMyself } from '../shell/me.ts'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import type { PhotoClaim } from '../types.ts'
import { useWords } from '../words/index.ts'
import { dropDraft, keepDraft, newDraft, readDraft, type TypedPaper } from './draft.ts'
import type { PaperForm as FormFacts, PaperDetail } from './paper.ts'

interface SendFormProps {
  form: FormFacts
  /** Asked anew after this one. */
  follows?: PaperDetail
  onClose(): void
  onSent(id: string): void
}

/** Asks or reports: one paper, one matter. What was written and not sent is gone on with. */
export function SendForm(props: SendFormProps) {
  const [fresh, setFresh] = useState(0)
  return <PaperForm key={fresh} {...props} onFresh={() => setFresh(fresh + 1)} />
}

function PaperForm({ form, follows, onClose, onSent, onFresh }: SendFormProps & { onFresh(): void }) {
  const say = useWords()
  const pick = usePick()
  const { key: who } = useMyself()
  const [begun] = useState(() => readDraft(who, follows?.id))
  const [draft] = useState(() => begun ?? newDraft())
  const [photos, setPhotos] = useState<PhotoClaim[]>([])
  const save = useSave<TypedPaper, { id: string }>(
    ({ documents, ...typed }) =>
      post(
        '/api/upward',
        {
          ...typed,
          photos,
          documents: (documents ?? []).flatMap(({ kept }) =>
            kept ? [{ id: kept.id, claim: kept.claim }] : [],
          ),
          follows: follows?.id ?? null,
        },
        { idempotencyKey: draft.key },
      ),
    ({ id }) => {
      dropDraft(who, follows?.id)
      onSent(id)
    },
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
    <FormModal<TypedPaper, { id: string }>
      title={say('upward.send')}
      className="desk-by-thumb-dialog"
      okText={say('upward.sendNow')}
      save={save}
      onClose={onClose}
      initial={{
        asker_id: follows?.asker.id ?? form.askers[0]?.id ?? '',
        ...(follows ? { kind: follows.kind.id, body: follows.body } : {}),
        ...begun?.typed,
      }}
      onTyped={(typed) => keepDraft(who, follows?.id, { ...draft, typed })}
    >
      {begun && (
        <Alert
          type="info"
          title={say('upward.goneOn')}
          action={
            <Button
              onClick={() => {
                dropDraft(who, follows?.id)
                onFresh()
              }}
            >
              {say('upward.anew')}
            </Button>
          }
        />
      )}
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
      <Form.Item
        name="documents"
        label={say('upward.documents')}
        extra={say('upward.documentsHint', {
          n: form.documents.most,
          most: sizeWords(form.documents.most_bytes),
        })}
        validateTrigger={[]}
        rules={[
          {
            validator: async (_, documents?: ChosenDocument[]) => {
              const fault = documentsFault(documents)
              if (fault) throw new Error(say(fault))
            },
          },
        ]}
      >
        <DocumentsInput url="/api/upward/documents" limits={form.documents} />
      </Form.Item>
      <Form.Item label={say('upward.photos')}>
        <PhotosInput onChange={setPhotos} />
      </Form.Item>
    </FormModal>
  )
}

/** It goes to the nearest superior, and never past them. */
function ToWhom({ form }: { form: FormFacts }) {
  const say = useWords()
  const instance = Form.useFormInstance<TypedPaper>()
  const asker = Form.useWatch('asker_id', instance)
  const chosen = form.askers.find(({ id }) => id === asker)
  if (!chosen) return null
  return chosen.superior ? (
    <p className="desk-soft">{say('upward.goesTo', { unit: chosen.superior.name })}</p>
  ) : (
    <Alert type="warning" showIcon title={say('upward.noSuperior')} />
  )
}
