import { Alert } from 'antd'
import { ProblemError } from '../../foundation/api.ts'
import { stampWords } from '../../foundation/time.ts'
import { ProblemAlert } from '../territory/form-modal.tsx'
import { useWords, type WordKey } from '../words/index.ts'
import { metresWords, type Shape } from './grids.ts'

type Wrong = { geometry: Shape; square_metres: number }[]

/** What a refusal shows on the map. */
export const wrongOf = (error: unknown): Wrong =>
  error instanceof ProblemError && Array.isArray(error.extra.shapes) ? (error.extra.shapes as Wrong) : []

/** Why a change is refused, with what is wrong on the map. */
export function Refusal({ error }: { error: unknown }) {
  const say = useWords()
  const wrong = wrongOf(error)
  return (
    <div role="alert">
      <ProblemAlert error={error} />
      {wrong.length > 0 && (
        <p className="desk-soft">
          {say('grids.wrongShapes', {
            n: wrong.length,
            areas: wrong.map(({ square_metres }) => metresWords(square_metres)).join(say('comma')),
          })}
        </p>
      )}
    </div>
  )
}

const known = ['opened', 'changed', 'shaped', 'ended', 'split', 'merged', 'succeeded'] as const

/** What the other person did meanwhile. */
export function Conflict({ error }: { error: ProblemError }) {
  const say = useWords()
  const changes = Array.isArray(error.extra.changes)
    ? (error.extra.changes as { area: string; kind: string; at: string; by: string | null }[])
    : []
  const what = (kind: string): WordKey =>
    `grids.events.${known.find((each) => kind === `area.${each}`) ?? 'other'}`
  return (
    <Alert
      type="warning"
      showIcon
      title={say('grids.conflict')}
      description={
        <ul>
          {changes.map((change) => (
            <li key={`${change.at} ${change.area} ${change.kind}`}>
              {say('grids.conflictRow', {
                at: stampWords(change.at),
                by: change.by ?? say('grids.somebody'),
                area: change.area,
                what: say(what(change.kind)),
              })}
            </li>
          ))}
        </ul>
      }
    />
  )
}
