import { Form, Input, InputNumber, Select } from 'antd'
import {
  type AreaKind,
  areaKindNames,
  areaKinds,
  dedications,
} from '../../../../server/src/territory/rules.ts'
import { patch, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import { FormModal, orNull, useSave } from './form-modal.tsx'
import { useChosen } from './split.tsx'
import type { Area } from './territory.ts'

interface Typed {
  code: string
  kind: AreaKind
  dedicated_to?: string
  name: string
  name_en?: string | null
  households?: number | null
}

function Names() {
  const say = useWords()
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
      <Form.Item name="households" label={say('territory.households')}>
        <InputNumber min={0} max={9_999_999} precision={0} style={{ width: '100%' }} />
      </Form.Item>
    </>
  )
}

/** Opens an area under another; a city stands under none. */
export function AddArea({ parent, onClose }: { parent: Area | null; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const [, choose] = useChosen('areas')
  const save = useSave(
    ({ name, name_en, ...typed }: Typed) =>
      post<Area>('/api/areas', {
        ...typed,
        name: name.trim(),
        name_en: orNull(name_en),
        households: typed.households ?? null,
        parent_id: parent?.id ?? null,
      }),
    (area) => {
      onClose()
      choose(area.id)
    },
  )
  const kinds = areaKindNames.filter((kind) => {
    const under: readonly string[] = areaKinds[kind].under
    return parent ? under.includes(parent.kind) : under.length === 0
  })
  return (
    <FormModal<Typed, Area>
      title={parent ? say('operator.newAreaIn', { name: parent.name }) : say('operator.newCity')}
      save={save}
      onClose={onClose}
      initial={{
        ...(kinds[0] ? { kind: kinds[0] } : {}),
        code: parent && /^\d+$/.test(parent.code) ? parent.code.replace(/0+$/, '') : '',
      }}
    >
      <Form.Item name="kind" label={say('territory.kind')} rules={[{ required: true }]}>
        <Select options={kinds.map((kind) => ({ value: kind, label: pick(areaKinds[kind]) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'dedicated_grid' && (
            <Form.Item
              name="dedicated_to"
              label={say('operator.dedicatedTo')}
              rules={[{ required: true, message: say('matter.form.choose') }]}
            >
              <Select
                options={Object.entries(dedications).map(([value, words]) => ({ value, label: pick(words) }))}
              />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item
        name="code"
        label={say('territory.code')}
        extra={say('operator.codeHint')}
        rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
      >
        <Input maxLength={40} inputMode="numeric" />
      </Form.Item>
      <Names />
    </FormModal>
  )
}

type Facts = Pick<Typed, 'name' | 'name_en' | 'households'>

/** What an area is called and how many households it has; what was stays in its history. */
export function EditArea({ area, onClose }: { area: Area; onClose(): void }) {
  const say = useWords()
  const save = useSave(
    ({ name, name_en, households }: Facts) =>
      patch(`/api/areas/${area.id}`, {
        name: name.trim(),
        name_en: orNull(name_en),
        households: households ?? null,
      }),
    onClose,
  )
  return (
    <FormModal<Facts, unknown>
      title={say('operator.editOf', { name: area.name })}
      save={save}
      onClose={onClose}
      initial={{ name: area.name, name_en: area.name_en, households: area.households }}
    >
      <Names />
    </FormModal>
  )
}
