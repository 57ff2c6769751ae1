import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { isDate, shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, dutyReaching } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { subjectOf } from './plans.ts'
import { roundsOn } from './rounds.ts'
import { getPlan, type Plan, tell } from './store.ts'
import type { TrueTime } from './true-time.ts'

/** When something was done and when the house heard of it. */
export interface Done {
  time: TrueTime
  receivedAt: Date
}

export interface Walk {
  id: string
  workerId: string | null
  organisationId: string
  day: string
  startedAt: Date
  endedAt: Date | null
  endedAs: 'worker' | 'house' | null
  seq: number
  hash: Buffer
}

const columns = sql`id, worker_id as "workerId", organisation_id as "organisationId", day, started_at as "startedAt",
  ended_at as "endedAt", ended_as as "endedAs", head_seq as seq, head_hash as hash`

const unsigned = (walk: Pick<Walk, 'organisationId'>) => ({
  personId: null,
  organisationId: walk.organisationId,
})

/** The worker sets out. From now on, and only until they end it, a point they mark may hold where they stood. */
export async function startWalk(house: House, tx: Work, actor: Actor, done: Done): Promise<string> {
  const duty = dutiesFor(actor, 'patrol.walk')[0]?.duty
  if (!duty || !actor.personId) throw new Problem('permission.denied')
  const day = shanghaiDate(done.time.at)
  const { rows: running } = await sql<Walk>`
    select ${columns} from patrol_walks where worker_id = ${actor.personId} and ended_at is null for update`.execute(
    tx,
  )
  for (const walk of running) {
    if (walk.day >= day)
      throw new Problem('conflict.exists', {
        reason: 'walk.running',
        zh: '您有一次巡查还没有结束，请先结束它',
        en: 'A walk of yours is still running; end it first',
        extra: { walk_id: walk.id },
      })
    await endByHouse(house, tx, walk)
  }
  const id = randomUUID()
  const head = await tell(house, tx, { id, kind: 'patrol_walk', seq: 0, hash: null }, unsigned(duty), [
    {
      kind: 'patrol.walk_started',
      payload: { day, area_id: duty.areaId, happened_at: done.time.at.toISOString() },
    },
  ])
  const { numAffectedRows } = await sql`
    insert into patrol_walks (id, worker_id, organisation_id, organisation_path, area_id, area_path, day, started_at,
      started_received_at, head_seq, head_hash)
    values (${id}, ${actor.personId}, ${duty.organisationId}, ${duty.organisationPath}::ltree, ${duty.areaId}, ${duty.areaPath}::ltree,
      ${day}::date, ${done.time.at}, ${done.receivedAt}, ${head.seq}, ${head.hash})
    on conflict (worker_id) where ended_at is null do nothing`.execute(tx)
  if (numAffectedRows === 0n)
    throw new Problem('conflict.exists', {
      reason: 'walk.running',
      zh: '您有一次巡查还没有结束，请先结束它',
      en: 'A walk of yours is still running; end it first',
    })
  return id
}

/** @throws Problem `not_found` for a walk that is not theirs */
async function lockOwn(tx: Work, actor: Actor, walkId: string): Promise<Walk> {
  const { rows } = await sql<Walk>`
    select ${columns} from patrol_walks where id = ${walkId} and worker_id = ${actor.personId} for update`.execute(
    tx,
  )
  if (!rows[0])
    throw new Problem('not_found', { zh: '没有找到您的这次巡查', en: 'There is no such walk of yours' })
  return rows[0]
}

export interface Mark {
  walk: string
  plan: string
  /** `2026-03-02/1`: the day on which the round opened, and its number. */
  round: string
  point: string
  result: 'seen' | 'nothing_wrong' | 'finding' | 'not_reached'
  obstacle?: string
  words?: string
  checks?: { id?: string; words?: string; ok: boolean }[]
  position?: { lat: number; lng: number; accuracy?: number }
}

