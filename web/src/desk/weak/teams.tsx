import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import type { Teams } from './weak.ts'

/** The teams of branches that were put right: before and after, small groups left out. */
export function TeamsSection() {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['territory', 'weak', 'teams'],
    queryFn: () => get<Teams>('/api/weak/teams'),
  })
  const bands = data?.age_bands ?? []
  const ageWords = [
    say('weak.ageUpTo', { n: bands[0] ?? 0 }),
    ...bands.slice(1).map((to, index) => say('weak.ageBetween', { from: bands[index]! + 1, to })),
    say('weak.ageOver', { n: bands.at(-1) ?? 0 }),
  ]
  return (
    <section className="desk-section" aria-labelledby="weak-teams">
      <h2 id="weak-teams">{say('weak.teams')}</h2>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={2} />)}
      {data && data.after.branches === 0 && <p className="desk-soft">{say('weak.teamsNone')}</p>}
      {data && data.after.branches > 0 && (
        <>
          <p className="desk-soft">{say('weak.teamsHint', { n: data.least_people })}</p>
          <div className="desk-table-scroll">
            <table className="desk-table">
              <thead>
                <tr>
                  <td />
                  <th scope="col">{say('weak.before')}</th>
                  <th scope="col">{say('weak.after')}</th>
                </tr>
              </thead>
              <tbody>
                {(['branches', 'seats', 'officers', 'vacant'] as const).map((row) => (
                  <tr key={row}>
                    <th scope="row">{say(`weak.${row}`)}</th>
                    <td>{data.before[row]}</td>
                    <td>{data.after[row]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="desk-weak-bars">
            <Bars
              title={say('weak.age')}
              names={ageWords}
              before={data.before.ages}
              after={data.after.ages}
            />
            <Bars
              title={say('weak.education')}
              names={data.education_levels.map(pick)}
              before={data.before.education}
              after={data.after.education}
            />
          </div>
        </>
      )}
    </section>
  )
}

type Shown = (number | null)[] | null

/** Two bars a group, with their numbers: what is drawn is also read. */
function Bars({
  title,
  names,
  before,
  after,
}: {
  title: string
  names: string[]
  before: Shown
  after: Shown
}) {
  const say = useWords()
  const most = Math.max(1, ...[...(before ?? []), ...(after ?? [])].map((count) => count ?? 0))
  const words = (count: number | null | undefined) =>
    count === null || count === undefined ? say('weak.hidden') : say('weak.people', { n: count })
  if (!before && !after)
    return (
      <div>
        <h3>{title}</h3>
        <p className="desk-soft">{say('weak.allHidden')}</p>
      </div>
    )
  return (
    <table className="desk-weak-bar-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('weak.before')}</th>
          <th scope="col">{say('weak.after')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, index) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {[before, after].map((side, which) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: always the same two sides
              <td key={which}>
                <span
                  className="desk-weak-bar"
                  data-side={which === 0 ? 'before' : 'after'}
                  style={{ inlineSize: `${((side?.[index] ?? 0) / most) * 60}%` }}
                  aria-hidden="true"
                />
                {side ? words(side[index]) : say('weak.hidden')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
