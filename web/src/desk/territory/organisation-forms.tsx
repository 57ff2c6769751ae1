import { Form, Input, Select } from 'antd'
import { patch, post } from '../../foundation/api.ts'
import { useWords } from '../words/index.ts'
import { FormModal, orNull, useSave } from './form-modal.tsx'
import { FoundInput } from './found-input.tsx'
import { useVocabulary } from './names.ts'
import { useChosen } from './split.tsx'
import type { Organisation, OrganisationPage } from './territory.ts'

interface Facts {
  name: string
  name_en?: string | null
  function?: string | null
  area_id?: string | null
  phone?: string | null
  address?: string | null
}

type Typed = Facts & { code: string; kind: string; parent_id?: string }

const factsOf = ({ name, name_en, function: duty, area_id, phone, address }: Facts) => ({
  name: name.trim(),
  name_en: orNull(name_en),
  function: duty ?? null,
  area_id: area_id ?? null,
  phone: orNull(phone),
  address: orNull(address),
})

function Fields({ area }: { area?: { id: string; name: string } | null }) {
  const say = useWords()
  const functions = useVocabulary('functions')
  return (
    <>
      <Form.Item
        name="name"
        label={say('territory.name')}
        rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="name_en" label={say('operator.nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="function" label={say('territory.function')} extra={say('operator.functionHint')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={functions} />
      </Form.Item>
      <Form.Item name="area_id" label={say('operator.servesArea')}>
        <FoundInput path="/api/areas" clearable known={area ?? null} />
      </Form.Item>
      <Form.Item name="phone" label={say('territory.phone')}>
        <Input maxLength={30} type="tel" />
      </Form.Item>
      <Form.Item name="address" label={say('operator.address')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

/** Opens an organisation, under another or by itself. */
export function AddOrganisation({ parent, onClose }: { parent: OrganisationPage | null; onClose(): void }) {
  const say = useWords()
  const kinds = useVocabulary('organisation_kinds')
  const [, choose] = useChosen('organisations')
  const save = useSave(
    ({ code, kind, parent_id, ...facts }: Typed) =>
      post<Organisation>('/api/organisations', {
        code: code.trim(),
        kind,
        parent_id: parent_id ?? null,
        ...factsOf(facts),
      }),
    (made) => {
      onClose()
      choose(made.id)
    },
  )
  const required = [{ required: true, whitespace: true, message: say('matter.form.required') }]
  return (
    <FormModal<Typed, Organisation>
      title={say('territory.newOrganisation')}
      save={save}
      onClose={onClose}
      initial={parent ? { parent_id: parent.id, ...(parent.area_id ? { area_id: parent.area_id } : {}) } : {}}
    >
      <Form.Item
        name="kind"
        label={say('territory.kind')}
        rules={[{ required: true, message: say('matter.form.choose') }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={kinds} />
      </Form.Item>
      <Form.Item name="parent_id" label={say('territory.parent')}>
        <FoundInput path="/api/organisations" clearable known={parent} />
      </Form.Item>
      <Form.Item
        name="code"
        label={say('territory.code')}
        extra={say('operator.organisationCodeHint')}
        rules={required}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Fields area={parent?.area ?? null} />
    </FormModal>
  )
}

/** Names, function, area and how to reach it. Kind, code and superior stay: another one is opened for those. */
export function EditOrganisation({
  organisation,
  onClose,
}: {
  organisation: OrganisationPage
  onClose(): void
}) {
  const say = useWords()
  const save = useSave(
    (typed: Facts) => patch(`/api/organisations/${organisation.id}`, factsOf(typed)),
    onClose,
  )
  const { name, name_en, function: duty, area_id, phone, address } = organisation
  return (
    <FormModal<Facts, unknown>
      title={say('operator.editOf', { name })}
      save={save}
      onClose={onClose}
      initial={{ name, name_en, function: duty, area_id, phone, address }}
    >
      <Fields area={organisation.area} />
    </FormModal>
  )
}
