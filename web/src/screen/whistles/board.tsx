import { bracketed } from '../../foundation/punctuation.ts'
import './board.css'
import { useCallback } from 'react'
import { usePick } from '../../foundation/both.ts'
import { callMarks, MarkWord } from '../../foundation/marks.tsx'
import { clockWords, dueWords, relativeWords, useNow } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import { Figure, Frame, Waiting } from '../frame.tsx'
import { useLiveRead } from '../live.ts'
import { useWords } from '../words.ts'

type Wall = paths['/api/whistles/board']['get']['responses'][200]['content']['application/json']
type Row = Wall['items'][number]

/** What fits a wall of 1080 lines; what is late or urgent stands first, and the figures count everything. */
const shownWhistles = 6
const shownLate = 6
const shownCalls = 4

const concerns = ({ kind }: { kind: string }) => kind.startsWith('whistle.')

/**
 * The wall of whistles: who was called where, who came, who is late. It names offices and neighbourhoods; who asked and
 * at which door stays at the desk.
 */
export default function WhistleBoard() {
  const say = useWords()
  const live = useLiveRead<Wall>(['whistle-wall'], '/api/whistles/board', useCallback(concerns, []))
  const wall = live.data
  if (!wall) return <Waiting error={live.error} />
  const { totals, items } = wall
  const rest = totals.whistles - Math.min(items.length, shownWhistles)
  return (
    <Frame title={say('whistles.title')} live={live}>
      <dl className="wall-figures">
        <Figure label={say('whistles.late')} value={totals.late} tone={totals.late > 0 ? 'red' : 'green'} />
        <Figure label={say('whistles.running')} value={totals.whistles} />
        <Figure label={say('whistles.there')} value={totals.there} of={totals.called - totals.over} />
        <Figure label={say('whistles.coming')} value={totals.coming} />
        <Figure
          label={say('whistles.waiting')}
          value={totals.waiting}
          tone={totals.waiting > 0 ? 'amber' : undefined}
        />
      </dl>
      {items.length === 0 ? (
        <p className="whi-none">{say('whistles.none')}</p>
      ) : (
        <div className="whi-columns">
          <section aria-labelledby="running">
            <h2 id="running">{say('whistles.running')}</h2>
            <ul className="whi-rows">
              {items.slice(0, shownWhistles).map((row) => (
                <Running key={row.id} row={row} />
              ))}
            </ul>
            {rest > 0 && <p className="wall-soft">{say('whistles.more', { count: rest })}</p>}
          </section>
          <Late wall={wall} />
        </div>
      )}
    </Frame>
  )
}

/** Those who still have to come before those who are there. */
const order = ['called', 'acknowledged', 'arrived']

function Running({ row }: { row: Row }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const open = row.called
    .filter(({ state }) => order.includes(state))
    .sort((a, b) => Number(b.late) - Number(a.late) || order.indexOf(a.state) - order.indexOf(b.state))
  return (
    <li data-late={row.counts.late > 0 || undefined} data-urgent={row.urgent || undefined}>
      <header>
        <h3>{row.title}</h3>
        <b>
          {row.counts.there + row.counts.over}/{row.counts.called}
        </b>
      </header>
      <p>
        {pick(row.kind)}
        {row.area && ` · ${row.area}`} ·{' '}
        {say('whistles.by', { caller: row.caller.name, at: clockWords(row.blown_at) })}
        {bracketed(relativeWords(row.blown_at, now))}
      </p>
      <ul>
        {open.slice(0, shownCalls).map((call) => (
          <li key={call.organisation}>
            <span>{call.organisation}</span>
            <MarkWord mark={callMarks[call.state] ?? callMarks.called!} words={pick(call.state_words)} />
            {call.due_at && <Due at={call.due_at} />}
          </li>
        ))}
      </ul>
      {open.length > shownCalls && <p>＋{open.length - shownCalls}</p>}
      {row.counts.over > 0 && <p>{say('whistles.over', { count: row.counts.over })}</p>}
    </li>
  )
}

function Due({ at }: { at: string }) {
  const now = useNow()
  const { words, tone } = dueWords(at, now)
  return <small data-tone={tone}>{words}</small>
}

function Late({ wall }: { wall: Wall }) {
  const say = useWords()
  const late = wall.items
    .flatMap(({ id, title, called }) =>
      called.filter((call) => call.late).map((call) => ({ id, title, ...call })),
    )
    .sort((a, b) => a.due_at!.localeCompare(b.due_at!))
  return (
    <section aria-labelledby="late">
      <h2 id="late">{say('whistles.lateOnes')}</h2>
      {late.length === 0 && <p className="whi-good">{say('whistles.noneLate')}</p>}
      <ol className="whi-late">
        {late.slice(0, shownLate).map((call) => (
          <li key={`${call.id}${call.organisation}`}>
            <strong>{call.organisation}</strong>
            <Due at={call.due_at!} />
            <span>{call.title}</span>
          </li>
        ))}
      </ol>
      {wall.totals.late > shownLate && (
        <p className="wall-soft">{say('whistles.moreLate', { count: wall.totals.late - shownLate })}</p>
      )}
    </section>
  )
}
