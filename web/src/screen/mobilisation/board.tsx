import './board.css'
import { useCallback } from 'react'
import type { get } from '../../foundation/api.ts'
import { clockWords, dateWords, shanghaiDay, stampWords } from '../../foundation/time.ts'
import type { paths } from '../../generated/openapi.ts'
import type { BoardProps } from '../boards.tsx'
import { Figure, Frame, Waiting } from '../frame.tsx'
import { useLiveRead } from '../live.ts'
import { useWords } from '../words.ts'

type Board = paths['/api/mobilisations/{id}/board']['get']['responses'][200]['content']['application/json']
type Gap = Board['gaps'][number]

/** 「18:00–22:00」, with the day where it is another than today's. */
function hoursWords(from: string, to: string, today: string): string {
  const end = clockWords(to)
  const hours = `${clockWords(from)}–${end === '00:00' ? '24:00' : end}`
  return shanghaiDay(from) === today ? hours : `${dateWords(from)} ${hours}`
}

/** The wall of a mobilisation: how many are missing, where most, which shift ends when. It names no people. */
export default function MobilisationBoard({ id }: BoardProps) {
  const concerns = useCallback(({ kind }: { kind: string }) => kind.startsWith('mobilisation.'), [])
  const live = useLiveRead<Board>(
    ['mobilisation-board', id],
    `/api/mobilisations/${id}/board` as Parameters<typeof get>[0],
    concerns,
  )
  const board = live.data
  if (!board) return <Waiting error={live.error} />
  return (
    <Frame
      title={board.name}
      place={board.area ?? board.organisation}
      isRehearsal={board.rehearsal}
      live={live}
    >
      <Totals board={board} />
      <div className="mob-columns">
        <Gaps board={board} />
        <div className="mob-side">
          <Windows board={board} />
          <div className="mob-pair">
            <NotCome board={board} />
            <Units board={board} />
          </div>
        </div>
      </div>
    </Frame>
  )
}

function Totals({ board: { totals, state } }: { board: Board }) {
  const say = useWords()
  return (
    <dl className="wall-figures">
      <Figure label={say('mobilisation.gap')} value={totals.gap} tone={totals.gap > 0 ? 'red' : 'green'} />
      <Figure label={say('mobilisation.taken')} value={totals.taken} of={totals.needed} />
      <Figure label={say('mobilisation.here')} value={totals.here} of={totals.due} />
      <Figure
        label={say('mobilisation.notCome')}
        value={totals.not_come}
        tone={totals.not_come > 0 ? 'red' : undefined}
      />
      <Figure label={say('mobilisation.ready')} value={totals.waiting + totals.stand_ins} />
      {state !== 'running' && (
        <Figure label={say('mobilisation.state')} value={say(`mobilisation.states.${state}`)} />
      )}
    </dl>
  )
}

const shownGaps = 14

function Gaps({ board }: { board: Board }) {
  const say = useWords()
  const today = shanghaiDay(board.at)
  const shown = board.gaps.slice(0, shownGaps)
  return (
    <section className="mob-gaps" aria-labelledby="gaps">
      <h2 id="gaps">{say('mobilisation.unfilled', { count: board.totals.unfilled })}</h2>
      {shown.length === 0 && <p className="mob-full">{say('mobilisation.full')}</p>}
      <ol>
        {shown.map((gap) => (
          <GapRow key={gap.shift_id} gap={gap} hours={hoursWords(gap.starts_at, gap.ends_at, today)} />
        ))}
      </ol>
      {board.totals.unfilled > shown.length && (
        <p className="wall-soft">
          {say('mobilisation.more', { count: board.totals.unfilled - shown.length })}
        </p>
      )}
    </section>
  )
}

function GapRow({ gap, hours }: { gap: Gap; hours: string }) {
  const say = useWords()
  return (
    <li>
      <strong className="mob-missing">
        {say('mobilisation.missing', { count: gap.needed - gap.taken })}
      </strong>
      <span className="mob-post">
        {gap.post}
        <small>
          {hours} · {gap.unit}
        </small>
      </span>
      <span className="mob-count">
        {gap.taken}/{gap.needed}
      </span>
    </li>
  )
}

function Windows({ board }: { board: Board }) {
  const say = useWords()
  const today = shanghaiDay(board.at)
  const open = board.windows.filter(({ ends_at }) => ends_at > board.at)
  if (open.length === 0) return null
  return (
    <section aria-labelledby="windows">
      <h2 id="windows">{say('mobilisation.shifts')}</h2>
      <ul className="mob-windows">
        {open.slice(0, 4).map((window) => {
          const gap = window.needed - window.taken
          return (
            <li key={`${window.starts_at}${window.ends_at}`} data-red={gap > 0 || undefined}>
              <span>
                <strong>{hoursWords(window.starts_at, window.ends_at, today)}</strong>
                <small>
                  {window.starts_at <= board.at
                    ? say('mobilisation.ends', {
                        at: stampWords(window.ends_at).slice(11),
                        here: window.here,
                      })
                    : say('mobilisation.begins', { at: stampWords(window.starts_at).slice(11) })}
                </small>
              </span>
              <span className="mob-count">
                {window.taken}/{window.needed}
              </span>
              <progress
                max={Math.max(1, window.needed)}
                value={window.taken}
                aria-label={hoursWords(window.starts_at, window.ends_at, today)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function NotCome({ board }: { board: Board }) {
  const say = useWords()
  if (board.not_come.length === 0) return null
  return (
    <section aria-labelledby="not-come">
      <h2 id="not-come">{say('mobilisation.notComeAt')}</h2>
      <ul className="mob-list">
        {board.not_come.slice(0, 4).map((row) => (
          <li key={row.shift_id} data-red>
            <span>{row.post}</span>
            <strong>{say('mobilisation.people', { count: row.absent })}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Units({ board }: { board: Board }) {
  const say = useWords()
  const units = board.units.filter(({ needed, taken }) => needed > taken).slice(0, 4)
  if (units.length === 0) return null
  return (
    <section aria-labelledby="units">
      <h2 id="units">{say('mobilisation.units')}</h2>
      <ul className="mob-list">
        {units.map((unit) => (
          <li key={unit.id} data-red>
            <span>{unit.name}</span>
            <strong>{say('mobilisation.missing', { count: unit.needed - unit.taken })}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}
