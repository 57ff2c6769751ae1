import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { shanghaiDay, stampWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import type { GridChange, Past } from './grids.ts'
import { PlannedChanges } from './planned.tsx'

/** Changes of one grid, or of a community and all in it: when, by whom, why, and what became of it. */
export function GridHistory({ area, name }: { area: string; name?: string }) {
  const say = useWords()
  const pick = usePick()
  const { query, items } = usePaged<GridChange>('/api/grids/changes', '', { area })
  return (
    <section className="desk-section" aria-labelledby={`history-${area}`}>
      <h2 id={`history-${area}`}>{name ? say('grids.historyOf', { name }) : say('grids.historyAll')}</h2>
      <PlannedChanges area={area} />
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <p className="desk-soft">{say('grids.noHistory')}</p>}
      <ol className="desk-changes">
        {items.map((change) => (
          <li key={change.id}>
            <time dateTime={change.effective_from}>{stampWords(change.effective_from)}</time>
            <div>
              <strong>{pick(change.words)}</strong> {change.reason}
              {change.document && ` · ${change.document}`}
              <small className="desk-soft desk-block">
                {change.areas
                  .map(
                    (each) =>
                      `${each.name} ${say(each.is === 'changed' ? 'grids.changedMark' : `grids.is.${each.is}`)}`,
                  )
                  .join(say('comma'))}
              </small>
              <small className="desk-soft desk-block">
                {[change.made_by?.name, change.made_by?.organisation].filter(Boolean).join(' · ') ||
                  say('grids.somebody')}
                {change.consequences !== null &&
                  change.consequences.matters > 0 &&
                  ` · ${say('grids.historyMatters', { n: change.consequences.matters })}`}
                {change.planned_at !== null &&
                  ` · ${say('grids.planned.was', { at: stampWords(change.planned_at) })}`}
              </small>
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage && (
        <Button size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {name && <PastWords id={area} />}
    </section>
  )
}

function PastWords({ id }: { id: string }) {
  const say = useWords()
  const { data } = useQuery({
    queryKey: ['territory', 'grid-past', id],
    queryFn: () => get<Past>(`/api/grids/${id}/past`),
  })
  if (!data) return null
  const areas = (label: string, list: Past['successors']) =>
    list.length > 0 && (
      <>
        <dt>{label}</dt>
        <dd className="desk-stacked">
          {list.map((area) => (
            <WayLink key={area.id} to="/territory" search={{ tab: 'areas', id: area.id }}>
              {area.name} <code>{area.code}</code>
            </WayLink>
          ))}
        </dd>
      </>
    )
  return (
    <dl className="desk-facts">
      {areas(say('grids.came'), data.predecessors)}
      {areas(say('grids.became'), data.successors)}
      {data.shapes.length > 1 && (
        <>
          <dt>{say('grids.shapesKept')}</dt>
          <dd className="desk-stacked">
            {data.shapes.map(({ from, to }) => (
              <span key={from}>
                {to
                  ? say('grids.shapeEnded', { from: shanghaiDay(from), to: shanghaiDay(to) })
                  : say('grids.shapeRow', { from: shanghaiDay(from) })}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}
