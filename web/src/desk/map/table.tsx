import { useEffect } from 'react'
import { usePick } from '../../foundation/both.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Due } from '../inbox/due.tsx'
import { Flags } from '../inbox/flags.tsx'
import { useWords } from '../words/index.ts'
import type { PlacedRow } from './rows.ts'

interface TableProps {
  rows: PlacedRow[]
  chosen: string | null
  onChoose(row: PlacedRow): void
}

/** The same matters as on the map; the row and the pin that are chosen are one. */
export function PlacedTable({ rows, chosen, onChoose }: TableProps) {
  const say = useWords()
  const pick = usePick()
  useEffect(() => {
    if (chosen) document.getElementById(`row-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <table className="desk-rows">
      <caption className="lx-hidden">{say('onMap.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('inbox.columns.matter')}</th>
          <th scope="col">{say('inbox.columns.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            id={`row-${row.id}`}
            data-at={row.id === chosen ? '' : undefined}
            onFocus={() => onChoose(row)}
            onClick={(event) => {
              if (!(event.target as HTMLElement).closest('a')) onChoose(row)
            }}
          >
            <td>
              <WayLink
                to={toMatter(row.id)}
                className="desk-row-title"
                aria-current={row.id === chosen ? 'true' : undefined}
              >
                {row.title}
              </WayLink>
              <span className="desk-row-under">
                <code>{row.number}</code>
                <span>{row.category ? pick(row.category) : say('inbox.uncategorised')}</span>
                {row.address && <span>{placeWords([], row.address).address}</span>}
                <Flags row={row} />
              </span>
            </td>
            <td className="desk-placed-state">
              <StateMark state={row.state} words={row.state_words} plain />
              {row.due_at && <Due row={row} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
