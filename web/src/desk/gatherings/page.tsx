import { CalendarOutlined, LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { useLive } from '../live/stream.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { AllPlans } from './all-plans.tsx'
import { CallForm, type Calling } from './call-form.tsx'
import { DueList } from './due.tsx'
import { MonthGrid } from './month-grid.tsx'
import { about, type GatheringRow, useForm } from './reading.ts'
import { MonthRows } from './rows.tsx'
import { UsualDays } from './usual-days.tsx'

const monthOf = (day: string) => day.slice(0, 7)

function shifted(month: string, by: number): string {
  const at = new Date(`${month}-15T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + by)
  return at.toISOString().slice(0, 7)
}

/** The secretary's month: what is planned, what is due, one tap to call. */
export function GatheringsPage() {
  const say = useWords()
  const me = useMyself()
  const form = useForm()
  if (form.error) return <Failed isPage error={form.error} onRetry={() => void form.refetch()} />
  if (!form.data) return <Loading />
  const mayAll = me.may('gathering.plan_all')
  return (
    <>
      <PageHead title={say('gatherings.title')} hint={say('gatherings.hint')} />
      {form.data.organisations.length > 0 ? (
        <Month form={form.data} />
      ) : (
        !mayAll && <Nothing title={say('gatherings.none')} hint={say('gatherings.noneHint')} />
      )}
      {mayAll && <AllPlans />}
    </>
  )
}

function Month({ form }: { form: NonNullable<ReturnType<typeof useForm>['data']> }) {
  const say = useWords()
  const go = useGo()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const address = useAddress((search) => ({
    organisation: typeof search.organisation === 'string' ? search.organisation : undefined,
    month: typeof search.month === 'string' && /^\d{4}-\d{2}$/.test(search.month) ? search.month : undefined,
  }))
  const organisation =
    form.organisations.find(({ id }) => id === address.organisation) ?? form.organisations[0]!
  const today = shanghaiDay(new Date())
  const month = address.month ?? monthOf(today)
  const to = (next: string) => go('/gatherings', { organisation: organisation.id, month: next })
  const [calling, setCalling] = useState<Calling | null>(null)
  const [isSettling, setSettling] = useState(false)
  const from = `${shifted(monthOf(today) < month ? monthOf(today) : month, -3)}-01`
  const until = `${shifted(month > monthOf(today) ? month : monthOf(today), 1)}-28`
  const list = useQuery({
    queryKey: [about, 'list', organisation.id, from, until],
    queryFn: () =>
      get<{ items: GatheringRow[] }>('/api/gatherings', { organisation: organisation.id, from, to: until }),
    placeholderData: (before) => before,
  })
  useLive(() => void client.invalidateQueries({ queryKey: [about, 'list'] }))
  const writePlan = () =>
    modal.confirm({
      title: say('gatherings.writePlan'),
      content: say('gatherings.writePlanHint'),
      okText: say('gatherings.writePlan'),
      cancelText: say('act.cancel'),
      onOk: async () => {
        try {
          const run = await post<{ planned: number }>('/api/gathering-plans', {
            organisation_id: organisation.id,
            year: Number(month.slice(0, 4)),
          })
          message.success(say('gatherings.planWritten', { n: run.planned }))
        } catch (error) {
          message.error(problemWords(error))
        }
        await client.invalidateQueries({ queryKey: [about] })
      },
    })
  const items = list.data?.items ?? []
  const rows = items.filter(({ day }) => monthOf(day) === month)
  return (
    <>
      <div className="gat-bar">
        {form.organisations.length > 1 && (
          <Select
            aria-label={say('gatherings.organisation')}
            value={organisation.id}
            options={form.organisations.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id: string) => go('/gatherings', { organisation: id, month })}
          />
        )}
        <span className="gat-months">
          <Button
            icon={<LeftOutlined />}
            aria-label={say('gatherings.previous')}
            onClick={() => to(shifted(month, -1))}
          />
          <h2>{say('gatherings.month', { year: month.slice(0, 4), month: Number(month.slice(5)) })}</h2>
          <Button
            icon={<RightOutlined />}
            aria-label={say('gatherings.next')}
            onClick={() => to(shifted(month, 1))}
          />
        </span>
        {month !== monthOf(today) && (
          <Button onClick={() => to(monthOf(today))}>{say('gatherings.today')}</Button>
        )}
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setCalling({ way: 'another' })}>
          {say('gatherings.callAnother')}
        </Button>
        {organisation.plans && (
          <>
            <Button icon={<CalendarOutlined />} onClick={writePlan}>
              {say('gatherings.writePlan')}
            </Button>
            <Button onClick={() => setSettling(true)}>{say('gatherings.usualDays')}</Button>
            <WayLink to="/gatherings/year" search={{ organisation: organisation.id }} className="gat-link">
              {say('gatherings.year')}
            </WayLink>
          </>
        )}
      </div>
      {!list.data &&
        (list.error ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : <Loading />)}
      {list.data && (
        <div className="gat-split">
          <DueList rows={items} today={today} onCall={setCalling} />
          <div>
            <MonthGrid month={month} rows={rows} today={today} />
            {rows.length === 0 ? (
              <Nothing title={say('gatherings.emptyMonth')} hint={say('gatherings.emptyMonthHint')} />
            ) : (
              <MonthRows rows={rows} onCall={setCalling} />
            )}
          </div>
        </div>
      )}
      {calling && (
        <CallForm
          calling={calling}
          form={form}
          organisation={organisation.id}
          onClose={() => setCalling(null)}
        />
      )}
      {isSettling && (
        <UsualDays
          form={form}
          organisation={organisation.id}
          year={Number(month.slice(0, 4))}
          onClose={() => setSettling(false)}
        />
      )}
    </>
  )
}
