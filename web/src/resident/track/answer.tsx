import { languageOf } from '../../foundation/language-of.ts'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import type { LastAnswer, TrackedRequest } from '../requests-api.ts'
import { useWords } from './words.ts'

/** It was answered without being taken on; the person may object, but nothing was done. */
export const isDeclined = ({ state, outcome }: TrackedRequest): boolean =>
  outcome === 'not_accepted' && (state === 'answered' || state === 'closed')

/** What the office wrote, who and when. */
export function Answer({ answer }: { answer: LastAnswer }) {
  const say = useWords()
  const now = useNow()
  return (
    <>
      <blockquote lang={languageOf(answer.text)}>{answer.text}</blockquote>
      <p className="soft">
        {[answer.by, say('track.five.answered', { at: dateTimeWords(answer.at, now) })]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </>
  )
}
