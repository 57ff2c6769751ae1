import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Progress } from 'antd'
import { get, post } from '../../foundation/api.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { shanghaiDay, stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { about, type GatheringRow } from './reading.ts'

interface Run {
  id: string
  year: number
  organisations: number
  done: number
  planned: number
  ended_at: string | null
}

/** The organisation department's view: plans of all at once, and what was missed anywhere. */
export function AllPlans() {
  const say = useWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const year = Number(shanghaiDay(new Date()).slice(0, 4))
  const { data } = useQuery({
    queryKey: [about, 'run', year],
    queryFn: () => get<{ run: Run | null }>('/api/gathering-plans/all', { year }),
    refetchInterval: ({ state }) => (state.data?.run && !state.data.run.ended_at ? 1500 : false),
  })
  const run = data?.run
  const isRunning = run !== null && run !== undefined && !run.ended_at
  const start = async () => {
    try {
      await post('/api/gathering-plans/all', { year })
    } catch (error) {
      message.error(problemWords(error))
    }
    await client.invalidateQueries({ queryKey: [about] })
  }
  return (
    <section className="desk-section">
      <h2>{say('gatherings.allPlans')}</h2>
      <p className="desk-soft">{say('gatherings.allPlansHint')}</p>
      <Button type="primary" loading={isRunning} onClick={() => void start()}>
        {say('gatherings.allPlans')}
      </Button>
      {isRunning && (
        <div role="status">
          <Progress percent={Math.round((run.done / Math.max(1, run.organisations)) * 100)} />
          <p>{say('gatherings.running', { done: run.done, of: run.organisations })}</p>
        </div>
      )}
      {run?.ended_at && (
        <p>
          {say('gatherings.ran', {
            year: run.year,
            n: run.done,
            planned: run.planned,
            at: stampWords(run.ended_at),
          })}
        </p>
      )}
      <Missed />
    </section>
  )
}

function Missed() {
  const say = useWords()
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: [about, 'missed'],
    queryFn: ({ pageParam }) =>
      get<{ items: GatheringRow[]; next: string | null }>('/api/gatherings/missed', { after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <h3>{say('gatherings.missedBelow')}</h3>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={3} />)}
      {data && rows.length === 0 && <p className="desk-soft">{say('gatherings.noMissed')}</p>}
      <ul className="gat-rows">
        {rows.map((row) => (
          <li key={row.id} className="gat-row" data-state={row.state}>
            <div>
              <strong>{row.organisation.name}</strong>
              <WayLink to={`/gatherings/${row.id}`}>{row.title}</WayLink>
              <small>{say('gatherings.outside', { day: row.period_end ?? row.day })}</small>
            </div>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('gatherings.more')}
        </Button>
      )}
    </>
  )
}
