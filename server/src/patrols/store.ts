import { type RawBuilder, sql } from 'kysely'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import type { Check } from './plan-rules.ts'
import type { Schedule } from './rounds.ts'

export interface Point {
  id: string
  name: string
  lng: number
  lat: number
  placeCode: string | null
  checks: Check[]
}

export interface PlanVersion extends Schedule {
  version: number
  name: string
  workerId: string | null
  workerName: string | null
  madeBy: string | null
  madeAt: Date
  points: Point[]
}

export interface Plan {
  id: string
  areaId: string
  areaName: string
  areaPath: string
  organisationId: string
  organisationName: string
  organisationPath: string
  version: number
  endsOn: string | null
  /** Oldest first. */
  versions: PlanVersion[]
}

/** Plans that a predicate on `pl` finds, with every version, in the order of their ids. */
export async function plansWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<Plan[]> {
  const { rows } = await sql<Plan>`
    select pl.id, pl.area_id as "areaId", a.name as "areaName", pl.area_path::text as "areaPath",
      pl.organisation_id as "organisationId", o.name as "organisationName", pl.organisation_path::text as "organisationPath",
      pl.version, pl.ends_on as "endsOn", '[]'::jsonb as versions
    from patrol_plans pl join areas a on a.id = pl.area_id join organisations o on o.id = pl.organisation_id
    where ${where} order by pl.id limit ${most}`.execute(executor)
  if (rows.length === 0) return rows
  const { rows: versions } = await sql<PlanVersion & { planId: string }>`
    select v.plan_id as "planId", v.version, v.name, v.worker_id as "workerId", w.name as "workerName", v.frequency, v.holidays,
      v.from_day as from, v.until_day as until, m.name as "madeBy", v.made_at as "madeAt",
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'lng', p.spot[0], 'lat', p.spot[1],
          'placeCode', p.place_code, 'checks', p.checks) order by p.position)
        from patrol_points p where p.plan_id = v.plan_id and p.version = v.version) as points
    from patrol_plan_versions v left join people w on w.id = v.worker_id left join people m on m.id = v.made_by
    where v.plan_id = any(${rows.map(({ id }) => id)}::uuid[]) order by v.plan_id, v.version`.execute(
    executor,
  )
  const found = new Map(rows.map((row) => [row.id, { ...row, versions: [] as PlanVersion[] }]))
  for (const { planId, ...version } of versions) found.get(planId)?.versions.push(version)
  return [...found.values()]
}

export async function getPlan(executor: Executor, id: string): Promise<Plan> {
  const [plan] = await plansWhere(executor, sql<boolean>`pl.id = ${id}`, 1)
  if (!plan) throw new Problem('not_found', { zh: '没有这个巡查计划', en: 'There is no such patrol plan' })
  return plan
}

/** Writes one version with its points. */
export async function writeVersion(
  tx: Work,
  planId: string,
  version: Omit<PlanVersion, 'workerName' | 'madeBy'> & { madeById: string | null },
): Promise<void> {
  await sql`
    insert into patrol_plan_versions (plan_id, version, name, worker_id, frequency, holidays, from_day, until_day, made_by, made_at)
    values (${planId}, ${version.version}, ${version.name}, ${version.workerId}, ${JSON.stringify(version.frequency)}::jsonb,
      ${version.holidays}, ${version.from}::date, ${version.until}::date, ${version.madeById}, ${version.madeAt})`.execute(
    tx,
  )
  await sql`
    insert into patrol_points (plan_id, version, id, position, name, spot, place_code, checks)
    select ${planId}::uuid, ${version.version}, r.id, r.position, r.name, point(r.lng, r.lat), r."placeCode", r.checks
    from jsonb_to_recordset(${JSON.stringify(version.points.map((point, index) => ({ ...point, position: index + 1 })))}::jsonb)
      as r(id uuid, position int, name text, lng float8, lat float8, "placeCode" text, checks jsonb)`.execute(
    tx,
  )
}

export interface Stream {
  id: string
  kind: 'patrol_plan' | 'patrol_walk'
  seq: number
  hash: Buffer | null
}

/**
 * Appends to the timeline of a plan or a walk. Of a walk it says what was looked at and when, never who walked: that
 * stands beside it and goes with time, while the chain stays.
 */
export async function tell(
  house: House,
  tx: Work,
  stream: Stream,
  actor: { personId: string | null; organisationId: string | null },
  events: NewEvent[],
) {
  return appendEvents(tx, {
    stream: stream.id,
    streamKind: stream.kind,
    head: { seq: stream.seq, hash: stream.hash },
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: actor.organisationId,
    digest: house.configuration.digest,
    events,
  })
}
