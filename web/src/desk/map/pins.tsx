import { type KeyboardEvent, useId } from 'react'
import { usePick } from '../../foundation/both.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { toMatter, useGo, WayLink } from '../../foundation/ways.tsx'
import { Due } from '../inbox/due.tsx'
import { useNarrow } from '../shell/narrow.ts'
import { useWords } from '../words/index.ts'
import type { PlacedRow } from './rows.ts'

interface PinsProps {
  rows: PlacedRow[]
  chosen: string | null
  onChoose(row: PlacedRow | null): void
  /** The last one was passed: more of them, please. */
  onEnd(): void
}

/**
 * The pins in the window for those who use no mouse: one stop for the keyboard, arrows go from pin to pin and the map
 * marks each, Enter opens the matter.
 */
export function Pins({ rows, chosen, onChoose, onEnd }: PinsProps) {
  const say = useWords()
  const pick = usePick()
  const go = useGo()
  const hint = useId()
  const isNarrow = useNarrow()
  const at = rows.findIndex(({ id }) => id === chosen)
  const row = rows[at]
  const step = (to: number) => {
    if (to >= rows.length) onEnd()
    onChoose(rows[Math.max(0, Math.min(rows.length - 1, to))] ?? null)
  }
  const onKey = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => step(at + 1),
      ArrowRight: () => step(at + 1),
      ArrowUp: () => step(at - 1),
      ArrowLeft: () => step(at - 1),
      Home: () => step(0),
      End: () => step(rows.length - 1),
      Enter: () => row && go(toMatter(row.id)),
      Escape: () => onChoose(null),
    }
    const run = steps[event.key]
    if (!run || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }
  if (rows.length === 0) return null
  return (
    <div className="desk-pins">
      <div
        role="listbox"
        className="desk-pins-list"
        tabIndex={0}
        aria-label={say('onMap.pins')}
        aria-describedby={hint}
        aria-activedescendant={row ? `pin-${row.id}` : undefined}
        onKeyDown={onKey}
        onFocus={() => at < 0 && onChoose(rows[0]!)}
      >
        {rows.map((each, index) => (
          <div
            key={each.id}
            id={`pin-${each.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={each.id === chosen}
            className={each.id === chosen ? 'desk-pin' : 'lx-hidden'}
          >
            {each.id === chosen ? (
              <>
                <span className="desk-pin-marks">
                  <StateMark state={each.state} words={each.state_words} />
                  {each.due_at && <Due row={each} />}
                </span>
                <strong>{each.title}</strong>
                <span className="desk-soft">
                  {say('onMap.pinPlace', { n: index + 1, all: rows.length })}
                  {each.address && ` · ${placeWords([], each.address).address}`}
                </span>
              </>
            ) : (
              `${each.title} ${pick(each.state_words)}`
            )}
          </div>
        ))}
      </div>
      {row ? (
        <WayLink
          to={toMatter(row.id)}
          className="desk-pin-open"
          aria-label={say('onMap.openOne', { title: row.title })}
        >
          {say('act.open')}
        </WayLink>
      ) : null}
      <p id={hint} className={row ? 'lx-hidden' : 'desk-pins-hint'}>
        {say(isNarrow ? 'onMap.pinsTouch' : 'onMap.pinsHint')}
      </p>
    </div>
  )
}
