import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { MarkWord } from '../../foundation/marks.tsx'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import type { Page } from '../types.ts'
import { useWords } from '../words/index.ts'
import { type NeedsArea, NeedsMap } from './needs-map.tsx'
import type { SoundRow } from './party.ts'

const onlys = ['over', 'due', 'small', 'no_secretary', 'quiet', 'behind', 'missing'] as const

/** Branches that want help, on a map and in a list: where a party office begins its day. */
export function HelpPage() {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { under, only, area } = useAddress((search) => ({
    under: typeof search.under === 'string' ? search.under : undefined,
    only: onlys.find((each) => each === search.only),
    area: typeof search.area === 'string' ? search.area : undefined,
  }))
  const map = useQuery({
    queryKey: ['party', 'map', under],
    queryFn: () => get<{ areas: NeedsArea[] }>('/api/sound/map', { under }),
  })
  const query = useInfiniteQuery({
    queryKey: ['party', 'help', under, only, area],
    queryFn: ({ pageParam }) =>
      get<Page<SoundRow>>('/api/sound/branches', { under, only, area, after: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const chosen = map.data?.areas.find(({ id }) => id === area)
  const show = (more: { only?: string | undefined; area?: string | undefined }) =>
    go('/party/help', {
      ...(under ? { under } : {}),
      ...('only' in more ? (more.only ? { only: more.only } : {}) : only ? { only } : {}),
      ...('area' in more ? (more.area ? { area: more.area } : {}) : area ? { area } : {}),
    })
  return (
    <>
      <PageHead title={say('needs.title')} hint={say('needs.hint')}>
        <WayLink to="/party" search={under ? { under } : {}}>
          {say('party.title')}
        </WayLink>
      </PageHead>
      <div className="desk-stack">
        {map.data && (
          <NeedsMap areas={map.data.areas} chosen={area} onChoose={(next) => show({ area: next })} />
        )}
        {map.error && <Failed error={map.error} onRetry={() => void map.refetch()} />}
        <section className="desk-section">
          <div className="desk-toolbar">
            <Select
              aria-label={say('needs.filter')}
              value={only ?? ''}
              style={{ minWidth: 180 }}
              onChange={(next: string) => show({ only: next || undefined })}
              options={[
                { value: '', label: say('needs.all') },
                ...onlys.map((each) => ({ value: each, label: say(`needs.only.${each}`) })),
              ]}
            />
            {chosen && (
              <Button onClick={() => show({ area: undefined })}>
                {say('needs.areaChosen', { name: chosen.name })} · {say('needs.everywhere')}
              </Button>
            )}
          </div>
          {query.isPending && <Loading rows={5} />}
          {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
          {query.isSuccess && items.length === 0 && <Nothing title={say('needs.none')} />}
          <ul className="desk-findings">
            {items.map((row) => (
              <li key={row.id}>
                <div>
                  <WayLink to={`/party/branches/${row.id}`}>
                    <strong>{row.name}</strong>
                  </WayLink>
                  <small className="desk-soft desk-block">
                    {[
                      row.area,
                      say('needs.members', { full: row.full, probationary: row.probationary }),
                      row.points === null ? null : say('party.points', { n: row.points }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </div>
                <span className="desk-party-needs">
                  {row.needs.length === 0 ? (
                    <MarkWord mark={{ tone: 'green', icon: 'check' }} words={say('needs.fine')} plain />
                  ) : (
                    row.needs.map((need) => (
                      <MarkWord key={need.id} mark={{ tone: 'amber', icon: 'late' }} words={pick(need)} />
                    ))
                  )}
                </span>
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {say('act.more')}
            </Button>
          )}
        </section>
      </div>
    </>
  )
}
