import { useQuery } from '@tanstack/react-query'
import { eventWords } from '../../../../server/src/matters/words.ts'
import { get } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { relativeWords, stampWords, useNow } from '../../foundation/time.ts'
import { Failed, Loading, Nothing, PageHead } from '../shell/answers.tsx'
import { useWords } from '../words/index.ts'

interface Message {
  id: string
  channel: string
  recipient: string
  text: string
  purpose: string
  created_at: string
  sent_at: string | null
  failure: string | null
}

/** Links in a message open, as they would on a phone. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s，。；]+)/g).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text stay in order
      <a key={index} href={piece} target="_blank" rel="noreferrer">
        {piece}
      </a>
    ) : (
      piece
    ),
  )
}

/** What the demonstration would have sent to phones. */
export function OutboxPage() {
  const say = useWords()
  const now = useNow()
  const pick = usePick()
  const { data, error, refetch } = useQuery({
    queryKey: ['outbox'],
    queryFn: () => get<{ messages: Message[] }>('/api/outbox'),
    refetchInterval: 10_000,
  })
  return (
    <>
      <PageHead title={say('outbox.title')} hint={say('outbox.hint')} />
      {!data && (error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.messages.length === 0 && <Nothing title={say('outbox.empty')} hint={say('outbox.emptyHint')} />}
      <ul className="desk-messages">
        {data?.messages.map((message) => (
          <li key={message.id} className="desk-section">
            <header>
              <strong>{message.recipient}</strong>
              <span>{say(message.channel === 'mail' ? 'outbox.mail' : 'outbox.sms')}</span>
              {eventWords[message.purpose] && (
                <span className="desk-flag">{pick(eventWords[message.purpose])}</span>
              )}
              {(message.failure || message.sent_at) && (
                <span className="desk-flag" data-tone={message.failure ? 'red' : 'green'}>
                  {say(message.failure ? 'outbox.failed' : 'outbox.sent')}
                </span>
              )}
              <time dateTime={message.created_at} title={stampWords(message.created_at)}>
                {relativeWords(message.created_at, now)}
              </time>
            </header>
            <p className="desk-words">
              <Linked text={message.text} />
            </p>
            {message.failure && <p role="alert">{message.failure}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
