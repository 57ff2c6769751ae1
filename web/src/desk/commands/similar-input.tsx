import { useQuery } from '@tanstack/react-query'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { placeWords } from '../../foundation/place-words.ts'
import { distanceWords, relativeWords, useNow } from '../../foundation/time.ts'
import { Failed, Loading } from '../shell/answers.tsx'
import type { MatterDetail, SimilarRow } from '../types.ts'
import { useWords } from '../words/index.ts'

interface SimilarInputProps {
  value?: string
  onChange?: (value: string) => void
  detail: MatterDetail
}

function Photo({ url, words }: { url: string | null | undefined; words: string }) {
  return url ? <img src={url} alt="" loading="lazy" /> : <span className="desk-no-photo">{words}</span>
}

/** Is it the same thing? This matter and each candidate side by side: words, photo, distance, state. */
export function SimilarInput({ value, onChange, detail }: SimilarInputProps) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['similar', detail.id],
    queryFn: () => get<{ items: SimilarRow[] }>(`/api/matters/${detail.id}/similar`),
  })
  const place = placeWords(detail.area?.split(' ') ?? [], detail.place.address)
  if (isPending) return <Loading rows={3} />
  if (error) return <Failed error={error} onRetry={() => void refetch()} />
  if (data.items.length === 0) return <p className="desk-soft">{say('matter.form.noSimilar')}</p>
  return (
    <div className="desk-similar">
      <article className="desk-similar-this">
        <h3>{say('matter.form.thisOne')}</h3>
        <Photo url={detail.photos[0]?.thumb} words={say('matter.form.noPhoto')} />
        <p>{detail.text}</p>
        <small>{[place.area, place.address].filter(Boolean).join(' ')}</small>
      </article>
      <div role="radiogroup" aria-label={say('matter.form.into')}>
        {data.items.map((item) => (
          <label key={item.id} className="desk-similar-that" data-chosen={value === item.id ? '' : undefined}>
            <input
              type="radio"
              name="into"
              value={item.id}
              checked={value === item.id}
              onChange={() => onChange?.(item.id)}
            />
            <Photo url={item.photo} words={say('matter.form.noPhoto')} />
            <span>
              <strong>{item.title}</strong>
              {item.excerpt && item.excerpt !== item.title && <span>{item.excerpt}</span>}
              <small>
                {say('matter.form.likely')} {Math.round(item.likeness * 100)}%
                {item.distance_metres !== null &&
                  ` · ${say('matter.form.apart', { distance: distanceWords(item.distance_metres) })}`}
                {` · ${item.number} · ${item.owner.name} · ${relativeWords(item.created_at, now)}`}
              </small>
              <small>
                {pick(item.category)} <StateMark state={item.state} words={item.state_words} plain />
              </small>
            </span>
          </label>
        ))}
      </div>
    </div>
  )
}
