import { UnorderedListOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented, Select } from 'antd'
import { useEffect, useState } from 'react'
import { ProblemError } from '../../foundation/api.ts'
import { type Search, useAddress, useAmend, useGo } from '../../foundation/ways.tsx'
import { type View, views } from '../inbox/address.ts'
import { Filters } from '../inbox/filters.tsx'
import { useLive } from '../live/stream.ts'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useNarrow } from '../shell/narrow.ts'
import { useArea } from '../territory/area.ts'
import { useWords } from '../words/index.ts'
import { filtersOfMap, type MapAddress, readMapAddress, toInbox } from './address.ts'
import { Canvas } from './canvas.tsx'
import type { Pin } from './draw.ts'
import { LevelsSection } from './levels.tsx'
import { Pins } from './pins.tsx'
import { type PlacedRow, useLevels, usePlacedRow, usePlacedRows } from './rows.ts'
import { PlacedTable } from './table.tsx'

type Which = 'open' | 'closed' | 'every'

function MapFilterBar({
  address,
  rows,
  onChange,
}: {
  address: MapAddress
  rows: PlacedRow[]
  onChange(change: Partial<Record<keyof MapAddress, string | undefined>>): void
}) {
  const say = useWords()
  return (
    <div className="desk-map-filters">
      <Select<View>
        aria-label={say('inbox.viewsLabel')}
        value={address.view ?? 'all'}
        onChange={(view) => onChange({ view })}
        options={views.map((view) => ({ value: view, label: say(`inbox.views.${view}`) }))}
      />
      <Select<Which>
        aria-label={say('onMap.which')}
        value={address.which ?? 'open'}
        onChange={(which) => onChange({ which: which === 'open' ? undefined : which })}
        options={(['open', 'closed', 'every'] as const).map((which) => ({
          value: which,
          label: say(`onMap.whichOf.${which}`),
        }))}
      />
      <Select
        allowClear
        aria-label={say('onMap.kind')}
        placeholder={say('onMap.anyKind')}
        value={address.kind}
        onChange={(kind: string | undefined) => onChange({ kind })}
        options={(['request', 'part', 'task'] as const).map((kind) => ({
          value: kind,
          label: say(`onMap.kinds.${kind}`),
        }))}
      />
      <Filters
        address={address}
        rows={rows}
        onChange={(change) => onChange(change as Record<string, undefined>)}
      />
    </div>
  )
}

