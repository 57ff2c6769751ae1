import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useMemo } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { randomId } from '../../foundation/random-id.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useGo } from '../../foundation/ways.tsx'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { about, type GatheringForm, type GatheringRow } from './reading.ts'

export type Calling = { way: 'another' } | { way: 'planned' | 'make-up'; row: GatheringRow }

interface Typed {
  kind?: string
  title?: string
  day: string
  from: string
  until: string
  place?: string
  remote?: boolean
  link?: string
  chair?: string
  recorder?: string
  agenda?: string
  material_title?: string
  material_words?: string
  guests?: string
}

interface CallFormProps {
  calling: Calling
  form: GatheringForm
  organisation: string
  onClose(): void
}

const linesOf = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const instant = (day: string, clock: string) => new Date(`${day}T${clock}:00+08:00`).toISOString()

function bodyOf(typed: Typed) {
  return {
    ...(typed.title?.trim() ? { title: typed.title.trim() } : {}),
    starts_at: instant(typed.day, typed.from),
    ends_at: instant(typed.day, typed.until),
    place: typed.place?.trim() || null,
    remote: typed.remote ?? false,
    meeting_link: typed.link?.trim() || null,
    chair_id: typed.chair ?? null,
    recorder_id: typed.recorder ?? null,
    agenda: linesOf(typed.agenda),
    materials: typed.material_title?.trim()
      ? [{ title: typed.material_title.trim(), words: typed.material_words ?? null }]
      : [],
    invited: linesOf(typed.guests).map((name) => ({ name })),
  }
}

/** One screen to call a gathering: it opens filled in, so that one tap is enough. */
export function CallForm({ calling, form, organisation, onClose }: CallFormProps) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const client = useQueryClient()
  const key = useMemo(() => randomId(), [])
  const [fields] = Form.useForm<Typed>()
  const people = useQuery({
    queryKey: [about, 'belonging', organisation],
    queryFn: () =>
      get<{ items: { person_id: string; name: string }[] }>('/api/gatherings/belonging', { organisation }),
  })
  const row = calling.way === 'another' ? null : calling.row
  const save = useMutation({
    mutationFn: async (typed: Typed) => {
      const body = bodyOf(typed)
      if (calling.way === 'planned') {
        await post(`/api/gatherings/${calling.row.id}/call`, { ...body, version: calling.row.version })
        return calling.row.id
      }
      if (calling.way === 'make-up')
        return (await post<{ id: string }>(`/api/gatherings/${calling.row.id}/make-up`, body)).id
      return (
        await post<{ id: string }>(
          '/api/gatherings',
          { ...body, organisation_id: organisation, kind: typed.kind },
          { idempotencyKey: key },
        )
      ).id
    },
    onSuccess: async (id) => {
      await client.invalidateQueries({ queryKey: [about] })
      onClose()
      go(`/gatherings/${id}`)
    },
  })
  const today = shanghaiDay(new Date())
  const required = [{ required: true, whitespace: true, message: say('grids.form.required') }]
  const options = (people.data?.items ?? []).map(({ person_id, name }) => ({ value: person_id, label: name }))
  const title =
    calling.way === 'another'
      ? say('gatherings.callAnother')
      : say(calling.way === 'planned' ? 'gatherings.callOf' : 'gatherings.makeUpOf', {
          title: calling.row.title,
        })
  return (
    <Modal
      open
      title={title}
      onCancel={onClose}
      onOk={() => fields.submit()}
      okText={say('gatherings.sendCall')}
      cancelText={say('act.cancel')}
      confirmLoading={save.isPending}
    >
      <Form
        form={fields}
        layout="vertical"
        requiredMark="optional"
        initialValues={{
          kind: form.kinds.find(({ id }) => id === 'study_session')?.id ?? form.kinds[0]?.id,
          title: calling.way === 'planned' ? row?.title : '',
          day: row && calling.way === 'planned' && row.day >= today ? row.day : today,
          from: '19:00',
          until: '20:30',
          remote: true,
        }}
        onFinish={(typed) => !save.isPending && save.mutate(typed)}
      >
        <ProblemAlert error={save.error} />
        {calling.way === 'make-up' && <p className="desk-soft">{say('gatherings.makeUpHint')}</p>}
        {calling.way === 'another' && (
          <Form.Item name="kind" label={say('gatherings.kindOf')}>
            <Select
              options={form.kinds
                .filter(({ attend }) => attend !== 'pair')
                .map(({ id, words }) => ({ value: id, label: pick(words) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="title" label={say('gatherings.name')}>
          <Input maxLength={100} />
        </Form.Item>
        <div className="gat-when">
          <Form.Item name="day" label={say('gatherings.when')} rules={required}>
            <Input type="date" min={today} />
          </Form.Item>
          <Form.Item name="from" label=" " rules={required}>
            <Input type="time" aria-label={say('gatherings.when')} />
          </Form.Item>
          <Form.Item name="until" label={say('gatherings.until')} rules={required}>
            <Input type="time" />
          </Form.Item>
        </div>
        <Form.Item name="place" label={say('gatherings.place')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="agenda" label={say('gatherings.agenda')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={3000} />
        </Form.Item>
        <div className="gat-when">
          <Form.Item name="chair" label={say('gatherings.chair')}>
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
          </Form.Item>
          <Form.Item name="recorder" label={say('gatherings.recorder')}>
            <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
          </Form.Item>
        </div>
        <p className="desk-soft">{say('gatherings.officersHint')}</p>
        <Form.Item name="remote" valuePropName="checked">
          <Checkbox>{say('gatherings.remote')}</Checkbox>
        </Form.Item>
        <Form.Item
          name="link"
          label={say('gatherings.link')}
          extra={
            form.meeting_service
              ? `${say('gatherings.linkService', { service: form.meeting_service })} ${say('gatherings.linkHint')}`
              : say('gatherings.linkNone')
          }
        >
          <Input type="url" maxLength={500} />
        </Form.Item>
        <Form.Item
          name="material_title"
          label={`${say('gatherings.materials')} · ${say('gatherings.materialTitle')}`}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="material_words" label={say('gatherings.materialWords')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={20_000} />
        </Form.Item>
        <Form.Item name="guests" label={say('gatherings.guests')} extra={say('gatherings.guestsHint')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 6 }} maxLength={3000} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
