import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { type Role, roles } from '../../../../server/src/kernel/permissions/matrix.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { AccountSection } from './account-section.tsx'
import { Changes } from './changes.tsx'
import { AddDuty, EndDuty } from './duty-forms.tsx'
import { EditPerson } from './person-forms.tsx'
import type { DutyRow, Person } from './territory.ts'

interface Work {
  items: { organisation_id: string; open: number }[]
}

type Standing = 'running' | 'ending' | 'coming' | 'ended'

/** An end is the beginning of the day after the last. */
const lastDay = (end: string) => shanghaiDay(new Date(new Date(end).getTime() - 1))

function standingOf(duty: DutyRow, now: Date): Standing {
  if (new Date(duty.active_from) > now) return 'coming'
  if (!duty.active_to) return 'running'
  return new Date(duty.active_to) > now ? 'ending' : 'ended'
}

function Duty({ duty, open, onEnd }: { duty: DutyRow; open: number; onEnd?: () => void }) {
  const say = useWords()
  const pick = usePick()
  const standing = standingOf(duty, new Date())
  return (
    <li data-standing={standing}>
      <div>
        <strong>{pick(roles[duty.role as Role] ?? { zh: duty.role, en: duty.role })}</strong> ·{' '}
        <WayLink to="/territory" search={{ tab: 'organisations', id: duty.organisation_id }}>
          {duty.organisation}
        </WayLink>
        {duty.area_id && (
          <>
            {' · '}
            <WayLink to="/territory" search={{ tab: 'areas', id: duty.area_id }}>
              {duty.area}
            </WayLink>
          </>
        )}
        <small>
          {shanghaiDay(duty.active_from)} – {duty.active_to ? lastDay(duty.active_to) : say('operator.now')}
          {open > 0 && standing !== 'ended' && ` · ${say('operator.handles', { n: open })}`}
        </small>
      </div>
      <span className="desk-flag" data-tone={standing === 'ended' ? undefined : 'green'}>
        {say(`operator.standing.${standing}`)}
      </span>
      {onEnd && standing !== 'ended' && (
        <Button size="small" danger onClick={onEnd}>
          {say('territory.endDuty')}
        </Button>
      )}
    </li>
  )
}

/** One person: how to reach them, their duties then and now, what is in their hands, their account. */
export function PersonDetail({ id }: { id: string }) {
  const say = useWords()
  const me = useMyself()
  const mayWrite = me.may('territory.write')
  const [form, setForm] = useState<'edit' | 'duty' | DutyRow | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'person', id],
    queryFn: () => get<Person>(`/api/people/${id}`),
  })
  const work = useQuery({
    queryKey: ['territory', 'hands', id],
    queryFn: () => get<Work>(`/api/people/${id}/work`),
    enabled: mayWrite,
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  const openAt = (organisationId: string) =>
    work.data?.items.find((each) => each.organisation_id === organisationId)?.open ?? 0
  const close = () => setForm(null)
  return (
    <>
      <section className="desk-section">
        <h2>{data.name}</h2>
        {mayWrite && (
          <div className="desk-toolbar">
            <Button onClick={() => setForm('edit')}>{say('operator.edit')}</Button>
            <Button onClick={() => setForm('duty')}>{say('territory.addDuty')}</Button>
          </div>
        )}
        <dl className="desk-facts">
          <dt>{say('territory.phone')}</dt>
          <dd>{data.phone ?? say('state.unknown')}</dd>
        </dl>
        <h3>{say('territory.duty')}</h3>
        {data.duties.length === 0 && <p className="desk-soft">{say('territory.noDuties')}</p>}
        <ul className="desk-duty-list">
          {data.duties.map((duty) => (
            <Duty
              key={duty.id}
              duty={duty}
              open={openAt(duty.organisation_id)}
              {...(mayWrite ? { onEnd: () => setForm(duty) } : {})}
            />
          ))}
        </ul>
      </section>
      {me.may('account.manage') && <AccountSection person={data} />}
      <Changes path={`/api/people/${id}/changes`} />
      {form === 'edit' && <EditPerson person={data} onClose={close} />}
      {form === 'duty' && <AddDuty person={data} onClose={close} />}
      {form !== null && typeof form === 'object' && (
        <EndDuty duty={form} person={data} open={openAt(form.organisation_id)} onClose={close} />
      )}
    </>
  )
}
