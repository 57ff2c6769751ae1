import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { dateTimeWords, fromToWords, useNow } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { useField } from '../keeping/field.ts'
import { titles } from '../outbox/deeds.ts'
import { Failure, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'

type Answer<Path extends '/api/field/recorded' | '/api/field/recorded/entries'> =
  paths[Path]['get']['responses'][200]['content']['application/json']
type Recorded = Answer<'/api/field/recorded'>
type Walk = Recorded['walks'][number]
type Entries = Answer<'/api/field/recorded/entries'>

/** What the house keeps about this worker: every walk, every position, every receipt, and until when. */
export function RecordedPage() {
  const say = useWords()
  const { reach } = useField()
  const walks = useInfiniteQuery({
    queryKey: ['recorded'],
    queryFn: ({ pageParam }) => get<Recorded>('/api/field/recorded', { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: reach === 'online',
    retry: false,
  })
  const entries = useInfiniteQuery({
    queryKey: ['recorded', 'entries'],
    queryFn: ({ pageParam }) => get<Entries>('/api/field/recorded/entries', { cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    enabled: reach === 'online',
    retry: false,
  })
  const all = walks.data?.pages.flatMap((page) => page.walks) ?? []
  return (
    <Page title={say('recorded.title')} intro={say('recorded.intro')}>
      {reach !== 'online' && !walks.data && <p className="notice notice-warn">{say('recorded.offline')}</p>}
      {walks.error && <Failure error={walks.error} />}
      {walks.data && (
        <>
          <Kept kept={walks.data.pages[0]!.kept} />
          <section className="card">
            <h2>{say('recorded.walks')}</h2>
            {all.length === 0 && <p className="hint">{say('recorded.none')}</p>}
            <ol className="story">
              {all.map((walk) => (
                <WalkItem key={walk.id} walk={walk} />
              ))}
            </ol>
            <More query={walks} />
          </section>
        </>
      )}
      {entries.data && entries.data.pages[0]!.items.length > 0 && (
        <details className="card fold">
          <summary>{say('recorded.sent')}</summary>
          <Receipts items={entries.data.pages.flatMap(({ items }) => items)} />
          <More query={entries} />
        </details>
      )}
    </Page>
  )
}

function More({ query }: { query: UseInfiniteQueryResult }) {
  const say = useWords()
  if (!query.hasNextPage) return null
  return (
    <button
      type="button"
      className="quiet big"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {say('recorded.more')}
    </button>
  )
}

function Kept({ kept }: { kept: Recorded['kept'] }) {
  const say = useWords()
  const pick = usePick()
  return (
    <section className="card">
      <h2>{say('recorded.kept')}</h2>
      <dl className="facts">
        {kept.map(({ id, days, source, unverified, ...words }) => (
          <div key={id}>
            <dt>{pick(words)}</dt>
            <dd>
              <strong>{say('recorded.days', { days })}</strong>
              <small>
                {source}
                {unverified && bracketed(say('recorded.unverified'))}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const notes = { adjusted: 'recorded.adjusted', bounded: 'recorded.bounded' } as const
const results = ['seen', 'nothing_wrong', 'finding', 'not_reached'] as const

function WalkItem({ walk }: { walk: Walk }) {
  const say = useWords()
  const now = useNow()
  const times = walk.ended_at
    ? fromToWords(walk.started_at, walk.ended_at, now)
    : `${dateTimeWords(walk.started_at, now)} · ${say('recorded.running')}`
  return (
    <li>
      <strong>
        {times}
        {walk.ended_by === 'house' && ` · ${say('recorded.byHouse')}`}
      </strong>
      <ul className="marks">
        {walk.marks.map((mark) => {
          const result = results.find((each) => each === mark.result)
          const note = notes[mark.time_note as keyof typeof notes]
          return (
            <li key={`${mark.point_id} ${mark.happened_at}`}>
              {dateTimeWords(mark.happened_at, now)} {mark.point} ·{' '}
              {result && say(`recorded.results.${result}`)}
              {mark.words && ` · ${mark.words}`}
              <small>
                {mark.position
                  ? say('recorded.position', {
                      lat: mark.position.lat.toFixed(5),
                      lng: mark.position.lng.toFixed(5),
                      metres: Math.round(mark.position.accuracy ?? 0),
                    })
                  : say('recorded.noPosition')}
                {note && ` · ${say(note)}`}
              </small>
            </li>
          )
        })}
      </ul>
    </li>
  )
}

function Receipts({ items }: { items: Entries['items'] }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const nameOf = (kind: string) => {
    if (kind === 'mark') return { zh: '记录点位', en: 'A point marked' }
    if (kind === 'command') return { zh: '办理事项', en: 'A step on a matter' }
    return titles[kind as keyof typeof titles]
  }
  return (
    <ol className="marks">
      {items.map((item) => (
        <li key={item.id}>
          {pick(nameOf(item.kind))}
          <small>
            {say('outbox.happened', { when: dateTimeWords(item.happened_at, now) })} ·{' '}
            {say('outbox.arrived', { when: dateTimeWords(item.received_at, now) })}
          </small>
        </li>
      ))}
    </ol>
  )
}
