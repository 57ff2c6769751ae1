import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Radio, Select } from 'antd'
import { useRef, useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { randomId } from '../../foundation/random-id.ts'
import { dueAtWords, useNow } from '../../foundation/time.ts'
import { toMatter, useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { locationOf, type PlaceDraft } from '../intake/draft.ts'
import { PlaceInput } from '../intake/place-input.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords } from '../words/index.ts'
import { readBlowAddress } from './address.ts'
import { toWhistle, useWhistle, type Whistle, type WhistleForm, whistleKey, whistlesKey } from './whistles.ts'

interface Typed {
  kind: string
  title?: string
  text?: string
  called: string[]
  need: string
  tasks?: Record<string, string>
  /** As an offset of the hour in Shanghai is not typed: `2026-03-02T14:00`. */
  by?: string
  meet_at?: string
}

function Kinds({ form }: { form: WhistleForm }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  return (
    <Form.Item
      name="kind"
      label={say('whistles.kind')}
      rules={[{ required: true, message: say('whistles.choose') }]}
    >
      <Radio.Group className="whistle-radios">
        {form.kinds.map((kind) => (
          <Radio key={kind.id} value={kind.id}>
            <strong>{pick(kind)}</strong>{' '}
            <small className="desk-soft">
              {say('whistles.kindHint', {
                answer: dueAtWords(kind.acknowledge_by, now),
                come: dueAtWords(kind.arrive_by, now),
              })}
              {kind.unverified && ` ${say('whistles.unverifiedShort')}`}
            </small>
          </Radio>
        ))}
      </Radio.Group>
    </Form.Item>
  )
}

function Blow({
  form,
  more,
  matter,
}: {
  form: WhistleForm
  more: Whistle | null
  matter: string | undefined
}) {
  const say = useWords()
  const go = useGo()
  const client = useQueryClient()
  const [typing] = Form.useForm<Typed>()
  const [place, setPlace] = useState<PlaceDraft>({ way: 'address' })
  const [error, setError] = useState<unknown>(null)
  const [isSending, setSending] = useState(false)
  const underWay = useRef(false)
  const key = useRef(randomId())
  const kindId = Form.useWatch('kind', typing) ?? more?.kind.id
  const called = Form.useWatch('called', typing) ?? []
  const kind = form.kinds.find(({ id }) => id === kindId)
  const running =
    more?.calls.filter(({ ended_at }) => ended_at === null).map(({ organisation }) => organisation.id) ?? []
  const callable = form.organisations.filter(
    ({ id, kind: of }) => !kind || (kind.calls.includes(of) && !running.includes(id)),
  )
  const nameOf = (id: string) => form.organisations.find((each) => each.id === id)?.name ?? ''

  async function submit(typed: Typed) {
    if (underWay.current) return
    underWay.current = true
    setSending(true)
    setError(null)
    const calls = typed.called.map((id) => ({
      organisation_id: id,
      task: typed.tasks?.[id]?.trim() || typed.need.trim(),
    }))
    const by = typed.by ? new Date(`${typed.by}:00+08:00`).toISOString() : null
    try {
      const answer = more
        ? await post<Whistle>(`/api/whistles/${more.id}/calls`, { calls, by })
        : await post<Whistle>(
            '/api/whistles',
            {
              kind: typed.kind,
              calls,
              by,
              meet_at: typed.meet_at?.trim() || null,
              ...(matter
                ? { matter_id: matter }
                : {
                    own: {
                      title: typed.title?.trim(),
                      text: typed.text?.trim(),
                      location: locationOf(place) ?? {},
                    },
                  }),
            },
            { idempotencyKey: key.current },
          )
      client.setQueryData(whistleKey(answer.id), answer)
      void client.invalidateQueries({ queryKey: whistlesKey })
      void client.invalidateQueries({ queryKey: ['matter'] })
      go(toWhistle(answer.id), undefined, { replace: true })
    } catch (failure) {
      setError(failure)
      key.current = randomId()
    } finally {
      underWay.current = false
      setSending(false)
    }
  }

  const required = [{ required: true, whitespace: true, message: say('whistles.sayWhat') }]
  const suggested = callable.filter((each) => each.suggested)
  const options = (list: typeof callable) => list.map(({ id, name }) => ({ value: id, label: name }))
  const groups: { value?: string; label: string; options?: { value: string; label: string }[] }[] =
    suggested.length > 0
      ? [
          { label: say('matter.form.suggestedOwners'), options: options(suggested) },
          {
            label: say('matter.form.otherOwners'),
            options: options(callable.filter((each) => !each.suggested)),
          },
        ]
      : options(callable)
  return (
    <Form
      form={typing}
      layout="vertical"
      className="whistle-blow desk-section"
      requiredMark="optional"
      initialValues={{
        kind: more?.kind.id ?? (form.kinds.length === 1 ? form.kinds[0]!.id : undefined),
        called: [],
      }}
      onFinish={(typed) => void submit(typed)}
    >
      <ProblemAlert error={error} />
      {form.matter && (
        <p>
          {say('whistles.about')}{' '}
          <WayLink to={toMatter(form.matter.id)}>
            <code>{form.matter.number}</code> {form.matter.title}
          </WayLink>{' '}
          <span className="desk-soft">{form.matter.address}</span>
        </p>
      )}
      {!more && <Kinds form={form} />}
      {!more && !matter && (
        <>
          <Form.Item name="title" label={say('whistles.ownTitle')} rules={required}>
            <Input size="large" maxLength={60} />
          </Form.Item>
          <Form.Item name="text" label={say('whistles.ownText')} rules={required}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
          </Form.Item>
          <div className="whistle-field">
            <p>{say('whistles.where')}</p>
            <PlaceInput value={place} onChange={setPlace} />
          </div>
        </>
      )}
      <Form.Item
        name="called"
        label={say('whistles.whom')}
        rules={[{ required: true, type: 'array', min: 1, message: say('whistles.choose') }]}
      >
        <Select
          mode="multiple"
          size="large"
          disabled={!kind}
          placeholder={say(kind ? 'whistles.whomHint' : 'whistles.kindFirst')}
          showSearch={{ optionFilterProp: 'label' }}
          options={groups}
        />
      </Form.Item>
      <Form.Item name="need" label={say('whistles.need')} extra={say('whistles.needHint')} rules={required}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
      </Form.Item>
      {called.length > 1 &&
        called.map((id) => (
          <Form.Item key={id} name={['tasks', id]} label={say('whistles.needOf', { name: nameOf(id) })}>
            <Input maxLength={1000} placeholder={say('whistles.sameForAll')} />
          </Form.Item>
        ))}
      <Form.Item name="by" label={say('whistles.by')} extra={say('whistles.byHint')}>
        <Input type="datetime-local" size="large" className="whistle-when" />
      </Form.Item>
      {!more && (
        <Form.Item name="meet_at" label={say('whistles.meet')} extra={say('whistles.meetHint')}>
          <Input maxLength={200} />
        </Form.Item>
      )}
      <Button type="primary" size="large" htmlType="submit" loading={isSending}>
        {say(more ? 'whistles.callMore' : 'whistles.blow')}
      </Button>
    </Form>
  )
}

function Loaded({ matter, more }: { matter: string | undefined; more: Whistle | null }) {
  const say = useWords()
  const about = more?.matter.id ?? matter
  const { data, error, refetch } = useQuery({
    queryKey: ['whistle-form', about ?? ''],
    queryFn: () => get<WhistleForm>('/api/whistles/form', { matter: about }),
    staleTime: 0,
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.kinds.length === 0) return <Nothing title={say('whistles.noKinds')} />
  if (data.running && !more)
    return (
      <Alert
        type="info"
        showIcon
        title={
          <span>
            {say('whistles.running', { number: data.running.number })}{' '}
            <WayLink to={toWhistle(data.running.id)}>{say('act.open')}</WayLink>
          </span>
        }
      />
    )
  return <Blow form={data} more={more} matter={matter} />
}

function More({ id }: { id: string }) {
  const { data, error, refetch } = useWhistle(id)
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  return <Loaded matter={undefined} more={data} />
}

/** Blowing a whistle, about a matter or by itself; or calling more to one that runs. */
export function BlowPage() {
  const say = useWords()
  const { matter, more } = useAddress(readBlowAddress)
  return (
    <>
      <PageHead
        title={say(more ? 'whistles.callMore' : 'whistles.blow')}
        hint={say(matter || more ? 'whistles.blowHint' : 'whistles.ownHint')}
      />
      {more ? <More id={more} /> : <Loaded matter={matter} more={null} />}
    </>
  )
}
