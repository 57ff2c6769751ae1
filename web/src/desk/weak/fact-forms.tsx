import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type Both, get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay, stampWords } from '../../foundation/time.ts'
import { FormModal, useSave } from '../territory/form-modal.tsx'
import { FoundInput } from '../territory/found-input.tsx'
import { useWords } from '../words/index.ts'
import type { Situation } from './weak.ts'

interface Fact extends Both {
  id: string
  situation: string
  since: string
  source: string
  entered_by: string | null
  entered_at: string
}

interface Typed {
  branch_id: string
  situation: string
  since: string
  source: string
}

/** Enters what the system cannot know, with where it comes from. */
export function FactForm({ situations, onClose }: { situations: Situation[]; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const save = useSave<Typed>((typed) => post('/api/weak-facts', typed), onClose)
  const rules = [{ required: true, whitespace: true, message: say('weak.required') }]
  return (
    <FormModal<Typed, unknown>
      title={say('weak.enter')}
      save={save}
      onClose={onClose}
      initial={{ since: shanghaiDay(new Date()) }}
    >
      <p className="desk-soft">{say('weak.enterHint')}</p>
      <Form.Item name="branch_id" label={say('weak.branch')} rules={rules}>
        <FoundInput path="/api/organisations" label={say('weak.branch')} />
      </Form.Item>
      <Form.Item name="situation" label={say('weak.situation')} rules={rules}>
        <Select
          options={situations
            .filter(({ basis }) => basis === 'entered')
            .map((each) => ({ value: each.id, label: pick(each) }))}
        />
      </Form.Item>
      <Form.Item name="since" label={say('weak.from')} rules={rules}>
        <Input type="date" max={shanghaiDay(new Date())} />
      </Form.Item>
      <Form.Item name="source" label={say('weak.source')} extra={say('weak.sourceHint')} rules={rules}>
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}

/** What was entered about one branch and stands; each may be withdrawn with a reason. */
export function EnteredFacts({ branchId }: { branchId: string }) {
  const say = useWords()
  const pick = usePick()
  const [withdrawing, setWithdrawing] = useState<Fact | null>(null)
  const { data } = useQuery({
    queryKey: ['territory', 'weak', 'facts', branchId],
    queryFn: () => get<{ items: Fact[] }>('/api/weak-facts', { branch: branchId }),
  })
  if (!data || data.items.length === 0) return null
  return (
    <>
      <h3>{say('weak.facts')}</h3>
      <ul className="desk-findings">
        {data.items.map((fact) => (
          <li key={fact.id}>
            <div>
              {pick(fact)} <span className="desk-soft">{say('weak.since', { day: fact.since })}</span>
              <small className="desk-soft desk-block">
                {[fact.source, fact.entered_by, stampWords(fact.entered_at)].filter(Boolean).join(' · ')}
              </small>
            </div>
            <Button size="small" onClick={() => setWithdrawing(fact)}>
              {say('weak.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      {withdrawing && <WithdrawForm fact={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  )
}

function WithdrawForm({ fact, onClose }: { fact: Fact; onClose(): void }) {
  const say = useWords()
  const pick = usePick()
  const save = useSave<{ reason: string }>(
    (typed) => post(`/api/weak-facts/${fact.id}/withdraw`, typed),
    onClose,
  )
  return (
    <FormModal<{ reason: string }, unknown>
      title={say('weak.withdrawOf', { what: pick(fact) })}
      okText={say('weak.withdraw')}
      danger
      save={save}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={say('weak.reason')}
        rules={[{ required: true, whitespace: true, min: 2, message: say('weak.required') }]}
      >
        <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
      </Form.Item>
    </FormModal>
  )
}
