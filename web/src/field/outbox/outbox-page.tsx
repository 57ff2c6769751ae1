import { useState } from 'react'
import { useLanguage } from '../../foundation/i18n.ts'
import { refreshPack, sendNow, useField } from '../keeping/field.ts'
import { Empty, Page } from '../pieces/states.tsx'
import { useWords } from '../words.ts'
import { EntryCard } from './entry-card.tsx'

/** What the phone keeps: what waits, in order, what needs the worker, and what arrived. */
export function OutboxPage() {
  const say = useWords()
  useLanguage()
  const { entries, reach, session, isSending } = useField()
  const [isTold, setTold] = useState(false)
  const waiting = entries.filter(({ state }) => state === 'waiting')
  const stuck = entries.filter(({ state }) => state === 'stuck')
  const sent = entries.filter(({ state }) => state === 'sent').toReversed()
  const how = session === 'ended' ? 'ended' : reach === 'online' ? 'empty' : 'offline'
  async function send() {
    setTold(false)
    await refreshPack()
    await sendNow()
    setTold(true)
  }
  return (
    <Page title={say('outbox.title')}>
      {waiting.length + stuck.length === 0 && (
        <Empty title={say('outbox.none')} hint={say('outbox.noneHint')} />
      )}
      {stuck.length > 0 && (
        <section>
          <h2>{say('outbox.stuck')}</h2>
          <ol className="entries">
            {stuck.map((entry) => (
              <EntryCard key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      )}
      {waiting.length > 0 && (
        <section>
          <h2>{say('outbox.waiting')}</h2>
          <ol className="entries">
            {waiting.map((entry) => (
              <EntryCard key={entry.id} entry={entry} />
            ))}
          </ol>
          <button type="button" className="button big" disabled={isSending} onClick={() => void send()}>
            {say(isSending ? 'line.sending' : 'outbox.send')}
          </button>
          <p className="hint" role="status">
            {isTold && !isSending && how !== 'empty' ? say(`outbox.ended.${how}`) : ''}
          </p>
        </section>
      )}
      {sent.length > 0 && (
        <section>
          <h2>{say('outbox.sent')}</h2>
          <ol className="entries">
            {sent.map((entry) => (
              <EntryCard key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      )}
    </Page>
  )
}
