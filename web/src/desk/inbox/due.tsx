import { usePick } from '../../foundation/both.ts'
import { DueMark } from '../../foundation/due-mark.tsx'
import { dueAtWords, useNow } from '../../foundation/time.ts'
import { stepWordsOf } from '../step-words.ts'
import type { MatterRow } from '../types.ts'

/** Which step is due, when, and how long that is from now. */
export function Due({ row }: { row: Pick<MatterRow, 'kind' | 'due_at' | 'step' | 'step_words'> }) {
  const pick = usePick()
  const now = useNow()
  if (!row.due_at) return <span className="desk-soft">—</span>
  return (
    <span className="desk-due">
      <DueMark dueAt={row.due_at} plain />
      <small>
        {pick(stepWordsOf(row.kind, row.step, row.step_words))} ·{' '}
        <time dateTime={row.due_at}>{dueAtWords(row.due_at, now)}</time>
      </small>
    </span>
  )
}
