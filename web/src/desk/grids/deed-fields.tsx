import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { areaKinds, dedications } from '../../../../server/src/territory/rules.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { FoundInput } from '../territory/found-input.tsx'
import type { ListPage } from '../territory/territory.ts'
import { useWords } from '../words/index.ts'
import type { Typed } from './deed-body.ts'
import type { CommunityGrids, Deed, Grid } from './grids.ts'

const mostPieces = 6

/** A community found by name. */
export function CommunityInput(props: {
  id?: string
  value?: string
  onChange?: (id: string) => void
  label?: string
  placeholder?: string
  known?: { id: string; name: string }
}) {
  const { known } = props
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['territory', 'communities', q],
    queryFn: () =>
      get<ListPage<{ id: string; name: string }>>('/api/areas', {
        kind: 'community',
        limit: 50,
        ...(q ? { q } : {}),
      }),
    placeholderData: (before) => before,
  })
  const items = data?.items ?? []
  const shown = known && !items.some(({ id }) => id === known.id) ? [known, ...items] : items
  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      {...(props.label ? { 'aria-label': props.label } : {})}
      value={props.value ?? null}
      {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={shown.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: string | null) => id && props.onChange?.(id)}
    />
  )
}

function NameField({ required = true, field = 'name' }: { required?: boolean; field?: string }) {
  const say = useWords()
  return (
    <Form.Item
      name={field}
      label={say('grids.form.name')}
      rules={required ? [{ required: true, whitespace: true, message: say('grids.form.required') }] : []}
    >
      <Input maxLength={100} />
    </Form.Item>
  )
}

function WorkerField({ hint }: { hint: string }) {
  const say = useWords()
  return (
    <Form.Item name="worker_id" label={say('grids.form.worker')} extra={hint}>
      <FoundInput path="/api/people" clearable label={say('grids.form.worker')} />
    </Form.Item>
  )
}

function DrawFields({ shown }: { shown: CommunityGrids }) {
  const say = useWords()
  const pick = usePick()
  const kind = Form.useWatch('area_kind') as Typed['area_kind']
  const parents = shown.grids.filter((grid) => grid.kind !== 'micro_grid')
  const chooseRule = [{ required: true, message: say('grids.form.choose') }]
  return (
    <>
      <Form.Item name="area_kind" label={say('grids.form.areaKind')}>
        <Select
          options={(['grid', 'dedicated_grid', 'micro_grid'] as const).map((value) => ({
            value,
            label: pick(areaKinds[value]),
          }))}
        />
      </Form.Item>
      {kind === 'dedicated_grid' && (
        <Form.Item name="dedicated_to" label={say('grids.form.dedicatedTo')} rules={chooseRule}>
          <Select
            options={Object.entries(dedications).map(([value, words]) => ({ value, label: pick(words) }))}
          />
        </Form.Item>
      )}
      {kind === 'micro_grid' && (
        <Form.Item name="parent_id" label={say('grids.form.parentGrid')} rules={chooseRule}>
          <Select options={parents.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      )}
      <NameField />
      <Form.Item name="code" label={say('grids.form.code')} extra={say('grids.form.codeHint')}>
        <Input maxLength={40} inputMode="numeric" />
      </Form.Item>
      <WorkerField hint={say('grids.form.workerNone')} />
    </>
  )
}

function SplitFields() {
  const say = useWords()
  const keeps = Form.useWatch('keeps') as number | undefined
  const pieces = (Form.useWatch('pieces') ?? []) as object[]
  return (
    <>
      <p className="desk-soft">{say('grids.form.piecesHint')}</p>
      <Form.List name="pieces">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, index) => (
              <fieldset key={field.key} className="desk-piece">
                <legend>{say('grids.form.piece', { n: index + 1 })}</legend>
                <Form.Item
                  name={[field.name, 'name']}
                  label={say('grids.form.name')}
                  rules={
                    keeps === index
                      ? []
                      : [{ required: true, whitespace: true, message: say('grids.form.required') }]
                  }
                >
                  <Input maxLength={100} />
                </Form.Item>
                <Form.Item
                  name={[field.name, 'worker_id']}
                  label={say('grids.form.worker')}
                  extra={say('grids.form.workerHint')}
                >
                  <FoundInput path="/api/people" clearable label={say('grids.form.worker')} />
                </Form.Item>
              </fieldset>
            ))}
            <p className="desk-toolbar">
              {fields.length < mostPieces && (
                <Button size="small" onClick={() => add({})}>
                  {say('grids.form.addPiece')}
                </Button>
              )}
              {fields.length > 2 && (
                <Button size="small" onClick={() => remove(fields.length - 1)}>
                  {say('grids.form.removePiece')}
                </Button>
              )}
            </p>
          </>
        )}
      </Form.List>
      <Form.Item name="keeps" label={say('grids.form.keeps')}>
        <Radio.Group
          className="desk-choices"
          options={[
            ...pieces.map((_, index) => ({ value: index, label: say('grids.form.piece', { n: index + 1 }) })),
            { value: -1, label: say('grids.form.keepsNone') },
          ]}
        />
      </Form.Item>
    </>
  )
}

