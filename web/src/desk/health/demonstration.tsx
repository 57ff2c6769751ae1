import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { get, put } from '../../foundation/api.ts'
import { stampWords } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'

interface Demonstration {
  told: number
  of: number
  simulating: boolean
  switched_at: string | null
  next_act_at: string | null
}

/** The operator's switch: whether invented people go on asking and working while a visitor looks around. */
export function DemonstrationSection() {
  const say = useWords()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['demonstration'],
    queryFn: () => get<Demonstration>('/api/demonstration'),
    refetchInterval: 15_000,
  })
  const turn = useMutation({
    mutationFn: (simulating: boolean) => put<Demonstration>('/api/demonstration', { simulating }),
    onSuccess: (answer) => queries.setQueryData(['demonstration'], answer),
  })
  if (!data) return null
  return (
    <section className="desk-section desk-health">
      <h2>
        <span id="demonstration-switch">{say('health.simulator')}</span>
        <Switch
          aria-labelledby="demonstration-switch"
          checked={data.simulating}
          loading={turn.isPending}
          onChange={(on) => turn.mutate(on)}
        />
      </h2>
      <p className="desk-soft">{say('health.simulatorHint')}</p>
      {turn.error && <p role="alert">{turn.error.message}</p>}
      <p className="desk-fact">
        <span>{say('health.pastTold')}</span>
        <strong>{data.told < data.of ? `${data.told} / ${data.of}` : data.told}</strong>
      </p>
      {data.told < data.of && <p className="desk-soft">{say('health.pastGoesOn')}</p>}
      {data.switched_at && (
        <p className="desk-fact">
          <span>{say('health.switchedAt')}</span>
          <strong>{stampWords(data.switched_at)}</strong>
        </p>
      )}
      {data.next_act_at && (
        <p className="desk-fact">
          <span>{say('health.nextAct')}</span>
          <strong>{stampWords(data.next_act_at)}</strong>
        </p>
      )}
    </section>
  )
}
