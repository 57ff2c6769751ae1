import { Form, Input, TreeSelect } from 'antd'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useTerms } from '../terms.ts'
import { FormModal, orNull, useSave } from '../territory/form-modal.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import type { CategoryNode } from '../types.ts'
import { useWords } from '../words/index.ts'
import type { Admission } from './list-page.tsx'

interface Proposal {
  name_zh: string
  name_en: string
  basis: string
  document?: string
  categories?: string[]
  area_id?: string
  effective_from: string
  effective_to?: string
}

/** Asks for something to be put on the list, with what it stands on and how long it holds. */
export function ProposeForm({ onClose }: { onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const { categories } = useTerms()
  const save = useSave<Proposal>(
    (typed) =>
      post('/api/grid-list/admissions', {
        ...typed,
        categories: typed.categories ?? [],
        document: orNull(typed.document),
        area_id: typed.area_id ?? null,
        effective_to: typed.effective_to || null,
      }),
    onClose,
  )
  const rules = [{ required: true, whitespace: true, message: say('grids.form.required') }]
  type Node = { value: string; title: string; children: Node[] }
  const nodeOf = (node: CategoryNode): Node => ({
    value: node.id,
    title: pick(node),
    children: (node.children ?? []).map(nodeOf),
  })
  return (
    <FormModal<Proposal, unknown>
      title={say('gridList.propose')}
      okText={say('act.send')}
      save={save}
      onClose={onClose}
      initial={{ effective_from: shanghaiDay(new Date()) }}
    >
      <Form.Item name="name_zh" label={say('gridList.nameZh')} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="name_en" label={say('gridList.nameEn')} rules={rules}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="basis" label={say('gridList.basis')} rules={rules}>
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="document" label={say('gridList.document')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="categories" label={say('gridList.categories')} extra={say('gridList.categoriesHint')}>
        <TreeSelect multiple treeData={categories.map(nodeOf)} treeNodeFilterProp="title" showSearch />
      </Form.Item>
      <Form.Item name="area_id" label={say('gridList.areaLabel')} extra={say('gridList.areaHint')}>
        <FoundInput path="/api/areas" clearable label={say('gridList.areaLabel')} />
      </Form.Item>
      <Form.Item name="effective_from" label={say('gridList.begins')} rules={rules}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="effective_to" label={say('gridList.ends')} extra={say('gridList.endsHint')}>
        <Input type="date" />
      </Form.Item>
    </FormModal>
  )
}

interface DecideProps {
  admission: Admission
  as: 'approve' | 'refuse' | 'end'
  onClose(): void
}

/** Approves, refuses or ends, always with a reason. */
export function DecideForm({ admission, as, onClose }: DecideProps) {
  const say = useWords()
  const pick = usePick()
  const save = useSave<{ reason: string }>(({ reason }) => {
    const told = reason.trim()
    return as === 'end'
      ? post(`/api/grid-list/admissions/${admission.id}/withdraw`, { reason: told })
      : post(`/api/grid-list/admissions/${admission.id}/decide`, { approve: as === 'approve', reason: told })
  }, onClose)
  return (
    <FormModal<{ reason: string }, unknown>
      title={say(`gridList.${as}Of`, { name: pick(admission) })}
      okText={say(`gridList.${as}`)}
      danger={as !== 'approve'}
      save={save}
      onClose={onClose}
    >
      {as === 'end' && <p className="desk-soft">{say('gridList.endHint')}</p>}
      <Form.Item
        name="reason"
        label={say('gridList.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('grids.form.required') }]}
      >
        <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}
