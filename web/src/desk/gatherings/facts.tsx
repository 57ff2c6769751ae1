import { bracketed } from '../../foundation/punctuation.ts'
import { dateTimeWords } from '../../foundation/time.ts'
import { useWords } from '../words/index.ts'
import type { GatheringDetail } from './reading.ts'
import { StateMark } from './rows.tsx'

/** When and where it is or was, who leads it, and how many came. */
export function Facts({ detail }: { detail: GatheringDetail }) {
  const say = useWords()
  const { row, counts, quorum } = detail
  return (
    <>
      <p>
        <StateMark row={row} />{' '}
        {row.starts_at && row.state !== 'missed' ? dateTimeWords(row.starts_at) : row.day}
        {row.place && ` · ${row.place}`}
        {row.made_up_on && ` · ${say('gatherings.madeUp', { day: row.made_up_on })}`}
      </p>
      {detail.cancelled_because && <p>{detail.cancelled_because}</p>}
      {detail.chair && (
        <p>
          {say('gatherings.chair')} {detail.chair.name} · {say('gatherings.recorder')}{' '}
          {detail.recorder?.name ?? '—'}
        </p>
      )}
      {row.state !== 'planned' && row.state !== 'missed' && (
        <p>
          <strong>
            {say('gatherings.due5', {
              due: counts.due,
              present: counts.present,
              remote: counts.remote,
              leave: counts.on_leave,
              absent: counts.absent,
            })}
          </strong>
        </p>
      )}
      {quorum && row.state === 'running' && (
        <p className={quorum.reached ? 'gat-good' : 'gat-bad'}>
          {say('gatherings.quorum', { needed: quorum.needed, present: counts.voters_present })} ·{' '}
          {say(quorum.reached ? 'gatherings.quorumOk' : 'gatherings.quorumNot')}
          <small>
            {' '}
            {say('gatherings.source', { source: quorum.source })}
            {quorum.unverified && bracketed(say('gatherings.unverified'))}
          </small>
        </p>
      )}
    </>
  )
}
