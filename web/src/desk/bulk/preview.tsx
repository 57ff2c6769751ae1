import { Select } from 'antd'
import type { Both } from '../../foundation/api.ts'
import { usePick } from '../../foundation/both.ts'
import { dueAtWords } from '../../foundation/time.ts'
import type { MatterRow, Named } from '../types.ts'
import { useWords } from '../words/index.ts'

export interface PreviewRow {
  matter: MatterRow
  allowed: boolean
  why_not: Both | null
  command: Record<string, unknown> | null
  to: (Named & { because: Both | null; own: boolean }) | null
  owners: (Named & { because: Both })[]
  next: { step: string; step_words: Both; due_at: string; explanation: Both | null } | null
  new_deadline: boolean
}

export interface Preview {
  items: PreviewRow[]
  missing: string[]
}

function Effect({ row, onTarget }: { row: PreviewRow; onTarget: ((to: string) => void) | null }) {
  const say = useWords()
  const pick = usePick()
  const names = new Map([...row.owners, ...(row.to ? [row.to] : [])].map(({ id, name }) => [id, name]))
  return (
    <>
      {!row.allowed && <p className="desk-bulk-refused">{pick(row.why_not)}</p>}
      {onTarget && names.size > 1 ? (
        <Select
          size="small"
          aria-label={`${say('bulk.suggestedTo')} ${row.matter.number}`}
          value={row.to?.id ?? null}
          placeholder={say('matter.form.choose')}
          onChange={onTarget}
          popupMatchSelectWidth={false}
          options={[...names].map(([value, label]) => ({ value, label }))}
        />
      ) : (
        row.to && <strong>→ {row.to.name}</strong>
      )}
      {row.to?.own && <span className="desk-flag">{say('bulk.own')}</span>}
      {row.to?.because && <small className="desk-soft">{pick(row.to.because)}</small>}
      {row.allowed && (
        <small title={row.next?.explanation ? pick(row.next.explanation) : undefined}>
          {row.new_deadline
            ? row.next
              ? say('bulk.newDeadline', {
                  step: pick(row.next.step_words),
                  due: dueAtWords(row.next.due_at),
                })
              : say('bulk.noDeadline')
            : say('bulk.sameDeadline')}
        </small>
      )}
    </>
  )
}

interface PreviewListProps {
  preview: Preview
  excluded: ReadonlySet<string>
  onExclude(id: string, isExcluded: boolean): void
  /** Chooses another of the suggested owners; null where the target is one for all. */
  onTarget: ((id: string, to: string) => void) | null
}

/** For each matter what will happen, or why it cannot; any may be left out. */
export function PreviewList({ preview, excluded, onExclude, onTarget }: PreviewListProps) {
  const say = useWords()
  return (
    <ul className="desk-bulk-rows">
      {preview.items.map((row) => {
        const { id, number, title } = row.matter
        return (
          <li key={id} data-refused={row.allowed ? undefined : ''}>
            <label>
              <input
                type="checkbox"
                aria-label={say('bulk.include', { number })}
                checked={row.allowed && !excluded.has(id)}
                disabled={!row.allowed}
                onChange={(event) => onExclude(id, !event.target.checked)}
              />
              <span>
                {title}
                <small className="desk-soft">{number}</small>
              </span>
            </label>
            <div className="desk-bulk-effect">
              <Effect row={row} onTarget={onTarget && ((to) => onTarget(id, to))} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}
