import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, reachOf, requireReach } from '../kernel/permissions/index.ts'
import { type Fault, Problem } from '../kernel/problems.ts'
import { areaAt, areaById, communityFor, peopleOf, placeByCode } from '../territory/index.ts'
import { type DraftPlan, type DraftPoint, earliestChange, faultsOfPlan } from './plan-rules.ts'
import { getPlan, type Plan, type Point, tell, writeVersion } from './store.ts'

const areaKinds = new Set(['community', 'grid', 'micro_grid', 'dedicated_grid'])

function refuse(faults: Fault[]): void {
  if (faults.length === 0) return
  throw new Problem('input.invalid', {
    faults,
    zh: faults.map(({ zh }) => zh).join('；'),
    en: faults.map(({ en }) => en).join('; '),
  })
}

/** Where each point lies, inside the area of the plan. @throws Problem `input.invalid` */
async function located(
  executor: Executor,
  points: DraftPoint[],
  areaPath: string,
  known: ReadonlySet<string>,
): Promise<Point[]> {
  const faults: Fault[] = []
  const found: Point[] = []
  for (const [index, point] of points.entries()) {
    const place = point.place_code ? await placeByCode(executor, point.place_code) : undefined
    if (point.place_code && !place) {
      faults.push({
        at: `/points/${index}/place_code`,
        zh: '没有这个地点码',
        en: 'There is no such place code',
      })
      continue
    }
    const spot = place ? { lng: place.lng, lat: place.lat } : { lng: point.lng!, lat: point.lat! }
    const area = place ? await areaById(executor, place.areaId) : await areaAt(executor, spot)
    if (!area || !(area.path === areaPath || area.path.startsWith(`${areaPath}.`)))
      faults.push({
        at: `/points/${index}`,
        zh: `“${point.name}”不在这个网格里`,
        en: `“${point.name}” does not lie in this grid`,
      })
    found.push({
      id: point.id && known.has(point.id) ? point.id : randomUUID(),
      name: point.name.trim(),
      ...spot,
      placeCode: place?.code ?? null,
      checks: point.checks.map(({ id, words }) => (id ? { id } : { words: words!.trim() })),
    })
  }
  refuse(faults)
  return found
}

/** Whoever is named must be able to walk there: on duty for the community, and allowed to patrol. */
async function requireWorker(house: House, tx: Work, organisationId: string, workerId: string | null) {
  if (!workerId) return
  const people = await peopleOf(tx, organisationId, house.now())
  if (
    !people.some(({ personId, role }) => personId === workerId && reachOf(role, 'patrol.walk') !== undefined)
  )
    refuse([
      {
        at: '/worker_id',
        zh: '巡查人要是本社区在岗的网格员或社区工作者',
        en: 'Who walks it must be a grid worker or clerk on duty in this community',
      },
    ])
}

/** Makes a plan for a grid or a community; its first version may count from today. */
export async function makePlan(
  house: House,
  actor: Actor,
  areaId: string,
  draft: DraftPlan,
): Promise<string> {
  const rules = await house.rulesNow()
  const area = await areaById(house.db, areaId)
  const community = area && !area.activeTo ? await communityFor(house.db, area.id) : undefined
  if (!area || area.activeTo || !areaKinds.has(area.kind) || !community)
    throw new Problem('place.unknown', {
      zh: '巡查计划要定在一个社区或网格上',
      en: 'A patrol plan is made for a community or a grid',
    })
  const duty = requireReach(actor, 'patrol.plan', {
    organisationId: community.id,
    organisationPath: community.path,
    areaPath: area.path,
  })
  const today = shanghaiDate(house.now())
  refuse([
    ...faultsOfPlan(draft, rules),
    ...walkerFault(area.kind, draft),
    ...(draft.from < today
      ? [{ at: '/from', zh: '不能从过去的日期开始', en: 'It cannot begin in the past' }]
      : []),
  ])
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    const points = await located(tx, draft.points, area.path, new Set())
    await requireWorker(house, tx, community.id, draft.workerId)
    const head = await tell(
      house,
      tx,
      { id, kind: 'patrol_plan', seq: 0, hash: null },
      { personId: actor.personId, organisationId: duty?.organisationId ?? null },
      [{ kind: 'patrol.planned', payload: facts(1, draft, points, { area_id: area.id }) }],
    )
    await sql`
      insert into patrol_plans (id, area_id, area_path, organisation_id, organisation_path, version, made_at, head_seq, head_hash)
      values (${id}, ${area.id}, ${area.path}::ltree, ${community.id}, ${community.path}::ltree, 1, ${house.now()}, ${head.seq}, ${head.hash})`.execute(
      tx,
    )
    await writeVersion(tx, id, {
      ...draft,
      version: 1,
      points,
      madeById: actor.personId,
      madeAt: house.now(),
    })
  })
  return id
}

