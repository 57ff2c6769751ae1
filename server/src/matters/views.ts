import { type RawBuilder, sql } from 'kysely'
import { type Actor, dutiesFor } from '../kernel/permissions/index.ts'
import { readable, readingScope } from './reading.ts'

export const VIEWS = [
  'inbox',
  'mine',
  'to_decide',
  'below',
  'passed_on',
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
  from: RawBuilder<unknown>
  /** The id by which a walk to the recent end is ordered. */
  id: RawBuilder<unknown>
  /** Ties a matter `m` to a key `k.id`. */
  by: RawBuilder<boolean>
  where: RawBuilder<boolean>
}

const all = sql<boolean>`true`
const matters = { from: sql`matters m`, id: sql`m.id` }
const hands = { from: sql`matter_hands h join matters m on m.id = h.matter_id`, id: sql`h.matter_id` }
type Along = Pick<Walk, 'keys' | 'by' | 'from' | 'id'>

/** Matters, newest first, that concern the actor: by the organisations' look-up, and by area for a grid worker. */
function concerning(actor: Actor): Along {
  const scope = readingScope(actor)
  if (scope.everything) return { ...matters, keys: null, by: all }
  if (scope.organisationIds.length > 0)
    return {
      ...hands,
      keys: sql`select unnest(${scope.organisationIds}::uuid[]) as id`,
      by: sql<boolean>`h.organisation_id = k.id`,
    }
  return {
    ...matters,
    keys: sql`select id from areas where path <@ any(${scope.areaPaths}::ltree[])`,
    by: sql<boolean>`m.area_id = k.id`,
  }
}

/** Open matters by who owns them now: own organisations, and those below where the duty reaches that far. */
function ownedWithin(actor: Actor, which: 'own' | 'below' | 'both'): Along {
  const scope = readingScope(actor)
  const own = dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)
  if (scope.everything && which !== 'own') return { ...matters, keys: null, by: all }
  const keys =
    which === 'own'
      ? sql`select unnest(${own}::uuid[]) as id`
      : sql`select id from organisations where path <@ any(${scope.belowPaths}::ltree[]) ${which === 'both' ? sql`or id = any(${own}::uuid[])` : sql``}`
  return { ...matters, keys, by: sql<boolean>`m.owner_id = k.id` }
}

export function walkOf(view: View, actor: Actor, now: Date): Walk {
  const own = dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)
  const mine = sql<boolean>`m.owner_id = any(${own}::uuid[])`
  const mayRead = readable(actor)
  switch (view) {
    case 'inbox':
      return {
        order: 'due',
        ...ownedWithin(actor, 'own'),
        where: sql<boolean>`m.step is not null and m.state <> 'answered' and ${mayRead}`,
      }
    case 'mine':
      return {
        order: 'due',
        ...matters,
        keys: null,
        by: all,
        where: sql<boolean>`m.handler_id = ${actor.personId}::uuid and m.step is not null and m.state <> 'answered'`,
      }
    case 'to_decide':
      return {
        order: 'due',
        ...matters,
        keys: null,
        by: all,
        where: sql<boolean>`m.id in (${toDecide(actor, own)}) and ${mayRead}`,
      }
    case 'below':
      return {
        order: 'due',
        ...ownedWithin(actor, 'below'),
        where: sql<boolean>`m.step is not null and not ${mine}`,
      }
    case 'overdue':
      return {
        order: 'due',
        ...ownedWithin(actor, 'both'),
        where: sql<boolean>`m.step is not null and m.due_at < ${now} and ${mayRead}`,
      }
    case 'supervised':
      return {
        order: 'due',
        ...matters,
        keys: null,
        by: all,
        where: sql<boolean>`m.supervised_at is not null and m.closed_at is null and ${mayRead}`,
      }
    case 'passed_on':
      return {
        order: 'recent',
        ...hands,
        keys: sql`select unnest(${own}::uuid[]) as id`,
        by: sql<boolean>`h.organisation_id = k.id and h.passed_at is not null`,
        where: mayRead,
      }
    case 'all':
      return { order: 'recent', ...concerning(actor), where: mayRead }
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
      and ((m.proposal->>'kind' <> 'hand_over' and ${above}) or m.proposal->>'to' = any(${own}::text[]))
    union all select m.id from matters m where m.state = 'contested' and m.owner_id = any(${own}::uuid[])
    union all select m.id from matters m where m.state = 'judged' and ${above}
    union all select m.id from matters m join matters p on p.id = m.parent_id
      where m.kind = 'part' and m.state = 'answered' and p.owner_id = any(${own}::uuid[])`
}
