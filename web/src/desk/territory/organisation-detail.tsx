import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { get, post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { type Route, useRouting } from '../routing/routing.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { Changes } from './changes.tsx'
import { EndButton } from './end-button.tsx'
import { useNames } from './names.ts'
import { AddOrganisation, EditOrganisation } from './organisation-forms.tsx'
import { useChosen } from './split.tsx'
import type { OrganisationPage } from './territory.ts'
import { OrganisationsThere, PeopleThere } from './there.tsx'

interface Work {
  open: number
  overdue: number
  capped: boolean
}

function OpenWork({ id }: { id: string }) {
  const say = useWords()
  const me = useMyself()
  const { data } = useQuery({
    queryKey: ['territory', 'work', id],
    queryFn: () => get<Work>(`/api/organisations/${id}/work`),
  })
  if (!data) return null
  const n = `${data.open}${data.capped ? '+' : ''}`
  const words = say('operator.openAndOverdue', { open: n, overdue: data.overdue })
  return me.may('matter.read') && data.open > 0 ? (
    <WayLink to="/" search={{ view: 'below', owner: id }}>
      {words}
    </WayLink>
  ) : (
    words
  )
}

function Actions({ organisation }: { organisation: OrganisationPage }) {
  const say = useWords()
  const [, choose] = useChosen('organisations')
  const [form, setForm] = useState<'add' | 'edit' | null>(null)
  const close = () => setForm(null)
  return (
    <div className="desk-toolbar">
      <Button onClick={() => setForm('edit')}>{say('operator.edit')}</Button>
      <Button onClick={() => setForm('add')}>{say('operator.newOrganisationBelow')}</Button>
      <EndButton
        name={organisation.name}
        words={say('operator.endOrganisationConfirm')}
        end={() => post(`/api/organisations/${organisation.id}/end`)}
        onEnded={() => choose(undefined)}
      />
      {form === 'edit' && <EditOrganisation organisation={organisation} onClose={close} />}
      {form === 'add' && <AddOrganisation parent={organisation} onClose={close} />}
    </div>
  )
}

/** Which categories the routing directory sends to organisations of this kind and function. */
function Routed({ organisation }: { organisation: OrganisationPage }) {
  const say = useWords()
  const pick = usePick()
  const { data } = useRouting()
  const routes = (data?.items ?? []).filter(
    (route) =>
      route.kind === organisation.kind &&
      (route.function === null || route.function === organisation.function),
  )
  const nameOf = (route: Route) =>
    route.path.length === 0 ? say('operator.everythingElse') : route.path.map(pick).join(' › ')
  return (
    <section className="desk-section">
      <h2>{say('operator.routedHere')}</h2>
      {data && routes.length === 0 && <p className="desk-soft">{say('operator.nothingRouted')}</p>}
      <ul className="desk-links desk-links-wide">
        {routes.map((route) => (
          <li key={route.id}>
            {nameOf(route)}{' '}
            <small className="desk-soft">
              {say(`operator.levels.${route.level}`)} ·{' '}
              {say(route.lead ? 'operator.lead' : 'operator.partner')}
            </small>
          </li>
        ))}
      </ul>
      {routes.length > 0 && <WayLink to="/routing">{say('operator.toRouting')}</WayLink>}
    </section>
  )
}

/** One organisation: what it is, whom it has, what is sent to it, how much is open there. */
export function OrganisationDetail({ id }: { id: string }) {
  const say = useWords()
  const me = useMyself()
  const nameOf = useNames()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'organisation', id],
    queryFn: () => get<OrganisationPage>(`/api/organisations/${id}`),
  })
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />
  return (
    <>
      <section className="desk-section">
        <h2>
          {data.name} <small>{nameOf('organisation_kinds', data.kind)}</small>{' '}
          {data.active_to && <span className="desk-flag">{say('operator.ended')}</span>}
        </h2>
        {me.may('territory.write') && !data.active_to && <Actions organisation={data} />}
        <dl className="desk-facts">
          <dt>{say('territory.code')}</dt>
          <dd>
            <code>{data.code}</code>
          </dd>
          <dt>{say('operator.nameEn')}</dt>
          <dd>{data.name_en ?? say('state.unknown')}</dd>
          <dt>{say('territory.function')}</dt>
          <dd>{nameOf('functions', data.function) || say('state.none')}</dd>
          <dt>{say('territory.parent')}</dt>
          <dd>
            {data.parent ? (
              <WayLink to="/territory" search={{ tab: 'organisations', id: data.parent.id }}>
                {data.parent.name}
              </WayLink>
            ) : (
              say('state.none')
            )}
          </dd>
          <dt>{say('operator.servesArea')}</dt>
          <dd>
            {data.area ? (
              <WayLink to="/territory" search={{ tab: 'areas', id: data.area.id }}>
                {data.area.name}
              </WayLink>
            ) : (
              say('state.unknown')
            )}
          </dd>
          <dt>{say('territory.phone')}</dt>
          <dd>{data.phone ?? say('state.unknown')}</dd>
          <dt>{say('operator.address')}</dt>
          <dd>{data.address ?? say('state.unknown')}</dd>
          <dt>{say('operator.openMatters')}</dt>
          <dd>
            <OpenWork id={id} />
          </dd>
        </dl>
      </section>
      {me.may('people.read') && (
        <PeopleThere title={say('operator.peopleOnDuty')} search={{ organisation: id }} />
      )}
      <Routed organisation={data} />
      <OrganisationsThere title={say('operator.organisationsBelow')} search={{ parent: id }} />
      <Changes path={`/api/organisations/${id}/changes`} />
    </>
  )
}
