import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Modal, Tag } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { stampWords } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { Failed } from '../shell/answers.tsx'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'

type PlannedChange =
  paths['/api/grids/planned-changes']['get']['responses'][200]['content']['application/json']['items'][number]

const colours = { planned: 'blue', done: 'green', refused: 'red', cancelled: 'default' } as const

/** Changes that were decided and are in force on a later day: what is to come, and what became of it. */
export function PlannedChanges({ area }: { area: string }) {
  const say = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'planned-changes', area],
    queryFn: () => get<{ items: PlannedChange[] }>('/api/grids/planned-changes', { area }),
  })
  const [cancelling, setCancelling] = useState<PlannedChange | null>(null)
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data || data.items.length === 0) return null
  return (
    <>
      <h3>{say('grids.planned.title')}</h3>
      <ol className="desk-changes">
        {data.items.map((plan) => (
          <Plan key={plan.id} plan={plan} onCancel={() => setCancelling(plan)} />
        ))}
      </ol>
      {cancelling && <CancelDialog plan={cancelling} onClose={() => setCancelling(null)} />}
    </>
  )
}

function Plan({ plan, onCancel }: { plan: PlannedChange; onCancel(): void }) {
  const say = useWords()
  const pick = usePick()
  const { areas, planned_by: by, because } = plan
  return (
    <li>
      <time dateTime={plan.on}>{plan.on}</time>
      <div>
        <Tag color={colours[plan.state]}>{say(`grids.planned.state.${plan.state}`)}</Tag>
        <strong>{pick(plan.words)}</strong> {plan.reason}
        {plan.document && ` · ${plan.document}`}
        <small className="desk-soft desk-block">
          {areas
            .map(
              (each) =>
                `${each.name} ${say(each.is === 'changed' ? 'grids.changedMark' : `grids.is.${each.is}`)}`,
            )
            .join(say('comma'))}
        </small>
        <small className="desk-soft desk-block">
          {say('grids.planned.by', {
            by: [by.name, by.organisation].filter(Boolean).join(' · '),
            at: stampWords(plan.planned_at),
          })}
        </small>
        {because && <p>{say(`grids.planned.because.${plan.state}`, { why: pick(because) })}</p>}
        {plan.stale && <Alert type="warning" showIcon title={say('grids.planned.stale')} />}
        {plan.may_cancel && (
          <p>
            <Button size="small" onClick={onCancel}>
              {say('grids.planned.cancel')}
            </Button>
          </p>
        )}
      </div>
    </li>
  )
}

function CancelDialog({ plan, onClose }: { plan: PlannedChange; onClose(): void }) {
  const say = useWords()
  const client = useQueryClient()
  const [form] = Form.useForm<{ reason: string }>()
  const cancel = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      post(`/api/grids/planned-changes/${plan.id}/cancel`, { reason: reason.trim() }),
    onSettled: () => client.invalidateQueries({ queryKey: ['territory', 'planned-changes'] }),
    onSuccess: onClose,
  })
  return (
    <Modal
      open
      title={say('grids.planned.cancelTitle', { on: plan.on })}
      okText={say('grids.planned.cancel')}
      okButtonProps={{ danger: true }}
      cancelText={say('act.back')}
      confirmLoading={cancel.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={(typed) => !cancel.isPending && cancel.mutate(typed)}>
        <ProblemAlert error={cancel.error} />
        <Form.Item
          name="reason"
          label={say('grids.planned.cancelReason')}
          rules={[{ required: true, whitespace: true, min: 2, message: say('grids.form.required') }]}
        >
          <Input.TextArea maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
