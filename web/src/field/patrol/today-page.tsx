import { useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { type Mark, MarkWord } from '../../foundation/marks.tsx'
import { listed, named } from '../../foundation/punctuation.ts'
import { clockWords, dateTimeWords, dateWords, dueAtWords, shanghaiDay } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useKept } from '../keeping/kept.ts'
import type { PointState, Round } from '../keeping/pack.ts'
import { wantsPosition, wishPosition } from '../keeping/position.ts'
import { useDeeds } from '../keeping/use-deeds.ts'
import { titles } from '../outbox/deeds.ts'
import { NotKept } from '../pieces/not-kept.tsx'
import { Empty, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { type PointNow, pointNow, progressOf } from './rounds.ts'
import { afterWalk } from './walk.ts'

const stateMarks: Record<PointState, Mark> = {
  walked: { tone: 'green', icon: 'check' },
  late: { tone: 'teal', icon: 'check' },
  not_reached: { tone: 'violet', icon: 'close' },
  missed: { tone: 'red', icon: 'alarm' },
  open: { tone: 'amber', icon: 'clock' },
  later: { tone: 'grey', icon: 'clock' },
}

/** A round's hours; one that runs over days says until when. */
export function useWindow() {
  const say = useWords()
  return (round: Round, now: Date) => {
    const [opens, closes] = [round.opens_at, round.closes_at]
    const isWithinDay = Date.parse(closes) - Date.parse(opens) < 86_400_000
    return isWithinDay
      ? say('today.window', {
          from: clockWords(opens),
          to: clockWords(closes) === '00:00' ? '24:00' : clockWords(closes),
        })
      : say('today.until', { when: dueAtWords(closes, now) })
  }
}

const isLate = 6 * 3600_000

export function TodayPage() {
  const say = useWords()
  const { kept, entries, now } = useKept()
  const { pack, fetchedAt } = kept
  const isOtherDay = pack.day !== shanghaiDay(now)
  const isStale = now.getTime() - Date.parse(fetchedAt) > isLate
  return (
    <Page title={say('today.title')} intro={dateWords(`${pack.day}T12:00:00+08:00`, now)}>
      {isOtherDay ? (
        <p className="notice notice-warn">
          {say('today.otherDay', { day: dateWords(`${pack.day}T12:00:00+08:00`, now) })}
        </p>
      ) : (
        isStale && (
          <p className="notice notice-warn">{say('today.stale', { when: dateTimeWords(fetchedAt, now) })}</p>
        )
      )}
      {pack.rounds.length === 0 ? (
        <Empty title={say('today.none')} hint={say('today.noneHint')} />
      ) : (
        <WalkCard />
      )}
      {pack.rounds.map((round) => (
        <RoundCard
          key={`${round.plan.id} ${round.key}`}
          round={round}
          points={round.points.map((point) => pointNow(round, point, entries, now))}
          now={now}
        />
      ))}
      <p>
        <WayLink to="/map" className="quiet big">
          <Icon name="map" />
          {say('today.map')}
        </WayLink>
      </p>
      {pack.neighbours.length > 0 && (
        <p className="hint">
          {named(say('today.neighbours'), listed(pack.neighbours.map(({ name }) => name)))}
        </p>
      )}
    </Page>
  )
}

/** Setting out and coming back. What is recorded is said before it begins. */
function WalkCard() {
  const say = useWords()
  const { kept, entries, walk, now } = useKept()
  const positions = kept.pack.rules.positions_kept
  const [isWanted, setWanted] = useState(wantsPosition)
  const { run, isBusy, isFailed } = useDeeds()
  return (
    <section className="card walk" data-running={walk ? '' : undefined}>
      {walk ? (
        <>
          <p className="walk-state">
            <Icon name="walk" />
            <strong>{say('today.running', { when: dateTimeWords(walk.startedAt, now) })}</strong>
          </p>
          <p className="hint">{say(wantsPosition() ? 'today.positionOn' : 'today.positionOff')}</p>
          <button
            type="button"
            className="quiet big"
            disabled={isBusy}
            onClick={() =>
              void run([
                {
                  kind: 'walk_end',
                  body: { walk: walk.reference },
                  after: afterWalk(walk.reference, entries),
                  title: titles.walk_end,
                },
              ])
            }
          >
            {say('today.end')}
          </button>
        </>
      ) : (
        <>
          <p className="hint">{say('today.startNotice')}</p>
          {positions && (
            <p className="hint">
              {say(positions.unverified ? 'today.positionsKeptUnverified' : 'today.positionsKept', {
                days: positions.days,
              })}
            </p>
          )}
          <label className="tick">
            <input
              type="checkbox"
              checked={isWanted}
              onChange={(event) => {
                setWanted(event.target.checked)
                wishPosition(event.target.checked)
              }}
            />
            <span>{say('today.position')}</span>
          </label>
          <button
            type="button"
            className="button big"
            disabled={isBusy}
            onClick={() => void run([{ kind: 'walk_start', body: {}, title: titles.walk_start }])}
          >
            <Icon name="walk" />
            {say('today.start')}
          </button>
        </>
      )}
      <NotKept isFailed={isFailed} />
    </section>
  )
}

function RoundCard({ round, points, now }: { round: Round; points: PointNow[]; now: Date }) {
  const say = useWords()
  const windowOf = useWindow()
  const { done, all } = progressOf(points)
  return (
    <section className="card round">
      <h2>
        {round.plan.name}
        <span className="round-done">{say('today.progress', { done, all })}</span>
      </h2>
      <p className="hint">
        {windowOf(round, now)} · {round.plan.area}
      </p>
      <ol className="rows">
        {points.map(({ point, state, mark }, index) => (
          <li key={point.id}>
            <WayLink
              to="/point"
              search={{ plan: round.plan.id, round: round.key, point: point.id }}
              className="go"
            >
              <span className="go-number" aria-hidden="true">
                {index + 1}
              </span>
              <span className="go-words">
                <strong>{point.name}</strong>
                {mark && mark.state !== 'sent' && <small>{say('today.waiting')}</small>}
              </span>
              <MarkWord mark={stateMarks[state]} words={say(`today.states.${state}`)} />
            </WayLink>
          </li>
        ))}
      </ol>
    </section>
  )
}
