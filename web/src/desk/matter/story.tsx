import { EyeOutlined, LockOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { problemWords } from '../../foundation/problem-words.ts'
import { clockWords, dateWords, shanghaiDay } from '../../foundation/time.ts'
import { toMatter, useAddress, useGo, WayLink } from '../../foundation/ways.tsx'
import { useMyself } from '../shell/me.ts'
import { useTerms } from '../terms.ts'
import type { MatterDetail, TimelineEntry } from '../types.ts'
import { useWords } from '../words/index.ts'
import { factsOf } from './event-facts.ts'
import { type Shown, useStory } from './story-pages.ts'

const alarming = new Set([
  'matter.deadline_missed',
  'matter.supervised',
  'matter.reopened',
  'matter.returned',
  'matter.part_refused',
])
const answering = new Set(['matter.answered', 'matter.declined', 'matter.progressed'])

function sideOf(entry: TimelineEntry): 'person' | 'desk' | 'house' {
  if (entry.by_person || entry.kind === 'matter.received') return 'person'
  return entry.actor ? 'desk' : 'house'
}

interface EntryProps {
  entry: TimelineEntry
  detail: MatterDetail
  isNew: boolean
  /** The address names this one. */
  isMeant: boolean
}

function Entry({ entry, detail, isNew, isMeant }: EntryProps) {
  const say = useWords()
  const pick = usePick()
  const side = sideOf(entry)
  const who =
    side === 'person' && !entry.actor?.name
      ? say('matter.sections.person')
      : entry.actor
        ? [entry.actor.organisation, entry.actor.name].filter(Boolean).join(' · ')
        : say('matter.sections.system')
  const { categoryOf } = useTerms()
  const facts = factsOf(entry, { detail, say, pick, categoryOf })
  return (
    <li
      className="desk-entry"
      id={`event-${entry.seq}`}
      aria-current={isMeant ? 'true' : undefined}
      data-side={side}
      data-open={entry.open ? '' : undefined}
      data-alarm={alarming.has(entry.kind) ? '' : undefined}
      data-answer={answering.has(entry.kind) && entry.open ? '' : undefined}
    >
      <header>
        <strong>{pick(entry.words)}</strong>
        {isNew && <em>{say('matter.sections.newWords')}</em>}
        <span>{who}</span>
        {detail.kind !== 'request' ? null : entry.open ? (
          <span className="desk-entry-mark" data-tone="teal">
            <EyeOutlined aria-hidden />{' '}
            {say(
              entry.text && !entry.text_open && entry.kind !== 'matter.received'
                ? 'matter.sections.stepOpenMark'
                : 'matter.sections.openMark',
            )}
          </span>
        ) : (
          <span className="desk-entry-mark">
            <LockOutlined aria-hidden /> {say('matter.sections.internalMark')}
          </span>
        )}
        <WayLink
          to={toMatter(detail.id)}
          search={{ event: entry.seq }}
          title={say('matter.sections.linkHere')}
        >
          <time dateTime={entry.at}>{clockWords(entry.at)}</time>
        </WayLink>
      </header>
      {facts.length > 0 && <p className="desk-entry-facts">{facts.join(' · ')}</p>}
      {entry.text && entry.kind !== 'matter.received' && <p className="desk-words">{entry.text}</p>}
    </li>
  )
}

/** What happened, the newest first, day by day; what the person sees and what is internal are told apart. */
export function Story({ detail, seenUntil }: { detail: MatterDetail; seenUntil: number }) {
  const say = useWords()
  const go = useGo()
  const me = useMyself()
  const [shown, setShown] = useState<Shown>('all')
  const { event } = useAddress((search) => ({ event: Number(search.event) || undefined }))
  const story = useStory(detail, shown, event)
  const { entries } = story
  const days = useMemo(() => {
    const grouped = new Map<string, TimelineEntry[]>()
    for (const entry of entries.toReversed()) {
      const day = shanghaiDay(entry.at)
      grouped.set(day, [...(grouped.get(day) ?? []), entry])
    }
    return [...grouped]
  }, [entries])
  const isThere = entries.some(({ seq }) => seq === event)
  useEffect(() => {
    if (isThere) document.getElementById(`event-${event}`)?.scrollIntoView({ block: 'center' })
  }, [isThere, event])
  return (
    <section className="desk-section" aria-labelledby="story">
      <header className="desk-section-head">
        <h2 id="story">{say('matter.sections.story')}</h2>
        {detail.kind === 'request' && (
          <Segmented<Shown>
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'all', label: say('matter.sections.all') },
              { value: 'open', label: say('matter.sections.openOnly') },
              { value: 'internal', label: say('matter.sections.internalOnly') },
            ]}
          />
        )}
      </header>
      {story.hasNewer && (
        <Alert
          type="info"
          title={say('matter.sections.fromBack')}
          action={
            <Button size="small" onClick={() => go(toMatter(detail.id))}>
              {say('matter.sections.toNewest')}
            </Button>
          }
        />
      )}
      {days.map(([day, ofDay]) => (
        <div key={day} className="desk-day">
          <h3>{dateWords(ofDay[0]!.at)}</h3>
          <ol>
            {ofDay.map((entry) => (
              <Entry
                key={entry.seq}
                entry={entry}
                detail={detail}
                isNew={entry.seq > seenUntil && entry.actor?.name !== me.name}
                isMeant={entry.seq === event}
              />
            ))}
          </ol>
        </div>
      ))}
      {days.length === 0 && !story.isLoading && !story.hasEarlier && (
        <p className="desk-soft">{say('matter.sections.noneShown')}</p>
      )}
      {story.error && <Alert type="error" title={problemWords(story.error)} />}
      {(story.hasEarlier || story.error) && (
        <Button block className="desk-earlier" loading={story.isLoading} onClick={story.more}>
          {shown === 'all'
            ? say('matter.sections.earlierOf', { n: story.earlier })
            : say('matter.sections.earlier')}
        </Button>
      )}
    </section>
  )
}
