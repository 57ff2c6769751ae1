import { usePick } from '../../foundation/both.ts'
import { StateMark } from '../../foundation/marks.tsx'
import { relativeWords, useNow } from '../../foundation/time.ts'
import { toMatter, WayLink } from '../../foundation/ways.tsx'
import { Due } from '../inbox/due.tsx'
import type { MatterDetail, Related } from '../types.ts'
import { useWords } from '../words/index.ts'

function One({ title, related }: { title: string; related: Related }) {
  return (
    <section className="desk-section">
      <h2>{title}</h2>
      <WayLink to={toMatter(related.id)} className="desk-related">
        <strong>{related.title}</strong>
        <span>
          <code>{related.number}</code> {related.owner.name}{' '}
          <StateMark state={related.state} words={related.state_words} plain />
        </span>
      </WayLink>
    </section>
  )
}

function Parts({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  if (detail.parts.length === 0) return null
  return (
    <section className="desk-section">
      <h2>
        {say('matter.sections.parts')} <small>{detail.parts.length}</small>
      </h2>
      <ul className="desk-plain-list">
        {detail.parts.map((part) => (
          <li key={part.id}>
            <WayLink to={toMatter(part.id)} className="desk-related">
              <span className="desk-related-head">
                <strong>{part.owner.name}</strong>
                <StateMark state={part.state} words={part.state_words} plain />
              </span>
              <span>{part.title}</span>
              {part.due_at && <Due row={part} />}
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Followers({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  if (detail.followers === 0) return null
  return (
    <section className="desk-section">
      <h2>
        {say('matter.sections.followers')} <small>{detail.followers}</small>
      </h2>
      <ul className="desk-plain-list">
        {detail.followers_list.map((follower) => (
          <li key={follower.id}>
            <WayLink to={toMatter(follower.id)} className="desk-related">
              <span>{follower.title}</span>
              <small>
                {follower.number} · {relativeWords(follower.created_at, now)} · {pick(follower.state_words)}
              </small>
            </WayLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What this matter belongs to, and what belongs to it. */
export function RelatedMatters({ detail }: { detail: MatterDetail }) {
  const say = useWords()
  return (
    <>
      {detail.parent && <One title={say('matter.sections.parent')} related={detail.parent} />}
      {detail.original && <One title={say('matter.sections.original')} related={detail.original} />}
      <Parts detail={detail} />
      <Followers detail={detail} />
    </>
  )
}
