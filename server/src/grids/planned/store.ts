import { type Executor, sql, type Work } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { appendEvents, type NewEvent } from '../../kernel/timeline/index.ts'
import type { AreaKind } from '../../territory/index.ts'
import type { Consequences } from '../carry-out.ts'
import type { Both } from '../rules.ts'
import type { Change } from '../schemas.ts'
import { versionOf } from '../store.ts'

export type PlanState = 'planned' | 'done' | 'refused' | 'cancelled'

export interface Foreseen {
  areas: {
    id: string
    code: string
    name: string
    kind: AreaKind
    is: 'opened' | 'reshaped' | 'ended' | 'changed'
  }[]
  consequences: Consequences
}

export interface PlannedChange {
  id: string
  kind: Change['kind']
  asked: Change
  reason: string
  document: string | null
  versions: Record<string, number>
  foreseen: Foreseen
  areaIds: string[]
  communityIds: string[]
  onDay: string
  plannedById: string
  plannedBy: string | null
  organisation: string | null
  organisationId: string | null
  plannedAt: Date
  state: PlanState
  settledAt: Date | null
  settledBecause: Both | null
  seq: number
  hash: Buffer
}

const columns = sql`g.id, g.kind, g.asked, g.reason, g.document, g.versions, g.foreseen, g.area_ids as "areaIds",
  g.community_ids as "communityIds", g.on_day::text as "onDay", g.planned_by as "plannedById", p.name as "plannedBy",
  o.name as organisation, g.planned_by_organisation as "organisationId", g.planned_at as "plannedAt", g.state,
  g.settled_at as "settledAt", g.settled_because as "settledBecause", g.head_seq as seq, g.head_hash as hash`
const from = sql`planned_grid_changes g left join people p on p.id = g.planned_by
  left join organisations o on o.id = g.planned_by_organisation`

/** Locked, so that of two who settle it one finds it settled. */
export async function lockPlanned(tx: Work, id: string): Promise<PlannedChange | undefined> {
  const { rows } = await sql<PlannedChange>`
    select ${columns} from ${from} where g.id = ${id} for update of g`.execute(tx)
  return rows[0]
}

export async function findPlanned(executor: Executor, id: string): Promise<PlannedChange | undefined> {
  const { rows } = await sql<PlannedChange>`select ${columns} from ${from} where g.id = ${id}`.execute(
    executor,
  )
  return rows[0]
}

const mostListed = 100

/** Of an area and of all in it: what is still to come, the nearest day first, then what was settled, the newest first. */
export async function plannedIn(
  executor: Executor,
  areaId: string,
): Promise<(PlannedChange & { isStale: boolean })[]> {
  const { rows } = await sql<PlannedChange & { isStale: boolean }>`
    select ${columns},
      g.state = 'planned' and exists (
        select 1 from jsonb_each_text(g.versions) seen left join areas a on a.id = seen.key::uuid
        where a.active_to is not null or ${versionOf} <> seen.value::int) as "isStale"
    from ${from}
    where g.area_ids && array(select a.id from areas a where a.path <@ (select path from areas where id = ${areaId}))
    order by g.state <> 'planned', case when g.state = 'planned' then g.on_day end, g.settled_at desc, g.id
    limit ${mostListed}`.execute(executor)
  return rows
}

/** What is planned for the same areas: whoever changes them now is told that it will come to nothing. */
export async function plannedAlready(executor: Executor, areaIds: string[]): Promise<Both[]> {
  const { rows } = await sql<{ day: string; names: string }>`
    select g.on_day::text as day, (select string_agg(a.name, '、' order by a.code) from areas a
      where g.versions ? a.id::text and a.id = any(${areaIds}::uuid[])) as names
    from planned_grid_changes g where g.state = 'planned' and g.area_ids && ${areaIds}::uuid[]
      and g.versions ?| ${areaIds}::text[]
    order by g.on_day, g.id limit 20`.execute(executor)
  return rows.map(({ day, names }) => ({
    zh: `${names}已有定于 ${day} 生效的调整；现在再调整，那一项到日会被退回`,
    en: `A change of ${names} is planned for ${day}; it will be refused on its day if this one comes first`,
  }))
}

export async function duePlans(executor: Executor, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from planned_grid_changes where state = 'planned' and on_day <= ${day}::date
    order by on_day, planned_at, id limit 500`.execute(executor)
  return rows.map(({ id }) => id)
}

/** What becomes of a plan stands on a timeline of its own; the areas' own say only what really happened. */
export async function tellPlan(
  house: House,
  tx: Work,
  plan: { id: string; seq: number; hash: Buffer | null },
  actor: { personId: string | null; organisationId: string | null },
  event: NewEvent,
) {
  return appendEvents(tx, {
    stream: plan.id,
    streamKind: 'grid_plan',
    head: { seq: plan.seq, hash: plan.hash },
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: actor.organisationId,
    digest: house.configuration.digest,
    events: [event],
  })
}

export async function settlePlan(
  house: House,
  tx: Work,
  plan: PlannedChange,
  how: {
    state: Exclude<PlanState, 'planned'>
    byId: string | null
    organisationId: string | null
    because?: Both
    changeId?: string
  },
): Promise<void> {
  const head = await tellPlan(
    house,
    tx,
    plan,
    { personId: how.byId, organisationId: how.organisationId },
    {
      kind: `grid.plan_${how.state}`,
      payload: { on: plan.onDay, ...(how.changeId ? { change: how.changeId } : {}) },
      ...(how.because ? { personal: { text: how.because.zh } } : {}),
    },
  )
  await sql`update planned_grid_changes set state = ${how.state}, settled_at = ${house.now()}, settled_by = ${how.byId},
      settled_because = ${how.because ? JSON.stringify(how.because) : null}::jsonb, change_id = ${how.changeId ?? null},
      head_seq = ${head.seq}, head_hash = ${head.hash}
    where id = ${plan.id}`.execute(tx)
}

/** Heads that the chains of the timeline are held against. */
export const gridHeads = ['select id as stream, head_seq as seq, head_hash as hash from planned_grid_changes']
