import { type RawBuilder, sql } from 'kysely'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { readable, readingScope } from './reading.ts'

export const VIEWS = [
  'inbox',
  'mine',
  'to_decide',
  'below',
  'passed_on',
  'came_up',
  'supervised',
  'overdue',
  'all',
] as const
export type View = (typeof VIEWS)[number]

/** How a view is walked: from which rows, in which order, and what holds for each. */
export interface Walk {
  order: 'due' | 'recent'
  /**
   * Keys to walk one by one, each through an index of its own in the order of the view; their first pages are merged.
   * So a page costs the number of organisations times its length, however many matters there are.
   */
  keys: RawBuilder<unknown> | null
  /** What is walked: matters, or the look-up of whom they concern, whose index gives the newest first. */
  through: 'matters' | 'hands'
  from: RawBuilder<unknown>
  /** The id by which a walk to the recent end is ordered. */
  id: RawBuilder<unknown>
  /** Ties a row of `from` to a key `k.id`, or to the one key there is. */
  by: RawBuilder<boolean>
  /** What holds for each matter `m`. */
  where: RawBuilder<boolean>
  /** A text search query that every matter of the view answers by its marks; null where the view is not narrowed by any. */
  marks: RawBuilder<unknown> | null
}

/** Holds for every matter. */
export const always = sql<boolean>`true`
const matters = { through: 'matters', from: sql`matters m`, id: sql`m.id` } as const
const hands = { through: 'hands', from: sql`matter_hands h`, id: sql`h.matter_id` } as const
type Along = Pick<Walk, 'keys' | 'by' | 'through' | 'from' | 'id'>
type Concerning = Along & Pick<Walk, 'where'>

/** Through an index by organisation: straight where there is one, one by one where there are several. */
function each(column: RawBuilder<unknown>, ids: string[]): Pick<Walk, 'keys' | 'by'> {
  if (ids.length === 1) return { keys: null, by: sql<boolean>`${column} = ${ids[0]}::uuid` }
  return { keys: sql`select distinct unnest(${ids}::uuid[]) as id`, by: sql<boolean>`${column} = k.id` }
}

/** Matters, newest first, that concern the actor: by the organisations' look-up, and by area for a grid worker. */
function concerning(actor: Actor): Concerning {
  const scope = readingScope(actor)
  if (scope.everything) return { ...matters, keys: null, by: always, where: always }
  if (scope.organisationIds.length > 0)
    return { ...hands, ...each(sql`h.organisation_id`, scope.organisationIds), where: always }
  return {
    ...matters,
    keys: areasWithin(scope.areaPaths),
    by: sql<boolean>`m.area_id = k.id`,
    where: readable(actor),
  }
}

const areasWithin = (paths: string[]) => sql`select id from areas where path <@ any(${paths}::ltree[])`

/** The same reach as marks beside the words: whom matters concern, and where they lie. */
function reachMarks(actor: Actor): RawBuilder<unknown> | null {
  const scope = readingScope(actor)
  if (scope.everything) return null
  if (scope.organisationIds.length > 0) return organisationMarks(scope.organisationIds)
  return sql`marked_any('/', array(${areasWithin(scope.areaPaths)}))`
}

const organisationMarks = (ids: string[]) => sql`marked_any('@', ${ids}::uuid[])`

/** Open matters by who owns them now: own organisations, and those below where the duty reaches that far. */
function ownedWithin(actor: Actor, which: 'own' | 'below' | 'both'): Along {
  const scope = readingScope(actor)
  const own = dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)
  if (scope.everything && which !== 'own') return { ...matters, keys: null, by: always }
  if (which === 'own') return { ...matters, ...each(sql`m.owner_id`, own) }
  const keys = sql`select id from organisations where path <@ any(${scope.belowPaths}::ltree[]) ${which === 'both' ? sql`or id = any(${own}::uuid[])` : sql``}`
  return { ...matters, keys, by: sql<boolean>`m.owner_id = k.id` }
}

export function walkOf(view: View, actor: Actor, now: Date): Walk {
  const own = dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)
  const mine = sql<boolean>`m.owner_id = any(${own}::uuid[])`
  const mayRead = readable(actor)
  const marks = null
  switch (view) {
    case 'inbox':
      return {
        order: 'due',
        marks,
        ...ownedWithin(actor, 'own'),
        where: sql<boolean>`m.step is not null and m.state <> 'answered' and ${mayRead}`,
      }
    case 'mine':
      return {
        order: 'due',
        marks,
        ...matters,
        keys: null,
        by: always,
        where: sql<boolean>`m.handler_id = ${actor.personId}::uuid and m.step is not null and m.state <> 'answered'`,
      }
    case 'to_decide':
      return {
        order: 'due',
        marks,
        ...matters,
        keys: null,
        by: always,
        where: sql<boolean>`m.id in (${toDecide(actor, own)}) and ${mayRead}`,
      }
    case 'below':
      return {
        order: 'due',
        marks,
        ...ownedWithin(actor, 'below'),
        where: sql<boolean>`m.step is not null and not ${mine}`,
      }
    case 'overdue':
      return {
        order: 'due',
        marks,
        ...ownedWithin(actor, 'both'),
        where: sql<boolean>`m.step is not null and m.due_at < ${now} and ${mayRead}`,
      }
    case 'supervised':
      return {
        order: 'due',
        marks,
        ...matters,
        keys: null,
        by: always,
        where: sql<boolean>`m.supervised_at is not null and m.closed_at is null and ${mayRead}`,
      }
    case 'passed_on':
      return {
        order: 'recent',
        marks: organisationMarks(own),
        ...hands,
        ...each(sql`h.passed_at is not null and h.organisation_id`, own),
        where: mayRead,
      }
    case 'came_up':
      return {
        order: 'recent',
        marks: organisationMarks(own),
        ...hands,
        ...each(sql`h.came_up_at is not null and h.organisation_id`, own),
        where: mayRead,
      }
    case 'all':
      return { order: 'recent', marks: reachMarks(actor), ...concerning(actor) }
  }
}

/** What waits for a decision of this actor: each kind by a small index of its own. */
function toDecide(actor: Actor, own: string[]): RawBuilder<unknown> {
  const deciders = dutiesFor(actor, 'matter.decide')
  const above = deciders.some(({ reach }) => reach === 'all')
    ? sql<boolean>`m.owner_id <> all(${own}::uuid[])`
    : sql<boolean>`(m.owner_path <@ any(${deciders.map(({ duty }) => duty.organisationPath)}::ltree[]) and m.owner_id <> all(${own}::uuid[]))`
  return sql`
    select m.id from matters m where m.proposal is not null and m.step is not null
      and ((m.proposal->>'kind' <> 'hand_over' and m.kind <> 'task' and ${above})
        or (m.kind = 'task' and m.desk_id = any(${own}::uuid[])) or m.proposal->>'to' = any(${own}::text[]))
    union all select m.id from matters m where m.state = 'contested' and m.owner_id = any(${own}::uuid[])
    union all select m.id from matters m where m.state = 'judged' and ${above}
    union all select m.id from matters m join matters p on p.id = m.parent_id
      where m.kind = 'part' and m.state = 'answered' and p.owner_id = any(${own}::uuid[])
    union all select m.id from matters m
      where m.kind = 'task' and m.state = 'answered' and m.desk_id = any(${own}::uuid[])`
}
