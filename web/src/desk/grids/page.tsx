import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useMyself } from '../shell/me.ts'
import { useWords } from '../words/index.ts'
import { CoverageList } from './coverage.tsx'
import { CommunityInput } from './deed-fields.tsx'
import { DeedPanel } from './deed-panel.tsx'
import { GridDetail } from './detail.tsx'
import {
  type CommunityGrids,
  type Deed,
  type Drawing,
  type Drawn,
  drawingOf,
  type Shape,
  useCommunityGrids,
  useCoverage,
  useHomeCommunity,
} from './grids.ts'
import { GridHistory } from './history.tsx'
import { GridTable } from './table.tsx'

const GridMap = lazy(() => import('./grid-map.tsx'))

/** How a community is divided into grids: on a map and in words, with every change that may be made to it. */
export function GridsPage() {
  const say = useWords()
  const me = useMyself()
  const go = useGo()
  const { community } = useAddress((search) => ({
    community: typeof search.community === 'string' ? search.community : undefined,
  }))
  const home = useHomeCommunity(community === undefined)
  const id = community ?? home.data?.id
  const { data, error, refetch } = useCommunityGrids(id)
  const trouble = error ?? home.error
  return (
    <>
      <PageHead title={say('grids.title')} hint={say('grids.hint')}>
        <WayLink to="/grid-list">{say('grids.toList')}</WayLink>
        {me.may('territory.write') && (
          <WayLink to="/territory" search={{ tab: 'imports' }}>
            {say('grids.importShapes')}
          </WayLink>
        )}
      </PageHead>
      <div className="desk-list-head desk-grid-choice">
        <span aria-hidden="true">{say('grids.community')}</span>
        <CommunityInput
          {...(id ? { value: id } : {})}
          {...(data ? { known: data.community } : {})}
          label={say('grids.chooseCommunity')}
          onChange={(next) => go('/grids', { community: next })}
        />
      </div>
      {data ? (
        <Division key={data.community.id} shown={data} />
      ) : trouble ? (
        <Failed error={trouble} onRetry={() => void refetch()} />
      ) : home.data === null ? (
        <Nothing title={say('grids.noCommunities')} />
      ) : (
        <Loading />
      )}
    </>
  )
}

function Division({ shown }: { shown: CommunityGrids }) {
  const say = useWords()
  const go = useGo()
  const { community } = shown
  const mayDraw = shown.may_change
  const coverage = useCoverage(community.id)
  const { grid: chosenId } = useAddress((search) => ({
    grid: typeof search.grid === 'string' ? search.grid : undefined,
  }))
  const chosen = shown.grids.find(({ id }) => id === chosenId)
  const [deed, setDeed] = useState<Deed | null>(null)
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [planned, setPlanned] = useState<Shape[]>(none)
  const [wrong, setWrong] = useState<Shape[]>(none)
  const [look, setLook] = useState<Shape | null>(null)

  const choose = (id: string) => {
    go('/grids', { community: community.id, grid: id }, { replace: true })
    if (!deed) setLook(shown.grids.find((grid) => grid.id === id)?.shape ?? null)
  }
  function begin(next: Deed | null) {
    setDeed(next)
    setDrawing(drawingOf(next))
    setDrawn(null)
    setPlanned(none)
    setWrong(none)
    if (next && 'grid' in next && next.grid.id !== chosenId)
      go('/grids', { community: community.id, grid: next.grid.id }, { replace: true })
  }
  return (
    <div className="desk-stack">
      <div className="desk-division">
        <div className="desk-grids-side">
          <Suspense fallback={<p className="desk-soft">{say('grids.mapLoading')}</p>}>
            <GridMap
              shown={shown}
              coverage={coverage.data}
              chosen={chosen?.id}
              planned={planned}
              wrong={wrong}
              look={look}
              drawing={drawing}
              onDrawn={setDrawn}
              onChoose={choose}
            />
          </Suspense>
          <Legend planned={planned.length > 0} wrong={wrong.length > 0} />
        </div>
        <div className="desk-stack">
          {deed ? (
            <DeedPanel
              key={`${deed.kind} ${'grid' in deed ? deed.grid.id : ''}`}
              deed={deed}
              shown={shown}
              drawn={drawn}
              onRedraw={() => {
                setDrawn(null)
                const first = drawingOf(deed)
                setDrawing(first && { ...first })
              }}
              onPlanned={setPlanned}
              onWrong={setWrong}
              onClose={() => begin(null)}
            />
          ) : (
            <>
              {chosen ? (
                <GridDetail key={chosen.id} grid={chosen} mayDraw={mayDraw} onDeed={begin} />
              ) : (
                <section className="desk-section">
                  <p className="desk-soft">{say('grids.chooseGrid')}</p>
                  {!mayDraw && <p className="desk-soft">{say('grids.readOnly')}</p>}
                </section>
              )}
              {mayDraw && (
                <p className="desk-toolbar">
                  <Button type="primary" onClick={() => begin({ kind: 'draw' })}>
                    {say('grids.newGrid')}
                  </Button>
                </p>
              )}
            </>
          )}
        </div>
      </div>
      <CoverageList shown={shown} mayDraw={mayDraw} onLook={setLook} onDeed={begin} />
      <GridTable shown={shown} chosen={chosen?.id} onChoose={choose} />
      <GridHistory
        key={chosen?.id ?? community.id}
        area={chosen?.id ?? community.id}
        {...(chosen ? { name: chosen.name } : {})}
      />
    </div>
  )
}

const none: Shape[] = []

function Legend({ planned, wrong }: { planned: boolean; wrong: boolean }) {
  const say = useWords()
  const marks = [
    'gap',
    'overlap',
    'outside',
    ...(planned ? ['planned'] : []),
    ...(wrong ? ['wrong'] : []),
  ] as ('gap' | 'overlap' | 'outside' | 'planned' | 'wrong')[]
  return (
    <ul className="desk-grids-legend">
      {marks.map((mark) => (
        <li key={mark} data-mark={mark}>
          {say(`grids.legend.${mark}`)}
        </li>
      ))}
    </ul>
  )
}
