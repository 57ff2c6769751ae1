import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Choices, Field } from '../../foundation/field.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { readPoint } from '../keeping/at-point.ts'
import { pointOf, useKept } from '../keeping/kept.ts'
import type { Point, Round } from '../keeping/pack.ts'
import { usePosition, wantsPosition } from '../keeping/position.ts'
import { useDeeds } from '../keeping/use-deeds.ts'
import { about, titles } from '../outbox/deeds.ts'
import type { NewEntry } from '../outbox/store.ts'
import { NotKept } from '../pieces/not-kept.tsx'
import { Empty, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { checksSeen } from './checks.ts'
import { pointNow } from './rounds.ts'
import { useWindow } from './today-page.tsx'
import { afterWalk } from './walk.ts'

type Result = 'nothing_wrong' | 'seen' | 'not_reached'

export function PointPage() {
  const say = useWords()
  const at = useAddress(readPoint)
  const { kept } = useKept()
  const found = pointOf(kept, at)
  if (!found)
    return (
      <Page title={say('point.gone')} intro={say('point.goneHint')}>
        <WayLink to="/" className="button big">
          {say('point.back')}
        </WayLink>
      </Page>
    )
  return <AtPoint key={`${at.round} ${at.point}`} round={found.round} point={found.point} />
}

function AtPoint({ round, point }: { round: Round; point: Point }) {
  const say = useWords()
  const { entries, now, walk } = useKept()
  const windowOf = useWindow()
  const { state, mark } = pointNow(round, point, entries, now)
  const [isAgain, setAgain] = useState(false)
  const isDone = mark !== null && !isAgain
  return (
    <Page
      title={point.name}
      intro={say('point.round', { plan: round.plan.name, window: windowOf(round, now) })}
    >
      {isDone ? (
        <>
          <p className="notice notice-good" role="status">
            <Icon name="check" />
            {say('point.done', { what: say(`recorded.results.${String(mark.body.result) as Result}`) })}
            {mark.state !== 'sent' && ` · ${say('today.waiting')}`}
          </p>
          <WayLink to="/" className="button big">
            {say('point.back')}
          </WayLink>
          <button type="button" className="quiet big" onClick={() => setAgain(true)}>
            {say('point.again')}
          </button>
        </>
      ) : walk ? (
        <>
          {state === 'later' && <p className="hint">{say('point.early')}</p>}
          {state === 'missed' && <p className="hint">{say('point.missed')}</p>}
          <MarkForm round={round} point={point} walk={walk.reference} onDone={() => setAgain(false)} />
        </>
      ) : (
        <>
          <Empty title={say('point.startFirst')} hint={say('today.noneHint')} />
          <WayLink to="/" className="button big">
            {say('point.back')}
          </WayLink>
        </>
      )}
    </Page>
  )
}

interface MarkFormProps {
  round: Round
  point: Point
  walk: string
  onDone(): void
}

function MarkForm({ round, point, walk, onDone }: MarkFormProps) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const { kept, entries } = useKept()
  const position = usePosition(wantsPosition())
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set())
  const [asks, setAsks] = useState<'seen' | 'not_reached' | null>(null)
  const [words, setWords] = useState('')
  const [obstacle, setObstacle] = useState<string | null>(null)
  const needsWords = kept.pack.forms.obstacles.some(({ id, needs_words }) => id === obstacle && needs_words)
  const { run, isBusy, isFailed } = useDeeds()

  async function note(result: Result) {
    const deed: Omit<NewEntry, 'person'> = {
      kind: 'mark',
      after: afterWalk(walk, entries),
      title: about(titles[result], point.name),
      body: {
        walk,
        plan: round.plan.id,
        round: round.key,
        point: point.id,
        result,
        ...(result === 'not_reached' ? { obstacle } : { checks: checksSeen(point, wrong) }),
        ...(words.trim() ? { words: words.trim() } : {}),
        ...(position ? { position } : {}),
      },
    }
    if (await run([deed])) onDone()
  }

  const search = {
    plan: round.plan.id,
    round: round.key,
    point: point.id,
    ...(wrong.size > 0 ? { wrong: [...wrong].join(',') } : {}),
  }
  const report = () => go('/report', search)

  return (
    <>
      {point.checks.length > 0 && asks !== 'not_reached' && (
        <fieldset className="checks">
          <legend>
            {say('point.checks')}
            <span className="optional">{say('point.checksHint')}</span>
          </legend>
          {point.checks.map((check, index) => (
            <label key={check.id ?? check.zh} className="tick">
              <input
                type="checkbox"
                checked={wrong.has(index)}
                onChange={(event) => {
                  const next = new Set(wrong)
                  if (event.target.checked) next.add(index)
                  else next.delete(index)
                  setWrong(next)
                }}
              />
              <span>
                {pick(check)}
                {wrong.has(index) && <small>{say('point.wrong')}</small>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {position !== undefined ? (
        <p className="hint" role="status">
          <Icon name="here" />{' '}
          {position ? say('point.located', { metres: position.accuracy }) : say('point.notLocated')}
        </p>
      ) : (
        wantsPosition() && (
          <p className="hint" role="status">
            {say('point.locating')}
          </p>
        )
      )}
      {asks === 'not_reached' && (
        <Choices
          legend={say('point.why')}
          name="obstacle"
          value={obstacle}
          choices={kept.pack.forms.obstacles.map((each) => ({ value: each.id, label: pick(each) }))}
          onChange={setObstacle}
        />
      )}
      {asks && (
        <>
          <Field label={say('point.words')} optional>
            {(wiring) => (
              <textarea
                {...wiring}
                rows={3}
                maxLength={1000}
                value={words}
                onChange={(event) => setWords(event.target.value)}
              />
            )}
          </Field>
          <button
            type="button"
            className="button big"
            disabled={isBusy || (asks === 'not_reached' && (!obstacle || (needsWords && !words.trim())))}
            onClick={() => void note(asks)}
          >
            {say('point.save')}
          </button>
        </>
      )}
      <NotKept isFailed={isFailed} />
      <div className="deeds">
        {!asks && wrong.size === 0 && (
          <button
            type="button"
            className="button big good"
            disabled={isBusy}
            onClick={() => void note('nothing_wrong')}
          >
            <Icon name="check" />
            {say('point.nothing_wrong')}
          </button>
        )}
        <button
          type="button"
          className={wrong.size > 0 ? 'button big' : 'button big secondary'}
          onClick={report}
        >
          <Icon name="camera" />
          {say('point.finding')}
        </button>
        <div className="deeds-small">
          <button
            type="button"
            className="quiet"
            aria-pressed={asks === 'seen'}
            onClick={() => setAsks(asks === 'seen' ? null : 'seen')}
          >
            {say('point.seen')}
          </button>
          <button
            type="button"
            className="quiet"
            aria-pressed={asks === 'not_reached'}
            onClick={() => setAsks(asks === 'not_reached' ? null : 'not_reached')}
          >
            {say('point.not_reached')}
          </button>
        </div>
      </div>
    </>
  )
}
