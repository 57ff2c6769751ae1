import { areaKinds } from '../../../../server/src/territory/rules.ts'
import { usePick } from '../../foundation/both.ts'
import { grouped } from '../../foundation/punctuation.ts'
import { type Search, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { type Counts, type LevelArea, useLevels } from './rows.ts'

/** The list behind each number: the same filters by which the server counted. */
const lists: [keyof Counts, Search][] = [
  ['open', { view: 'all', open: true }],
  ['overdue', { view: 'overdue' }],
  ['passed_on', { view: 'passed_on', open: true }],
  ['came_up', { view: 'came_up', open: true }],
]

function Numbers({
  counts,
  area,
  here,
  name,
}: {
  counts: Counts
  area: string
  here?: boolean
  name: string
}) {
  const say = useWords()
  return lists.map(([key, search]) => (
    <td key={key} data-alarm={key === 'overdue' && counts[key] > 0 ? '' : undefined}>
      {counts[key] > 0 ? (
        <WayLink
          to="/"
          search={{ ...search, area, ...(here ? { here } : {}) }}
          aria-label={say('onMap.numberOf', { name, what: say(`onMap.${key}`), n: counts[key] })}
        >
          {grouped(counts[key])}
        </WayLink>
      ) : (
        0
      )}
    </td>
  ))
}

/** One matter, every level: what lies in an area and in each directly below; each number opens its list. */
export function LevelsSection({ area, onArea }: { area: string | undefined; onArea(area: LevelArea): void }) {
  const say = useWords()
  const pick = usePick()
  const { data, error, refetch, isPlaceholderData } = useLevels(area)
  const named = (each: LevelArea) => pick({ zh: each.name, en: each.name_en ?? each.name })
  const kindOf = (each: LevelArea) => pick(areaKinds[each.kind as keyof typeof areaKinds])
  return (
    <section className="desk-section desk-levels" aria-labelledby="levels" aria-busy={isPlaceholderData}>
      <h2 id="levels">{say('onMap.levels')}</h2>
      <p className="desk-soft">{say('onMap.levelsHint')}</p>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={4} />)}
      {data && (
        <>
          {data.chain.length > 1 && (
            <nav aria-label={say('onMap.up')} className="desk-chain">
              {data.chain.slice(0, -1).map((each) => (
                <button key={each.id} type="button" className="desk-text-button" onClick={() => onArea(each)}>
                  {named(each)}
                </button>
              ))}
              <span aria-current="true">{named(data.area)}</span>
            </nav>
          )}
          <div className="desk-levels-table">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say('onMap.area')}</th>
                  {lists.map(([key]) => (
                    <th key={key} scope="col">
                      {say(`onMap.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                <tr data-total="">
                  <th scope="row">
                    {named(data.area)} <small>{kindOf(data.area)}</small>
                  </th>
                  <Numbers counts={data.total} area={data.area.id} name={named(data.area)} />
                </tr>
                {data.below.map((each) => (
                  <tr key={each.id}>
                    <th scope="row">
                      <button type="button" className="desk-text-button" onClick={() => onArea(each)}>
                        {named(each)}
                      </button>{' '}
                      <small>{kindOf(each)}</small>
                    </th>
                    <Numbers counts={each} area={each.id} name={named(each)} />
                  </tr>
                ))}
                {data.below.length > 0 && lists.some(([key]) => data.here[key] > 0) && (
                  <tr>
                    <th scope="row">{say('onMap.here')}</th>
                    <Numbers counts={data.here} area={data.area.id} here name={say('onMap.here')} />
                  </tr>
                )}
              </tbody>
            </table>
          </div>
          {data.below.length === 0 && <p className="desk-soft">{say('onMap.noneBelow')}</p>}
        </>
      )}
    </section>
  )
}