function MergeFields({ shown, grid }: { shown: CommunityGrids; grid: Grid }) {
  const say = useWords()
  const chosen = (Form.useWatch('with') ?? []) as string[]
  const others = shown.grids.filter(
    (other) => other.id !== grid.id && other.kind === grid.kind && other.parent_id === grid.parent_id,
  )
  if (others.length === 0) return <p className="desk-soft">{say('grids.form.mergeNone')}</p>
  return (
    <>
      <Form.Item
        name="with"
        label={say('grids.form.mergeWith')}
        rules={[{ required: true, message: say('grids.form.chooseOne') }]}
      >
        <Checkbox.Group
          className="desk-choices"
          options={others.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="keeps_id" label={say('grids.form.keepsWhich')}>
        <Select
          options={[grid, ...others.filter(({ id }) => chosen.includes(id))].map(({ id, name, code }) => ({
            value: id,
            label: `${name} ${code}`,
          }))}
        />
      </Form.Item>
      <NameField />
      <WorkerField hint={say('grids.form.workerHint')} />
    </>
  )
}

function WorkerFields() {
  const say = useWords()
  const nobody = Form.useWatch('nobody') as boolean | undefined
  return (
    <>
      <Form.Item
        name="worker_id"
        label={say('grids.form.worker')}
        hidden={nobody ?? false}
        rules={nobody ? [] : [{ required: true, message: say('grids.form.choose') }]}
      >
        <FoundInput path="/api/people" label={say('grids.form.worker')} />
      </Form.Item>
      <Form.Item name="nobody" valuePropName="checked">
        <Checkbox>{say('grids.form.nobody')}</Checkbox>
      </Form.Item>
    </>
  )
}

/** The fields of one kind of change. */
export function DeedFields({ deed, shown }: { deed: Deed; shown: CommunityGrids }) {
  const say = useWords()
  switch (deed.kind) {
    case 'draw':
      return <DrawFields shown={shown} />
    case 'split':
      return <SplitFields />
    case 'merge':
      return <MergeFields shown={shown} grid={deed.grid} />
    case 'worker':
      return <WorkerFields />
    case 'boundary':
      return <p className="desk-soft">{say('grids.how.neighbours')}</p>
    case 'hand_over':
      return (
        <>
          <p className="desk-soft">{say('grids.form.handOverHint')}</p>
          <Form.Item
            name="to_community_id"
            label={say('grids.form.toCommunity')}
            rules={[{ required: true, message: say('grids.form.choose') }]}
          >
            <CommunityInput label={say('grids.form.toCommunity')} />
          </Form.Item>
          <NameField required={false} />
          <WorkerField hint={say('grids.form.workerNone')} />
        </>
      )
  }
}

/** With what a form begins. */
export function firstTyped(deed: Deed): Typed {
  switch (deed.kind) {
    case 'draw':
      return { area_kind: 'grid' }
    case 'split':
      return { keeps: 0, pieces: [{ name: deed.grid.name }, {}] }
    case 'merge':
      return { name: deed.grid.name, keeps_id: deed.grid.id, with: [] }
    default:
      return {}
  }
}
