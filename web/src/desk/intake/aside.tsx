import { useQuery } from '@tanstack/react-query'
import type { Both } from '../../foundation/api.ts'
import { post } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { distanceWords, relativeWords, useNow } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { useMyself } from '../shell/me.ts'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'
import { type IntakeDraft, isPhone, locationOf } from './draft.ts'
import { useSettled } from './settled.ts'

interface Near {
  number: string
  title: string
  excerpt: string | null
  distance_metres: number | null
  state: string
  state_words: Both
  created_at: string
  followers: number
  photo: string | null
}

/** What this caller reported before; asked for only after they consented. */
function Earlier({ draft }: { draft: IntakeDraft }) {
  const say = useWords()
  const now = useNow()
  const me = useMyself()
  const phone = useSettled(draft.phone.replace(/[\s-]/g, ''))
  const { data, error } = useQuery({
    queryKey: ['callers', phone],
    queryFn: () => post<{ items: MatterRow[] }>('/api/callers', { phone, consent: true }),
    enabled: draft.consent && !draft.anonymous && isPhone(phone) && me.may('caller.history'),
    staleTime: 60_000,
  })
  if (!data && !error) return null
  return (
    <section className="desk-section">
      <h2>{say('matter.intake.earlier')}</h2>
      {error && <p role="alert">{problemWords(error)}</p>}
      {data?.items.length === 0 && <p className="desk-soft">{say('matter.intake.noEarlier')}</p>}
      <ul className="desk-plain-list">
        {data?.items.map((row) => (
          <li key={row.id}>
            <WayLink to={toMatter(row.id)} className="desk-related" target="_blank">
              <span className="desk-related-head">
                <strong>{row.title}</strong>
                <StateMark state={row.state} words={row.state_words} plain />
              </span>
              <small>
                {row.number} · {row.owner.name} · {relativeWords(row.created_at, now)}
              </small>
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Open matters nearby that say the same. */
function Similar({ draft }: { draft: IntakeDraft }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const about = useSettled(
    JSON.stringify({ text: draft.text.trim().slice(0, 2000), location: locationOf(draft.place) }),
    900,
  )
  const asked = JSON.parse(about) as { text: string; location?: object }
  const { data } = useQuery({
    queryKey: ['similar', 'intake', about],
    queryFn: () => post<{ items: Near[] }>('/api/requests/similar', asked),
    enabled: asked.text.length >= 4 && asked.location !== undefined,
    placeholderData: (before) => before,
  })
  if (!data) return null
  return (
    <section className="desk-section">
      <h2>{say('matter.intake.similar')}</h2>
      {data.items.length === 0 && <p className="desk-soft">{say('matter.intake.noSimilar')}</p>}
      <ul className="desk-plain-list">
        {data.items.map((item) => (
          <li key={item.number}>
            <WayLink to="/" search={{ view: 'all', q: item.number }} className="desk-related" target="_blank">
              <strong>{item.title}</strong>
              {item.excerpt && <span>{item.excerpt}</span>}
              <small>
                {[
                  item.number,
                  pick(item.state_words),
                  item.distance_metres !== null && distanceWords(item.distance_metres),
                  relativeWords(item.created_at, now),
                  item.followers > 0 && say('inbox.flags.followers', { n: item.followers }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Beside the form: what is known already, so that nothing is taken in twice. */
export function IntakeAside({ draft }: { draft: IntakeDraft }) {
  return (
    <div className="desk-intake-aside">
      <Earlier draft={draft} />
      <Similar draft={draft} />
    </div>
  )
}
