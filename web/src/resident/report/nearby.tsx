import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Icon } from '../../foundation/icon.tsx'
import { StateMark } from '../../foundation/marks.tsx'
import { useSettled } from '../../foundation/settled.ts'
import { distanceWords, relativeWords, useNow } from '../../foundation/time.ts'
import { findSimilar, type SimilarRequest } from '../requests-api.ts'
import { useWords } from '../words.ts'
import { changeDraft, type Draft } from './draft.ts'

const shownFirst = 3

/** Similar requests nearby: following one instead of sending the same again. */
export function Nearby({ draft }: { draft: Draft }) {
  const say = useWords()
  const now = useNow()
  const [all, setAll] = useState(false)
  const text = useSettled(draft.text.trim(), 900)
  const location = draft.place?.location
  const { data } = useQuery({
    queryKey: ['similar', text, location],
    queryFn: ({ signal }) => findSimilar(text, location, signal),
    enabled: text.length >= 8,
    staleTime: 60_000,
    placeholderData: (before) => before,
    retry: false,
  })
  const items = text.length >= 8 ? (data?.items ?? []) : []
  const followed = items.find(({ number }) => number === draft.follows)
  const shown = followed ? [followed] : all ? items : items.slice(0, shownFirst)

  return (
    <div aria-live="polite">
      {(items.length > 0 || draft.follows) && (
        <section className="block nearby">
          <h2>
            <Icon name="crowd" />
            {say('report.nearby.title')}
          </h2>
          {draft.follows ? (
            <div className="notice notice-good">
              <p>{say('report.nearby.following', { number: draft.follows })}</p>
              <button type="button" className="quiet small" onClick={() => changeDraft({ follows: null })}>
                {say('report.nearby.undo')}
              </button>
            </div>
          ) : (
            <p className="hint">{say('report.nearby.hint')}</p>
          )}
          <ul className="similar">
            {shown.map((item) => (
              <Similar key={item.number} item={item} now={now} isFollowed={item.number === draft.follows} />
            ))}
          </ul>
          {!followed && !all && items.length > shownFirst && (
            <button type="button" className="quiet small" onClick={() => setAll(true)}>
              {say('report.nearby.more', { count: items.length - shownFirst })}
            </button>
          )}
        </section>
      )}
    </div>
  )
}

/** A short request is its own title. */
function sameWords({ title, excerpt }: SimilarRequest): boolean {
  return (excerpt ?? '').replace(/[。！!.…]+$/u, '') === title.replace(/[。！!.…]+$/u, '')
}

function Similar({ item, now, isFollowed }: { item: SimilarRequest; now: Date; isFollowed: boolean }) {
  const say = useWords()
  const id = useId()
  const facts = [
    item.distance_metres === null ? null : distanceWords(item.distance_metres),
    relativeWords(item.created_at, now),
    item.followers > 0 ? say('report.nearby.followers', { count: item.followers }) : null,
  ]
  return (
    <li>
      {item.photo && <img src={item.photo} alt={say('report.nearby.photo')} loading="lazy" />}
      <div>
        <p className="similar-head">
          <strong id={id}>{item.title}</strong>
          <StateMark state={item.state} words={item.state_words} />
        </p>
        {item.excerpt && !sameWords(item) && <p className="similar-text">{item.excerpt}</p>}
        <p className="soft">{facts.filter(Boolean).join(' · ')}</p>
        {!isFollowed && (
          <button
            type="button"
            className="button secondary small"
            aria-describedby={id}
            onClick={() => changeDraft({ follows: item.number })}
          >
            <Icon name="crowd" />
            {say('report.nearby.metoo')}
          </button>
        )}
      </div>
    </li>
  )
}
