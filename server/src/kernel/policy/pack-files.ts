import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import type { Bilingual } from '../calendar/index.ts'
import { isDate } from '../calendar/index.ts'
import { type Path, type PolicyDocument, readPolicyDocument, requireShape } from './document.ts'
import type { PolicyFault } from './fault.ts'
import { SECTION_NAMES, type Section, sections } from './sections.ts'
import { Both, CategoryId, Closed, DateText, type Provenance, Slug, Text } from './vocabulary.ts'

/** A row as one pack states it, and where it stands. */
export interface PackRow {
  section: Section
  id: string
  removed: boolean
  effective_from: string
  effective_to?: string
  /** The row with the file's defaults and its pack; absent fields are absent. */
  value: Record<string, unknown> & Provenance
  fault(reason: string, field?: string): PolicyFault
}

/** One pack's own rows, before it is laid over its parent. */
export interface Pack {
  id: string
  parent?: string
  title: Bilingual
  area: Bilingual
  timezone: string
  in_force_from: string
  rows: PackRow[]
  fault(reason: string, field?: string): PolicyFault
}

const PackHead = Closed({
  id: Slug,
  parent: Type.Optional(Slug),
  title: Both,
  area: Both,
  timezone: Type.Literal('Asia/Shanghai'),
  in_force_from: DateText,
})

const Defaults = Closed({
  source: Text,
  effective_from: DateText,
  unverified: Type.Optional(Type.Boolean()),
  note: Type.Optional(Text),
})

const Removal = Closed({
  id: CategoryId,
  removed: Type.Literal(true),
  effective_from: Type.Optional(DateText),
  effective_to: Type.Optional(DateText),
})

const AnyMap = Type.Record(Type.String(), Type.Unknown())
const AnyRows = Type.Array(AnyMap)

/** The first date of all: a removal without a date holds always. */
const ALWAYS = '0001-01-01'

/** Reads the folder of one pack. Throws PolicyFault for the first thing in it that cannot be used. */
export async function readPack(folder: string, name: string): Promise<Pack> {
  const head = await readPolicyDocument(join(folder, 'pack.yaml'), `${name}/pack.yaml`)
  requireShape(head, [], PackHead, head.value)
  const stated = head.value as Omit<Pack, 'rows' | 'fault'>
  if (stated.id !== name)
    throw head.fault(['id'], `id 应与文件夹同名：${name}（id must be the name of the folder）`)
  requireDate(head, ['in_force_from'], stated.in_force_from)
  const rows: PackRow[] = []
  for (const file of (await readdir(folder)).sort()) {
    if (file === 'pack.yaml' || file === 'README.md' || file.startsWith('.')) continue
    const document = await readPolicyDocument(join(folder, file), `${name}/${file}`)
    if (!file.endsWith('.yaml'))
      throw document.fault([], '规则文件的扩展名应为 .yaml（expected a .yaml file）')
    rows.push(...rowsOf(document, name))
  }
  refuseOverlaps(rows)
  return {
    ...stated,
    rows,
    fault: (reason, field) => head.fault(field ? [field] : [], reason),
  }
}

/** The rows that one section file of a pack states. */
function rowsOf(document: PolicyDocument, pack: string): PackRow[] {
  requireShape(document, [], AnyMap, document.value)
  const { defaults, ...stated } = document.value as Record<string, unknown>
  if (defaults !== undefined) requireShape(document, ['defaults'], Defaults, defaults)
  const rows: PackRow[] = []
  for (const [section, list] of Object.entries(stated)) {
    if (!SECTION_NAMES.includes(section as Section))
      throw document.faultAtKey([], section, `没有这一节：${section}（unknown section "${section}"）`)
    requireShape(document, [section], AnyRows, list)
    for (const [index, row] of (list as Record<string, unknown>[]).entries())
      rows.push(
        rowOf(
          document,
          [section, index],
          section as Section,
          row,
          (defaults ?? {}) as Record<string, unknown>,
          pack,
        ),
      )
  }
  return rows
}

function rowOf(
  document: PolicyDocument,
  path: Path,
  section: Section,
  stated: Record<string, unknown>,
  defaults: Record<string, unknown>,
  pack: string,
): PackRow {
  const removed = stated.removed !== undefined
  const full = removed ? stated : withDefaults(stated, defaults)
  requireShape(document, path, removed ? Removal : sections[section], full)
  const value = { effective_from: ALWAYS, ...full, pack } as PackRow['value']
  const fault = (reason: string, field?: string) => document.fault(field ? [...path, field] : path, reason)
  requireDate(document, [...path, 'effective_from'], value.effective_from)
  if (value.effective_to !== undefined) {
    requireDate(document, [...path, 'effective_to'], value.effective_to)
    if (value.effective_to < value.effective_from)
      throw fault('失效日期早于生效日期（effective_to is before effective_from）', 'effective_to')
  }
  if (value.unverified && !value.note)
    throw fault('标了 unverified 的条目要写 note 说明缘由（an unverified row needs a note）', 'unverified')
  return {
    section,
    id: value.id,
    removed,
    effective_from: value.effective_from,
    ...(value.effective_to === undefined ? {} : { effective_to: value.effective_to }),
    value,
    fault,
  }
}

/** A row that names its own source stands by itself: doubts about the file's source are not doubts about it. */
function withDefaults(
  stated: Record<string, unknown>,
  defaults: Record<string, unknown>,
): Record<string, unknown> {
  if (stated.source === undefined) return { ...defaults, ...stated }
  return defaults.effective_from === undefined
    ? stated
    : { effective_from: defaults.effective_from, ...stated }
}

function requireDate(document: PolicyDocument, path: Path, date: string): void {
  if (!isDate(date)) throw document.fault(path, `没有 ${date} 这一天（no such date）`)
}

function refuseOverlaps(rows: readonly PackRow[]): void {
  const seen = new Map<string, PackRow[]>()
  for (const row of rows) {
    const key = `${row.section} ${row.id}`
    const earlier = seen.get(key) ?? []
    if (earlier.some((other) => overlap(row, other)))
      throw row.fault(`id ${row.id} 在同一时期写了两次（the same id twice in one period）`, 'id')
    seen.set(key, [...earlier, row])
  }
}

function overlap(a: PackRow, b: PackRow): boolean {
  return !endsBefore(a, b.effective_from) && !endsBefore(b, a.effective_from)
}

function endsBefore(row: PackRow, date: string): boolean {
  return row.effective_to !== undefined && row.effective_to < date
}

/** Whether a row applies on a date; both its first and its last day count. */
export function inForce(row: PackRow, date: string): boolean {
  return row.effective_from <= date && !endsBefore(row, date)
}
