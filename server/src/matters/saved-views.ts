import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, dutyReaching, requireReach } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { countList, type ListQuery } from './list.ts'
import { STATES } from './matter.ts'
import type { View } from './views.ts'

/** Which view, filters and words of the inbox a saved view stands for. */
export type ViewAddress = Omit<ListQuery, 'cursor' | 'limit'>

/** Nobody works through more; it also bounds what the counts cost. */
export const mostOwnViews = 30
export const mostSharedViews = 20
const countedUpTo = 99

export interface SavedView {
  id: string
  name: string
  address: ViewAddress
  /** The organisation whose view it is; null for one's own. */
  shared_with: { id: string; name: string } | null
  made_by: string
  may_change: boolean
  /** Names of filters whose value no longer exists, so that the list stays empty for another reason than it seems. */
  stale: string[]
  /** What the ids in the address are called. */
  names: { owner?: string; handler?: string }
}

interface Row {
  id: string
  personId: string
  organisationId: string | null
  organisation: string | null
  name: string
  address: ViewAddress
  madeBy: string
  owner: string | null
  ownerOpen: boolean
  handler: string | null
  handlerOnDuty: boolean
}

const organisationsOf = (actor: Actor) => [
  ...new Set(dutiesFor(actor, 'matter.read').map(({ duty }) => duty.organisationId)),
]

const mayChange = (actor: Actor, row: Pick<Row, 'personId' | 'organisationId'>) =>
  row.organisationId === null
    ? row.personId === actor.personId
    : dutyReaching(actor, 'view.share', { organisationId: row.organisationId }) !== undefined

async function rowsFor(house: House, actor: Actor, executor: Executor, id?: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select v.id, v.person_id as "personId", v.organisation_id as "organisationId", o.name as organisation, v.name, v.address,
      p.name as "madeBy", owner.name as owner, owner.active_to is null as "ownerOpen", handler.name as handler,
      exists (select 1 from duties d where d.person_id = handler.id and d.active_from <= ${house.now()}
        and (d.active_to is null or d.active_to > ${house.now()})) as "handlerOnDuty"
    from saved_views v join people p on p.id = v.person_id
    left join organisations o on o.id = v.organisation_id
    left join saved_view_places place on place.view_id = v.id and place.person_id = ${actor.personId}::uuid
    left join organisations owner on owner.id = (v.address->>'owner')::uuid
    left join people handler on handler.id = (v.address->>'handler')::uuid and handler.erased_at is null
      and exists (select 1 from duties served where served.person_id = handler.id)
    where ${id ? sql`v.id = ${id}::uuid` : sql`true`}
      and ((v.organisation_id is null and v.person_id = ${actor.personId}::uuid) or v.organisation_id = any(${organisationsOf(actor)}::uuid[]))
    order by place.position nulls last, v.created_at, v.id`.execute(executor)
  return rows
}

async function present(house: House, actor: Actor, row: Row): Promise<SavedView> {
  const rules = await house.rulesNow()
  const { address } = row
  const stale = [
    address.state && !STATES.some((state) => state === address.state) && 'state',
    address.category && !categoryOf(rules, address.category) && 'category',
    address.urgency && !rules.urgencies.some(({ id }) => id === address.urgency) && 'urgency',
    address.owner && !(row.owner && row.ownerOpen) && 'owner',
    address.handler && !(row.handler && row.handlerOnDuty) && 'handler',
  ].filter((field) => typeof field === 'string' && field !== '') as string[]
  return {
    id: row.id,
    name: row.name,
    address,
    shared_with: row.organisationId ? { id: row.organisationId, name: row.organisation ?? '' } : null,
    made_by: row.madeBy,
    may_change: mayChange(actor, row),
    stale,
    names: {
      ...(row.owner ? { owner: row.owner } : {}),
      ...(row.handler ? { handler: row.handler } : {}),
    },
  }
}

/** One's own views and those of one's organisations, in one's own order. */
export async function savedViews(house: House, actor: Actor): Promise<SavedView[]> {
  const rows = await rowsFor(house, actor, house.db)
  return Promise.all(rows.map((row) => present(house, actor, row)))
}

/** Views that walk open matters alone: counting them costs what their length costs. */
const cheapViews: View[] = ['inbox', 'mine', 'to_decide', 'overdue', 'supervised']

/** How many matters wait in each, up to 99; views over everything, or with words, are not counted. */
export async function countSavedViews(
  house: House,
  actor: Actor,
): Promise<Record<string, { value: number; capped: boolean }>> {
  const counts: Record<string, { value: number; capped: boolean }> = {}
  for (const { id, address } of await rowsFor(house, actor, house.db)) {
    if (!cheapViews.includes(address.view ?? 'inbox') || address.q) continue
    const n = await countList(house, actor, address, countedUpTo + 1)
    counts[id] = { value: Math.min(n, countedUpTo), capped: n > countedUpTo }
  }
  return counts
}

const notThere = () =>
  new Problem('not_found', { zh: '这个视图已经不在了', en: 'This view is no longer there' })

async function getRow(house: House, actor: Actor, id: string, executor: Executor): Promise<Row> {
  const row = (await rowsFor(house, actor, executor, id))[0]
  if (!row) throw notThere()
  return row
}

function requireChange(actor: Actor, row: Row): void {
  if (!mayChange(actor, row))
    throw new Problem('permission.denied', {
      reason: 'view.shared',
      zh: '这是本单位共用的视图，由能共用视图的同事维护',
      en: 'This view belongs to the organisation; only colleagues who may share views change it',
    })
}

/** The organisation's lock keeps two colleagues from going past the limit together. */
async function requireRoom(tx: Work, actor: Actor, organisationId: string | null): Promise<void> {
  if (organisationId)
    await sql`select 1 from organisations where id = ${organisationId} for update`.execute(tx)
  else await sql`select 1 from people where id = ${actor.personId} for update`.execute(tx)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from saved_views
    where ${organisationId ? sql`organisation_id = ${organisationId}::uuid` : sql`organisation_id is null and person_id = ${actor.personId}::uuid`}`.execute(
    tx,
  )
  const most = organisationId ? mostSharedViews : mostOwnViews
  if (rows[0]!.n >= most)
    throw new Problem('conflict.exists', {
      reason: 'view.limit',
      zh: `最多保存 ${most} 个视图，请先删掉不用的`,
      en: `At most ${most} views are kept; delete one that is not used`,
    })
}

