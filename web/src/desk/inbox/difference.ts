import type { MatterRow, Page } from '../types.ts'

export interface Difference {
  /** Rows on the page that are not what they were. */
  changed: ReadonlySet<string>
  /** How many are new, changed or gone. */
  count: number
}

/** What a list read just now says that the list on the page does not; null where they agree. */
export function differenceOf(
  shown: readonly Pick<MatterRow, 'id' | 'version'>[],
  fresh: Page<Pick<MatterRow, 'id' | 'version'>>,
): Difference | null {
  const before = new Map(shown.map(({ id, version }) => [id, version]))
  const now = new Map(fresh.items.map(({ id, version }) => [id, version]))
  const changed = new Set<string>()
  let arrived = 0
  for (const [id, version] of now) {
    if (!before.has(id)) arrived++
    else if (before.get(id) !== version) changed.add(id)
  }
  // Where more rows follow, what is missing may only have been pushed down by what arrived.
  const missing = shown.slice(0, fresh.items.length).filter(({ id }) => !now.has(id))
  const gone = fresh.next === null ? shown.filter(({ id }) => !now.has(id)) : missing.slice(arrived)
  for (const { id } of gone) changed.add(id)
  const count = changed.size + arrived
  return count > 0 ? { changed, count } : null
}
