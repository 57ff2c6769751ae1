import { Checkbox } from 'antd'
import { useState } from 'react'
import { bracketed } from '../../foundation/punctuation.ts'
import { Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { type CommunityGrids, type Grid, metresWords, type SizeFlag, useKindWords } from './grids.ts'

/** The number with its day and its source, and whether it lies outside the pack's range. */
export function HouseholdsWords({ grid }: { grid: Pick<Grid, 'households' | 'size'> }) {
  const say = useWords()
  const { households, size } = grid
  if (!households) return <span className="desk-soft">{say('grids.unknownCount')}</span>
  return (
    <>
      {households.count}
      <small className="desk-soft">
        {households.on && households.source
          ? say('grids.countedOn', { on: households.on, source: households.source })
          : say('grids.noSource')}
      </small>
      {size && <SizeMark size={size} />}
    </>
  )
}

function SizeMark({ size }: { size: SizeFlag }) {
  const say = useWords()
  return (
    <small className="desk-size-flag">
      {say(`grids.${size.is}`, { min: size.min, max: size.max })}
      {say('colon')}
      {say('grids.sizeSource', { source: size.source })}
      {size.unverified && bracketed(say('grids.unverified'))}
    </small>
  )
}

interface TableProps {
  shown: CommunityGrids
  chosen: string | undefined
  onChoose(id: string): void
}

/** The same as on the map, in words: every grid, with its micro-grids below it where they are wanted. */
export function GridTable({ shown, chosen, onChoose }: TableProps) {
  const say = useWords()
  const kindWords = useKindWords()
  const [withMicro, setWithMicro] = useState(false)
  const grids = shown.grids.filter(({ kind }) => kind !== 'micro_grid')
  const micro = shown.grids.filter(({ kind }) => kind === 'micro_grid')
  const rows = grids.flatMap((grid) => [
    grid,
    ...(withMicro ? micro.filter(({ parent_id }) => parent_id === grid.id) : []),
  ])
  return (
    <section className="desk-section" aria-labelledby="grid-table">
      <div className="desk-list-head">
        <h2 id="grid-table">{say('grids.tableTitle', { n: grids.length })}</h2>
        {micro.length > 0 && (
          <Checkbox checked={withMicro} onChange={(event) => setWithMicro(event.target.checked)}>
            {say('grids.showMicro', { n: micro.length })}
          </Checkbox>
        )}
      </div>
      {rows.length === 0 ? (
        <Nothing title={say('grids.noGrids')} hint={say('grids.noGridsHint')} />
      ) : (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('grids.name')}</th>
                <th scope="col">{say('grids.kind')}</th>
                <th scope="col">{say('grids.worker')}</th>
                <th scope="col">{say('grids.households')}</th>
                <th scope="col" className="desk-number">
                  {say('grids.open')}
                </th>
                <th scope="col" className="desk-number">
                  {say('grids.area')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((grid) => (
                <tr key={grid.id} data-kind={grid.kind} aria-current={grid.id === chosen || undefined}>
                  <th scope="row">
                    <button type="button" className="desk-text-button" onClick={() => onChoose(grid.id)}>
                      {grid.name}
                    </button>
                    <small>
                      <code>{grid.code}</code>
                    </small>
                  </th>
                  <td data-label={say('grids.kind')}>{kindWords(grid)}</td>
                  <td data-label={say('grids.worker')}>
                    {grid.worker?.name ?? <span className="desk-soft">{say('grids.noWorker')}</span>}
                  </td>
                  <td data-label={say('grids.households')}>
                    <HouseholdsWords grid={grid} />
                  </td>
                  <td data-label={say('grids.open')} className="desk-number">
                    {grid.open_matters}
                  </td>
                  <td data-label={say('grids.area')} className="desk-number">
                    {grid.shape ? metresWords(grid.square_metres) : say('grids.noShape')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
