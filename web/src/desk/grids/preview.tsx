import { Alert } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { useWords } from '../words/index.ts'
import { metresWords, type PlannedArea, type Preview, useKindWords } from './grids.ts'
import { HouseholdsWords } from './table.tsx'

function sizeWords({ before_square_metres: before, square_metres: after }: PlannedArea, arrow: string) {
  if (before === null || after === null || before === after) return metresWords(after ?? before)
  return arrow
}

/** What a change would do, in words; the map shows the shapes. */
export function PreviewWords({ preview }: { preview: Preview }) {
  const say = useWords()
  const pick = usePick()
  const kindWords = useKindWords()
  const { consequences: moved } = preview
  const moves = [
    moved.matters > 0 && say('grids.matters', { n: moved.matters }),
    moved.matters_without_point > 0 && say('grids.mattersWithoutPoint', { n: moved.matters_without_point }),
    moved.matters_staying > 0 && say('grids.mattersStaying', { n: moved.matters_staying }),
    moved.places > 0 && say('grids.places', { n: moved.places }),
    moved.duties > 0 && say('grids.duties', { n: moved.duties }),
    moved.organisations > 0 && say('grids.organisations', { n: moved.organisations }),
  ].filter((words) => words !== false)
  return (
    <>
      <ul className="desk-planned">
        {preview.areas.map((area) => (
          <li key={area.id} data-is={area.is}>
            <div>
              <strong>{area.name}</strong>{' '}
              <span className="desk-planned-mark">{say(`grids.is.${area.is}`)}</span>
              <small className="desk-soft">
                {kindWords(area)} <code>{area.code}</code>
                {area.minor && ` · ${say('grids.minor')}`}
              </small>
            </div>
            {!area.minor && (
              <dl className="desk-facts">
                <dt>{say('grids.area')}</dt>
                <dd>
                  {sizeWords(
                    area,
                    say('grids.fromTo', {
                      before: metresWords(area.before_square_metres),
                      after: metresWords(area.square_metres),
                    }),
                  )}
                </dd>
                {area.is !== 'ended' && area.kind !== 'community' && area.kind !== 'street' && (
                  <>
                    <dt>{say('grids.worker')}</dt>
                    <dd>{area.worker?.name ?? say('grids.noWorker')}</dd>
                    <dt>{say('grids.households')}</dt>
                    <dd>
                      <HouseholdsWords grid={area} />
                    </dd>
                  </>
                )}
              </dl>
            )}
          </li>
        ))}
      </ul>
      <ul className="desk-deeds">
        {moves.length === 0 ? (
          <li>{say('grids.nothingMoves')}</li>
        ) : (
          moves.map((words) => <li key={words}>{words}</li>)
        )}
      </ul>
      {preview.warnings.map((warning) => (
        <Alert key={warning.zh} type="warning" showIcon title={pick(warning)} className="desk-conflict" />
      ))}
    </>
  )
}
