import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { Field } from '../../foundation/field.tsx'
import { UrgencyMark } from '../../foundation/marks.tsx'
import { bracketed, listed } from '../../foundation/punctuation.ts'
import { useSettled } from '../../foundation/settled.ts'
import { type Category, type RequestForm, suggest } from '../requests-api.ts'
import { useWords } from '../words.ts'
import { changeDraft, type Draft } from './draft.ts'

/** The path from a first-level category down to the one with this id. */
function pathTo(categories: Category[], id: string | null): Category[] {
  if (!id) return []
  for (const category of categories) {
    if (category.id === id) return [category]
    const below = pathTo(category.children ?? [], id)
    if (below.length > 0) return [category, ...below]
  }
  return []
}

/** What the words look like, with the reason; the person may say otherwise. */
export function Guess({ draft, form }: { draft: Draft; form: RequestForm | undefined }) {
  const say = useWords()
  const pick = usePick()
  const [isOpen, setIsOpen] = useState(false)
  const text = useSettled(draft.text.trim(), 700)
  const { data } = useQuery({
    queryKey: ['suggest', text],
    queryFn: ({ signal }) => suggest(text, signal),
    enabled: text.length >= 6,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
    retry: false,
  })
  const isChosen = draft.kind !== null || draft.category !== null
  const seen = text.length >= 6 ? data : undefined
  const kind = form?.kinds.find(({ id }) => id === draft.kind) ?? seen?.kind
  const chosenPath = pathTo(form?.categories ?? [], draft.category)
  const guessedPath = seen?.category
    ? (seen.category.path ?? []).some(({ id }) => id === seen.category?.id)
      ? (seen.category.path ?? [])
      : [...(seen.category.path ?? []), seen.category]
    : []
  const path = draft.category ? chosenPath : guessedPath
  const words = [kind && pick(kind), path.map((step) => pick(step)).join(' › ')].filter(Boolean).join(' · ')
  const dangerous = seen?.urgency.id === 'urgent'

  return (
    <div className="guess">
      <div role="status" aria-live="polite">
        {words && (
          <p className="guess-words">
            <span className="soft">{say(isChosen ? 'report.guess.chosen' : 'report.guess.label')}</span>{' '}
            <strong>{words}</strong> {dangerous && seen && <UrgencyMark urgency={seen.urgency} />}
          </p>
        )}
        {dangerous && <p className="fault">{say('report.guess.urgent')}</p>}
      </div>
      {words && (
        <div className="row">
          {!isChosen && (seen?.because.length ?? 0) > 0 && (
            <details className="why">
              <summary>{say('report.guess.why')}</summary>
              <p>{say('report.guess.because', { words: listed(seen?.because ?? []) })}</p>
            </details>
          )}
          {form && (
            <button
              type="button"
              className="quiet small"
              aria-expanded={isOpen}
              onClick={() => setIsOpen(!isOpen)}
            >
              {say('report.guess.change')}
            </button>
          )}
          {isChosen && (
            <button
              type="button"
              className="quiet small"
              onClick={() => changeDraft({ kind: null, category: null })}
            >
              {say('report.guess.keep')}
            </button>
          )}
        </div>
      )}
      {isOpen && words && form && <ChangeGuess form={form} kind={draft.kind} path={chosenPath} />}
    </div>
  )
}

function ChangeGuess({ form, kind, path }: { form: RequestForm; kind: string | null; path: Category[] }) {
  const say = useWords()
  const pick = usePick()
  const levels: Category[][] = [form.categories]
  for (const step of path) if (step.children?.length) levels.push(step.children)
  return (
    <div className="guess-change">
      <Field label={say('report.guess.kind')}>
        {(wiring) => (
          <select
            {...wiring}
            value={kind ?? ''}
            onChange={(event) => changeDraft({ kind: event.target.value || null })}
          >
            <option value="">{say('report.guess.auto')}</option>
            {form.kinds.map((each) => (
              <option key={each.id} value={each.id}>
                {pick(each)}
                {each.hint ? bracketed(pick(each.hint)) : ''}
              </option>
            ))}
          </select>
        )}
      </Field>
      {levels.map((categories, level) => (
        <Field
          key={path[level - 1]?.id ?? 'top'}
          label={say(level === 0 ? 'report.guess.category' : 'report.guess.subcategory')}
        >
          {(wiring) => (
            <select
              {...wiring}
              value={path[level]?.id ?? ''}
              onChange={(event) =>
                changeDraft({ category: event.target.value || (path[level - 1]?.id ?? null) })
              }
            >
              <option value="">{say('report.guess.auto')}</option>
              {categories.map((each) => (
                <option key={each.id} value={each.id}>
                  {pick(each)}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
    </div>
  )
}