/** One map: areas at every level, the matters in them, the same matters as a table, and what each level has. */
export function MapPage() {
  const say = useWords()
  const go = useGo()
  const amend = useAmend('/map')
  const isNarrow = useNarrow()
  const address = useAddress(readMapAddress)
  const filters = filtersOfMap(address)
  const [bbox, setBbox] = useState<string | null>()
  const [chosen, setChosen] = useState<Pin | null>(null)
  const [failure, setFailure] = useState<unknown>()
  const [isTroubled, setTroubled] = useState(false)
  const [hasNews, setNews] = useState(false)
  const [drawn, setDrawn] = useState<number | null>()
  const [round, setRound] = useState(0)
  const [side, setSide] = useState<'map' | 'list'>('map')
  const { query, rows } = usePlacedRows(filters, bbox)
  const isOnPage = rows.some(({ id }) => id === chosen?.id)
  const alone = usePlacedRow(filters, query.isSuccess && !isOnPage ? chosen : null)
  const shown = alone && !isOnPage ? [alone, ...rows] : rows
  const own = useLevels(undefined)
  const { data: area, isPending: isAreaAwaited } = useArea(address.area)
  useLive((_, isPoll) => !isPoll && setNews(true), 2000)
  useEffect(() => {
    document.title = `${say('onMap.title')} · ${say('product')}`
  }, [say])

  const change = (more: Partial<Record<keyof MapAddress, string | boolean | undefined>>) =>
    go('/map', { ...address, ...more } as Search)
  const choose = (row: PlacedRow | null) =>
    setChosen(row && row.lng !== null && row.lat !== null ? { id: row.id, lng: row.lng, lat: row.lat } : null)
  const toArea = (id: string) => change({ area: id, here: undefined, at: undefined })
  const again = () => {
    setNews(false)
    setTroubled(false)
    setRound((known) => known + 1)
    void query.refetch()
    void own.refetch()
  }
  const hasMap = failure === undefined
  const isTableShown = !isNarrow || side === 'list' || !hasMap
  // Where one's own work lies is asked first, so that the map opens there; without an answer it opens anyhow.
  const isReady = (own.data || own.error) && !(address.area && isAreaAwaited)
  const home = address.area && area ? area : own.data?.area

  if (own.error instanceof ProblemError && own.error.status === 403)
    return <Failed isPage error={own.error} />
  return (
    <div className="desk-one-map">
      <div className="desk-map-head">
        <h1>{say('onMap.title')}</h1>
        <MapFilterBar
          address={address}
          rows={rows}
          onChange={(more) => change('area' in more ? { ...more, at: undefined } : more)}
        />
        {hasMap && isNarrow && (
          <Segmented<'map' | 'list'>
            block
            aria-label={say('onMap.side')}
            value={side}
            onChange={setSide}
            options={(['map', 'list'] as const).map((each) => ({
              value: each,
              label: say(`onMap.sides.${each}`),
            }))}
          />
        )}
      </div>
      {!hasMap && <Alert type="warning" showIcon title={say('onMap.noMap')} />}
      {isTroubled && (
        <Alert
          type="warning"
          showIcon
          title={say(navigator.onLine ? 'onMap.trouble' : 'onMap.offline')}
          action={<Button onClick={again}>{say('act.retry')}</Button>}
        />
      )}
      <div className="desk-map-both" data-alone={hasMap ? undefined : ''}>
        {hasMap && (
          <section
            className="desk-map-side"
            aria-label={say('onMap.map')}
            hidden={isNarrow && side === 'list'}
            data-drawn={drawn === undefined ? undefined : (drawn ?? 'squares')}
          >
            {isReady ? (
              <Canvas
                filters={filters}
                at={address.at}
                home={home}
                target={address.at ? undefined : home}
                chosen={chosen}
                round={round}
                onWindow={(box, at) => {
                  setBbox(box)
                  if (at !== address.at) amend({ ...address, at } as Search)
                }}
                onPin={setChosen}
                onArea={toArea}
                onTrouble={setTroubled}
                onDrawn={setDrawn}
                onFail={(error) => {
                  setFailure(error ?? true)
                  setBbox(null)
                }}
              />
            ) : (
              <Loading rows={8} />
            )}
            <Pins
              rows={shown.filter(({ lng }) => lng !== null)}
              chosen={chosen?.id ?? null}
              onChoose={choose}
              onEnd={() => query.hasNextPage && void query.fetchNextPage()}
            />
          </section>
        )}
        {isTableShown && (
          <section className="desk-map-table" aria-label={say('onMap.table')} aria-busy={query.isFetching}>
            <header>
              <span role="status">
                {query.isSuccess &&
                  say(query.hasNextPage ? 'onMap.countMore' : 'onMap.count', { n: rows.length })}
              </span>
              {hasNews && (
                <Button size="small" type="primary" ghost onClick={again}>
                  {say('onMap.news')}
                </Button>
              )}
              <Button
                size="small"
                type="text"
                icon={<UnorderedListOutlined />}
                onClick={() => go('/', toInbox(address))}
              >
                {say('onMap.inInbox')}
              </Button>
            </header>
            <div className="desk-map-rows">
              {query.isPending && query.fetchStatus === 'paused' && (
                <Nothing title={say('onMap.offline')} hint={say('onMap.offlineHint')} />
              )}
              {query.isPending && query.fetchStatus !== 'paused' && <Loading rows={8} />}
              {query.error && rows.length === 0 && (
                <Failed error={query.error} onRetry={() => void query.refetch()} />
              )}
              {query.isSuccess && rows.length === 0 && (
                <Nothing title={say('onMap.empty')} hint={say('onMap.emptyHint')} />
              )}
              {shown.length > 0 && <PlacedTable rows={shown} chosen={chosen?.id ?? null} onChoose={choose} />}
              {query.hasNextPage && (
                <p className="desk-inbox-foot">
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {say('act.more')}
                  </Button>
                </p>
              )}
            </div>
          </section>
        )}
      </div>
      <LevelsSection area={address.area} onArea={({ id }) => toArea(id)} />
    </div>
  )
}
