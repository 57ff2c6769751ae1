import { sql } from 'kysely'
import { dayNumber } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { stateWords } from '../matters/index.ts'
import { mayRead } from './plans.ts'
import { type PointState, pointState, roundsBetween, stretches } from './rounds.ts'
import { getPlan, type Plan, plansWhere } from './store.ts'
import { markKey, marksOf } from './today.ts'

export const mostDays = 31
const plansAPage = 20

export const reachOfPlans = (actor: Actor) =>
  scopePredicate(actor, 'patrol.read', {
    organisationId: sql`pl.organisation_id`,
    organisationPath: sql`pl.organisation_path`,
    areaPath: sql`pl.area_path`,
  })

type Counts = Record<PointState, number> & { planned: number }
const none = (): Counts => ({ planned: 0, walked: 0, late: 0, not_reached: 0, missed: 0, open: 0, later: 0 })

/**
 * What was planned and what was walked, by point and day, worked out anew from plans and marks each time it is asked;
 * nobody types it in, and it says nothing of who walked more than whom.
 */
export async function coverage(
  house: House,
  actor: Actor,
  query: { area?: string | undefined; from: string; to: string; after?: string | undefined },
) {
  const { from, to } = query
  if (to < from || dayNumber(to) - dayNumber(from) >= mostDays)
    throw new Problem('input.invalid', {
      zh: `请选择从早到晚、最多 ${mostDays} 天`,
      en: `Choose at most ${mostDays} days, the earlier first`,
    })
  const found = await plansWhere(
    house.db,
    sql<boolean>`${reachOfPlans(actor)} and (pl.ends_on is null or pl.ends_on >= ${from}::date)
      ${query.area ? sql`and pl.area_path <@ (select path from areas where id = ${query.area})` : sql``}
      ${query.after ? sql`and pl.id > ${query.after}::uuid` : sql``}`,
    plansAPage + 1,
  )
  const page = found.slice(0, plansAPage)
  const marks = await marksOf(
    house.db,
    page.map(({ id }) => id),
    from,
    to,
  )
  return {
    items: page.map((plan) => coverageOf(house, plan, from, to, marks)),
    next: found.length > plansAPage ? (page.at(-1)?.id ?? null) : null,
  }
}

function coverageOf(
  house: House,
  plan: Plan,
  from: string,
  to: string,
  marks: Awaited<ReturnType<typeof marksOf>>,
) {
  const now = house.now()
  const points = new Map<
    string,
    { id: string; name: string; lat: number; lng: number; counts: Counts; rounds: CoveredRound[] }
  >()
  const total = none()
  for (const version of stretches(plan.versions, plan.endsOn))
    for (const round of roundsBetween(version, from, to, house.calendar))
      for (const point of version.points) {
        const state = pointState(round, marks.get(markKey(plan.id, round.key, point.id)) ?? [], now)
        const row = points.get(point.id) ?? {
          id: point.id,
          name: '',
          lat: 0,
          lng: 0,
          counts: none(),
          rounds: [],
        }
        points.set(point.id, row)
        // The latest version says what it is called and where it is.
        Object.assign(row, { name: point.name, lat: point.lat, lng: point.lng })
        for (const counts of [row.counts, total]) {
          counts.planned += 1
          counts[state] += 1
        }
        row.rounds.push({ key: round.key, day: round.day, number: round.number, state })
      }
  return {
    plan: {
      id: plan.id,
      name: plan.versions.at(-1)?.name ?? '',
      area_id: plan.areaId,
      area: plan.areaName,
      organisation: { id: plan.organisationId, name: plan.organisationName },
    },
    counts: total,
    points: [...points.values()],
  }
}

interface CoveredRound {
  key: string
  day: string
  number: number
  state: PointState
}

/** The walks behind a number: who marked this point in this round, when, and what came of it. Positions are not in it. */
export async function behindCoverage(
  house: House,
  actor: Actor,
  planId: string,
  pointId: string,
  range: { from: string; to: string },
) {
  const plan = await getPlan(house.db, planId)
  if (!mayRead(actor, plan))
    throw new Problem('not_found', { zh: '没有这个巡查计划', en: 'There is no such patrol plan' })
  const { obstacles, rows } = await marksBehind(house, planId, pointId, range)
  return {
    items: rows.map(
      ({ happenedAt, receivedAt, matterId, matterNumber, matterTitle, matterState, ...row }) => ({
        ...row,
        obstacle: row.obstacle
          ? (obstacles.get(row.obstacle) ?? { zh: row.obstacle, en: row.obstacle })
          : null,
        happened_at: happenedAt.toISOString(),
        received_at: receivedAt.toISOString(),
        matter: matterId
          ? {
              id: matterId,
              number: matterNumber!,
              title: matterTitle!,
              state_words: stateWords[matterState!],
            }
          : null,
      }),
    ),
  }
}

async function marksBehind(
  house: House,
  planId: string,
  pointId: string,
  { from, to }: { from: string; to: string },
) {
  const rules = await house.rulesNow()
  const { rows } = await sql<{
    walk_id: string
    round: string
    result: string
    obstacle: string | null
    words: string | null
    worker: string | null
    time_note: string
    happenedAt: Date
    receivedAt: Date
    matterId: string | null
    matterNumber: string | null
    matterTitle: string | null
    matterState: keyof typeof stateWords | null
  }>`
    select k.walk_id, to_char(k.round_day, 'YYYY-MM-DD') || '/' || k.round_number as round, k.result, k.obstacle, k.words,
      p.name as worker, k.time_note, k.happened_at as "happenedAt", k.received_at as "receivedAt", f.matter_id as "matterId",
      m.number as "matterNumber", mw.title as "matterTitle", m.state as "matterState"
    from patrol_marks k join patrol_walks w on w.id = k.walk_id left join people p on p.id = w.worker_id
    left join lateral (select pf.matter_id from patrol_findings pf where pf.walk_id = k.walk_id and pf.plan_id = k.plan_id
      and pf.point_id = k.point_id and k.result = 'finding' order by pf.happened_at limit 1) f on true
    left join matters m on m.id = f.matter_id left join matter_words mw on mw.matter_id = f.matter_id
    where k.plan_id = ${planId} and k.point_id = ${pointId} and k.round_day between ${from}::date and ${to}::date
    order by k.happened_at, k.id limit 200`.execute(house.db)
  return { obstacles: new Map(rules.patrol_obstacles.map(({ id, zh, en }) => [id, { zh, en }])), rows }
}
