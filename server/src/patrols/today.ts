import { sql } from 'kysely'
import { addDays, shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, isWithin } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { sensibleOrder } from './order.ts'
import type { Check } from './plan-rules.ts'
import { type Marked, type PointState, pointState, type Round, roundsOn, stretches } from './rounds.ts'
import { type Plan, type PlanVersion, plansWhere } from './store.ts'

export interface DuePoint {
  id: string
  name: string
  lat: number
  lng: number
  place_code: string | null
  checks: { id: string | null; zh: string; en: string; category: string | null }[]
  state: PointState
}

export interface DueRound {
  plan: { id: string; name: string; version: number; area_id: string; area: string }
  key: string
  number: number
  day: string
  opens_at: string
  closes_at: string
  /** In the order in which they are walked. */
  points: DuePoint[]
}

const mostPlans = 40

/** Plans that may be this worker's on a day: those of the grids they work, and those that name them. */
async function plansOf(executor: Executor, actor: Actor, day: string): Promise<Plan[]> {
  const paths = dutiesFor(actor, 'patrol.walk').flatMap(({ duty, reach }) =>
    reach === 'area' && duty.areaPath ? [duty.areaPath] : [],
  )
  return plansWhere(
    executor,
    sql<boolean>`(pl.ends_on is null or pl.ends_on >= ${day}::date) and pl.id in (
      select near.id from unnest(${paths}::ltree[]) as own(path) join patrol_plans near on near.area_path <@ own.path
      union select v.plan_id from patrol_plan_versions v where v.worker_id = ${actor.personId}::uuid)`,
    mostPlans,
  )
}

const isTheirs = (actor: Actor, plan: Plan, version: PlanVersion) =>
  version.workerId === null
    ? dutiesFor(actor, 'patrol.walk').some(
        ({ duty, reach }) => reach === 'area' && isWithin(plan.areaPath, duty.areaPath),
      )
    : version.workerId === actor.personId

interface MarkRow extends Marked {
  planId: string
  pointId: string
  round: string
}

/** Marks of rounds that opened within some days, by plan, round and point; whoever made them. */
export async function marksOf(
  executor: Executor,
  planIds: string[],
  from: string,
  to: string,
): Promise<Map<string, MarkRow[]>> {
  const { rows } = await sql<MarkRow>`
    select plan_id as "planId", point_id as "pointId", to_char(round_day, 'YYYY-MM-DD') || '/' || round_number as round, result,
      happened_at as "happenedAt"
    from patrol_marks where plan_id = any(${planIds}::uuid[]) and round_day between ${from}::date and ${to}::date`.execute(
    executor,
  )
  const found = new Map<string, MarkRow[]>()
  for (const row of rows) {
    const key = markKey(row.planId, row.round, row.pointId)
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}

export const markKey = (planId: string, round: string, pointId: string) => `${planId} ${round} ${pointId}`

export function checkWords(checks: Check[], rules: Rules) {
  return checks.map(({ id, words }) => {
    const known = rules.patrol_checks.find((each) => each.id === id)
    return {
      id: id ?? null,
      zh: known?.zh ?? words ?? id ?? '',
      en: known?.en ?? words ?? id ?? '',
      category: known?.category ?? null,
    }
  })
}

/** What a worker is to walk today: each due point once in its round, what was missed stands as missed. */
export async function roundsToday(house: House, actor: Actor): Promise<DueRound[]> {
  const now = house.now()
  const day = shanghaiDate(now)
  const rules = await house.rulesNow()
  const plans = await plansOf(house.db, actor, day)
  const due = plans.flatMap((plan) =>
    stretches(plan.versions, plan.endsOn)
      .filter((version) => isTheirs(actor, plan, version))
      .flatMap((version) =>
        roundsOn(version, day, house.calendar).map((round) => ({ plan, version, round })),
      ),
  )
  // A round of a month may have opened up to thirty days ago.
  const marks = await marksOf(
    house.db,
    plans.map(({ id }) => id),
    addDays(day, -31),
    day,
  )
  return due
    .toSorted((a, b) => a.round.closesAt.getTime() - b.round.closesAt.getTime())
    .map(({ plan, version, round }) => present(plan, version, round, marks, rules, now))
}

function present(
  plan: Plan,
  version: PlanVersion,
  round: Round,
  marks: Map<string, MarkRow[]>,
  rules: Rules,
  now: Date,
): DueRound {
  const [first, ...rest] = version.points
  const inOrder = first ? [first, ...sensibleOrder(first, rest)] : []
  return {
    plan: {
      id: plan.id,
      name: version.name,
      version: version.version,
      area_id: plan.areaId,
      area: plan.areaName,
    },
    key: round.key,
    number: round.number,
    day: round.day,
    opens_at: round.opensAt.toISOString(),
    closes_at: round.closesAt.toISOString(),
    points: inOrder.map(({ id, name, lat, lng, placeCode, checks }) => ({
      id,
      name,
      lat,
      lng,
      place_code: placeCode,
      checks: checkWords(checks, rules),
      state: pointState(round, marks.get(markKey(plan.id, round.key, id)) ?? [], now),
    })),
  }
}

export async function runningWalk(executor: Executor, actor: Actor) {
  const { rows } = await sql<{ id: string; startedAt: Date; day: string; entry: string | null }>`
    select w.id, w.started_at as "startedAt", w.day, (select e.id from field_entries e
      where e.person_id = w.worker_id and e.kind = 'walk_start' and e.result->>'walk_id' = w.id::text) as entry
    from patrol_walks w where w.worker_id = ${actor.personId} and w.ended_at is null`.execute(executor)
  const walk = rows[0]
  return walk
    ? { id: walk.id, entry_id: walk.entry, day: walk.day, started_at: walk.startedAt.toISOString() }
    : null
}
