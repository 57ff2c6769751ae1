import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { stampWords } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { Behind, CoveredPlan, CoveredPoint } from './patrols.ts'

const results = ['seen', 'nothing_wrong', 'finding', 'not_reached'] as const

/** What stands behind a point's numbers: each round with what became of it, and each mark with who made it and when. */
export function BehindDrawer(props: {
  plan: CoveredPlan
  point: CoveredPoint
  from: string
  to: string
  onClose(): void
}) {
  const { plan, point, from, to, onClose } = props
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['patrols', 'behind', plan.plan.id, point.id, from, to],
    queryFn: () => get<Behind>(`/api/patrols/coverage/${plan.plan.id}/${point.id}`, { from, to }),
  })
  const marksOf = (key: string) => data?.items.filter(({ round }) => round === key) ?? []
  return (
    <Drawer open size="large" title={`${point.name} · ${plan.plan.name}`} onClose={onClose}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading rows={4} />}
      <ol className="desk-changes">
        {point.rounds.map((round) => (
          <li key={round.key}>
            <span>
              {round.day}{' '}
              <small className="desk-soft">{say('patrols.roundNumber', { n: round.number })}</small>
            </span>
            <div>
              <strong data-alarm={round.state === 'missed' ? '' : undefined}>
                {say(`patrols.count.${round.state}`)}
              </strong>
              {marksOf(round.key).map((mark) => (
                <p key={`${mark.walk_id}${mark.happened_at}`}>
                  {say(`patrols.result.${results.find((each) => each === mark.result) ?? 'seen'}`)}
                  {mark.obstacle && ` · ${pick(mark.obstacle)}`}
                  {mark.words && ` · ${mark.words}`}
                  {mark.matter && (
                    <>
                      {' · '}
                      <WayLink to={toMatter(mark.matter.id)}>{mark.matter.title}</WayLink>{' '}
                      {pick(mark.matter.state_words)}
                    </>
                  )}
                  <small className="desk-soft desk-block">
                    {mark.worker ?? say('patrols.erased')} · {stampWords(mark.happened_at)}
                  </small>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ol>
    </Drawer>
  )
}
