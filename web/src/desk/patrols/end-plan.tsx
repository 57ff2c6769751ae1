import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { post } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import type { PlanDetail } from './patrols.ts'

/** Sets the last day of a plan; what was walked stays. */
export function EndPlan({ plan }: { plan: PlanDetail }) {
  const say = useWords()
  const client = useQueryClient()
  const today = shanghaiDay(new Date())
  const [isAsking, setAsking] = useState(false)
  const [day, setDay] = useState(today)
  const end = useMutation({
    mutationFn: () => post(`/api/patrol-plans/${plan.id}/end`, { version: plan.version, last_day: day }),
    onSuccess: () => {
      setAsking(false)
      void client.invalidateQueries({ queryKey: ['patrols'] })
      void client.invalidateQueries({ queryKey: ['territory', '/api/patrol-plans'] })
    },
  })
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {say('patrols.end')}
      </Button>
      <Modal
        open={isAsking}
        title={say('patrols.endOf', { name: plan.name })}
        okText={say('patrols.end')}
        okButtonProps={{ danger: true, disabled: !day }}
        cancelText={say('act.cancel')}
        confirmLoading={end.isPending}
        onOk={() => !end.isPending && end.mutate()}
        onCancel={() => setAsking(false)}
      >
        <ProblemAlert error={end.error} />
        <label htmlFor="plan-last">{say('patrols.lastDay')}</label>
        <Input
          id="plan-last"
          type="date"
          min={today}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </Modal>
    </>
  )
}
