import { sql } from 'kysely'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { readingScope } from './reading.ts'

const shown = 6

export interface FoundNames {
  organisations: { id: string; name: string }[]
  people: { id: string; name: string; organisation: string }[]
}

/**
 * Organisations by a part of their name, and colleagues by how theirs begins: only people on duty within the reach of
 * who searches. Residents are never among them, whatever account they hold.
 */
export async function findNames(house: House, actor: Actor, typed: string): Promise<FoundNames> {
  const name = typed.trim()
  if ([...name].length < 2) return { organisations: [], people: [] }
  const like = name.replace(/[%_\\]/g, '\\$&')
  const [organisations, people] = await Promise.all([
    sql<{ id: string; name: string }>`
      select o.id, o.name from organisations o
      where o.active_to is null and bigrams(o.name) @> bigrams(${name}) and o.name ilike ${`%${like}%`}
      order by length(o.name), o.name limit ${shown}`.execute(house.db),
    colleagues(house, actor, like),
  ])
  return { organisations: organisations.rows, people }
}

async function colleagues(house: House, actor: Actor, like: string): Promise<FoundNames['people']> {
  const scope = readingScope(actor)
  const reach = scope.everything
    ? sql<boolean>`true`
    : sql<boolean>`(o.path <@ any(${scope.belowPaths}::ltree[]) or o.id = any(${actor.duties.map(({ organisationId }) => organisationId)}::uuid[]))`
  const { rows } = await sql<FoundNames['people'][number]>`
    select distinct on (p.name, p.id) p.id, p.name, o.name as organisation
    from people p join duties d on d.person_id = p.id join organisations o on o.id = d.organisation_id
    where p.name like ${`${like}%`} and d.role <> 'resident' and d.active_from <= ${house.now()}
      and (d.active_to is null or d.active_to > ${house.now()}) and ${reach}
    order by p.name, p.id limit ${shown}`.execute(house.db)
  return rows
}
