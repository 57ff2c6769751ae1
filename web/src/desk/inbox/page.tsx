import { Badge, Button, Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { remember, remembered } from '../../foundation/memory.ts'
import { useIsLive } from '../live/stream.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useKeys } from '../shell/keys.ts'
import { useNarrow } from '../shell/narrow.ts'
import { type Search, toMatter, useAddress, useGo } from '../shell/ways.tsx'
import { useWords } from '../words/index.ts'
import { type InboxAddress, isFiltered, readAddress, type View, views } from './address.ts'
import { Filters } from './filters.tsx'
import { useCounts, useRows } from './rows.ts'
import { RowCards, RowsTable } from './table.tsx'

function Views({ view, onChoose }: { view: View; onChoose(view: View): void }) {
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
  const { query, rows, difference, accept } = useRows({ ...address, view })
  const [density, setDensity] = useState<Density>(
    remembered('desk.density') === 'comfortable' ? 'comfortable' : 'dense',
  )
  const [at, setAt] = useState<string | null>(null)
  const top = useRef<HTMLDivElement>(null)

  const change = (more: Partial<Record<keyof InboxAddress, string | undefined>>) =>
    go('/', { ...address, ...more } as Search)
  const step = (by: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ id }) => id === at) + by))
    const row = rows[next]
    if (!row) return
    setAt(row.id)
    document.getElementById(`row-${row.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { keys: 'j', label: 'keys.next', scope: 'here', run: () => step(1) },
    { keys: 'k', label: 'keys.previous', scope: 'here', run: () => step(-1) },
    { keys: 'Enter', label: 'keys.open', scope: 'here', run: () => at && go(toMatter(at)) },
    { keys: 'r', label: 'keys.refresh', scope: 'here', run: () => void accept() },
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins at its top
  useEffect(() => setAt(null), [view])

  const shownRows = { rows, changed: difference?.changed ?? new Set<string>(), at, q: address.q }
  return (
    <div className="desk-inbox" ref={top}>
      <div className="desk-inbox-head">
        <h1 className="lx-hidden">{say('inbox.title')}</h1>
        <Views view={view} onChoose={(next) => change({ view: next })} />
        <div className="desk-inbox-tools">
          <Filters address={address} onChange={change} />
          <span className="desk-inbox-side">
            <Badge
              status={isLive ? 'success' : 'warning'}
              text={say(isLive ? 'live.connected' : 'live.polling')}
            />
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
