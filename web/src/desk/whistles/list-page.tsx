import { Button, Segmented } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { callMarks, MarkWord } from '../../foundation/marks.tsx'
import { relativeWords, useNow } from '../../foundation/time.ts'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { readWhistleAddress } from './address.ts'
import { Board } from './board.tsx'
import { WhistleFigures } from './figures.tsx'
import { toWhistle, useWhistles, type WhistleList, type WhistleRow } from './whistles.ts'

type Tab = 'called' | 'running' | 'contested' | 'all' | 'board' | 'figures'

const queryOf: Record<string, Record<string, string>> = {
  called: { mine: 'called' },
  running: { state: 'running' },
  contested: { mine: 'contested' },
  all: {},
}

function Row({ row }: { row: WhistleRow }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const here = row.counts.there + row.counts.over
  return (
    <li>
      <WayLink to={toWhistle(row.id)} className="whistle-row">
        <span className="whistle-row-head">
          <strong>{row.title}</strong>
          <span className="lx-mark" data-tone={row.urgent ? 'red' : 'blue'}>
            {pick(row.kind)}
          </span>
          {row.state !== 'running' && (
            <span className="lx-mark" data-tone="grey">
              {pick(row.state_words)}
            </span>
          )}
          {row.counts.late > 0 && (
            <span className="lx-mark" data-tone="red">
              {say('whistles.lateCount', { n: row.counts.late })}
            </span>
          )}
        </span>
        <span className="desk-soft">
          <code>{row.number}</code> {row.caller.name} · {relativeWords(row.blown_at, now)}
          {row.address && ` · ${row.address}`}
        </span>
        <span className="whistle-row-called">
          {row.called.map((call) => (
            <span key={call.organisation} data-mine={call.mine ? '' : undefined}>
              {call.organisation}{' '}
              <MarkWord
                mark={callMarks[call.state] ?? callMarks.called!}
                words={pick(call.state_words)}
                plain
              />
            </span>
          ))}
        </span>
        {row.state === 'running' && (
          <span className="whistle-row-due">
            {say('whistles.thereShort', { n: here, all: row.counts.called })}
            {row.next_due_at && <DueMark dueAt={row.next_due_at} />}
          </span>
        )}
      </WayLink>
    </li>
  )
}

function List({ query, empty }: { query: Record<string, string>; empty: string }) {
  const say = useWords()
  const { data, error, refetch } = useWhistles(['list', query], () =>
    get<WhistleList>('/api/whistles', query),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0) return <Nothing title={empty} hint={say('inbox.emptyHint')} />
  return (
    <>
      <ul className="whistle-rows">
        {data.items.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {data.next && <MoreRows query={query} cursor={data.next} />}
    </>
  )
}

/** The page after, below it. */
function MoreRows({ query, cursor }: { query: Record<string, string>; cursor: string }) {
  const say = useWords()
  const { data, isFetching, refetch } = useWhistles(['list', query, cursor], () =>
    get<WhistleList>('/api/whistles', { ...query, cursor }),
  )
  if (!data)
    return (
      <Button loading={isFetching} onClick={() => void refetch()}>
        {say('act.more')}
      </Button>
    )
  return (
    <>
      <ul className="whistle-rows">
        {data.items.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {data.next && <MoreRows query={query} cursor={data.next} />}
    </>
  )
}

/** Whistles: those that call us, those that run, what was objected to, and what it all comes to. */
export function WhistlesPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const address = useAddress(readWhistleAddress)
  const tabs: Tab[] = [
    ...(me.may('whistle.answer') ? (['called'] as const) : []),
    'running',
    ...(me.may('whistle.arbitrate') ? (['contested'] as const) : []),
    'all',
    'board',
    'figures',
  ]
  const tab = (tabs as string[]).includes(address.tab ?? '') ? (address.tab as Tab) : tabs[0]!
  const { behind, caller, from, to } = address
  const narrowed = behind && caller && from && to ? { behind, caller, from, to } : null
  return (
    <>
      <PageHead title={say('whistles.title')} hint={say('whistles.hint')}>
        {me.may('whistle.blow') && (
          <Button type="primary" size="large" onClick={() => go('/whistles/blow')}>
            {say('whistles.blow')}
          </Button>
        )}
      </PageHead>
      <div className="whistle-tabs">
        <Segmented
          size="large"
          value={tab}
          aria-label={say('inbox.viewsLabel')}
          onChange={(next) => go('/whistles', { tab: next })}
          options={tabs.map((each) => ({ value: each, label: say(`whistles.tabs.${each}`) }))}
        />
      </div>
      {tab === 'figures' ? (
        <WhistleFigures />
      ) : tab === 'board' ? (
        <Board />
      ) : (
        <>
          {tab === 'all' && narrowed && (
            <p className="desk-soft whistle-behind">
              {say('whistles.behind', {
                what: say(`whistles.figures.${narrowed.behind as 'whistles'}`),
                from: narrowed.from,
                to: narrowed.to,
              })}{' '}
              <WayLink to="/whistles" search={{ tab: 'figures' }}>
                {say('act.back')}
              </WayLink>
            </p>
          )}
          <List
            query={tab === 'all' && narrowed ? narrowed : queryOf[tab]!}
            empty={say(`whistles.empty.${tab}`)}
          />
        </>
      )}
    </>
  )
}
