import { languageOf } from '../../foundation/language-of.ts'
import { bracketed } from '../../foundation/punctuation.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import type { TimelineEntry } from '../requests-api.ts'
import { usePlainWords } from './plain-words.ts'
import { useWords } from './words.ts'

/** Every open step, the newest first. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const say = useWords()
  const plain = usePlainWords()
  const now = useNow()
  const newestFirst = [...entries].reverse().sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section className="card list-card">
      <h2>{say('track.timeline.title')}</h2>
      <ol
        className="timeline"
        aria-label={say('track.timeline.title') + bracketed(say('track.timeline.order'))}
      >
        {newestFirst.map((entry) => (
          <li
            key={`${entry.at} ${entry.kind} ${entry.text} ${entry.to}`}
            data-you={entry.by_person || undefined}
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
    </section>
  )
}