/** A grid has its worker; a whole community has several, so it must be said who walks. */
const walkerFault = (kind: string, draft: DraftPlan): Fault[] =>
  kind === 'community' && !draft.workerId
    ? [
        {
          at: '/worker_id',
          zh: '全社区的计划要指定谁来走',
          en: 'A plan for a whole community names who walks it',
        },
      ]
    : []

const facts = (version: number, draft: DraftPlan, points: Point[], more: Record<string, unknown> = {}) => ({
  ...more,
  version,
  from: draft.from,
  until: draft.until,
  frequency: draft.frequency,
  holidays: draft.holidays,
  worker_id: draft.workerId,
  points: points.map(({ id }) => id),
})

/** Locked, and seen by who changes it. @throws Problem `conflict.changed` */
async function lockPlan(tx: Work, actor: Actor, id: string, seen: number) {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    select head_seq as seq, head_hash as hash from patrol_plans where id = ${id} for update`.execute(tx)
  const plan = await getPlan(tx, id)
  const duty = requireReach(actor, 'patrol.plan', subjectOf(plan))
  if (plan.version !== seen) throw new Problem('conflict.changed', { extra: { version: plan.version, seen } })
  return { plan, duty, stream: { id, kind: 'patrol_plan' as const, ...rows[0]! } }
}

export const subjectOf = (plan: Pick<Plan, 'organisationId' | 'organisationPath' | 'areaPath'>) => ({
  organisationId: plan.organisationId,
  organisationPath: plan.organisationPath,
  areaPath: plan.areaPath,
})

export const mayRead = (actor: Actor, plan: Plan) =>
  dutyReaching(actor, 'patrol.read', subjectOf(plan)) !== undefined

/** A new version; the old ones stay, with the days on which they counted. */
export async function changePlan(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  draft: DraftPlan,
): Promise<void> {
  const rules = await house.rulesNow()
  await house.db.transaction().execute(async (tx) => {
    const { plan, duty, stream } = await lockPlan(tx, actor, id, seen)
    const earliest = earliestChange(shanghaiDate(house.now()))
    const area = await areaById(tx, plan.areaId)
    refuse([
      ...faultsOfPlan(draft, rules),
      ...walkerFault(area?.kind ?? 'grid', draft),
      ...(draft.from < earliest
        ? [
            {
              at: '/from',
              zh: '今天已经有人按原计划在走，改动最早从明天起',
              en: 'Somebody may be walking today’s plan; a change counts from tomorrow at the earliest',
            },
          ]
        : []),
      ...(plan.endsOn !== null
        ? [{ at: '/', zh: '这个计划已经定了结束日期，请另建计划', en: 'This plan has an end; make another' }]
        : []),
    ])
    const known = new Set(plan.versions.flatMap(({ points }) => points.map((point) => point.id)))
    const points = await located(tx, draft.points, plan.areaPath, known)
    await requireWorker(house, tx, plan.organisationId, draft.workerId)
    const version = plan.version + 1
    const head = await tell(
      house,
      tx,
      stream,
      { personId: actor.personId, organisationId: duty?.organisationId ?? null },
      [{ kind: 'patrol.replanned', payload: facts(version, draft, points) }],
    )
    await sql`update patrol_plans set version = ${version}, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(
      tx,
    )
    await writeVersion(tx, id, { ...draft, version, points, madeById: actor.personId, madeAt: house.now() })
  })
}

/** Sets the last day of a plan, today or later. What was walked stays. */
export async function endPlan(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  lastDay: string,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { duty, stream, plan } = await lockPlan(tx, actor, id, seen)
    // Days on which nobody had to walk never become missed ones afterwards.
    if (plan.endsOn !== null && lastDay >= plan.endsOn)
      throw new Problem('conflict.changed', {
        zh: `这个计划已经定在 ${plan.endsOn} 结束`,
        en: `This plan ends on ${plan.endsOn} already`,
      })
    if (lastDay < shanghaiDate(house.now()))
      refuse([{ at: '/last_day', zh: '结束日期最早是今天', en: 'It ends today at the earliest' }])
    const head = await tell(
      house,
      tx,
      stream,
      { personId: actor.personId, organisationId: duty?.organisationId ?? null },
      [{ kind: 'patrol.plan_ended', payload: { last_day: lastDay } }],
    )
    await sql`update patrol_plans set ends_on = ${lastDay}::date, head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(
      tx,
    )
  })
}
