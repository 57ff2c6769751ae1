import { addDays } from '../calendar/index.ts'
import { inForce, type Pack, type PackRow } from './pack-files.ts'
import type { Rules } from './rules.ts'
import { type Category, listSections, SECTION_NAMES, type Section } from './sections.ts'
import { hashOfRules } from './snapshot.ts'

/** The rows that apply on a date in each section, the child's in the place of its parent's. */
export type RowsInForce = Record<Section, PackRow[]>

/**
 * Lays packs over one another, the root first. On each date a child's row takes the place of the parent's
 * row with the same id, and a removal takes it away; when the child's row has run out the parent's is back.
 */
export function rowsInForce(lineage: readonly Pack[], date: string): RowsInForce {
  const found = {} as RowsInForce
  for (const section of SECTION_NAMES) {
    const byId = new Map<string, PackRow>()
    for (const pack of lineage)
      for (const row of pack.rows) if (row.section === section && inForce(row, date)) lay(byId, row)
    found[section] = [...byId.values()]
  }
  return found
}

function lay(byId: Map<string, PackRow>, row: PackRow): void {
  if (!row.removed) byId.set(row.id, row)
  else for (const id of [...byId.keys()]) if (isTakenAway(row, row.section, id)) byId.delete(id)
}

/** A category goes with all that lies below it. */
function isTakenAway(removal: PackRow, section: Section, id: string): boolean {
  if (removal.section !== section) return false
  return id === removal.id || (section === 'categories' && id.startsWith(`${removal.id}.`))
}

/** Refuses a removal of what no pack above ever states. Throws PolicyFault. */
export function requireRemovable(lineage: readonly Pack[]): void {
  const pack = lineage.at(-1)!
  const above = lineage.slice(0, -1).flatMap(({ rows }) => rows)
  for (const row of pack.rows)
    if (row.removed && !above.some(({ section, id }) => isTakenAway(row, section, id)))
      throw row.fault(`上级规则包里没有 ${row.id}，无从删去（nothing to remove）`, 'id')
}

/** The dates on which the rules of a lineage may change, ascending, from the day it begins. */
export function changeDates(lineage: readonly Pack[]): string[] {
  const begins = lineage
    .map((pack) => pack.in_force_from)
    .sort()
    .at(-1)!
  const dates = new Set([begins])
  for (const { rows } of lineage)
    for (const row of rows) {
      if (row.effective_from > begins) dates.add(row.effective_from)
      if (row.effective_to !== undefined && row.effective_to >= begins)
        dates.add(addDays(row.effective_to, 1))
    }
  return [...dates].sort()
}

/** Rules from rows that have been found consistent. */
export function rulesOf(lineage: readonly Pack[], rows: RowsInForce, onDate: string): Rules {
  const pack = lineage.at(-1)!
  const bySection = Object.fromEntries(
    SECTION_NAMES.map((section) => {
      const values = rows[section].map(({ value }) => value)
      return [section, section in listSections ? values : values[0]]
    }),
  )
  const rules = {
    ...bySection,
    categories: categoryTree(rows.categories),
    pack: pack.id,
    lineage: lineage.map(({ id }) => id),
    title: pack.title,
    timezone: pack.timezone,
    onDate,
  } as unknown as Omit<Rules, 'hash'>
  return freeze({ hash: hashOfRules(rules), ...rules })
}

function categoryTree(rows: readonly PackRow[]): Category[] {
  const nodes = new Map<string, Category>()
  for (const { id, value } of rows)
    nodes.set(id, { ...value, level: id.split('.').length, children: [] } as unknown as Category)
  const roots: Category[] = []
  for (const [id, node] of nodes) {
    const siblings = id.includes('.') ? nodes.get(parentOf(id))!.children : roots
    siblings.push(node)
  }
  return roots
}

/** The id one level up of a category that is not on the first level. */
export function parentOf(category: string): string {
  return category.slice(0, category.lastIndexOf('.'))
}

function freeze<Value>(value: Value): Value {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) freeze(inner)
  }
  return value
}
