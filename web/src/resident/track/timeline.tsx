import { useEffect, useRef } from 'react'
import { languageOf } from '../../foundation/language-of.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { Failure } from '../pieces/states.tsx'
import type { Door, TrackedRequest } from '../requests-api.ts'
import { usePlainWords } from './plain-words.ts'
import { useSteps } from './steps.ts'
import { useWords } from './words.ts'

/** The open steps, the newest first; the earlier ones when they are asked for. */
export function Timeline({ request, door }: { request: TrackedRequest; door: Door }) {
  const say = useWords()
  const plain = usePlainWords()
  const now = useNow()
  const steps = useSteps(request, door)
  const first = useRef<HTMLLIElement>(null)
  // The button may be gone with the last of them: whoever pressed it reads on where it was.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that earlier ones came
  useEffect(() => first.current?.focus(), [steps.goesOnAt])
  return (
    <section className="card list-card">
      <h2>{say('track.timeline.title')}</h2>
      <ol
        className="timeline"
        aria-label={say('track.timeline.title') + bracketed(say('track.timeline.order'))}
      >
        {[...steps.entries].reverse().map((entry) => (
          <li
            key={entry.id}
            data-you={entry.by_person || undefined}
            {...(entry.id === steps.goesOnAt ? { ref: first, tabIndex: -1 } : {})}
          >
            <p className="timeline-head">
              <strong>
                {plain.event(entry.kind, entry.words)}
                {entry.to ? ` → ${entry.to}` : ''}
              </strong>
              <time dateTime={entry.at}>{dateTimeWords(entry.at, now)}</time>
            </p>
            {(entry.by_person || entry.by || entry.of_original) && (
              <p className="soft">
                {entry.by_person
                  ? say('track.timeline.you')
                  : [entry.of_original && say('track.timeline.original'), entry.by]
                      .filter(Boolean)
                      .join(' · ')}
              </p>
            )}
            {entry.text && (
              <p className="own-words" lang={languageOf(entry.text)}>
                {entry.text}
              </p>
            )}
          </li>
        ))}
      </ol>
      {steps.error && <Failure error={steps.error} />}
      {steps.hasEarlier && (
        <button type="button" className="quiet" aria-busy={steps.isReading} onClick={steps.more}>
          {say(steps.isReading ? 'track.timeline.loading' : 'track.timeline.earlier')}
        </button>
      )}
    </section>
  )
}
