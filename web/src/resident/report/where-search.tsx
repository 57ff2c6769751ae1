import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '../../foundation/field.tsx'
import { useSettled } from '../../foundation/settled.ts'
import { Failure } from '../pieces/states.tsx'
import { chainWords, findPlaces, type PlaceFound } from '../places-api.ts'
import { useWords } from '../words.ts'
import type { DraftPlace } from './draft.ts'

function toPlace(found: PlaceFound): DraftPlace {
  return {
    how: found.kind === 'area' ? 'list' : 'search',
    location: found.kind === 'area' ? { area_id: found.area_id } : { place_code: found.code },
    name: found.name,
    chain: found.address ?? chainWords(found.chain),
  }
}

export function WhereSearch({ onChoose }: { onChoose(place: DraftPlace): void }) {
  const say = useWords()
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 350)
  const { data, isFetching, error, refetch } = useQuery({
    queryKey: ['places', asked],
    queryFn: () => findPlaces(asked),
    enabled: asked.length >= 2,
    staleTime: 60_000,
  })
  const found = asked.length >= 2 ? data : undefined
  return (
    <div className="where-panel">
      <Field label={say('report.where.searchLabel')}>
        {(wiring) => (
          <input
            {...wiring}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            // The person has just asked to type here.
            // biome-ignore lint/a11y/noAutofocus: opened by their own press
            autoFocus
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          />
        )}
      </Field>
      <p className="hint" role="status">
        {isFetching
          ? say('report.where.searching')
          : found &&
            (found.length > 0
              ? say('report.where.found', { count: found.length })
              : say('report.where.none', { words: asked }))}
      </p>
      {error && <Failure error={error} again={() => void refetch()} />}
      {found && found.length > 0 && (
        <ul className="found">
          {found.map((place) => (
            <li key={`${place.kind} ${place.code}`}>
              <button type="button" onClick={() => onChoose(toPlace(place))}>
                <strong>{place.name}</strong>
                <span>{place.address ?? chainWords(place.chain)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
