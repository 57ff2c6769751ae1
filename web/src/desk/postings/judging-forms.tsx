import { Form, Input, InputNumber, Radio } from 'antd'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import type { Leave, PostingDetail, Term } from './posting.ts'

/** Opens a villagers' poll; what comes back are its codes, which nobody can look up again. */
export function PollForm({
  posting,
  onClose,
  onCodes,
}: {
  posting: PostingDetail
  onClose(): void
  onCodes(codes: string[]): void
}) {
  const say = useWords()
  const save = useSave<{ codes: number }, { codes: string[] }>(
    ({ codes }) => post(`/api/postings/${posting.id}/poll`, { version: posting.version, codes }),
    ({ codes }) => onCodes(codes),
  )
  return (
    <FormModal<{ codes: number }, { codes: string[] }>
      title={say('postings.openPoll')}
      okText={say('postings.openPoll')}
      save={save}
      onClose={onClose}
      initial={{ codes: 30 }}
    >
      <p className="desk-soft">{say('postings.pollHint', { least: posting.least_shown })}</p>
      <Form.Item
        name="codes"
        label={say('weak.pollCodes')}
        rules={[{ required: true, message: say('postings.required') }]}
      >
        <InputNumber min={1} max={5000} precision={0} />
      </Form.Item>
    </FormModal>
  )
}

interface Assessing {
  grade: string
  words: string
}

/** The sending unit's word, once. */
export function AssessForm({
  posting,
  grades,
  onClose,
}: {
  posting: PostingDetail
  grades: Term[]
  onClose(): void
}) {
  const say = useWords()
  const pick = usePick()
  const save = useSave<Assessing>(
    (typed) => post(`/api/postings/${posting.id}/assess`, { version: posting.version, ...typed }),
    onClose,
  )
  const rules = [{ required: true, message: say('postings.required') }]
  return (
    <FormModal<Assessing, unknown>
      title={say('postings.assess')}
      okText={say('postings.assess')}
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="grade"
        label={say('postings.grade')}
        rules={rules}
        {...(grades.some((each) => each.unverified) ? { extra: say('postings.gradesUnverified') } : {})}
      >
        <Radio.Group options={grades.map((each) => ({ value: each.id, label: pick(each) }))} />
      </Form.Item>
      <Form.Item
        name="words"
        label={say('postings.assessWords')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('postings.required') }]}
      >
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormModal>
  )
}

/** Grants or refuses a leave. */
export function LeaveAnswerForm({
  leave,
  grant,
  onClose,
}: {
  leave: Leave
  grant: boolean
  onClose(): void
}) {
  const say = useWords()
  const save = useSave<{ words?: string }>(
    ({ words }) => post(`/api/posting-leaves/${leave.id}/decide`, { grant, words: orNull(words) }),
    onClose,
  )
  const title = say(grant ? 'postings.grant' : 'postings.refuse')
  return (
    <FormModal<{ words?: string }, unknown>
      title={`${title} · ${say('postings.term', { from: leave.from, until: leave.until })}`}
      okText={title}
      danger={!grant}
      save={save}
      onClose={onClose}
    >
      {leave.reason && <p>{leave.reason}</p>}
      <Form.Item
        name="words"
        label={say(grant ? 'postings.wordsIfAny' : 'postings.reason')}
        rules={grant ? [] : [{ required: true, whitespace: true, message: say('postings.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}
