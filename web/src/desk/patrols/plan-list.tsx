import { Button, Tag } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { shanghaiDay } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { usePaged } from '../territory/paged.ts'
import { useWords } from '../words/index.ts'
import { AreaFilter } from './area-filter.tsx'
import { frequencyWords, type PlanRow } from './patrols.ts'

/** The plans of a community or a grid, or of all that one answers for. */
export function PlanList({ area }: { area: string | undefined }) {
  const say = useWords()
  const { query, items } = usePaged<PlanRow>('/api/patrol-plans', '', { area })
  return (
    <div className="desk-stack">
      <AreaFilter area={area} />
      {query.isPending && <Loading />}
      {query.error && <Failed error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && (
        <Nothing title={say('patrols.noPlans')} hint={say('patrols.noPlansHint')} />
      )}
      {items.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('patrols.plan')}</th>
                <th scope="col">{say('patrols.where')}</th>
                <th scope="col">{say('patrols.who')}</th>
                <th scope="col">{say('patrols.howOften')}</th>
                <th scope="col">{say('patrols.points')}</th>
                <th scope="col">{say('patrols.when')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((plan) => (
                <Row key={plan.id} plan={plan} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {say('act.more')}
        </Button>
      )}
    </div>
  )
}

function Row({ plan }: { plan: PlanRow }) {
  const say = useWords()
  const pick = usePick()
  const hasEnded = plan.last_day !== null && plan.last_day < shanghaiDay(new Date())
  return (
    <tr>
      <th scope="row">
        <WayLink to="/patrols" search={{ plan: plan.id }}>
          {plan.name}
        </WayLink>{' '}
        {hasEnded && <Tag>{say('patrols.ended')}</Tag>}
        {plan.below.map((minimum) => (
          <small key={minimum.id} className="desk-soft desk-block">
            {say('patrols.below', { name: pick(minimum) })}
            {minimum.unverified && bracketed(say('grids.unverified'))}
          </small>
        ))}
      </th>
      <td data-label={say('patrols.where')}>
        {plan.area.name}
        <small className="desk-soft desk-block">{plan.organisation.name}</small>
      </td>
      <td data-label={say('patrols.who')}>{plan.worker?.name ?? say('patrols.gridWorker')}</td>
      <td data-label={say('patrols.howOften')}>{frequencyWords(say, plan.frequency)}</td>
      <td data-label={say('patrols.points')}>{plan.points}</td>
      <td data-label={say('patrols.when')}>
        {plan.last_day || plan.until
          ? say('gridList.fromTo', { from: plan.from, to: (plan.last_day ?? plan.until)! })
          : say('gridList.fromOn', { from: plan.from })}
      </td>
    </tr>
  )
}
