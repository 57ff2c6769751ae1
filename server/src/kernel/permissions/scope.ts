import { type RawBuilder, sql } from 'kysely'
import { type Actor, dutiesFor } from './actor.ts'
import type { Action } from './matrix.ts'

export interface ScopeColumns {
  organisationId: RawBuilder<unknown>
  organisationPath: RawBuilder<unknown>
  areaPath: RawBuilder<unknown>
}

/** The same decision as `reaches`, as a predicate for lists. */
export function scopePredicate(actor: Actor, action: Action, columns: ScopeColumns): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql<boolean>`true`
  const parts: RawBuilder<boolean>[] = []
  for (const { duty, reach } of dutiesFor(actor, action)) {
    if (reach === 'all') return sql<boolean>`true`
    if (reach === 'own' || reach === 'below')
      parts.push(sql<boolean>`${columns.organisationId} = ${duty.organisationId}::uuid`)
    if (reach === 'below')
      parts.push(sql<boolean>`${columns.organisationPath} <@ ${duty.organisationPath}::ltree`)
    if ((reach === 'below' || reach === 'area') && duty.areaPath)
      parts.push(sql<boolean>`${columns.areaPath} <@ ${duty.areaPath}::ltree`)
  }
  if (parts.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}
