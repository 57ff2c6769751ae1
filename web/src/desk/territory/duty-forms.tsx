import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Input, Select } from 'antd'
import { type Role, reachOf, roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import { FormModal, useSave } from './form-modal.tsx'
import { FoundInput } from './found-input.tsx'
import { RoleDeeds } from './roles-help.tsx'
import type { DutyRow, ListPage, Person } from './territory.ts'

const beginningOf = (day: string) => new Date(`${day}T00:00:00+08:00`).toISOString()
/** The end of a day is the beginning of the next. */
const endOf = (day: string) =>
  new Date(new Date(`${day}T00:00:00+08:00`).getTime() + 24 * 3_600_000).toISOString()

interface NewDuty {
  organisation_id: string
  role: Role
  area_id?: string
  from?: string
  until?: string
}

/** Begins a duty of a person, now or on a day, perhaps until another. */
export function AddDuty({ person, onClose }: { person: Person; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const save = useSave(
    ({ from, until, ...duty }: NewDuty) =>
      post('/api/duties', {
        ...duty,
        person_id: person.id,
        ...(from && from !== shanghaiDay(new Date()) ? { active_from: beginningOf(from) } : {}),
        ...(until ? { active_to: endOf(until) } : {}),
      }),
    onClose,
  )
  const required = [{ required: true, message: say('matter.form.choose') }]
  return (
    <FormModal<NewDuty, unknown>
      title={`${say('territory.addDuty')} · ${person.name}`}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="organisation_id" label={say('territory.organisation')} rules={required}>
        <FoundInput path="/api/organisations" />
      </Form.Item>
      <Form.Item name="role" label={say('territory.role')} rules={required}>
        <Select
          options={Object.entries(roles)
            .filter(([role]) => role !== 'resident')
            .map(([role, words]) => ({ value: role, label: pick(words) }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['role']}>
        {({ getFieldValue }) => {
          const role = getFieldValue('role') as Role | undefined
          return (
            <>
              {role && <RoleDeeds role={role} />}
              <Form.Item
                name="area_id"
                label={say('operator.dutyArea')}
                rules={role === 'grid_worker' ? required : []}
              >
                <FoundInput path="/api/areas" clearable />
              </Form.Item>
            </>
          )
        }}
      </Form.Item>
      <Form.Item name="from" label={say('operator.fromDay')} extra={say('operator.fromDayHint')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="until" label={say('operator.untilDay')} extra={say('operator.untilDayHint')}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}

interface Ending {
  until?: string
  hand_to?: string
}

/** Those of the organisation who may go on with what was in somebody's hands. */
function useSuccessors(duty: DutyRow, personId: string) {
  const pick = usePick()
  const { data } = useQuery({
    queryKey: ['territory', 'successors', duty.organisation_id],
    queryFn: () =>
      get<ListPage<Person>>('/api/people', {
        organisation: duty.organisation_id,
        running: true,
        limit: 200,
      }),
  })
  return (data?.items ?? [])
    .filter((each) => each.id !== personId)
    .flatMap((each) => {
      const able = each.duties.filter(({ role }) => reachOf(role as Role, 'matter.handle') !== undefined)
      if (able.length === 0) return []
      const as = able.map(({ role, area }) => [pick(roles[role as Role]), area].filter(Boolean).join(' '))
      return [{ value: each.id, label: `${each.name}${bracketed(listed(as))}` }]
    })
}

/** Ends a duty, now or with a day; says who goes on with the open matters. */
export function EndDuty({
  duty,
  person,
  open,
  onClose,
}: {
  duty: DutyRow
  person: Person
  open: number
  onClose(): void
}) {
  const say = useWords()
  const pick = usePick()
  const successors = useSuccessors(duty, person.id)
  const save = useSave(
    ({ until, hand_to }: Ending) =>
      post(`/api/duties/${duty.id}/end`, {
        ...(until ? { at: endOf(until) } : {}),
        ...(hand_to ? { hand_to } : {}),
      }),
    onClose,
  )
  return (
    <FormModal<Ending, unknown>
      title={`${say('territory.endDuty')} · ${person.name}`}
      okText={say('territory.endDuty')}
      danger
      save={save}
      onClose={onClose}
    >
      <p>
        {duty.organisation} · {pick(roles[duty.role as Role])}
        {duty.area && ` · ${duty.area}`}
      </p>
      <p className="desk-soft">{say('territory.endDutyConfirm')}</p>
      <Form.Item name="until" label={say('operator.lastDay')} extra={say('operator.lastDayHint')}>
        <Input type="date" min={shanghaiDay(new Date())} />
      </Form.Item>
      {open > 0 && (
        <Alert
          type="warning"
          showIcon
          className="desk-conflict"
          title={say('operator.holdsWork', { n: open })}
        />
      )}
      <Form.Item name="hand_to" label={say('operator.handTo')} extra={say('operator.handToHint')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={successors}
          notFoundContent={say('operator.noSuccessor')}
        />
      </Form.Item>
    </FormModal>
  )
}
