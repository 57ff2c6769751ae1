import { Form, Input, InputNumber, Select } from 'antd'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import type { CaseDetail } from './weak.ts'

interface FormProps {
  found: CaseDetail
  onClose(): void
}

const useRules = () => {
  const say = useWords()
  return [{ required: true, whitespace: true, min: 2, message: say('weak.required') }]
}

export type Verdict = 'confirm' | 'reject' | 'accept' | 'release' | 'listAgain'

/** A decision about a branch, always with words. */
export function VerdictForm({ found, as, onClose }: FormProps & { as: Verdict }) {
  const say = useWords()
  const rules = useRules()
  const save = useSave<{ reason: string }>(({ reason }) => {
    const said = { version: found.version, reason: reason.trim() }
    switch (as) {
      case 'confirm':
      case 'reject':
        return post(`/api/weak/${found.id}/decide`, { ...said, confirm: as === 'confirm' })
      case 'accept':
        return post(`/api/weak/${found.id}/accept`, said)
      default:
        return post(`/api/weak/${found.id}/recheck`, { ...said, sound: as === 'release' })
    }
  }, onClose)
  return (
    <FormModal<{ reason: string }, unknown>
      title={`${say(`weak.${as}`)} · ${found.branch.name}`}
      okText={say(`weak.${as}`)}
      save={save}
      onClose={onClose}
    >
      {as === 'accept' && (
        <p className="desk-soft">{say('weak.acceptHint', { months: found.rule.watch_months })}</p>
      )}
      {(as === 'confirm' || as === 'reject') && <p className="desk-soft">{say('weak.decideHint')}</p>}
      <Form.Item name="reason" label={say('weak.reason')} rules={rules}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormModal>
  )
}

interface PlanTyped {
  plan: string
  helpers: Record<string, string | undefined>
}

/** 一支部一策: the plan and the four helpers. */
export function PlanForm({ found, onClose }: FormProps) {
  const say = useWords()
  const pick = usePick()
  const rules = useRules()
  const isUnit = (kind: string) => kind === 'partner_unit'
  const save = useSave<PlanTyped>(
    ({ plan, helpers }) =>
      post(`/api/weak/${found.id}/plan`, {
        version: found.version,
        plan: plan.trim(),
        helpers: Object.entries(helpers ?? {}).flatMap(([kind, id]) =>
          id ? [isUnit(kind) ? { kind, organisation_id: id } : { kind, person_id: id }] : [],
        ),
      }),
    onClose,
  )
  return (
    <FormModal<PlanTyped, unknown>
      title={`${say('weak.plan')} · ${found.branch.name}`}
      save={save}
      onClose={onClose}
      initial={{
        plan: found.plan ?? '',
        helpers: Object.fromEntries(
          found.helpers.map(({ kind, person, organisation }) => [kind, person?.id ?? organisation?.id]),
        ),
      }}
    >
      <Form.Item name="plan" label={say('weak.planText')} rules={rules}>
        <Input.TextArea maxLength={5000} autoSize={{ minRows: 6 }} />
      </Form.Item>
      {found.helpers.map((helper) => (
        <Form.Item key={helper.kind} name={['helpers', helper.kind]} label={pick(helper)}>
          <FoundInput
            path={isUnit(helper.kind) ? '/api/organisations' : '/api/people'}
            clearable
            label={pick(helper)}
            known={helper.person ?? helper.organisation}
          />
        </Form.Item>
      ))}
    </FormModal>
  )
}

interface MilestoneTyped {
  title: string
  text: string
  due_day: string
  to: string
}

/** A milestone: a task with a day, for the branch or its partner unit. */
export function MilestoneForm({ found, onClose }: FormProps) {
  const say = useWords()
  const rules = useRules()
  const partners = found.helpers.flatMap(({ organisation }) => organisation ?? [])
  const save = useSave<MilestoneTyped>(
    ({ to, ...typed }) =>
      post(`/api/weak/${found.id}/milestones`, {
        version: found.version,
        ...typed,
        to: to === found.branch.id ? null : to,
      }),
    onClose,
  )
  return (
    <FormModal<MilestoneTyped, unknown>
      title={`${say('weak.addMilestone')} · ${found.branch.name}`}
      okText={say('weak.addMilestone')}
      save={save}
      onClose={onClose}
      initial={{ to: found.branch.id }}
    >
      <Form.Item name="title" label={say('weak.milestoneTitle')} rules={rules}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="text" label={say('weak.milestoneText')} rules={rules}>
        <Input.TextArea maxLength={2000} autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="due_day" label={say('weak.milestoneDay')} rules={rules}>
        <Input type="date" min={shanghaiDay(new Date())} max={found.due_on ?? undefined} />
      </Form.Item>
      <Form.Item name="to" label={say('weak.milestoneTo')}>
        <Select
          options={[
            { value: found.branch.id, label: say('weak.toBranch') },
            ...partners.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
    </FormModal>
  )
}

/** Opens a residents' poll; what comes back are its codes, which nobody can look up again. */
export function PollForm({ found, onClose, onCodes }: FormProps & { onCodes(codes: string[]): void }) {
  const say = useWords()
  const save = useSave<{ codes: number }, { codes: string[] }>(
    ({ codes }) => post(`/api/weak/${found.id}/poll`, { version: found.version, codes }),
    ({ codes }) => onCodes(codes),
  )
  const { poll_least_returned: least, poll_pass_percent: percent } = found.rule
  return (
    <FormModal<{ codes: number }, { codes: string[] }>
      title={`${say('weak.openPoll')} · ${found.branch.name}`}
      okText={say('weak.openPoll')}
      save={save}
      onClose={onClose}
      initial={{ codes: 50 }}
    >
      <p className="desk-soft">{say('weak.pollHint', { least, percent })}</p>
      <Form.Item
        name="codes"
        label={say('weak.pollCodes')}
        rules={[{ required: true, message: say('weak.required') }]}
      >
        <InputNumber min={1} max={5000} precision={0} />
      </Form.Item>
    </FormModal>
  )
}
