import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { randomId } from '../../foundation/random-id.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import type { Mine, PostingDetail, Visit } from './posting.ts'

interface Wish {
  text: string
  areaId: string
  phone: string | null
}

/** Takes the wish in at the ordinary door and lays it beside the visit; sent again under the same key, it is there once. */
async function bringHome(postingId: string, visitId: string, { text, areaId, phone }: Wish): Promise<void> {
  const { id } = await post<{ id: string }>(
    '/api/intake',
    {
      channel: 'visit',
      text,
      location: { area_id: areaId },
      ...(phone ? { contact: { phone } } : { anonymous: true }),
    },
    { idempotencyKey: `visit-wish-${visitId}` },
  )
  await post(`/api/posting/${postingId}/visits/${visitId}/wish`, { matter_id: id })
}

interface Typed {
  day: string
  area_id: string
  households?: number | null
  words: string
  isWish?: boolean
  phone?: string
}

/** Writes a visit down; what people want done becomes a matter with one tap. */
export function VisitForm({ mine, onClose }: { mine: Mine & { posting: PostingDetail }; onClose(): void }) {
  const say = useWords()
  const { posting, areas } = mine
  const [key] = useState(randomId)
  const [isWish, setWish] = useState(false)
  const save = useSave<Typed>(async ({ isWish: wish, phone, households, ...typed }) => {
    const { id } = await post<{ id: string }>(
      `/api/posting/${posting.id}/visits`,
      { ...typed, households: households ?? null },
      { idempotencyKey: key },
    )
    if (wish)
      await bringHome(posting.id, id, { text: typed.words, areaId: typed.area_id, phone: orNull(phone) })
  }, onClose)
  const rules = [{ required: true, message: say('postings.required') }]
  const today = shanghaiDay(new Date())
  return (
    <FormModal<Typed, unknown>
      title={say('postings.writeVisit')}
      className="desk-by-thumb-dialog"
      save={save}
      onClose={onClose}
      initial={{ day: today }}
    >
      <Form.Item name="day" label={say('postings.visitDay')} rules={rules}>
        <Input type="date" min={posting.from} max={today} />
      </Form.Item>
      <Form.Item name="area_id" label={say('postings.visitArea')} rules={rules}>
        <Select
          aria-label={say('postings.visitArea')}
          options={areas.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="households" label={say('postings.households')}>
        <InputNumber min={1} max={10_000} precision={0} />
      </Form.Item>
      <Form.Item
        name="words"
        label={say('postings.visitWords')}
        extra={say('postings.visitHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('postings.required') }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="isWish" valuePropName="checked" extra={say('postings.wishHint')}>
        <Checkbox onChange={(event) => setWish(event.target.checked)}>{say('postings.isWish')}</Checkbox>
      </Form.Item>
      {isWish && <PhoneItem />}
    </FormModal>
  )
}

function PhoneItem() {
  const say = useWords()
  return (
    <Form.Item name="phone" label={say('postings.wishPhone')} extra={say('postings.wishPhoneHint')}>
      <Input type="tel" maxLength={24} autoComplete="off" />
    </Form.Item>
  )
}

/** A wish of a visit that was written down before. */
export function WishForm({
  mine,
  visit,
  onClose,
}: {
  mine: Mine & { posting: PostingDetail }
  visit: Visit
  onClose(): void
}) {
  const say = useWords()
  const area = mine.areas.find(({ name }) => name === visit.area) ?? mine.areas[0]
  const save = useSave<{ text: string; phone?: string }>(
    ({ text, phone }) =>
      bringHome(mine.posting.id, visit.id, { text, areaId: area?.id ?? '', phone: orNull(phone) }),
    onClose,
  )
  return (
    <FormModal<{ text: string; phone?: string }, unknown>
      title={say('postings.bringHome')}
      okText={say('postings.bringHome')}
      className="desk-by-thumb-dialog"
      save={save}
      onClose={onClose}
      initial={{ text: visit.words }}
    >
      <Form.Item
        name="text"
        label={say('postings.wishText')}
        extra={say('postings.wishHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('postings.required') }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <PhoneItem />
    </FormModal>
  )
}

interface Asking {
  from: string
  until: string
  reason: string
}

/** Asks for leave. */
export function LeaveForm({ posting, onClose }: { posting: PostingDetail; onClose(): void }) {
  const say = useWords()
  const [key] = useState(randomId)
  const save = useSave<Asking>(
    (typed) => post(`/api/posting/${posting.id}/leaves`, typed, { idempotencyKey: key }),
    onClose,
  )
  const rules = [{ required: true, message: say('postings.required') }]
  const today = shanghaiDay(new Date())
  return (
    <FormModal<Asking, unknown>
      title={say('postings.askLeave')}
      okText={say('postings.askLeave')}
      className="desk-by-thumb-dialog"
      save={save}
      onClose={onClose}
    >
      <Form.Item name="from" label={say('postings.leaveFrom')} rules={rules}>
        <Input type="date" min={today} max={posting.until} />
      </Form.Item>
      <Form.Item name="until" label={say('postings.leaveUntil')} rules={rules}>
        <Input type="date" min={today} max={posting.until} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('postings.reason')}
        extra={say('postings.leaveReasonHint')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('postings.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}
