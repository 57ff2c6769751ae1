import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { Icon } from '../../foundation/icon.tsx'
import { MarkWord, StateMark, UrgencyMark } from '../../foundation/marks.tsx'
import { WayLink } from '../../foundation/ways.tsx'
import { useKept } from '../keeping/kept.ts'
import type { PackMatter } from '../keeping/pack.ts'
import type { Entry } from '../outbox/entry.ts'
import { Empty, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { deedsOn, notSent, ownFindings } from './overlay.ts'

const byDue = (a: PackMatter, b: PackMatter) => (a.due_at ?? '9').localeCompare(b.due_at ?? '9')

export function MattersPage() {
  const say = useWords()
  const { kept, entries } = useKept()
  const { matters, left_out } = kept.pack
  const own = ownFindings(kept, entries)
  const mine = matters.filter((matter) => matter.mine).toSorted(byDue)
  const inbox = matters.filter((matter) => !matter.mine).toSorted(byDue)
  return (
    <Page title={say('matters.title')}>
      {own.length + matters.length === 0 && (
        <Empty title={say('matters.none')} hint={say('matters.noneHint')} />
      )}
      {own.length > 0 && (
        <section className="card list">
          <h2>{say('matters.own')}</h2>
          <ul className="rows">
            {own.map((entry) => (
              <OwnRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      )}
      {[
        { title: say('matters.mine'), rows: mine },
        { title: say('matters.inbox'), rows: inbox },
      ].map(
        ({ title, rows }) =>
          rows.length > 0 && (
            <section key={title} className="card list">
              <h2>
                {title}
                <span className="round-done">{rows.length}</span>
              </h2>
              <ul className="rows">
                {rows.map((matter) => (
                  <MatterRow key={matter.id} matter={matter} entries={entries} />
                ))}
              </ul>
            </section>
          ),
      )}
      {left_out.matters && <p className="hint">{say('matters.more')}</p>}
    </Page>
  )
}

export const waits = { tone: 'grey', icon: 'clock' } as const

function OwnRow({ entry }: { entry: Entry }) {
  const say = useWords()
  const pick = usePick()
  return (
    <li>
      <WayLink to={`/matters/${entry.id}`} className="go">
        <span className="go-words">
          <strong>{String(entry.body.text)}</strong>
          <span className="go-marks">
            {entry.state === 'sent' ? (
              <small>{say('outbox.number', { number: entry.result?.number ?? '' })}</small>
            ) : entry.trouble ? (
              <small className="fault">{pick(entry.trouble)}</small>
            ) : (
              <MarkWord mark={waits} words={say('matter.queued')} />
            )}
          </span>
        </span>
        <Icon name="right" />
      </WayLink>
    </li>
  )
}

function MatterRow({ matter, entries }: { matter: PackMatter; entries: Entry[] }) {
  const say = useWords()
  const isQueued = deedsOn(matter.id, entries).some(notSent)
  return (
    <li>
      <WayLink to={`/matters/${matter.id}`} className="go">
        <span className="go-words">
          <strong>{matter.title}</strong>
          {(matter.address ?? matter.area) && <small>{matter.address ?? matter.area}</small>}
          <span className="go-marks">
            <StateMark state={matter.state} words={matter.state_words} />
            {matter.due_at && <DueMark dueAt={matter.due_at} />}
            {matter.urgency.id === 'urgent' && <UrgencyMark urgency={matter.urgency} />}
            {isQueued && <MarkWord mark={waits} words={say('matter.queued')} />}
          </span>
        </span>
        <Icon name="right" />
      </WayLink>
    </li>
  )
}
