import { Button } from 'antd'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { usePages } from './reading.ts'
import type { CommunityCounts } from './types.ts'
import './volunteering.css'

type Row = CommunityCounts['items'][number]

export function Communities() {
  const say = useWords()
  const list = usePages<CommunityCounts>('/api/reporting/communities', {})
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const columns = ['members', 'units', 'waiting', 'open', 'month'] as const
  const cell = (row: Row, column: (typeof columns)[number]) =>
    column === 'open' ? row.open_calls : column === 'month' ? row.calls_this_month : row[column]
  return (
    <section className="desk-section">
      <p className="desk-soft">{say('volunteering.communities.hint')}</p>
      {list.isPending && <Loading />}
      {list.error && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <Nothing title={say('volunteering.communities.none')} />}
      {items.length > 1 && <Counts rows={items} />}
      {items.length > 0 && (
        <div className="desk-table-scroll">
          <table className="desk-table desk-grids-table">
            <thead>
              <tr>
                <th scope="col">{say('volunteering.communities.community')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {say(`volunteering.communities.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={row.community.id}>
                  <th scope="row">{row.community.name}</th>
                  {columns.map((column) => (
                    <td key={column} data-label={say(`volunteering.communities.${column}`)}>
                      {cell(row, column)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {say('volunteering.more')}
        </Button>
      )}
    </section>
  )
}

const width = 640
const height = 240
const margin = 40

/** Circles at the middle of each community, by how many reported in. The table below says the same in numbers. */
function Counts({ rows }: { rows: Row[] }) {
  const say = useWords()
  const placed = rows.flatMap((row) =>
    row.lat === null || row.lng === null ? [] : [{ ...row, lat: row.lat, lng: row.lng }],
  )
  if (placed.length < 2) return null
  // A sketch: who lies west of whom and how many there are; the true map is another page.
  const along = (of: 'lng' | 'lat', from: number, to: number) => {
    const values = placed.map((row) => row[of])
    const least = Math.min(...values)
    const span = Math.max(...values) - least || 1
    return (value: number) => from + ((value - least) / span) * (to - from)
  }
  const acrossTo = along('lng', margin * 2, width - margin * 2)
  const upTo = along('lat', height - margin, margin)
  const most = Math.max(1, ...placed.map(({ members }) => members))
  return (
    <svg
      className="service-map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('volunteering.communities.map')}
    >
      {placed.map(({ community, area, members, lat, lng }) => (
        <g key={community.id} transform={`translate(${acrossTo(lng)} ${upTo(lat)})`}>
          <circle r={3 + 15 * Math.sqrt(members / most)} />
          <text y={30}>
            {area} {members}
          </text>
        </g>
      ))}
    </svg>
  )
}
