import { useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { gridAt } from '../keeping/grid-at.ts'
import { useKept } from '../keeping/kept.ts'
import { whereNow } from '../keeping/position.ts'
import { useWords } from '../words.ts'
import type { DraftPlace } from './draft.ts'
import { canScan, Scanner } from './scanner.tsx'

interface PlaceInputProps {
  place: DraftPlace | null
  /** What is taken where none is chosen. */
  otherwise: string
  onChange(place: DraftPlace | null): void
}

const mostShown = 30

/** Where it is: here, by the code on the wall, or from the places of the worker's own grid. All of it without a network. */
export function PlaceInput({ place, otherwise, onChange }: PlaceInputProps) {
  const say = useWords()
  const [way, setWay] = useState<'code' | 'list' | 'scan' | null>(null)
  const [isLocating, setLocating] = useState(false)
  const [isFailed, setFailed] = useState(false)
  const choose = (next: DraftPlace) => {
    setWay(null)
    setFailed(false)
    onChange(next)
  }
  async function here() {
    setWay(null)
    setFailed(false)
    setLocating(true)
    try {
      choose({ how: 'here', ...(await whereNow()) })
    } catch {
      setFailed(true)
    } finally {
      setLocating(false)
    }
  }
  const other = (next: 'code' | 'list' | 'scan') => setWay(way === next ? null : next)
  return (
    <fieldset className="where">
      <legend>{say('report.where')}</legend>
      <Chosen place={place} otherwise={otherwise} onClear={() => onChange(null)} />
      <div className="ways">
        <button type="button" className="way" disabled={isLocating} onClick={() => void here()}>
          <Icon name="here" />
          {say(isLocating ? 'report.place.locating' : 'report.place.here')}
        </button>
        {canScan && (
          <button type="button" className="way" aria-pressed={way === 'scan'} onClick={() => other('scan')}>
            <Icon name="code" />
            {say('report.place.scan')}
          </button>
        )}
        <button type="button" className="way" aria-pressed={way === 'code'} onClick={() => other('code')}>
          <Icon name="text" />
          {say('report.place.code')}
        </button>
        <button type="button" className="way" aria-pressed={way === 'list'} onClick={() => other('list')}>
          <Icon name="list" />
          {say('report.place.list')}
        </button>
      </div>
      {isFailed && (
        <p className="fault" role="alert">
          {say('report.place.fault')}
        </p>
      )}
      {way === 'scan' && (
        <Scanner onFound={(code) => choose({ how: 'code', code })} onStop={() => setWay(null)} />
      )}
      {way === 'code' && <TypedCode onUse={(code) => choose({ how: 'code', code })} />}
      {way === 'list' && <CodeList onUse={(code) => choose({ how: 'code', code })} />}
    </fieldset>
  )
}

function Chosen({
  place,
  otherwise,
  onClear,
}: {
  place: DraftPlace | null
  otherwise: string
  onClear(): void
}) {
  const say = useWords()
  const { kept } = useKept()
  if (!place) return <p className="hint">{otherwise}</p>
  const code = place.how === 'code' ? kept.pack.codes.find((each) => each.code === place.code) : undefined
  const grid = place.how === 'here' ? gridAt(kept.pack.grids, place.lat, place.lng) : null
  const hint =
    place.how === 'code'
      ? code
        ? `${code.address ?? ''} ${code.code}`.trim()
        : say('report.place.unknown')
      : grid
        ? say('report.place.inGrid', { grid: grid.name })
        : say('report.place.outside')
  return (
    <p className="chosen" role="status">
      <Icon name="pin" />
      <span>
        <strong>
          {place.how === 'code'
            ? (code?.name ?? place.code)
            : say('report.place.near', { metres: place.accuracy })}
        </strong>
        <small>{hint}</small>
      </span>
      <button type="button" className="link" onClick={onClear}>
        {say('report.place.clear')}
      </button>
    </p>
  )
}

function TypedCode({ onUse }: { onUse(code: string): void }) {
  const say = useWords()
  const [code, setCode] = useState('')
  const clean = code.trim().toUpperCase()
  return (
    <Field label={say('report.place.typed')}>
      {(wiring) => (
        <span className="with-button">
          <input
            {...wiring}
            type="text"
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
          <button type="button" className="quiet" disabled={!clean} onClick={() => onUse(clean)}>
            {say('report.place.use')}
          </button>
        </span>
      )}
    </Field>
  )
}

function CodeList({ onUse }: { onUse(code: string): void }) {
  const say = useWords()
  const { kept } = useKept()
  const [words, setWords] = useState('')
  const wanted = words.trim().toLowerCase()
  const found = kept.pack.codes.filter(({ code, name, address }) =>
    `${code} ${name} ${address ?? ''}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <Field label={say('report.place.find')}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      <ul className="rows">
        {found.slice(0, mostShown).map(({ code, name }) => (
          <li key={code}>
            <button type="button" className="go" onClick={() => onUse(code)}>
              <span className="go-words">
                <strong>{name}</strong>
                <small>{code}</small>
              </span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
