import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { type Both, get, put, remove } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateWords, monthWords, shanghaiDay, stampWords } from '../../foundation/time.ts'
import { useAddress, useGo } from '../../foundation/ways.tsx'
import { Unverified } from '../rules/section.tsx'
import { Failed, Loading, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { type CalendarDay, Month } from './month.tsx'

interface Year {
  year: number
  source: string | null
  unverified: boolean
  days: CalendarDay[]
}

const noon = (day: string) => `${day}T12:00:00+08:00`

interface Amendment {
  working: boolean
  reason_zh: string
  reason_en?: string
}

interface EffectOfDay {
  running: number
  capped: boolean
  amendment: { reason_zh: string; reason_en: string; by: string | null; at: string } | null
}

/** What amending the day touches and what it does not; who amended it before. */
function Effect({ day }: { day: string }) {
  const say = useWords()
  const pick = usePick()
  const { data } = useQuery({
    queryKey: ['calendar', 'effect', day],
    queryFn: () => get<EffectOfDay>(`/api/calendar/${day}/effect`),
  })
  if (!data) return null
  const { amendment, running } = data
  return (
    <Alert
      type="info"
      showIcon
      className="desk-conflict"
      title={`${say('operator.effect')}${
        running > 0
          ? say('operator.effectRunning', { n: `${running}${data.capped ? '+' : ''}` })
          : say('operator.effectNone')
      }`}
      {...(amendment
        ? {
            description: say('operator.amendedBy', {
              who: amendment.by ?? say('audit.system'),
              at: stampWords(amendment.at),
              reason: pick({ zh: amendment.reason_zh, en: amendment.reason_en }),
            }),
          }
        : {})}
    />
  )
}

function AmendDay({ day, onClose }: { day: CalendarDay; onClose(): void }) {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<Amendment>()
  const settled = {
    onSuccess: () => {
      message.success(say('state.saved'))
      onClose()
      return client.invalidateQueries({ queryKey: ['calendar'] })
    },
  }
  const save = useMutation({
    mutationFn: ({ working, reason_zh, reason_en }: Amendment) =>
      put(`/api/calendar/${day.day}`, {
        working,
        reason_zh: reason_zh.trim(),
        reason_en: reason_en?.trim() || reason_zh.trim(),
      }),
    ...settled,
  })
  const undo = useMutation({ mutationFn: () => remove(`/api/calendar/${day.day}`), ...settled })
  const error = save.error ?? undo.error
  return (
    <Modal
      open
      title={`${say('calendar.amend')} · ${dateWords(noon(day.day))}`}
      onCancel={onClose}
      footer={[
        day.amended && (
          <Button key="undo" danger loading={undo.isPending} onClick={() => undo.mutate()}>
            {say('calendar.undo')}
          </Button>
        ),
        <Button key="cancel" onClick={onClose}>
          {say('act.cancel')}
        </Button>,
        <Button key="save" type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {say('act.save')}
        </Button>,
      ]}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark="optional"
        initialValues={{ working: !day.working, reason_zh: '', reason_en: '' }}
        onFinish={(typed) => !save.isPending && save.mutate(typed)}
      >
        {error && <Alert type="error" showIcon title={problemWords(error)} />}
        <Effect day={day.day} />
        <Form.Item name="working" label={say('calendar.setWorking')}>
          <Radio.Group
            optionType="button"
            options={[
              { value: true, label: say('calendar.working') },
              { value: false, label: say('calendar.off') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason_zh"
          label={say('calendar.reason')}
          rules={[{ required: true, whitespace: true, message: say('matter.form.required') }]}
        >
          <Input maxLength={200} placeholder={say('calendar.reasonHint')} />
        </Form.Item>
        <Form.Item name="reason_en" label={say('calendar.reasonEn')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Special({ days }: { days: CalendarDay[] }) {
  const say = useWords()
  const pick = usePick()
  const special = days.filter((day) => day.reason && day.known && !isPlainWeekend(day))
  if (special.length === 0) return null
  return (
    <section className="desk-section">
      <h2>{say('calendar.list')}</h2>
      <ul className="desk-special">
        {special.map((day) => (
          <li key={day.day} data-working={day.working ? '' : undefined}>
            <time dateTime={day.day}>{dateWords(noon(day.day))}</time> {pick(day.reason as Both)}
            {day.amended && (
              <span className="desk-flag" data-tone="violet">
                {say('calendar.amended')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A day that is free only because of the weekday. */
function isPlainWeekend(day: CalendarDay): boolean {
  const weekday = new Date(noon(day.day)).getUTCDay()
  return (
    !day.amended &&
    !day.working &&
    (weekday === 0 || weekday === 6) &&
    /^周[六日]$/.test(day.reason?.zh ?? '')
  )
}

/** Which days count as working days, by which source; the operator amends a day with a reason. */
export function CalendarPage() {
  const say = useWords()
  const go = useGo()
  const me = useMyself()
  const address = useAddress((search) => ({ year: Number(search.year) || undefined }))
  const year = address.year ?? Number(shanghaiDay(new Date()).slice(0, 4))
  const { data, error, refetch } = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => get<Year>('/api/calendar', { year }),
    placeholderData: (before) => before,
  })
  const [amending, setAmending] = useState<CalendarDay | null>(null)
  const mayAmend = me.may('calendar.write')
  const working = data?.days.filter((day) => day.working).length ?? 0
  return (
    <>
      <PageHead title={`${say('calendar.title')} ${year}`} hint={say('calendar.hint')}>
        <Button
          icon={<LeftOutlined />}
          aria-label={say('calendar.previous')}
          onClick={() => go('/calendar', { year: year - 1 })}
        />
        <Button
          icon={<RightOutlined />}
          aria-label={say('calendar.next')}
          onClick={() => go('/calendar', { year: year + 1 })}
        />
      </PageHead>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <>
          {data.source === null ? (
            <Alert type="warning" showIcon title={say('calendar.unknownYear')} className="desk-conflict" />
          ) : (
            <p>
              {say('calendar.source')}
              {say('colon')}
              {data.source} {data.unverified && <Unverified note={undefined} />} ·{' '}
              {say('calendar.counts', { working, off: data.days.length - working })}
            </p>
          )}
          <p className="desk-legend">
            <span data-day="holiday">{say('calendar.holiday')}</span>
            <span data-day="makeUp">{say('calendar.makeUp')}</span>
            <span data-day="amended">{say('calendar.amended')}</span>
          </p>
          <div className="desk-year">
            {Array.from({ length: 12 }, (_, month) => (
              <Month
                key={monthWords(month + 1)}
                month={month + 1}
                days={data.days.filter(({ day }) => Number(day.slice(5, 7)) === month + 1)}
                {...(mayAmend ? { onChoose: setAmending } : {})}
              />
            ))}
          </div>
          <Special days={data.days} />
        </>
      )}
      {amending && <AmendDay day={amending} onClose={() => setAmending(null)} />}
    </>
  )
}