/** The worker marks a point. @returns whether the position was kept: only between setting out and ending */
export async function markPoint(
  house: House,
  tx: Work,
  actor: Actor,
  mark: Mark,
  done: Done,
): Promise<{ markId: string; positionKept: boolean }> {
  const rules = await house.rulesNow()
  const walk = await lockOwn(tx, actor, mark.walk)
  const happenedAt = done.time.at
  if (walk.endedAs === 'worker' && walk.endedAt && happenedAt > walk.endedAt)
    throw new Problem('matter.refused', {
      reason: 'walk.ended',
      zh: '这次巡查已经结束，请另开一次',
      en: 'This walk has ended; start another',
    })
  const obstacle =
    mark.result === 'not_reached' ? rules.patrol_obstacles.find(({ id }) => id === mark.obstacle) : undefined
  if (mark.result === 'not_reached' && (!obstacle || (obstacle.needs_words && !mark.words?.trim())))
    throw new Problem('input.invalid', {
      reason: 'mark.obstacle',
      zh: '请选择到不了的原因；选“其他”一类的，请写明',
      en: 'Say why the point could not be reached, in words where the reason asks for them',
    })
  const plan = await getPlan(tx, mark.plan)
  requireWalkable(actor, plan)
  const version = plan.versions.findLast(({ points }) => points.some(({ id }) => id === mark.point))
  if (!version)
    throw new Problem('not_found', { zh: '计划里没有这个点位', en: 'The plan holds no such point' })
  const [day, number] = mark.round.split('/') as [string, string]
  // A plan may have changed while the phone was offline; but no round is walked before its day, and none that never was.
  const isDue =
    isDate(day) &&
    day <= shanghaiDate(happenedAt) &&
    plan.versions.some((each) => roundsOn(each, day, house.calendar).some(({ key }) => key === mark.round))
  if (!isDue)
    throw new Problem('input.invalid', {
      reason: 'mark.round',
      zh: '没有这一轮巡查，或还没到它的日子',
      en: 'There is no such round, or its day has not come',
    })
  const running =
    happenedAt >= walk.startedAt &&
    (walk.endedAt === null || walk.endedAs === 'house' || happenedAt <= walk.endedAt)
  const position = running ? mark.position : undefined
  const spot = position ? `(${position.lng},${position.lat})` : null
  const id = randomUUID()
  await sql`
    insert into patrol_marks (id, walk_id, plan_id, version, point_id, round_day, round_number, result, obstacle, words, checks,
      happened_at, received_at, time_note, spot, accuracy)
    values (${id}, ${walk.id}, ${plan.id}, ${version.version}, ${mark.point}, ${day}::date, ${Number(number)}, ${mark.result},
      ${obstacle?.id ?? null}, ${mark.words?.trim() || null}, ${mark.checks ? JSON.stringify(mark.checks) : null}::jsonb,
      ${happenedAt}, ${done.receivedAt}, ${done.time.note}, ${spot}::point, ${position?.accuracy ?? null})`.execute(
    tx,
  )
  const head = await tell(house, tx, { ...walk, kind: 'patrol_walk' }, unsigned(walk), [
    {
      kind: 'patrol.point_marked',
      payload: {
        mark: id,
        plan: plan.id,
        version: version.version,
        point: mark.point,
        round: mark.round,
        result: mark.result,
        happened_at: happenedAt.toISOString(),
      },
    },
  ])
  await saveHead(tx, walk.id, head)
  return { markId: id, positionKept: position !== undefined }
}

/** A grid's plan is walked by who works there, or by whom it names. */
export function requireWalkable(actor: Actor, plan: Plan): void {
  const named = plan.versions.some(({ workerId }) => workerId !== null && workerId === actor.personId)
  if (!named && !dutyReaching(actor, 'patrol.walk', subjectOf(plan)))
    throw new Problem('permission.denied', {
      zh: '这条巡查不在您的网格里',
      en: 'This patrol is not in your grid',
    })
}

export async function endWalk(
  house: House,
  tx: Work,
  actor: Actor,
  walkId: string,
  done: Done,
): Promise<void> {
  const walk = await lockOwn(tx, actor, walkId)
  if (walk.endedAs === 'worker') return
  const { rows } = await sql<{ last: Date | null }>`
    select max(happened_at) as last from patrol_marks where walk_id = ${walk.id}`.execute(tx)
  // A clock set back between two sendings must not end a walk before its own points.
  const at = new Date(
    Math.max(done.time.at.getTime(), walk.startedAt.getTime(), rows[0]!.last?.getTime() ?? 0),
  )
  await finish(house, tx, walk, at, 'worker')
}

async function finish(house: House, tx: Work, walk: Walk, at: Date, as: 'worker' | 'house'): Promise<void> {
  const head = await tell(house, tx, { ...walk, kind: 'patrol_walk' }, unsigned(walk), [
    { kind: 'patrol.walk_ended', payload: { by: as, happened_at: at.toISOString() } },
  ])
  await sql`update patrol_walks set ended_at = ${at}, ended_as = ${as} where id = ${walk.id}`.execute(tx)
  await saveHead(tx, walk.id, head)
}

async function endByHouse(house: House, tx: Work, walk: Walk): Promise<void> {
  const { rows } = await sql<{ last: Date | null }>`
    select max(happened_at) as last from patrol_marks where walk_id = ${walk.id}`.execute(tx)
  await finish(
    house,
    tx,
    walk,
    rows[0]!.last && rows[0]!.last > walk.startedAt ? rows[0]!.last : walk.startedAt,
    'house',
  )
}

/** Ends walks of earlier days that nobody ended, at their last point: no walk runs on overnight. @returns how many */
export async function endForgotten(house: House): Promise<number> {
  const today = shanghaiDate(house.now())
  let ended = 0
  for (;;) {
    const found = await house.db.transaction().execute(async (tx) => {
      const { rows } = await sql<Walk>`
        select ${columns} from patrol_walks where ended_at is null and day < ${today}::date order by started_at limit 50
        for update skip locked`.execute(tx)
      for (const walk of rows) await endByHouse(house, tx, walk)
      return rows.length
    })
    ended += found
    if (found < 50) return ended
  }
}

async function saveHead(tx: Work, id: string, head: { seq: number; hash: Buffer | null }): Promise<void> {
  await sql`update patrol_walks set head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(
    tx,
  )
}
