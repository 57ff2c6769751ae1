import { WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import type { AreaPage } from './territory.ts'

const grids = ['grid', 'dedicated_grid', 'micro_grid']

/** From a community or a grid to where it is divided, and to what residents see of it. */
export function GridWays({ area }: { area: AreaPage }) {
  const say = useWords()
  const community = area.chain.find(({ kind }) => kind === 'community')
  if (!community) return null
  const isGrid = grids.includes(area.kind)
  return (
    <p className="desk-toolbar desk-grid-links">
      <WayLink to="/grids" search={{ community: community.id, grid: isGrid ? area.id : undefined }}>
        {say('grids.title')}
      </WayLink>
      {isGrid && (
        <>
          <a href={`/care/${encodeURIComponent(area.code)}`}>{say('grids.publicPage')}</a>
          <a href={`/care/${encodeURIComponent(area.code)}?print=1`}>{say('grids.sheet')}</a>
        </>
      )}
    </p>
  )
}
