import { Icon } from '../../foundation/icon.tsx'
import { fromToWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import type { CallRow } from './member-types.ts'
import { useMemberWords } from './words.ts'

export function CallList({ title, calls }: { title: string; calls: CallRow[] }) {
  const say = useMemberWords()
  const now = useNow()
  if (calls.length === 0) return null
  return (
    <section className="card list">
      <h2>{title}</h2>
      <ul className="rows">
        {calls.map((call) => (
          <li key={call.id}>
            <WayLink to={`/member/calls/${call.id}`} className="go">
              <span className="go-words">
                <strong>{call.title}</strong>
                <small>
                  {fromToWords(call.starts_at, call.ends_at, now)} · {call.place}
                </small>
                <small>
                  {call.community.name} · {say('call.places', { taken: call.taken, wanted: call.wanted })}
                  {call.taken >= call.wanted && call.answer !== 'yes' && ` · ${say('call.full')}`}
                </small>
              </span>
              <Icon name="right" />
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