const sameName = '23505'

async function named<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if ((error as { code?: string }).code !== sameName) throw error
    throw new Problem('conflict.exists', {
      reason: 'view.name',
      zh: '已经有一个同名的视图',
      en: 'There is a view of this name already',
    })
  })
}

export interface ViewInput {
  name: string
  address: ViewAddress
  /** Share it with this organisation; null keeps it one's own. */
  sharedWith: string | null
}

/** @throws Problem `permission.denied`, `conflict.exists` (`view.limit`, `view.name`) */
export async function saveView(house: House, actor: Actor, input: ViewInput): Promise<SavedView> {
  if (input.sharedWith) requireReach(actor, 'view.share', { organisationId: input.sharedWith })
  const id = randomUUID()
  const now = house.now()
  await named(
    house.db.transaction().execute(async (tx) => {
      await requireRoom(tx, actor, input.sharedWith)
      await sql`insert into saved_views (id, person_id, organisation_id, name, address, created_at, changed_at)
        values (${id}, ${actor.personId}, ${input.sharedWith}, ${input.name}, ${JSON.stringify(input.address)}::jsonb, ${now}, ${now})`.execute(
        tx,
      )
    }),
  )
  return present(house, actor, await getRow(house, actor, id, house.db))
}

/** Renames it, gives it other filters, shares it or takes it back. What is left out stays. */
export async function changeView(
  house: House,
  actor: Actor,
  id: string,
  change: Partial<ViewInput>,
): Promise<SavedView> {
  await named(
    house.db.transaction().execute(async (tx) => {
      const row = await getRow(house, actor, id, tx)
      requireChange(actor, row)
      const sharedWith = change.sharedWith === undefined ? row.organisationId : change.sharedWith
      if (sharedWith !== row.organisationId) {
        if (sharedWith) requireReach(actor, 'view.share', { organisationId: sharedWith })
        await requireRoom(tx, actor, sharedWith)
      }
      await sql`
        update saved_views set name = ${change.name ?? row.name}, address = ${JSON.stringify(change.address ?? row.address)}::jsonb,
          organisation_id = ${sharedWith}, changed_at = ${house.now()},
          person_id = ${sharedWith === null && row.organisationId !== null ? actor.personId : row.personId}
        where id = ${id}`.execute(tx)
    }),
  )
  return present(house, actor, await getRow(house, actor, id, house.db))
}

export async function deleteView(house: House, actor: Actor, id: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    requireChange(actor, await getRow(house, actor, id, tx))
    await sql`delete from saved_views where id = ${id}`.execute(tx)
  })
}

/** Puts views into this person's order; those not named follow behind as they were. */
export async function orderViews(house: House, actor: Actor, ids: string[]): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const seen = new Set((await rowsFor(house, actor, tx)).map(({ id }) => id))
    const wanted = [...new Set(ids)].filter((id) => seen.has(id))
    const order = [...wanted, ...[...seen].filter((id) => !wanted.includes(id))]
    await sql`insert into saved_view_places (person_id, view_id, position)
      select ${actor.personId}::uuid, id, place::int from unnest(${order}::uuid[]) with ordinality as listed (id, place)
      on conflict (person_id, view_id) do update set position = excluded.position`.execute(tx)
  })
}
