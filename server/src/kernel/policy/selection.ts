import type { Rules } from './rules.ts'
import type { Category, ClockRule, EscalationRung, Route } from './sections.ts'
import type { Level, Step } from './vocabulary.ts'

/** What a clock may depend on; a category is the full path of slugs. */
export interface ClockFacets {
  kind?: string
  urgency?: string
  category?: string
}

/** Whether a category lies at or below a prefix; `*` covers all. */
export function categoryWithin(category: string | undefined, prefix: string): boolean {
  if (prefix === '*') return true
  return category !== undefined && (category === prefix || category.startsWith(`${prefix}.`))
}

function applies(rule: ClockRule, step: Step, facets: ClockFacets): boolean {
  const { when } = rule
  if (rule.step !== step) return false
  if (!when) return true
  if (when.kind !== undefined && when.kind !== facets.kind) return false
  if (when.urgency !== undefined && when.urgency !== facets.urgency) return false
  return when.category === undefined || categoryWithin(facets.category, when.category)
}

/** The more conditions the more specific; then a deeper category, then urgency before kind. */
function specificity({ when }: ClockRule): [number, number, number] {
  if (!when) return [0, 0, 0]
  const conditions = [when.kind, when.urgency, when.category].filter((value) => value !== undefined).length
  return [conditions, when.category?.split('.').length ?? 0, when.urgency === undefined ? 0 : 1]
}

function moreSpecific(a: ClockRule, b: ClockRule): boolean {
  const [left, right] = [specificity(a), specificity(b)]
  for (const [index, value] of left.entries()) if (value !== right[index]) return value > right[index]!
  return a.id < b.id
}

/**
 * The limit for a step: the most specific row that applies. Every step has a row without conditions
 * (checked when packs are loaded), so there always is one; two rows can never tie.
 */
export function clockFor(rules: Rules, step: Step, facets: ClockFacets): ClockRule {
  let chosen: ClockRule | undefined
  for (const rule of rules.clocks)
    if (applies(rule, step, facets) && (!chosen || moreSpecific(rule, chosen))) chosen = rule
  if (!chosen) throw new Error(`规则包 ${rules.pack} 没有 ${step} 的时限（no clock for this step）`)
  return chosen
}

/** A category with the names on the way to it. */
export interface PathedCategory {
  category: Category
  /** From the first level to the category itself. */
  path: Category[]
  leaf: boolean
}

const flattened = new WeakMap<Category[], PathedCategory[]>()
const byId = new WeakMap<Category[], Map<string, PathedCategory>>()

/** Every category of the tree, parents before their children. */
export function flattenCategories(rules: Pick<Rules, 'categories'>): PathedCategory[] {
  const known = flattened.get(rules.categories)
  if (known) return known
  const all: PathedCategory[] = []
  const visit = (category: Category, above: Category[]) => {
    const path = [...above, category]
    all.push({ category, path, leaf: category.children.length === 0 })
    for (const child of category.children) visit(child, path)
  }
  for (const category of rules.categories) visit(category, [])
  flattened.set(rules.categories, all)
  return all
}

function indexOfCategories(rules: Pick<Rules, 'categories'>): Map<string, PathedCategory> {
  const known = byId.get(rules.categories)
  if (known) return known
  const index = new Map(flattenCategories(rules).map((pathed) => [pathed.category.id, pathed]))
  byId.set(rules.categories, index)
  return index
}

/** The category with an id, or undefined. */
export function categoryOf(rules: Pick<Rules, 'categories'>, id: string): Category | undefined {
  return indexOfCategories(rules).get(id)?.category
}

export interface NamedBranch {
  id: string
  zh: string
  en: string
  children: NamedBranch[]
}

/** A category with all below it, as forms show the tree. */
export const namedBranch = ({ id, zh, en, children }: Category): NamedBranch => ({
  id,
  zh,
  en,
  children: children.map(namedBranch),
})

/** The categories from the first level down to an id; empty when there is no such category. */
export function categoryPath(rules: Pick<Rules, 'categories'>, id: string): Category[] {
  return indexOfCategories(rules).get(id)?.path ?? []
}

/** The usual urgency of a category: its own, else the nearest one above it that states one. */
export function usualUrgency(rules: Pick<Rules, 'categories'>, id: string): string | undefined {
  return categoryPath(rules, id).findLast(({ urgency }) => urgency !== undefined)?.urgency
}

/**
 * Who handles a category at a level, the lead first: the rows whose category is the longest prefix of the
 * given one. A row for `*` exists at every level, so the answer is never empty.
 */
export function routeFor(rules: Pick<Rules, 'routing'>, category: string | undefined, level: Level): Route[] {
  const fitting = rules.routing.filter((row) => row.level === level && categoryWithin(category, row.category))
  const longest = Math.max(...fitting.map(prefixLength))
  return fitting
    .filter((row) => prefixLength(row) === longest)
    .sort((a, b) => Number(b.lead ?? false) - Number(a.lead ?? false) || (a.id < b.id ? -1 : 1))
}

function prefixLength({ category }: Route): number {
  return category === '*' ? 0 : category.split('.').length
}

/** The ladder for a step past its limit, lowest rung first: the step's own, else the one for any step. */
export function escalationFor(rules: Pick<Rules, 'escalation'>, step: Step): EscalationRung[] {
  const own = rules.escalation.filter((rung) => rung.step === step)
  const ladder = own.length > 0 ? own : rules.escalation.filter((rung) => rung.step === 'any')
  return ladder.toSorted((a, b) => a.rung - b.rung)
}
