import { useState } from 'react'
import { WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import { type GatheringRow, useDeed } from './reading.ts'

const weekdays = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const
const weekdayOf = (day: string) => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7

function daysOf(month: string): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return Array.from(
    { length: new Date(Date.UTC(year, number, 0)).getUTCDate() },
    (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`,
  )
}

interface MonthGridProps {
  month: string
  rows: GatheringRow[]
  today: string
}

/** The month as a calendar; what is planned is moved by dragging it, or by its own date below. */
export function MonthGrid({ month, rows, today }: MonthGridProps) {
  const say = useWords()
  const deed = useDeed()
  const [over, setOver] = useState<string | null>(null)
  const days = daysOf(month)
  const drop = (id: string, day: string) => {
    setOver(null)
    const row = rows.find((each) => each.id === id)
    if (row && row.day !== day)
      deed.mutate({ path: `/api/gatherings/${row.id}/move`, body: { day, version: row.version } })
  }
  return (
    <section className="gat-grid" aria-label={say('gatherings.title')}>
      {weekdays.map((weekday) => (
        <small key={weekday}>{say(`calendar.weekdays.${weekday}`)}</small>
      ))}
      {days.map((day, index) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; each row below has its date
        <div
          key={day}
          className="gat-day"
          data-today={day === today ? '' : undefined}
          data-over={over === day ? '' : undefined}
          style={index === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(day)
          }}
          onDragLeave={() => setOver(null)}
          onDrop={(event) => drop(event.dataTransfer.getData('text/plain'), day)}
        >
          <time dateTime={day}>{Number(day.slice(8))}</time>
          {rows
            .filter((row) => row.day === day)
            .map((row) => (
              <WayLink
                key={row.id}
                to={`/gatherings/${row.id}`}
                className="gat-chip"
                data-state={row.state}
                title={row.title}
                draggable={row.state === 'planned' || row.state === 'called'}
                onDragStart={(event) => event.dataTransfer.setData('text/plain', row.id)}
              >
                {row.title}
              </WayLink>
            ))}
        </div>
      ))}
    </section>
  )
}
