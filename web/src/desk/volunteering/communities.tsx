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
const height = 280
const margin = 48

/** Circles at the middle of each community, by how many reported in. The table below says the same in numbers. */
function Counts({ rows }: { rows: Row[] }) {
  const say = useWords()
  const placed = rows.flatMap((row) =>
    row.lat === null || row.lng === null ? [] : [{ ...row, lat: row.lat, lng: row.lng }],
  )
  if (placed.length < 2) return null
  const west = Math.min(...placed.map(({ lng }) => lng))
  const south = Math.min(...placed.map(({ lat }) => lat))
  const span = Math.max(
    (Math.max(...placed.map(({ lng }) => lng)) - west) * 0.8,
    Math.max(...placed.map(({ lat }) => lat)) - south,
    0.001,
  )
  const scale = (height - 2 * margin) / span
  const most = Math.max(1, ...placed.map(({ members }) => members))
  return (
    <svg
      className="service-map"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={say('volunteering.communities.map')}
    >
      {placed.map(({ community, members, lat, lng }) => {
        const x = margin + (lng - west) * 0.8 * scale + (width - height) / 4
        const y = height - margin - (lat - south) * scale
        return (
          <g key={community.id}>
            <circle cx={x} cy={y} r={4 + 18 * Math.sqrt(members / most)} />
            <text x={x} y={y + 38}>
              {community.name} {members}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
