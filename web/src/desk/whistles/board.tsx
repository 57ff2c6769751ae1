import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { callMarks, MarkWord } from '../../foundation/marks.tsx'
import { clockWords, relativeWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { Failed, Loading, Nothing } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'
import { toWhistle, useWhistles, type WhistleRow } from './whistles.ts'

function Running({ row }: { row: WhistleRow }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  return (
    <article
      className="whistle-board-one"
      data-urgent={row.urgent ? '' : undefined}
      data-late={row.counts.late > 0 ? '' : undefined}
    >
      <header>
        <h3>
          <WayLink to={toWhistle(row.id)}>{row.title}</WayLink>
        </h3>
        <b>
          {row.counts.there + row.counts.over}/{row.counts.called}
        </b>
      </header>
      <p>
        {pick(row.kind)} · {row.caller.name} ·{' '}
        {say('whistles.blownAt', { at: clockWords(row.blown_at), since: relativeWords(row.blown_at, now) })}
      </p>
      {row.address && <p>{row.address}</p>}
      <ul>
        {row.called.map((call) => (
          <li key={call.organisation} data-late={call.late ? '' : undefined}>
            <span>{call.organisation}</span>
            <MarkWord mark={callMarks[call.state] ?? callMarks.called!} words={pick(call.state_words)} />
            {call.due_at && <DueMark dueAt={call.due_at} />}
          </li>
        ))}
      </ul>
    </article>
  )
}

/** Running whistles for the wall: big, calm, exact, live. */
export function Board() {
  const say = useWords()
  const { data, error, refetch } = useWhistles(['board'], () =>
    get<{ now: string; items: WhistleRow[] }>('/api/whistles/board'),
  )
  if (!data) return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
  if (data.items.length === 0)
    return <Nothing title={say('whistles.empty.running')} hint={say('inbox.emptyHint')} />
  const late = data.items.reduce((sum, { counts }) => sum + counts.late, 0)
  return (
    <section className="whistle-board" aria-label={say('whistles.tabs.board')}>
      <p className="whistle-board-sum" role="status">
        {say('whistles.boardSum', { n: data.items.length, late })}
      </p>
      <div className="whistle-board-all">
        {data.items.map((row) => (
          <Running key={row.id} row={row} />
        ))}
      </div>
    </section>
  )
}
