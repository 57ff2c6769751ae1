import type { ReactNode } from 'react'
import { dateTimeWords, useNow } from '../../foundation/time.ts'
import { Failure } from '../pieces/states.tsx'
import type { Reading } from './reading.ts'
import { useMemberWords } from './words.ts'

/** What was read: on its way, not to be had, or there; with a word where it is only what the phone keeps. */
export function Shown<T>({ reading, children }: { reading: Reading<T>; children(value: T): ReactNode }) {
  const say = useMemberWords()
  const now = useNow()
  const { read, isKept, error } = reading
  if (error) return <Failure error={error} />
  if (!read) return <p className="loading">{say('loading')}</p>
  return (
    <>
      {isKept && <p className="notice notice-warn">{say('kept', { when: dateTimeWords(read.at, now) })}</p>}
      {children(read.value)}
    </>
  )
}

/** Why something was not done. */
export function Trouble({ words }: { words: string | null }) {
  return words ? (
    <p className="notice notice-bad" role="alert">
      {words}
    </p>
  ) : null
}
