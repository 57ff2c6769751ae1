import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { StateMark, UrgencyMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { toMatter, useGo, WayLink } from '../../foundation/ways.tsx'
import type { Selection } from '../bulk/selection.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { Due } from './due.tsx'
import { Flags } from './flags.tsx'
import { Marked } from './marked.tsx'

export interface RowsProps {
  rows: MatterRow[]
  changed: ReadonlySet<string>
  /** The row on which the keyboard stands. */
  at: string | null
  /** Words searched for, shown where they occur. */
  q: string | undefined
  selection: Selection
  /** The keyboard came to stand on a row. */
  onAt(id: string): void
}

function Choose({ row, selection }: { row: MatterRow; selection: Selection }) {
  const say = useWords()
  const [toHere, setToHere] = useState(false)
  return (
    <label className="desk-choose">
      <input
        type="checkbox"
        aria-label={say('select.row', { number: row.number })}
        checked={selection.has(row.id)}
        onClick={(event) => setToHere(event.shiftKey)}
        onChange={() => selection.toggle(row.id, toHere)}
      />
    </label>
  )
}

function Place({ row }: { row: MatterRow }) {
  const { area, address } = placeWords(row.area?.split(' ') ?? [], row.address)
  const [first = '—', second] = [address, area].filter(Boolean)
  return (
    <span className="desk-place" title={[area, address].filter(Boolean).join(' ')}>
      <span>{first}</span>
      {second && <small>{second}</small>}
    </span>
  )
}

function Row({
  row,
  isChanged,
  isAt,
  q,
  selection,
  onAt,
}: {
  row: MatterRow
  isChanged: boolean
  isAt: boolean
} & Pick<RowsProps, 'q' | 'selection' | 'onAt'>) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  return (
    <tr
      id={`row-${row.id}`}
      data-changed={isChanged ? '' : undefined}
      data-at={isAt ? '' : undefined}
      data-chosen={selection.has(row.id) ? '' : undefined}
      onFocus={() => onAt(row.id)}
      onClick={(event) => {
        const wantsOther = event.metaKey || event.ctrlKey || event.shiftKey
        if (
          !wantsOther &&
          !(event.target as HTMLElement).closest('a,button,label') &&
          !getSelection()?.toString()
        )
          go(toMatter(row.id))
      }}
    >
      <td className="desk-cell-choose">
        <Choose row={row} selection={selection} />
      </td>
      <td className="desk-cell-matter">
        <WayLink to={toMatter(row.id)} className="desk-row-title">
          <Marked text={row.title} q={q} />
        </WayLink>
        <span className="desk-row-under">
          <code>{row.number}</code>
          <span>{row.category ? pick(row.category) : say('inbox.uncategorised')}</span>
          <Flags row={row} />
          {isChanged && <em className="desk-changed">{say('inbox.changedRow')}</em>}
        </span>
      </td>
      <td className="desk-cell-place">
        <Place row={row} />
      </td>
      <td>
        <StateMark state={row.state} words={row.state_words} />
      </td>
      <td>
        <UrgencyMark urgency={row.urgency} plain />
      </td>
      <td className="desk-cell-owner">
        <span>{row.owner.name}</span>
        <small>{row.handler?.name ?? say('inbox.unassigned')}</small>
      </td>
      <td className="desk-cell-due">
        <Due row={row} />
      </td>
    </tr>
  )
}

/** Rows of the inbox for a wide screen. */
export function RowsTable({ rows, changed, at, q, selection, onAt }: RowsProps) {
  const say = useWords()
  const isAll = rows.length > 0 && rows.every(({ id }) => selection.has(id))
  return (
    <table className="desk-rows">
      <thead>
        <tr>
          <th scope="col" className="desk-cell-choose">
            <label className="desk-choose">
              <input
                type="checkbox"
                aria-label={say('select.all')}
                checked={isAll}
                ref={(box) => {
                  if (box) box.indeterminate = !isAll && selection.chosen.length > 0
                }}
                onChange={() => (isAll ? selection.clear() : selection.all())}
              />
            </label>
          </th>
          <th scope="col">{say('inbox.columns.matter')}</th>
          <th scope="col">{say('inbox.columns.place')}</th>
          <th scope="col">{say('inbox.columns.state')}</th>
          <th scope="col">{say('inbox.columns.urgency')}</th>
          <th scope="col">{say('inbox.columns.owner')}</th>
          <th scope="col">{say('inbox.columns.due')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            isChanged={changed.has(row.id)}
            isAt={row.id === at}
            q={q}
            selection={selection}
            onAt={onAt}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The same rows as cards, for a phone. */
export function RowCards({ rows, changed, at, q, selection, onAt }: RowsProps) {
  const say = useWords()
  return (
    <ul className="desk-cards">
      {rows.map((row) => (
        <li
          key={row.id}
          id={`row-${row.id}`}
          data-changed={changed.has(row.id) ? '' : undefined}
          data-at={row.id === at ? '' : undefined}
          data-chosen={selection.has(row.id) ? '' : undefined}
          onFocus={() => onAt(row.id)}
        >
          <Choose row={row} selection={selection} />
          <WayLink to={toMatter(row.id)}>
            <span className="desk-card-marks">
              <StateMark state={row.state} words={row.state_words} />
              {row.urgency.id !== 'ordinary' && <UrgencyMark urgency={row.urgency} plain />}
              {changed.has(row.id) && <em className="desk-changed">{say('inbox.changedRow')}</em>}
            </span>
            <strong>
              <Marked text={row.title} q={q} />
            </strong>
            <Place row={row} />
            <span className="desk-card-foot">
              <Due row={row} />
              <span className="desk-card-owner">{row.handler?.name ?? row.owner.name}</span>
            </span>
            <Flags row={row} />
          </WayLink>
        </li>
      ))}
    </ul>
  )
}
