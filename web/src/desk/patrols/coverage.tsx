import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { get } from '../../foundation/api.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { AreaFilter } from './area-filter.tsx'
import { BehindDrawer } from './behind.tsx'
import type { CoveredPlan, CoveredPoint } from './patrols.ts'

const columns = ['planned', 'walked', 'late', 'not_reached', 'missed', 'open', 'later'] as const
const daysAgo = (days: number) => shanghaiDay(new Date(Date.now() - days * 86_400_000))
const isBehind = ({ counts }: CoveredPoint) => counts.missed + counts.late + counts.not_reached > 0

interface Chosen {
  plan: CoveredPlan
  point: CoveredPoint
}

/**
 * Planned against walked, by point and period; or only the points that lag. By place, never by person: who walked stands
 * behind a number, and nobody is ranked.
 */
export function CoverageSection({ area, onlyBehind }: { area: string | undefined; onlyBehind: boolean }) {
  const say = useWords()
  const [from, setFrom] = useState(daysAgo(6))
  const [to, setTo] = useState(daysAgo(0))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['patrols', 'coverage', area ?? null, from, to],
    queryFn: ({ pageParam }) =>
      get<{ items: CoveredPlan[]; next: string | null }>('/api/patrols/coverage', {
        area,
        from,
        to,
        after: pageParam,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
    enabled: Boolean(from && to),
  })
  const plans = query.data?.pages.flatMap(({ items }) => items) ?? []
  const shown = plans
    .map((plan) => ({ plan, points: onlyBehind ? plan.points.filter(isBehind) : plan.points }))
    .filter(({ points }) => points.length > 0)
  return (
    <div className="desk-stack">
      <AreaFilter area={area} />
      <div className="desk-list-head desk-patrol-filter">
        <label htmlFor="coverage-from">
          {say('patrols.from')}{' '}
          <Input
            id="coverage-from"
            type="date"
            value={from}
            max={to}
            onChange={(event) => setFrom(event.target.value)}
          />
        </label>
        <label htmlFor="coverage-to">
          {say('patrols.to')}{' '}
          <Input
            id="coverage-to"
            type="date"
            value={to}
            min={from}
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
      </div>
      <p className="desk-soft">{say(onlyBehind ? 'patrols.behindHint' : 'patrols.coverageHint')}</p>
      {query.isPending && <Loading />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && shown.length === 0 && (
        <Nothing
          title={say(onlyBehind ? 'patrols.noneBehind' : 'patrols.nothingPlanned')}
          {...(query.hasNextPage ? { hint: say('patrols.soFar') } : {})}
        />
      )}
      {shown.map(({ plan, points }) => (
        <section key={plan.plan.id} className="desk-section" aria-labelledby={`plan-${plan.plan.id}`}>
          <h2 id={`plan-${plan.plan.id}`}>
            <WayLink to="/patrols" search={{ plan: plan.plan.id }}>
              {plan.plan.name}
            </WayLink>
          </h2>
          <p className="desk-soft">
            {plan.plan.area} · {plan.plan.organisation.name}
          </p>
          <Points plan={plan} points={points} onChoose={(point) => setChosen({ plan, point })} />
        </section>
      ))}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
      {chosen && (
        <BehindDrawer
          plan={chosen.plan}
          point={chosen.point}
          from={from}
          to={to}
          onClose={() => setChosen(null)}
        />
      )}
    </div>
  )
}

function Points(props: { plan: CoveredPlan; points: CoveredPoint[]; onChoose(point: CoveredPoint): void }) {
  const { plan, points, onChoose } = props
  const say = useWords()
  return (
    <div className="desk-table-scroll">
      <table className="desk-table desk-grids-table desk-coverage-table">
        <thead>
          <tr>
            <th scope="col">{say('patrols.point')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {say(`patrols.count.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.id}>
              <th scope="row">
                <button type="button" className="desk-text-button" onClick={() => onChoose(point)}>
                  {point.name}
                </button>
              </th>
              {columns.map((column) => (
                <td
                  key={column}
                  data-label={say(`patrols.count.${column}`)}
                  data-alarm={column === 'missed' && point.counts.missed > 0 ? '' : undefined}
                >
                  {point.counts[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('patrols.wholePlan')}</th>
            {columns.map((column) => (
              <td key={column} data-label={say(`patrols.count.${column}`)}>
                {plan.counts[column]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
