import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Modal, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { get, post } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { useWords } from '../words/index.ts'
import type { Area, ListPage, Organisation, Person } from './territory.ts'

interface FoundInputProps {
  id?: string
  value?: string
  onChange?: (value: string | undefined) => void
  path: '/api/organisations' | '/api/areas'
  clearable?: boolean
}

/** An organisation or an area, found by its name. */
function FoundInput({ id, value, onChange, path, clearable }: FoundInputProps) {
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['found', path, q],
    queryFn: () => get<ListPage<Organisation | Area>>(path, { ...(q ? { q } : {}), limit: 30 }),
    placeholderData: (before) => before,
  })
  return (
    <Select
      {...(id ? { id } : {})}
      allowClear={clearable ?? false}
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      onChange={(next: string | null | undefined) => onChange?.(next ?? undefined)}
      options={(data?.items ?? []).map((each) => ({ value: each.id, label: `${each.name} ${each.code}` }))}
    />
  )
}

/** Sends a form once and closes it when it was taken. */
function useSave<T>(path: ApiPath, onClose: () => void) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (body: T) => post(path, body),
    onSuccess: () => {
      message.success(say('state.saved'))
      onClose()
      return client.invalidateQueries({ queryKey: ['territory'] })
    },
  })
}

interface NewDuty {
  organisation_id: string
  role: string
  area_id?: string
}

/** Begins a duty of a person, from now on. */
export function AddDuty({ person, onClose }: { person: Person; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const [form] = Form.useForm<NewDuty>()
  const save = useSave<NewDuty & { person_id: string }>('/api/duties', onClose)
  const required = [{ required: true, message: say('matter.form.choose') }]
  return (
    <Modal
      open
      title={`${say('territory.addDuty')} · ${person.name}`}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        onFinish={(typed) => !save.isPending && save.mutate({ ...typed, person_id: person.id })}
      >
        {save.error && <Alert type="error" showIcon title={problemWords(save.error)} />}
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
        <Form.Item name="area_id" label={say('territory.area')}>
          <FoundInput path="/api/areas" clearable />
        </Form.Item>
      </Form>
    </Modal>
  )
}

interface NewPerson {
  name: string
  phone?: string
}

/** Registers a person; duties follow. */
export function AddPerson({ onClose }: { onClose(): void }) {
  const say = useWords()
  const [form] = Form.useForm<NewPerson>()
  const save = useSave<NewPerson>('/api/people', onClose)
  return (
    <Modal
      open
      title={say('territory.newPerson')}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText={say('act.save')}
      cancelText={say('act.cancel')}
      confirmLoading={save.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        onFinish={({ name, phone }) =>
          !save.isPending &&
          save.mutate({ name: name.trim(), ...(phone?.trim() ? { phone: phone.trim() } : {}) })
        }
      >
        {save.error && <Alert type="error" showIcon title={problemWords(save.error)} />}
        <Form.Item
          name="name"
          label={say('territory.name')}
          rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="phone" label={say('territory.phone')}>
          <Input maxLength={30} type="tel" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
