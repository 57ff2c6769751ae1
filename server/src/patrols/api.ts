import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { type Actor, dutyReaching, reachOf, roles } from '../kernel/permissions/index.ts'
import type { PatrolMinimum, Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { areaById, communityFor, peopleOf } from '../territory/index.ts'
import { behindCoverage, coverage, reachOfPlans } from './coverage.ts'
import { type DraftPlan, minimumsMissed, mostPoints } from './plan-rules.ts'
import { changePlan, endPlan, makePlan, mayRead, subjectOf } from './plans.ts'
import {
  Behind,
  Coverage,
  Day,
  EndBody,
  Id,
  PlanBody,
  PlanDetail,
  PlanForm,
  PlanList,
  VersionBody,
} from './schemas.ts'
import { getPlan, type Plan, plansWhere } from './store.ts'
import { checkWords } from './today.ts'

const tags = ['patrols']
const OfPlan = Type.Object({ id: Id })
const pageLength = 50

const draftOf = (body: Omit<Static<typeof VersionBody>, 'version'>): DraftPlan => ({
  name: body.name.trim(),
  workerId: body.worker_id ?? null,
  frequency: body.frequency,
  holidays: body.holidays,
  from: body.from,
  until: body.until ?? null,
  points: body.points,
})

const minimumAnswer = ({ id, zh, en, at_least, per, source, unverified }: PatrolMinimum) => ({
  id,
  zh,
  en,
  at_least,
  per,
  source,
  unverified: unverified ?? false,
})

const workerOf = ({ workerId, workerName }: { workerId: string | null; workerName: string | null }) =>
  workerId ? { id: workerId, name: workerName ?? '' } : null

function rowOf(plan: Plan, rules: Rules) {
  const latest = plan.versions.at(-1)!
  return {
    id: plan.id,
    area: { id: plan.areaId, name: plan.areaName },
    organisation: { id: plan.organisationId, name: plan.organisationName },
    version: plan.version,
    name: latest.name,
    worker: workerOf(latest),
    frequency: latest.frequency,
    holidays: latest.holidays,
    from: latest.from,
    until: latest.until,
    last_day: plan.endsOn,
    points: latest.points.length,
    below: minimumsMissed(latest.frequency, rules).map(minimumAnswer),
  }
}

async function detailOf(house: House, actor: Actor, id: string) {
  const plan = await getPlan(house.db, id)
  if (!mayRead(actor, plan))
    throw new Problem('not_found', { zh: '没有这个巡查计划', en: 'There is no such patrol plan' })
  const rules = await house.rulesNow()
  return {
    ...rowOf(plan, rules),
    may_change: dutyReaching(actor, 'patrol.plan', subjectOf(plan)) !== undefined,
    versions: plan.versions.map((version) => ({
      version: version.version,
      name: version.name,
      worker: workerOf(version),
      frequency: version.frequency,
      holidays: version.holidays,
      from: version.from,
      until: version.until,
      made_by: version.madeBy,
      made_at: version.madeAt.toISOString(),
      points: version.points.map(({ placeCode, checks, ...point }) => ({
        ...point,
        place_code: placeCode,
        checks: checkWords(checks, rules),
      })),
    })),
  }
}

/** Plans and coverage, for those who answer for grids. */
export function patrolsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/patrol-plans/form',
      {
        config: { permission: 'patrol.plan' },
        schema: {
          tags,
          querystring: Type.Object({ area: Type.Optional(Id) }),
          response: { 200: PlanForm },
        },
      },
      async (request) => {
        const rules = await house.rulesNow()
        return {
          checks: checkWords(
            rules.patrol_checks.map(({ id }) => ({ id })),
            rules,
          ),
          obstacles: rules.patrol_obstacles.map(({ id, zh, en }) => ({ id, zh, en })),
          minimums: rules.patrol_minimums.map(minimumAnswer),
          most_points: mostPoints,
          workers: request.query.area ? await workersFor(house, request.actor, request.query.area) : [],
        }
      },
    )
    app.get(
      '/api/patrol-plans',
      {
        config: { permission: 'patrol.read' },
        schema: {
          tags,
          querystring: Type.Object({ area: Type.Optional(Id), after: Type.Optional(Id) }),
          response: { 200: PlanList },
        },
      },
      async (request) => {
        const { area, after } = request.query
        const rules = await house.rulesNow()
        const found = await plansWhere(
          house.db,
          sql<boolean>`${reachOfPlans(request.actor)}
            ${area ? sql`and pl.area_path <@ (select path from areas where id = ${area})` : sql``}
            ${after ? sql`and pl.id > ${after}::uuid` : sql``}`,
          pageLength + 1,
        )
        const page = found.slice(0, pageLength)
        return {
          items: page.map((plan) => rowOf(plan, rules)),
          next: found.length > pageLength ? (page.at(-1)?.id ?? null) : null,
        }
      },
    )
    app.post(
      '/api/patrol-plans',
      {
        config: { permission: 'patrol.plan' },
        schema: { tags, body: PlanBody, response: { 201: PlanDetail } },
      },
      async (request, reply) => {
        const { area_id, ...draft } = request.body
        const id = await makePlan(house, request.actor, area_id, draftOf(draft))
        house.wake()
        reply.status(201)
        return detailOf(house, request.actor, id)
      },
    )
    app.get(
      '/api/patrol-plans/:id',
      {
        config: { permission: 'patrol.read' },
        schema: { tags, params: OfPlan, response: { 200: PlanDetail } },
      },
      (request) => detailOf(house, request.actor, request.params.id),
    )
    app.post(
      '/api/patrol-plans/:id/versions',
      {
        config: { permission: 'patrol.plan' },
        schema: { tags, params: OfPlan, body: VersionBody, response: { 200: PlanDetail } },
      },
      async (request) => {
        const { version, ...draft } = request.body
        await changePlan(house, request.actor, request.params.id, version, draftOf(draft))
        house.wake()
        return detailOf(house, request.actor, request.params.id)
      },
    )
    app.post(
      '/api/patrol-plans/:id/end',
      {
        config: { permission: 'patrol.plan' },
        schema: { tags, params: OfPlan, body: EndBody, response: { 200: PlanDetail } },
      },
      async (request) => {
        await endPlan(house, request.actor, request.params.id, request.body.version, request.body.last_day)
        house.wake()
        return detailOf(house, request.actor, request.params.id)
      },
    )

    app.get(
      '/api/patrols/coverage',
      {
        config: { permission: 'patrol.read' },
        schema: {
          tags,
          summary: '按点位、按日：应巡与已巡 / planned and walked, by point and day',
          querystring: Type.Object({
            area: Type.Optional(Id),
            from: Day,
            to: Day,
            after: Type.Optional(Id),
          }),
          response: { 200: Coverage },
        },
      },
      (request) => coverage(house, request.actor, request.query),
    )
    app.get(
      '/api/patrols/coverage/:plan/:point',
      {
        config: { permission: 'patrol.read' },
        schema: {
          tags,
          summary: '数字背后的巡查 / the walks behind a number',
          params: Type.Object({ plan: Id, point: Id }),
          querystring: Type.Object({ from: Day, to: Day }),
          response: { 200: Behind },
        },
      },
      (request) =>
        behindCoverage(house, request.actor, request.params.plan, request.params.point, request.query),
    )
  }
}

/** Who may be named to walk in an area: those on duty in its community who may patrol. */
async function workersFor(house: House, actor: Actor, areaId: string) {
  const area = await areaById(house.db, areaId)
  const community = area && (await communityFor(house.db, area.id))
  if (!community) return []
  const subject = { organisationId: community.id, organisationPath: community.path, areaPath: area.path }
  if (!dutyReaching(actor, 'patrol.plan', subject)) return []
  const people = await peopleOf(house.db, community.id, house.now())
  return people
    .filter(({ role }) => reachOf(role, 'patrol.walk') !== undefined)
    .map(({ personId, name, role }) => ({ id: personId, name, role: roles[role] }))
}
