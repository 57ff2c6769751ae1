import { sql, type Work } from '../../kernel/database/index.ts'
import type { Rules } from '../../kernel/policy/index.ts'
import type { Writer } from '../history.ts'
import type { Position } from '../shape.ts'
import type { Entry } from './entries.ts'
import type { FileFault } from './file-fault.ts'

export interface PlanContext {
  tx: Work
  writer: Writer
  rules: Rules
  /** From the file's datum to WGS-84. */
  convert(position: Position): Position
}

/** What a file would do. `write` may be called only where there is no fault. */
export interface Plan {
  create: number
  change: number
  faults: FileFault[]
  /** Ids of people whose name or duties it changes: their sessions must see it. */
  people?: string[]
  write(): Promise<void>
}

export type Planner = (context: PlanContext, entries: Entry[]) => Promise<Plan>

export interface KnownArea {
  id: string
  code: string
  name: string
  nameEn: string | null
  kind: string
  parentId: string | null
  path: string
  households: number | null
  ended: boolean
}

/** Areas by their codes, whether they still stand or not. */
export async function areasByCode(tx: Work, codes: Iterable<string>): Promise<Map<string, KnownArea>> {
  const { rows } = await sql<KnownArea>`
    select id, code, name, name_en as "nameEn", kind, parent_id as "parentId", path::text as path, households, active_to is not null as ended
    from areas where code = any(${[...new Set(codes)]}::text[])`.execute(tx)
  return new Map(rows.map((row) => [row.code, row]))
}

export function filled(entries: Entry[], field: string): string[] {
  return entries.flatMap(({ values }) => values[field] ?? [])
}

/** Remembers what was seen, and answers with the line of an earlier one of the same key. */
export function firstLines(): (key: string, line: number) => number | undefined {
  const lines = new Map<string, number>()
  return (key, line) => {
    const before = lines.get(key)
    if (before === undefined) lines.set(key, line)
    return before
  }
}

export function twice(line: number): { zh: string; en: string } {
  return { zh: `与第 ${line} 行重复`, en: `stands on line ${line} already` }
}
