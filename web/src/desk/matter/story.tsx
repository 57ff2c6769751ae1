import { EyeOutlined, LockOutlined } from '@ant-design/icons'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { usePick } from '../../foundation/both.ts'
import { clockWords, dateWords, shanghaiDay } from '../../foundation/time.ts'
import { useMyself } from '../shell/me.ts'
import { useTerms } from '../terms.ts'
import type { MatterDetail, TimelineEntry } from '../types.ts'
import { useWords } from '../words/index.ts'
import { factsOf } from './event-facts.ts'

type Shown = 'all' | 'open' | 'internal'

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

function Entry({ entry, detail, isNew }: { entry: TimelineEntry; detail: MatterDetail; isNew: boolean }) {
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
        <time dateTime={entry.at}>{clockWords(entry.at)}</time>
      </header>
      {facts.length > 0 && <p className="desk-entry-facts">{facts.join(' · ')}</p>}
      {entry.text && entry.kind !== 'matter.received' && <p className="desk-words">{entry.text}</p>}
    </li>
  )
}

/** What happened, the newest first, day by day; what the person sees and what is internal are told apart. */
export function Story({ detail, seenUntil }: { detail: MatterDetail; seenUntil: number }) {
  const say = useWords()
  const me = useMyself()
  const [shown, setShown] = useState<Shown>('all')
  const days = useMemo(() => {
    const wanted = detail.timeline
      .filter((entry) => shown === 'all' || entry.open === (shown === 'open'))
      .toReversed()
    const grouped = new Map<string, TimelineEntry[]>()
    for (const entry of wanted) {
      const day = shanghaiDay(entry.at)
      grouped.set(day, [...(grouped.get(day) ?? []), entry])
    }
    return [...grouped]
  }, [detail.timeline, shown])
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
      {days.map(([day, entries]) => (
        <div key={day} className="desk-day">
          <h3>{dateWords(entries[0]!.at)}</h3>
          <ol>
            {entries.map((entry) => (
              <Entry
                key={entry.seq}
                entry={entry}
                detail={detail}
                isNew={entry.seq > seenUntil && entry.actor?.name !== me.name}
              />
            ))}
          </ol>
        </div>
      ))}
    </section>
  )
}
