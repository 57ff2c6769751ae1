import { Button } from 'antd'
import { WayLink } from '../../foundation/ways.tsx'
import type { WordKey } from '../words/index.ts'
import { useWords } from '../words/index.ts'
import type { Calling } from './call-form.tsx'
import type { GatheringRow } from './reading.ts'

interface DueListProps {
  rows: GatheringRow[]
  today: string
  onCall(calling: Calling): void
}

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What waits for the secretary, the most pressing first. */
export function DueList({ rows, today, onCall }: DueListProps) {
  const say = useWords()
  const soon = plusDays(today, 7)
  const groups: { word: WordKey; tone: string; rows: GatheringRow[] }[] = [
    {
      word: 'gatherings.overdue',
      tone: 'red',
      rows: rows.filter(({ state, day }) => state === 'planned' && day < today),
    },
    {
      word: 'gatherings.missedDue',
      tone: 'red',
      rows: rows.filter(({ state, made_up_by }) => state === 'missed' && !made_up_by),
    },
    {
      word: 'gatherings.coming',
      tone: 'green',
      rows: rows.filter(({ state, day }) => state === 'running' || (state === 'called' && day <= soon)),
    },
    {
      word: 'gatherings.dueSoon',
      tone: 'amber',
      rows: rows.filter(({ state, day }) => state === 'planned' && day >= today && day <= soon),
    },
    {
      word: 'gatherings.minutesDue',
      tone: 'amber',
      rows: rows.filter(({ state, minutes }) => state === 'held' && minutes !== 'fixed'),
    },
  ]
  const shown = groups.filter((group) => group.rows.length > 0)
  return (
    <section className="gat-due" aria-label={say('gatherings.due')}>
      <h2>{say('gatherings.due')}</h2>
      {shown.length === 0 && <p className="desk-soft">{say('gatherings.dueNone')}</p>}
      {shown.map((group) => (
        <div key={group.word} data-tone={group.tone}>
          <h3>
            {say(group.word)} {group.rows.length}
          </h3>
          <ul>
            {group.rows.slice(0, 8).map((row) => (
              <li key={row.id}>
                <WayLink to={`/gatherings/${row.id}`}>
                  {row.day.slice(5)} {row.title}
                </WayLink>
                {row.state === 'planned' && (
                  <Button size="small" type="primary" onClick={() => onCall({ way: 'planned', row })}>
                    {say('gatherings.call')}
                  </Button>
                )}
                {row.state === 'missed' && (
                  <Button size="small" onClick={() => onCall({ way: 'make-up', row })}>
                    {say('gatherings.makeUp')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
