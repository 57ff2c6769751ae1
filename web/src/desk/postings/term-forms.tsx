import '../styles/by-thumb.css'
import { Form, Input, Radio, Select } from 'antd'
import { post } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useGo } from '../../foundation/ways.tsx'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { SenderAndPerson } from './make-form.tsx'
import type { PostingDetail } from './posting.ts'

interface FormProps {
  posting: PostingDetail
  onClose(): void
}

const useReason = () => {
  const say = useWords()
  return (
    <Form.Item
      name="reason"
      label={say('postings.reason')}
      rules={[{ required: true, whitespace: true, min: 2, message: say('postings.required') }]}
    >
      <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
    </Form.Item>
  )
}

/** A longer term, with words. */
export function ExtendForm({ posting, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<{ until: string; reason: string }>(
    (typed) => post(`/api/postings/${posting.id}/extend`, { version: posting.version, ...typed }),
    onClose,
  )
  return (
    <FormModal<{ until: string; reason: string }, unknown>
      title={say('postings.extend')}
      okText={say('postings.extend')}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="until"
        label={say('postings.untilDay')}
        rules={[{ required: true, message: say('postings.required') }]}
      >
        <Input type="date" min={posting.until} />
      </Form.Item>
      {useReason()}
    </FormModal>
  )
}

/** Takes a planned one back before its first day. */
export function CallOffForm({ posting, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<{ reason: string }>(
    (typed) => post(`/api/postings/${posting.id}/call-off`, { version: posting.version, ...typed }),
    onClose,
  )
  return (
    <FormModal<{ reason: string }, unknown>
      title={say('postings.callOff')}
      className="desk-by-thumb-dialog"
      okText={say('postings.callOff')}
      danger
      save={save}
      onClose={onClose}
    >
      <p className="desk-soft">{say('postings.callOffHint')}</p>
      {useReason()}
    </FormModal>
  )
}

function EndingChoice({ posting }: { posting: PostingDetail }) {
  const say = useWords()
  return (
    <Form.Item
      name="as"
      label={say('postings.ending')}
      {...(posting.lacking.length > 0
        ? {
            extra: say('postings.lackingHint', {
              what: posting.lacking.map((each) => say(`postings.lacking.${each}`)).join(say('comma')),
            }),
          }
        : {})}
    >
      <Radio.Group
        options={(['completed', 'early'] as const).map((value) => ({
          value,
          label: say(`postings.endedAs.${value}`),
          disabled: value === 'completed' && posting.lacking.length > 0,
        }))}
      />
    </Form.Item>
  )
}

const usual = (posting: PostingDetail) => (posting.lacking.length > 0 ? 'early' : 'completed')

interface Ending {
  as: 'completed' | 'early'
  reason: string
  hand_to?: string
}

/** Ends it; open tasks go to somebody of the village. */
export function EndForm({ posting, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<Ending>(
    ({ hand_to: to, ...typed }) =>
      post(`/api/postings/${posting.id}/end`, { version: posting.version, ...typed, hand_to: orNull(to) }),
    onClose,
  )
  return (
    <FormModal<Ending, unknown>
      title={say('postings.end')}
      okText={say('postings.end')}
      danger
      save={save}
      onClose={onClose}
      initial={{ as: usual(posting) }}
    >
      <EndingChoice posting={posting} />
      {useReason()}
      <Form.Item name="hand_to" label={say('postings.handTo')} extra={say('postings.handToHint')}>
        <Select
          allowClear
          aria-label={say('postings.handTo')}
          options={posting.takers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
    </FormModal>
  )
}

interface Replacing extends Ending {
  sender_id: string
  person_id: string
  until: string
}

/** Somebody else goes on from today. */
export function ReplaceForm({ posting, onClose }: FormProps) {
  const say = useWords()
  const go = useGo()
  const save = useSave<Replacing, { id: string }>(
    (typed) => post(`/api/postings/${posting.id}/replace`, { version: posting.version, ...typed }),
    ({ id }) => {
      onClose()
      go(`/postings/${id}`)
    },
  )
  return (
    <FormModal<Replacing, { id: string }>
      title={say('postings.replace')}
      okText={say('postings.replace')}
      save={save}
      onClose={onClose}
      initial={{ as: usual(posting), sender_id: posting.sender.id }}
    >
      <p className="desk-soft">{say('postings.replaceHint')}</p>
      <SenderAndPerson />
      <Form.Item
        name="until"
        label={say('postings.untilDay')}
        rules={[{ required: true, message: say('postings.required') }]}
      >
        <Input type="date" min={shanghaiDay(new Date())} />
      </Form.Item>
      <EndingChoice posting={posting} />
      {useReason()}
    </FormModal>
  )
}

interface Task {
  title: string
  text: string
  due_day: string
}

/** A task with a day; whoever gives it accepts it. */
export function TaskForm({ posting, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<Task>(
    (typed) => post(`/api/postings/${posting.id}/tasks`, { version: posting.version, ...typed }),
    onClose,
  )
  const rules = [{ required: true, whitespace: true, min: 2, message: say('postings.required') }]
  return (
    <FormModal<Task, unknown>
      title={say('postings.giveTask')}
      okText={say('postings.giveTask')}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="title" label={say('postings.taskTitle')} rules={rules}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="text" label={say('postings.taskText')} rules={rules}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="due_day" label={say('postings.taskDay')} rules={rules}>
        <Input type="date" min={shanghaiDay(new Date())} />
      </Form.Item>
    </FormModal>
  )
}
