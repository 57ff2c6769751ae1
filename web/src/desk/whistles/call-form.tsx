import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import type { ApiPath } from '../../foundation/api-path.ts'
import { usePick } from '../../foundation/both.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { useSend, type Whistle, type WhistleCall } from './whistles.ts'

export type Doing =
  | 'acknowledge'
  | 'arrive'
  | 'arrive_here'
  | 'arrive_for'
  | 'answer'
  | 'accept'
  | 'release'
  | 'object'
  | 'decide_objection'
  | 'leave'
  | 'call_off'
  | 'judge_called'
  | 'judge_caller'

interface Typed {
  comes?: string
  code?: string
  reason?: string
  ground?: string
  uphold?: boolean
  outcome?: string
  accept?: boolean
  did?: boolean
  solved?: boolean
  proposal?: 'none' | 'commend' | 'criticise'
  fair?: boolean
}

/** Asked for once, at this moment, and sent as nothing but itself. */
function whereNow(): Promise<{ lat: number; lng: number }> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) return reject(new Error('none'))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lng: coords.longitude }),
      reject,
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 0 },
    )
  })
}

function messageFor(
  call: WhistleCall,
  doing: Doing,
  typed: Typed,
  position: { lat: number; lng: number } | null,
): { path: ApiPath; body: object } {
  const commands = `/api/whistles/calls/${call.id}/commands` as const
  const command = (body: object) => ({ path: commands, body: { version: call.version, command: body } })
  const onPart = (body: object) => ({
    path: `/api/matters/${call.part.id}/commands` as const,
    body: { version: call.part.version, command: body },
  })
  const reason = typed.reason?.trim() ?? ''
  switch (doing) {
    case 'acknowledge':
      return command({ type: 'acknowledge', comes: typed.comes })
    case 'arrive':
      return command({ type: 'arrive', code: typed.code })
    case 'arrive_here':
      return command({ type: 'arrive_here', position })
    case 'arrive_for':
      return command({ type: 'arrive_for' })
    case 'object':
      return command({ type: 'object', ground: typed.ground, reason })
    case 'decide_objection':
      return command({ type: 'decide_objection', uphold: typed.uphold, reason })
    case 'release':
      return command({ type: 'release', ...(reason ? { reason } : {}) })
    case 'leave':
    case 'call_off':
      return command({ type: doing, reason })
    case 'answer':
      return onPart({ type: 'answer', text: reason, outcome: typed.outcome })
    case 'accept':
      return onPart({ type: 'accept_part', accept: typed.accept, reason })
    case 'judge_called':
      return {
        path: `/api/whistles/calls/${call.id}/judgements`,
        body: {
          side: 'caller',
          did: typed.did,
          solved: typed.solved,
          ...(typed.proposal && typed.proposal !== 'none' ? { proposal: typed.proposal } : {}),
          ...(reason ? { text: reason } : {}),
        },
      }
    case 'judge_caller':
      return {
        path: `/api/whistles/calls/${call.id}/judgements`,
        body: { side: 'called', fair: typed.fair, ...(reason ? { text: reason } : {}) },
      }
  }
}

/** Which need words, and which may have some. */
const needsReason: Doing[] = ['object', 'decide_objection', 'leave', 'call_off', 'answer', 'accept']
const mayHaveReason: Doing[] = ['judge_called', 'judge_caller', 'release']

function YesNo({ name, label, yes, no }: { name: keyof Typed; label: string; yes: string; no: string }) {
  const say = useWords()
  return (
    <Form.Item name={name} label={label} rules={[{ required: true, message: say('whistles.choose') }]}>
      <Radio.Group
        optionType="button"
        size="large"
        options={[
          { value: true, label: yes },
          { value: false, label: no },
        ]}
      />
    </Form.Item>
  )
}

function Comes({ call }: { call: WhistleCall }) {
  const say = useWords()
  const { data, isPending } = useQuery({
    queryKey: ['whistle-people', call.id],
    queryFn: () => get<{ items: { id: string; name: string }[] }>(`/api/whistles/calls/${call.id}/people`),
  })
  return (
    <Form.Item
      name="comes"
      label={say('whistles.whoComes')}
      rules={[{ required: true, message: say('whistles.choose') }]}
    >
      <Select
        size="large"
        loading={isPending}
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  )
}

