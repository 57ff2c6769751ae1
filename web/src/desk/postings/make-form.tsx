import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { randomId } from '../../foundation/random-id.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import { CandidateInput } from './candidate-input.tsx'
import type { Term } from './posting.ts'

interface Typed {
  village_id: string
  sender_id: string
  person_id: string
  kind: string
  team?: string
  from: string
  until: string
}

interface MakeFormProps {
  kinds: Term[]
  onClose(): void
  onMade(id: string): void
}

/** Sends somebody to a village: unit and person, village, kind, term. */
export function MakeForm({ kinds, onClose, onMade }: MakeFormProps) {
  const say = useWords()
  const pick = usePick()
  const [key] = useState(randomId)
  const save = useSave<Typed, { id: string }>(
    ({ team, ...typed }) => post('/api/postings', { ...typed, team: orNull(team) }, { idempotencyKey: key }),
    ({ id }) => onMade(id),
  )
  const rules = [{ required: true, message: say('postings.required') }]
  const today = shanghaiDay(new Date())
  return (
    <FormModal<Typed, { id: string }>
      title={say('postings.make')}
      okText={say('postings.make')}
      save={save}
      onClose={onClose}
      initial={{ kind: kinds[0]?.id ?? '', from: today }}
    >
      <Form.Item
        name="village_id"
        label={say('postings.village')}
        extra={say('postings.villageHint')}
        rules={rules}
      >
        <FoundInput path="/api/organisations" label={say('postings.village')} />
      </Form.Item>
      <SenderAndPerson />
      <Form.Item name="kind" label={say('postings.kind')} rules={rules}>
        <Select options={kinds.map((each) => ({ value: each.id, label: pick(each) }))} />
      </Form.Item>
      <Form.Item name="team" label={say('postings.team')} extra={say('postings.teamHint')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="from" label={say('postings.fromDay')} extra={say('postings.fromHint')} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="until"
        label={say('postings.untilDay')}
        extra={say('postings.untilHint')}
        rules={rules}
      >
        <Input type="date" min={today} />
      </Form.Item>
    </FormModal>
  )
}

/** The unit first, then somebody of it. */
export function SenderAndPerson() {
  const say = useWords()
  const form = Form.useFormInstance<{ sender_id?: string; person_id?: string }>()
  const sender = Form.useWatch('sender_id', form)
  const rules = [{ required: true, message: say('postings.required') }]
  return (
    <>
      <Form.Item name="sender_id" label={say('postings.sender')} rules={rules}>
        <FoundInput path="/api/organisations" label={say('postings.sender')} />
      </Form.Item>
      <Form.Item name="person_id" label={say('postings.person')} rules={rules}>
        <CandidateInput sender={sender} />
      </Form.Item>
    </>
  )
}
