import { Checkbox, Form, Input, InputNumber } from 'antd'
import { patch, put } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import type { Grid } from './grids.ts'

interface FormProps {
  grid: Grid
  onClose(): void
}

interface Counted {
  count?: number
  on?: string
  source?: string
  unknown?: boolean
}

/** How many households: a number with its day and its source, or not known. */
export function HouseholdsForm({ grid, onClose }: FormProps) {
  const say = useWords()
  const today = shanghaiDay(new Date())
  const save = useSave<Counted>(
    ({ count, on, source, unknown }) =>
      put(`/api/grids/${grid.id}/households`, {
        households: unknown ? null : { count, on, source: source?.trim() },
        version: grid.version,
      }),
    onClose,
  )
  const rules = [{ required: true, message: say('grids.form.required') }]
  return (
    <FormModal<Counted, unknown>
      title={`${say('grids.act.households')} · ${grid.name}`}
      save={save}
      onClose={onClose}
      initial={{
        on: today,
        ...(grid.households ? { count: grid.households.count } : {}),
        ...(grid.households?.source ? { source: grid.households.source } : {}),
      }}
    >
      <Form.Item noStyle dependencies={['unknown']}>
        {({ getFieldValue }) =>
          !getFieldValue('unknown') && (
            <>
              <Form.Item name="count" label={say('grids.form.count')} rules={rules}>
                <InputNumber min={0} max={9_999_999} precision={0} style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="on" label={say('grids.form.on')} rules={rules}>
                <Input type="date" max={today} />
              </Form.Item>
              <Form.Item
                name="source"
                label={say('grids.form.source')}
                extra={say('grids.form.sourceHint')}
                rules={[{ required: true, whitespace: true, message: say('grids.form.required') }]}
              >
                <Input maxLength={200} />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <Form.Item name="unknown" valuePropName="checked">
        <Checkbox>{say('grids.form.unknown')}</Checkbox>
      </Form.Item>
    </FormModal>
  )
}

/** The number that the public page and the sheet show. */
export function PhoneForm({ grid, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<{ phone?: string }>(
    ({ phone }) => put(`/api/grids/${grid.id}/duty-phone`, { phone: orNull(phone), version: grid.version }),
    onClose,
  )
  return (
    <FormModal<{ phone?: string }, unknown>
      title={`${say('grids.act.phone')} · ${grid.name}`}
      save={save}
      onClose={onClose}
    >
      <Form.Item name="phone" label={say('grids.form.phone')} extra={say('grids.form.phoneHint')}>
        <Input type="tel" maxLength={30} />
      </Form.Item>
    </FormModal>
  )
}

/** Another name; the code stays. */
export function RenameForm({ grid, onClose }: FormProps) {
  const say = useWords()
  const save = useSave<{ name: string; name_en?: string }>(
    ({ name, name_en }) => patch(`/api/areas/${grid.id}`, { name: name.trim(), name_en: orNull(name_en) }),
    onClose,
  )
  return (
    <FormModal<{ name: string; name_en?: string }, unknown>
      title={`${say('grids.act.rename')} · ${grid.name}`}
      save={save}
      onClose={onClose}
      initial={{ name: grid.name, ...(grid.name_en ? { name_en: grid.name_en } : {}) }}
    >
      <Form.Item
        name="name"
        label={say('grids.form.name')}
        extra={say('grids.form.renameHint')}
        rules={[{ required: true, whitespace: true, message: say('grids.form.required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="name_en" label={say('operator.nameEn')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormModal>
  )
}
