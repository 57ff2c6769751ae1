import { isDeepStrictEqual } from 'node:util'
import type { Rules } from './rules.ts'
import { SECTION_NAMES } from './sections.ts'

type Row = Record<string, unknown> & { id?: string; children?: Row[] }

export interface FieldChange {
  field: string
  /** JSON values; undefined where the field is not there. */
  before?: unknown
  after?: unknown
}

/** One row of the rules that comes, goes, or says something else. */
export interface RuleChange {
  section: string
  /** Of sections with a single row the section's own name. */
  id: string
  kind: 'added' | 'removed' | 'changed'
  zh: string | null
  en: string | null
  source: string | null
  fields: FieldChange[]
}

/** Rows of a section by id, a tree as flat as a list. */
function rowsOf(section: unknown, name: string): Map<string, Row> {
  const rows = new Map<string, Row>()
  const add = (row: Row) => {
    const { children, ...own } = row
    rows.set(String(own.id ?? name), own)
    for (const child of children ?? []) add(child)
  }
  for (const row of Array.isArray(section) ? (section as Row[]) : [section as Row]) if (row) add(row)
  return rows
}

function changedFields(before: Row, after: Row): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({
      field,
      ...(field in before ? { before: before[field] } : {}),
      ...(field in after ? { after: after[field] } : {}),
    }))
}

const words = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What rules say otherwise than others, row by row in the order of their sections. */
export function differenceOf(before: Rules, after: Rules): RuleChange[] {
  return SECTION_NAMES.flatMap((section) => {
    const old = rowsOf(before[section], section)
    const fresh = rowsOf(after[section], section)
    const ids = [...new Set([...old.keys(), ...fresh.keys()])]
    return ids.flatMap((id): RuleChange[] => {
      const was = old.get(id)
      const is = fresh.get(id)
      const fields = changedFields(was ?? {}, is ?? {})
      if (fields.length === 0) return []
      const shown = is ?? was!
      return [
        {
          section,
          id,
          kind: was && is ? 'changed' : is ? 'added' : 'removed',
          zh: words(shown.zh),
          en: words(shown.en),
          source: words(shown.source),
          fields: was && is ? fields : [],
        },
      ]
    })
  })
}
