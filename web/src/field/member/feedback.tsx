import { listed } from '../../foundation/punctuation.ts'
import { dateTimeWords, quarterWords, useNow } from '../../foundation/time.ts'
import type { MyService } from './member-types.ts'
import { useMemberWords } from './words.ts'

/** What the branch is told: shown before it goes, with to whom and when. */
export function Feedback({ feedback }: { feedback: MyService['feedback'] }) {
  const say = useMemberWords()
  const now = useNow()
  if (feedback.length === 0) return null
  return (
    <section className="card">
      <h2>{say('service.feedback')}</h2>
      <p className="hint">{say('service.feedbackHint')}</p>
      <ul className="story">
        {feedback.map(({ id, quarter, branch, goes_at, sent_at, content }) => (
          <li key={id}>
            <strong>{quarterWords(quarter)}</strong>
            <p>
              {content.communities.length > 0
                ? say('service.told.communities', { names: listed(content.communities) })
                : say('service.told.none')}
            </p>
            <p>
              {say('service.told.calls', {
                asked: content.asked,
                answered: content.answered,
                came: content.came,
              })}
            </p>
            <p>{say('service.told.service', { tasks: content.tasks, minutes: content.minutes })}</p>
            <small>
              {say('service.toBranch', { branch })} ·{' '}
              {sent_at
                ? say('service.sent', { when: dateTimeWords(sent_at, now) })
                : say('service.goes', { when: dateTimeWords(goes_at, now) })}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
