import { Button } from 'antd'
import { usePick } from '../../foundation/both.ts'
import { clockWords, dateWords } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useWords } from '../words/index.ts'
import type { Calling } from './call-form.tsx'
import { type GatheringRow, useDeed } from './reading.ts'

interface MonthRowsProps {
  rows: GatheringRow[]
  onCall(calling: Calling): void
}

export function MonthRows({ rows, onCall }: MonthRowsProps) {
  return (
    <ul className="gat-rows">
      {rows.map((row) => (
        <Row key={row.id} row={row} onCall={onCall} />
      ))}
    </ul>
  )
}

function Row({ row, onCall }: { row: GatheringRow; onCall(calling: Calling): void }) {
  const say = useWords()
  const pick = usePick()
  const deed = useDeed()
  const mayMove = row.state === 'planned' || row.state === 'called'
  return (
    <li className="gat-row" data-state={row.state}>
      <div>
        <strong>
          <time dateTime={row.day}>{dateWords(`${row.day}T12:00:00+08:00`)}</time>
          {row.starts_at && row.state !== 'missed' && ` ${clockWords(row.starts_at)}`}
        </strong>
        <WayLink to={`/gatherings/${row.id}`}>{row.title}</WayLink>
        <small>
          <StateMark row={row} />
          {row.title !== row.kind_words.zh && ` ${pick(row.kind_words)}`}
          {row.attended !== null && row.should_attend !== null
            ? ` · ${say('gatherings.attendedOf', { attended: row.attended, due: row.should_attend })}`
            : row.period_end && mayMove
              ? ` · ${say('gatherings.outside', { day: row.period_end })}`
              : ''}
          {row.made_up_on && ` · ${say('gatherings.madeUp', { day: row.made_up_on })}`}
        </small>
      </div>
      <div className="gat-row-side">
        {row.state === 'planned' && (
          <Button type="primary" onClick={() => onCall({ way: 'planned', row })}>
            {say('gatherings.call')}
          </Button>
        )}
        {row.state === 'missed' && !row.made_up_by && (
          <Button onClick={() => onCall({ way: 'make-up', row })}>{say('gatherings.makeUp')}</Button>
        )}
        {mayMove && (
          <label className="gat-move">
            <span>{say('gatherings.moveTo')}</span>
            <input
              type="date"
              value={row.day}
              max={row.period_end ?? undefined}
              disabled={deed.isPending}
              aria-label={`${say('gatherings.moveTo')} ${row.title}`}
              onChange={(event) =>
                event.target.value &&
                deed.mutate({
                  path: `/api/gatherings/${row.id}/move`,
                  body: { day: event.target.value, version: row.version },
                })
              }
            />
          </label>
        )}
      </div>
    </li>
  )
}

export function StateMark({
  row,
}: {
  row: Pick<GatheringRow, 'state' | 'state_words' | 'makes_up' | 'moved' | 'planned'>
}) {
  const say = useWords()
  const pick = usePick()
  return (
    <>
      <span className="gat-mark" data-state={row.state}>
        {pick(row.state_words)}
      </span>
      {row.makes_up && <span className="gat-mark"> {say('gatherings.makesUp')}</span>}
      {row.moved && row.planned && row.state === 'planned' && (
        <span className="gat-mark"> {say('gatherings.moved')}</span>
      )}
    </>
  )
}
