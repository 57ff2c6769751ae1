import { Form, Input } from 'antd'
import { patch, post } from '../../foundation/api.ts'
import { useWords } from '../words/index.ts'
import { FormModal, orNull, useSave } from './form-modal.tsx'
import { useChosen } from './split.tsx'
import type { Person } from './territory.ts'

interface Typed {
  name: string
  phone?: string
  email?: string
}

function Fields({ isChange }: { isChange: boolean }) {
  const say = useWords()
  const extra = isChange ? { extra: say('operator.emptyKeeps') } : {}
  return (
    <>
      <Form.Item
        name="name"
        label={say('territory.name')}
        rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="phone" label={say('territory.phone')} {...extra}>
        <Input maxLength={30} type="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="email" label={say('operator.email')} {...extra}>
        <Input maxLength={254} type="email" autoComplete="off" />
      </Form.Item>
    </>
  )
}

/** Registers a person; duties and an account follow on their page. */
export function AddPerson({ onClose }: { onClose(): void }) {
  const say = useWords()
  const [, choose] = useChosen('people')
  const save = useSave(
    ({ name, phone, email }: Typed) =>
      post<{ id: string }>('/api/people', {
        name: name.trim(),
        phone: orNull(phone),
        email: orNull(email),
      }),
    ({ id }) => {
      onClose()
      choose(id)
    },
  )
  return (
    <FormModal<Typed, { id: string }> title={say('territory.newPerson')} save={save} onClose={onClose}>
      <Fields isChange={false} />
    </FormModal>
  )
}

/** What is masked stays as it is unless something new is typed. */
export function EditPerson({ person, onClose }: { person: Person; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    ({ name, phone, email }: Typed) =>
      patch(`/api/people/${person.id}`, {
        name: name.trim(),
        ...(orNull(phone) ? { phone: orNull(phone) } : {}),
        ...(orNull(email) ? { email: orNull(email) } : {}),
      }),
    onClose,
  )
  return (
    <FormModal<Typed, unknown>
      title={say('operator.editOf', { name: person.name })}
      save={save}
      onClose={onClose}
      initial={{ name: person.name }}
    >
      <Fields isChange />
    </FormModal>
  )
}
