import { Button, Select } from 'antd'
import { Failed, Loading } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import {
  type CommunityGrids,
  type Deed,
  type Finding,
  joined,
  metresWords,
  type Shape,
  useCoverage,
} from './grids.ts'

interface CoverageListProps {
  shown: CommunityGrids
  mayDraw: boolean
  onLook(shape: Shape): void
  onDeed(deed: Deed): void
}

/** What no grid holds, what two hold, what juts out: each with its size and where mending it begins. */
export function CoverageList({ shown, mayDraw, onLook, onDeed }: CoverageListProps) {
  const say = useWords()
  const { data, error, refetch } = useCoverage(shown.community.id)
  const gridOf = (id: string) => shown.grids.find((grid) => grid.id === id)
  const row = (kind: 'gap' | 'overlap' | 'outside', finding: Finding, index: number) => {
    const names = finding.between.map(({ name }) => name).join(say('comma'))
    return (
      <li key={`${kind} ${index}`} data-finding={kind}>
        <span>
          <strong>{kind === 'gap' ? say('grids.gap') : say(`grids.${kind}`, { names })}</strong>{' '}
          {metresWords(finding.square_metres)}
        </span>
        <span className="desk-toolbar">
          <Button size="small" onClick={() => onLook(finding.geometry)}>
            {say('grids.show')}
          </Button>
          {mayDraw && kind === 'gap' && (
            <>
              <Button size="small" onClick={() => onDeed({ kind: 'draw', shape: finding.geometry })}>
                {say('grids.fixDraw')}
              </Button>
              <Select
                size="small"
                value={null}
                placeholder={say('grids.fixJoin')}
                aria-label={say('grids.fixJoin')}
                popupMatchSelectWidth={false}
                options={shown.grids
                  .filter((grid) => grid.kind === 'grid' && grid.shape)
                  .map((grid) => ({ value: grid.id, label: grid.name }))}
                onChange={(id: string | null) => {
                  const grid = id && gridOf(id)
                  if (grid) onDeed({ kind: 'boundary', grid, shape: joined(grid.shape, finding.geometry) })
                }}
              />
            </>
          )}
          {mayDraw &&
            kind !== 'gap' &&
            finding.between.map(({ id, name }) => {
              const grid = gridOf(id)
              return (
                grid && (
                  <Button key={id} size="small" onClick={() => onDeed({ kind: 'boundary', grid })}>
                    {kind === 'overlap' ? say('grids.fixTo', { name }) : say('grids.fixEdit')}
                  </Button>
                )
              )
            })}
        </span>
      </li>
    )
  }
  const isClean = data && Object.values(data).every((list) => !Array.isArray(list) || list.length === 0)
  return (
    <section className="desk-section" aria-labelledby="grid-coverage">
      <h2 id="grid-coverage">{say('grids.coverage')}</h2>
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading rows={2} />)}
      {isClean && (
        <p className="desk-soft">
          {say('grids.covered', { n: data.tolerance_square_metres })}
          {data.tolerance_unverified && ` · ${say('grids.unverified')}`}
        </p>
      )}
      {data && !isClean && (
        <ul className="desk-findings">
          {data.gaps.map((finding, index) => row('gap', finding, index))}
          {data.overlaps.map((finding, index) => row('overlap', finding, index))}
          {data.outside.map((finding, index) => row('outside', finding, index))}
          {data.without_shape.map(({ id, name }) => {
            const grid = gridOf(id)
            return (
              <li key={id}>
                <strong>{say('grids.withoutShape', { name })}</strong>
                {mayDraw && grid && (
                  <Button size="small" onClick={() => onDeed({ kind: 'boundary', grid })}>
                    {say('grids.fixEdit')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
