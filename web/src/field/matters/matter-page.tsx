import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { languageOf } from '../../foundation/language-of.ts'
import { LongWords } from '../../foundation/long-words.tsx'
import { MarkWord, StateMark, UrgencyMark } from '../../foundation/marks.tsx'
import { problemWords } from '../../foundation/problem-words.ts'
import { dateTimeWords, dueAtWords, useNow } from '../../foundation/time.ts'
import { WayLink } from '../../foundation/ways.tsx'
import { useKept } from '../keeping/kept.ts'
import type { PackMatter } from '../keeping/pack.ts'
import type { Entry } from '../outbox/entry.ts'
import { Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { Actions } from './actions.tsx'
import { Call } from './call.tsx'
import { type FreshMatter, useEarlier, useFresh } from './detail.ts'
import { FindingPage } from './finding-page.tsx'
import { waits } from './matters-page.tsx'
import { actionsNow, deedsOn, notSent } from './overlay.ts'

/** By the server's id, or by the id of a finding of this phone, before and after it arrived. */
export function MatterPage() {
  const say = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { kept, entries } = useKept()
  const finding = entries.find((entry) => entry.kind === 'finding' && entry.id === id)
  const matterId = finding?.result?.matter_id ?? id
  const matter = kept.pack.matters.find((each) => each.id === matterId)
  if (matter)
    return <Carried matter={matter} entries={entries} isMasked={kept.pack.rules.masked_calls ?? false} />
  if (finding) return <FindingPage finding={finding} entries={entries} />
  return (
    <Page title={say('matters.gone')} intro={say('matters.goneHint')}>
      <WayLink to="/matters" className="button big">
        {say('matters.toAll')}
      </WayLink>
    </Page>
  )
}

function Carried(props: { matter: PackMatter; entries: Entry[]; isMasked: boolean }) {
  const { matter: carried, entries, isMasked } = props
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const { data: fresh } = useFresh(carried.id, carried.version)
  const deeds = deedsOn(carried.id, entries)
  // The newer of the two counts: the page that was fetched now, or the pack.
  const isFresh = fresh !== undefined && fresh.version >= carried.version
  const matter = isFresh ? { ...carried, ...picked(fresh) } : carried
  const actions = isFresh
    ? fresh.actions.filter(({ allowed }) => allowed).map(({ command }) => command)
    : carried.actions
  return (
    <Page title={matter.title}>
      <p className="go-marks">
        <StateMark state={matter.state} words={matter.state_words} />
        <UrgencyMark urgency={matter.urgency} />
        {deeds.some(notSent) && <MarkWord mark={waits} words={say('matter.queued')} />}
      </p>
      <dl className="facts">
        <dt>{say('matter.asked')}</dt>
        <dd>
          <LongWords className="said" text={matter.text} />
        </dd>
        {(matter.address ?? matter.area) && (
          <>
            <dt>{say('matter.place')}</dt>
            <dd>{matter.address ?? matter.area}</dd>
          </>
        )}
        {matter.category && (
          <>
            <dt>{say('matter.category')}</dt>
            <dd>{pick(matter.category)}</dd>
          </>
        )}
        {matter.due_at && (
          <>
            <dt>{say('matter.due')}</dt>
            <dd>
              {matter.step_words && `${pick(matter.step_words)} · `}
              {dueAtWords(matter.due_at, now)} <DueMark dueAt={matter.due_at} />
            </dd>
          </>
        )}
        <dt>{say('outbox.number', { number: '' }).trim()}</dt>
        <dd>{matter.number}</dd>
      </dl>
      <Deeds deeds={deeds.filter(notSent)} />
      <Call matter={matter} isMasked={isMasked} />
      <Actions matter={matter} actions={actionsNow(actions, deeds)} entries={entries} />
      {isFresh ? (
        <>
          <FreshPhotos photos={fresh.photos} />
          <Story fresh={fresh} />
        </>
      ) : (
        <p className="hint">{say('matter.storyOffline')}</p>
      )}
    </Page>
  )
}

const picked = ({ version, state, state_words, due_at, step_words }: FreshMatter) => ({
  version,
  state,
  state_words,
  due_at,
  step_words,
})

/** What this phone did and the server does not know yet. */
export function Deeds({ deeds }: { deeds: Entry[] }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  if (deeds.length === 0) return null
  return (
    <section className="notice notice-warn">
      <p>
        <strong>{say('matter.deeds')}</strong>
      </p>
      <ul>
        {deeds.map((entry) => (
          <li key={entry.id}>
            {pick(entry.title)} · {dateTimeWords(entry.happenedAt, now)} ·{' '}
            {entry.trouble ? pick(entry.trouble) : say('matter.queued')}
          </li>
        ))}
      </ul>
    </section>
  )
}

function FreshPhotos({ photos }: { photos: FreshMatter['photos'] }) {
  const say = useWords()
  return (['before', 'after', 'other'] as const).map((purpose) => {
    const some = photos.filter((photo) => photo.purpose === purpose)
    if (some.length === 0) return null
    return (
      <section key={purpose}>
        <h2>{say(`matter.${purpose}`)}</h2>
        <ul className="photo-grid">
          {some.map(({ id, url, thumb }, index) => (
            <li key={id}>
              <a href={url} target="_blank" rel="noreferrer">
                <img
                  src={thumb}
                  alt={say('matter.photoOpen', { label: `${say(`matter.${purpose}`)} ${index + 1}` })}
                />
              </a>
            </li>
          ))}
        </ul>
      </section>
    )
  })
}

function Story({ fresh }: { fresh: FreshMatter }) {
  const say = useWords()
  const pick = usePick()
  const now = useNow()
  const [isAsked, setAsked] = useState(false)
  const earlier = useEarlier(fresh, isAsked)
  const timeline = [...earlier.steps, ...fresh.timeline]
  return (
    <section>
      <h2>
        <Icon name="clock" /> {say('matter.story')}
      </h2>
      <ol className="story">
        {timeline.toReversed().map(({ seq, at, words, text, actor }) => (
          <li key={seq}>
            <strong>{pick(words)}</strong>
            <small>
              {dateTimeWords(at, now)} {[actor?.organisation, actor?.name].filter(Boolean).join(' ')}
            </small>
            {text && <p lang={languageOf(text)}>{text}</p>}
          </li>
        ))}
      </ol>
      {earlier.error && <p className="notice notice-warn">{problemWords(earlier.error)}</p>}
      {earlier.hasMore && (
        <button
          type="button"
          className="button"
          disabled={earlier.isLoading}
          onClick={() => (isAsked ? earlier.more() : setAsked(true))}
        >
          {say('matter.earlier')}
        </button>
      )}
    </section>
  )
}
