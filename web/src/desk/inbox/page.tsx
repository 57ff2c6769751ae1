import { EnvironmentOutlined, PrinterOutlined } from '@ant-design/icons'
import { Badge, Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { remember, remembered } from '../../foundation/memory.ts'
import { type Search, toMatter, useAddress, useGo } from '../../foundation/ways.tsx'
import { BulkBar } from '../bulk/bar.tsx'
import { useSelection } from '../bulk/selection.ts'
import { useIsLive } from '../live/stream.ts'
import { toMap } from '../map/address.ts'
import { PrintList } from '../print/list.tsx'
import { SavedTabs } from '../saved/tabs.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import { filtersOf, type InboxAddress, isFiltered, readAddress, type View, views } from './address.ts'
import { Filters } from './filters.tsx'
import { leaveAt, leftAt } from './left-at.ts'
import { useCounts, useRows } from './rows.ts'
import { RowCards, RowsTable } from './table.tsx'

function Views({ view, onChoose }: { view: View | null; onChoose(view: View): void }) {
  const say = useWords()
  const { data: counts } = useCounts()
  const counted = (each: View) => {
    const count = counts?.[each]
    if (count === undefined) return null
    const { value, capped } = typeof count === 'number' ? { value: count, capped: false } : count
    return capped ? say('inbox.capped', { n: value }) : String(value)
  }
  return (
    <nav className="desk-views" aria-label={say('inbox.viewsLabel')}>
      {views.map((each) => (
        <button
          key={each}
          type="button"
          aria-current={each === view ? 'page' : undefined}
          data-alarm={each === 'overdue' && counted(each) !== '0' && counted(each) !== null ? '' : undefined}
          onClick={() => onChoose(each)}
        >
          {say(`inbox.views.${each}`)}
          {counted(each) !== null && <b>{counted(each)}</b>}
        </button>
      ))}
    </nav>
  )
}

type Density = 'dense' | 'comfortable'

/** The inbox: what waits for whom, with views, filters and search in the page's address. */
export function InboxPage() {
  const say = useWords()
  const go = useGo()
  const isNarrow = useNarrow()
  const isLive = useIsLive()
  const address: InboxAddress = useAddress(readAddress)
  const view = address.view ?? 'inbox'
  const { query, rows, difference, accept } = useRows({ ...filtersOf(address), view })
  const [density, setDensity] = useState<Density>(
    remembered('desk.density') === 'comfortable' ? 'comfortable' : 'dense',
  )
  const [at, setAt] = useState<string | null>(null)
  const selection = useSelection(rows)
  const top = useRef<HTMLDivElement>(null)

  const change = (more: Partial<Record<keyof InboxAddress, string | undefined>>) =>
    go('/', { ...address, ...more } as Search)
  const stand = (id: string) => {
    setAt(id)
    const row = document.getElementById(`row-${id}`)
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  }
  const step = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ id }) => id === at) + by))
    const row = rows[next]
    if (row) stand(row.id)
  }
  useKeys([
    { keys: 'j', label: 'keys.next', scope: 'here', run: () => step(1) },
    { keys: 'k', label: 'keys.previous', scope: 'here', run: () => step(-1) },
    { keys: 'Enter', label: 'keys.open', scope: 'here', run: () => at && go(toMatter(at)) },
    { keys: 'x', label: 'keys.select', scope: 'here', run: () => at && selection.toggle(at) },
    { keys: 'X', label: 'keys.selectTo', scope: 'here', run: () => at && selection.toggle(at, true) },
    { keys: '*', label: 'keys.selectAll', scope: 'here', run: selection.all },
    { keys: 'r', label: 'keys.refresh', scope: 'here', run: () => void accept() },
    { keys: 'P', label: 'keys.print', scope: 'here', run: () => go('/', { ...address, print: 1 } as Search) },
  ])
  // Back from a matter one stands where one left.
  const isReady = rows.length > 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the rows are there
  useEffect(() => {
    const left = leftAt()
    if (isReady && left && document.activeElement === document.body && rows.some(({ id }) => id === left))
      stand(left)
  }, [isReady])
  useEffect(() => {
    if (at) leaveAt(at)
  }, [at])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top
  useEffect(() => {
    setAt(null)
    selection.clear()
  }, [view, address.saved])

  const shownRows = {
    rows,
    changed: difference?.changed ?? new Set<string>(),
    at,
    q: address.q,
    selection,
    onAt: setAt,
  }
  if (address.print) return <PrintList address={address} view={view} rows={rows} />
  return (
    <div className="desk-inbox" ref={top}>
      <div className="desk-inbox-head">
        <h1 className="lx-hidden">{say('inbox.title')}</h1>
        <Views
          view={address.saved ? null : view}
          onChoose={(next) => (address.saved ? go('/', { view: next }) : change({ view: next }))}
        />
        <SavedTabs address={address} />
        <div className="desk-inbox-tools">
          <Filters address={address} rows={rows} onChange={change} />
          <span className="desk-inbox-side">
            <Badge
              status={isLive ? 'success' : 'warning'}
              text={say(isLive ? 'live.connected' : 'live.polling')}
            />
            <Button
              size="small"
              type="text"
              icon={<EnvironmentOutlined />}
              onClick={() => go('/map', toMap({ ...address, view }))}
            >
              {say('onMap.link')}
            </Button>
            {!isNarrow && rows.length > 0 && (
              <Button
                size="small"
                type="text"
                icon={<PrinterOutlined />}
                onClick={() => go('/', { ...address, print: 1 } as Search)}
              >
                {say('print.button')}
              </Button>
            )}
            {!isNarrow && (
              <Segmented<Density>
                size="small"
                aria-label={say('inbox.density')}
                value={density}
                onChange={(next) => {
                  setDensity(next)
                  remember('desk.density', next)
                }}
                options={(['dense', 'comfortable'] as const).map((each) => ({
                  value: each,
                  label: say(`inbox.${each}`),
                }))}
              />
            )}
          </span>
        </div>
        {address.q && <p className="desk-soft">{say('inbox.searching', { q: address.q })}</p>}
      </div>
      <BulkBar
        selection={selection}
        onDone={() => void accept()}
        onReturn={() => {
          const id = rows.some((row) => row.id === at) ? at : rows[0]?.id
          if (id) stand(id)
        }}
      />
      {difference && (
        <div className="desk-updates" role="status">
          <button
            type="button"
            onClick={() => {
              void accept()
              top.current?.scrollIntoView()
            }}
          >
            {say('inbox.updates', { n: difference.count })} · <u>{say('inbox.showUpdates')}</u>
          </button>
        </div>
      )}
      {query.isPending && <Loading rows={10} />}
      {query.error && rows.length === 0 && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && rows.length === 0 && (
        <Nothing
          title={isFiltered(address) ? say('inbox.emptyFiltered') : say(`inbox.empty.${view}`)}
          hint={say(isFiltered(address) ? 'inbox.emptyFilteredHint' : 'inbox.emptyHint')}
        />
      )}
      {rows.length > 0 && (
        <div data-density={density}>
          {isNarrow ? <RowCards {...shownRows} /> : <RowsTable {...shownRows} />}
          <p className="desk-inbox-foot">
            {query.hasNextPage ? (
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {say('act.more')}
              </Button>
            ) : (
              say('act.allShown')
            )}
            <span className="desk-soft">{say('inbox.shown', { n: rows.length })}</span>
          </p>
        </div>
      )}
    </div>
  )
}
