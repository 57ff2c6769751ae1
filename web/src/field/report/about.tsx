import { useEffect, useState } from 'react'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { Field } from '../../foundation/field.tsx'
import { useSettled } from '../../foundation/settled.ts'
import { distanceWords } from '../../foundation/time.ts'
import { useField } from '../keeping/field.ts'
import { useKept } from '../keeping/kept.ts'
import type { FieldPack } from '../keeping/pack.ts'
import type { SimilarMatter } from '../outbox/entry.ts'
import { useWords } from '../words.ts'
import { changeDraft, type Draft } from './draft.ts'

type Category = FieldPack['forms']['categories'][number]

/** What the server makes of the words, while there is a network; nothing waits for it. */
function useAsked<T>(body: object | null, ask: (body: object, signal: AbortSignal) => Promise<T>): T | null {
  const [answer, setAnswer] = useState<T | null>(null)
  const { reach, session } = useField()
  const key = useSettled(body ? JSON.stringify(body) : '', 700)
  const isPossible = key !== '' && reach === 'online' && session === 'open'
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the words change
  useEffect(() => {
    setAnswer(null)
    if (!isPossible) return
    const asking = new AbortController()
    ask(JSON.parse(key) as object, asking.signal)
      .then(setAnswer)
      .catch(() => {})
    return () => asking.abort()
  }, [key, isPossible])
  return answer
}

const suggest = (body: object, signal: AbortSignal) =>
  post<{ category: { id: string } | null }>('/api/requests/suggest', body, { signal })
const findSimilar = (body: object, signal: AbortSignal) =>
  post<{ items: SimilarMatter[] }>('/api/field/similar', body, { signal })

function leaves(categories: readonly Category[]): Category[] {
  return categories.flatMap((each) => (each.children.length > 0 ? leaves(each.children) : [each]))
}

export function CategoryInput({ draft }: { draft: Draft }) {
  const say = useWords()
  const pick = usePick()
  const { kept } = useKept()
  const { categories } = kept.pack.forms
  const text = draft.text.trim()
  const suggested = useAsked(text.length >= 4 && !draft.category ? { text } : null, suggest)?.category
  const known = suggested && leaves(categories).find(({ id }) => id === suggested.id)
  return (
    <Field label={say('report.category')} optional>
      {(wiring) => (
        <>
          <select
            {...wiring}
            value={draft.category ?? ''}
            onChange={(event) => {
              const category = event.target.value || null
              changeDraft((before) => ({ ...before, category }))
            }}
          >
            <option value="">{say('report.categoryAuto')}</option>
            {categories.map((branch) => (
              <optgroup key={branch.id} label={pick(branch)}>
                {leaves([branch]).map((leaf) => (
                  <option key={leaf.id} value={leaf.id}>
                    {pick(leaf)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          {known && (
            <button
              type="button"
              className="quiet small"
              onClick={() => changeDraft((before) => ({ ...before, category: known.id }))}
            >
              {say('report.suggested', { category: pick(known) })}
            </button>
          )}
        </>
      )}
    </Field>
  )
}

/** Open matters that may be about the same: whoever finds the same thing again joins it. */
export function Similar({ draft, point }: { draft: Draft; point: { lat: number; lng: number } | null }) {
  const say = useWords()
  const text = draft.text.trim()
  const { place } = draft
  const location =
    place?.how === 'here'
      ? { lat: place.lat, lng: place.lng }
      : place?.how === 'code'
        ? { place_code: place.code }
        : (point ?? undefined)
  const body = text.length >= 4 && !draft.follows ? { text, ...(location ? { location } : {}) } : null
  const items = useAsked(body, findSimilar)?.items ?? []
  const follow = (follows: string | null) => changeDraft((before) => ({ ...before, follows }))
  if (draft.follows)
    return (
      <p className="notice notice-good row" role="status">
        {say('report.follows', { number: draft.follows })}
        <button type="button" className="link" onClick={() => follow(null)}>
          {say('report.notSame')}
        </button>
      </p>
    )
  if (items.length === 0) return null
  return (
    <section className="notice notice-warn" aria-label={say('report.similar')}>
      <p>
        <strong>{say('report.similar')}</strong> {say('report.similarHint')}
      </p>
      <ul className="similar">
        {items.map(({ id, number, title, distance_metres }) => (
          <li key={id}>
            <span>
              {title}
              {distance_metres !== null && <small>{distanceWords(distance_metres)}</small>}
            </span>
            <button type="button" className="quiet small" onClick={() => follow(number)}>
              {say('report.same')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