/** The form of one deed, opened below its button. Sent once; it stays open until it was taken. */
export function CallForm({
  whistle,
  call,
  doing,
  onClose,
}: {
  whistle: Whistle
  call: WhistleCall
  doing: Doing
  onClose(): void
}) {
  const say = useWords()
  const pick = usePick()
  const { send, isSending, error } = useSend(whistle.id)
  const [noPosition, setNoPosition] = useState(false)
  const [form] = Form.useForm<Typed>()

  async function submit(typed: Typed) {
    setNoPosition(false)
    let position: { lat: number; lng: number } | null = null
    if (doing === 'arrive_here') {
      position = await whereNow().catch(() => null)
      if (!position) return setNoPosition(true)
    }
    const { path, body } = messageFor(call, doing, typed, position)
    if (await send(path, body)) onClose()
  }

  const required = [{ required: true, message: say('whistles.choose') }]
  return (
    <Form
      form={form}
      layout="vertical"
      className="whistle-form"
      onFinish={(typed) => void submit(typed)}
      requiredMark="optional"
    >
      <ProblemAlert error={error} />
      {noPosition && <p role="alert">{say('whistles.noPosition')}</p>}
      {doing === 'acknowledge' && <Comes call={call} />}
      {doing === 'arrive' && (
        <Form.Item
          name="code"
          label={say('whistles.code')}
          extra={say('whistles.codeHint')}
          rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: say('whistles.sixDigits') }]}
        >
          <Input
            size="large"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            className="whistle-code-input"
          />
        </Form.Item>
      )}
      {doing === 'arrive_here' && <p>{say('whistles.hereHint')}</p>}
      {doing === 'arrive_for' && <p>{say('whistles.forHint')}</p>}
      {doing === 'object' && (
        <>
          <p>{say('whistles.objectHint')}</p>
          <Form.Item name="ground" label={say('whistles.ground')} rules={required}>
            <Radio.Group
              options={whistle.grounds.map((ground) => ({ value: ground.id, label: pick(ground) }))}
              className="whistle-radios"
            />
          </Form.Item>
        </>
      )}
      {doing === 'decide_objection' && (
        <YesNo
          name="uphold"
          label={say('whistles.decision')}
          yes={say('whistles.uphold')}
          no={say('whistles.refuse')}
        />
      )}
      {doing === 'answer' && (
        <Form.Item name="outcome" label={say('whistles.outcomeOf')} rules={required} initialValue="solved">
          <Radio.Group
            optionType="button"
            size="large"
            options={(['solved', 'explained', 'unsolved'] as const).map((value) => ({
              value,
              label: say(`whistles.outcomes.${value}`),
            }))}
          />
        </Form.Item>
      )}
      {doing === 'accept' && (
        <YesNo
          name="accept"
          label={say('whistles.acceptance')}
          yes={say('whistles.accepted')}
          no={say('whistles.again')}
        />
      )}
      {doing === 'judge_called' && (
        <>
          <p className="desk-soft">
            {call.in_time === null
              ? say('whistles.neverCame')
              : say(call.in_time ? 'whistles.cameInTime' : 'whistles.cameLate')}
          </p>
          <YesNo
            name="did"
            label={say('whistles.didIt')}
            yes={say('whistles.did')}
            no={say('whistles.didNot')}
          />
          <YesNo
            name="solved"
            label={say('whistles.solvedIt')}
            yes={say('whistles.solved')}
            no={say('whistles.unsolved')}
          />
          {call.actions.includes('propose') && (
            <Form.Item name="proposal" label={say('whistles.proposals')} initialValue="none">
              <Radio.Group
                options={(['none', 'commend', 'criticise'] as const).map((value) => ({
                  value,
                  label: say(`whistles.proposal.${value}`),
                }))}
              />
            </Form.Item>
          )}
        </>
      )}
      {doing === 'judge_caller' && (
        <YesNo
          name="fair"
          label={say('whistles.fairCall')}
          yes={say('whistles.fair')}
          no={say('whistles.unfair')}
        />
      )}
      {(needsReason.includes(doing) || mayHaveReason.includes(doing)) && (
        <Form.Item
          name="reason"
          label={say(
            doing === 'answer'
              ? 'whistles.whatWasDone'
              : needsReason.includes(doing)
                ? 'whistles.reason'
                : 'whistles.words',
          )}
          rules={
            needsReason.includes(doing)
              ? [{ required: true, whitespace: true, message: say('whistles.sayWhy') }]
              : []
          }
          {...(doing === 'release' ? { extra: say('whistles.releaseHint') } : {})}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      )}
      <div className="desk-toolbar">
        <Button type="primary" size="large" htmlType="submit" loading={isSending}>
          {say(`whistles.do.${doing}`)}
        </Button>
        <Button size="large" onClick={onClose}>
          {say('act.cancel')}
        </Button>
      </div>
    </Form>
  )
}
