import type { Tone } from '../../foundation/marks.tsx'
import type { MatterRow } from '../types.ts'
import { useWords } from '../words/index.ts'

/** What sets this row apart: supervised, suspended, parts, followers, reworks. Words, never colour alone. */
export function Flags({ row }: { row: MatterRow }) {
  const say = useWords()
  const flags: { key: string; words: string; tone: Tone }[] = []
  if (row.supervised) flags.push({ key: 'supervised', words: say('inbox.flags.supervised'), tone: 'red' })
  if (row.proposal) flags.push({ key: 'proposal', words: say('inbox.flags.proposal'), tone: 'amber' })
  if (row.reworks > 0)
    flags.push({ key: 'reworks', words: say('inbox.flags.reworks', { n: row.reworks }), tone: 'red' })
  if (row.kind === 'part') flags.push({ key: 'part', words: say('inbox.flags.part'), tone: 'violet' })
  if (row.kind === 'task') flags.push({ key: 'task', words: say('inbox.flags.task'), tone: 'violet' })
  if (row.open_parts > 0)
    flags.push({ key: 'parts', words: say('inbox.flags.parts', { n: row.open_parts }), tone: 'violet' })
  if (row.followers > 0)
    flags.push({ key: 'followers', words: say('inbox.flags.followers', { n: row.followers }), tone: 'blue' })
  if (flags.length === 0) return null
  return (
    <span className="desk-flags">
      {flags.map(({ key, words, tone }) => (
        <span key={key} className="desk-flag" data-tone={tone}>
          {words}
        </span>
      ))}
    </span>
  )
}
