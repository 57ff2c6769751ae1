import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal, Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { pick as pickNow, usePick } from '../../foundation/both.ts'
import { useAddress, WayLink } from '../../foundation/ways.tsx'
import { Unverified } from '../rules/section.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import { type Level, type Route, useRouting } from './routing.ts'

const levels: Level[] = ['grid', 'community', 'street', 'district', 'city']

function says(route: Route, q: string): boolean {
  const words = [...route.path, route.kind_words, route.function_words].flatMap((each) =>
    each ? [each.zh, each.en] : [],
  )
  return [...words, ...route.first.map(({ name }) => name), route.category, route.source]
    .join(' ')
    .toLowerCase()
    .includes(q)
}

function Gaps({ route, onClose }: { route: Route; onClose(): void }) {
  const say = useWords()
  const { query, items } = usePaged<{ id: string; code: string; name: string }>('/api/routing/gaps', '', {
    level: route.level,
    kind: route.kind,
    ...(route.function ? { function: route.function } : {}),
  })
  return (
    <Modal open footer={null} onCancel={onClose} title={say('operator.gapsTitle', { n: route.gaps })}>
      <p className="desk-soft">{say('operator.gapsHint')}</p>
      {query.isPending && <Loading rows={3} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="desk-links">
        {items.map((area) => (
          <li key={area.id}>
            <WayLink to="/territory" search={{ tab: 'areas', id: area.id }}>
              {area.name}
            </WayLink>{' '}
            <small className="desk-soft">{area.code}</small>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </Modal>
  )
}

function Row({ route, onGaps }: { route: Route; onGaps(): void }) {
  const say = useWords()
  const pick = usePick()
  return (
    <tr>
      <th scope="row">
        {route.path.length === 0 ? say('operator.everythingElse') : route.path.map(pick).join(' › ')}
      </th>
      <td className="desk-nowrap">{say(`operator.levels.${route.level}`)}</td>
      <td className="desk-nowrap">{say(route.lead ? 'operator.lead' : 'operator.partner')}</td>
      <td>
        {pick(route.kind_words ?? { zh: route.kind, en: route.kind })}
        {route.function_words && ` · ${pick(route.function_words)}`}
        <small>
          {route.first.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && say('comma')}
              <WayLink to="/territory" search={{ tab: 'organisations', id }}>
                {name}
              </WayLink>
            </span>
          ))}
          {route.organisations > route.first.length &&
            ` ${say('operator.andMore', { n: route.organisations - route.first.length })}`}
        </small>
      </td>
      <td data-label={say('operator.gaps')}>
        {route.gaps > 0 ? (
          <button type="button" className="desk-text-button" onClick={onGaps}>
            <span className="desk-flag" data-tone="amber">
              {say('operator.gapsOf', { gaps: route.gaps, areas: route.areas })}
            </span>
          </button>
        ) : (
          <span className="desk-soft">{say('operator.noGaps')}</span>
        )}
      </td>
      <td data-label={say('rules.source')}>
        {route.source}
        <small>{say('rules.from', { day: route.effective_from })}</small>
        {route.unverified && <Unverified note={route.note ?? undefined} />}
      </td>
    </tr>
  )
}

/** Which category goes to whom at which level, by which source, and where nobody is there to take it. */
export function RoutingPage() {
  const say = useWords()
  const client = useQueryClient()
  const address = useAddress((search) => ({ q: String(search.q ?? '') }))
  const [typed, setTyped] = useState(address.q)
  const [level, setLevel] = useState<Level | undefined>()
  const [onlyGaps, setOnlyGaps] = useState(false)
  const [shown, setShown] = useState<Route | null>(null)
  const q = useDeferredValue(typed.trim().toLowerCase())
  const { data, error, refetch } = useRouting()
  const routes = useMemo(
    () =>
      (data?.items ?? [])
        .filter(
          (route) =>
            (!level || route.level === level) && (!onlyGaps || route.gaps > 0) && (!q || says(route, q)),
        )
        .sort(
          (a, b) =>
            Number(a.path.length === 0) - Number(b.path.length === 0) ||
            (a.category < b.category ? -1 : a.category > b.category ? 1 : 0) ||
            levels.indexOf(a.level) - levels.indexOf(b.level) ||
            Number(b.lead) - Number(a.lead) ||
            pickNow(a.kind_words).localeCompare(pickNow(b.kind_words)),
        ),
    [data, level, onlyGaps, q],
  )
  return (
    <>
      <PageHead title={say('operator.routing')} hint={say('operator.routingHint')}>
        <Button onClick={() => void client.invalidateQueries({ queryKey: ['territory', 'routing'] })}>
          {say('act.refresh')}
        </Button>
      </PageHead>
      <div className="desk-toolbar">
        <Input.Search
          allowClear
          value={typed}
          style={{ maxWidth: 320 }}
          placeholder={say('operator.searchRouting')}
          aria-label={say('operator.searchRouting')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          allowClear
          aria-label={say('operator.level')}
          placeholder={say('operator.anyLevel')}
          value={level}
          style={{ minWidth: 140 }}
          onChange={setLevel}
          options={levels.map((value) => ({ value, label: say(`operator.levels.${value}`) }))}
        />
        <Checkbox checked={onlyGaps} onChange={(event) => setOnlyGaps(event.target.checked)}>
          {say('operator.onlyGaps')}
        </Checkbox>
      </div>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={8} />)}
      {data && routes.length === 0 && <Nothing title={say('operator.nothingFound')} />}
      {routes.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-stacks desk-routing">
            <thead>
              <tr>
                <th scope="col">{say('operator.category')}</th>
                <th scope="col">{say('operator.level')}</th>
                <th scope="col">{say('operator.share')}</th>
                <th scope="col">{say('operator.goesTo')}</th>
                <th scope="col">{say('operator.gaps')}</th>
                <th scope="col">{say('rules.source')}</th>
              </tr>
            </thead>
            <tbody>
              {routes.map((route) => (
                <Row key={route.id} route={route} onGaps={() => setShown(route)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown && <Gaps route={shown} onClose={() => setShown(null)} />}
    </>
  )
}
