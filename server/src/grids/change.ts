import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { forgetPerson } from '../kernel/identity/index.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { changingTerritory, communityFor, type Writer } from '../territory/index.ts'
import { type Consequences, carryOut, type Moves, movesOf } from './carry-out.ts'
import { emptyPlan, gridOf, type Plan } from './plan.ts'
import { planMerge, planSplit } from './plan-dividing.ts'
import { planBoundary, planDraw } from './plan-drawing.ts'
import { planHandOver } from './plan-hand-over.ts'
import type { Corner } from './rules.ts'
import type { Change } from './schemas.ts'
import { aboveBoth, getCorner, settingOf, versionOf } from './store.ts'

export interface Planned {
  plan: Plan
  moves: Moves
}

/** Works out a change in the state of things now. @throws Problem for whatever stands against it */
async function planned(tx: Work, house: House, actor: Actor, change: Change): Promise<Planned> {
  const plan = await planOf(tx, house, actor, change)
  return { plan, moves: await movesOf(tx, { house, actor }, plan) }
}

async function planOf(tx: Work, house: House, actor: Actor, change: Change): Promise<Plan> {
  const rules = await house.rulesNow()
  const at = (areaId: string) => settingWithin(tx, actor, areaId)
  switch (change.kind) {
    case 'draw': {
      const setting = await at(change.parent_id)
      return planDraw(setting, await getCorner(tx, change.parent_id), change, rules)
    }
    case 'split':
      return planSplit(await at(change.area_id), change, rules)
    case 'merge':
      return planMerge(await at(change.area_ids[0]!), change, rules)
    case 'boundary':
      return planBoundary(await at(change.area_id), change, rules)
    case 'hand_over': {
      const [from, to] = [await at(change.area_id), await at(change.to_community_id)]
      return planHandOver(from, to, await aboveBoth(tx, from.community, to.community), change, rules)
    }
    case 'worker': {
      const setting = await at(change.area_id)
      const plan = emptyPlan(setting.community)
      plan.touched.push(gridOf(setting, change.area_id))
      plan.workers.set(change.area_id, change.worker_id)
      return plan
    }
  }
}

/** The community round an area, for those who may draw in it. @throws Problem `permission.denied` */
async function settingWithin(tx: Executor, actor: Actor, areaId: string) {
  const setting = await settingOf(tx, areaId)
  await requireDrawing(tx, actor, setting.community)
  return setting
}

/** @throws Problem `permission.denied` */
export async function requireDrawing(tx: Executor, actor: Actor, community: Corner): Promise<void> {
  const office = await communityFor(tx, community.id)
  requireReach(actor, 'grid.write', {
    areaPath: community.path,
    organisationId: office?.id ?? null,
    organisationPath: office?.path ?? null,
  })
}

/** Whether somebody may draw in a community; the pages offer it only then. */
export async function mayDraw(executor: Executor, actor: Actor, community: Corner): Promise<boolean> {
  try {
    await requireDrawing(executor, actor, community)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'permission.denied') return false
    throw error
  }
}

/** What a change would do, nothing written. Nobody is kept waiting: it takes no lock. */
export async function preview(house: House, actor: Actor, change: Change): Promise<Planned> {
  return house.db.transaction().execute((tx) => planned(tx, house, actor, change))
}

/** What a person who sees things as they are now has seen of the areas that a change touches. */
export async function previewVersions(
  house: House,
  actor: Actor,
  change: Change,
): Promise<Record<string, number>> {
  const { plan } = await preview(house, actor, change)
  return Object.fromEntries(plan.touched.map(({ id, version }) => [id, version]))
}

export interface Asked {
  change: Change
  reason: string
  document?: string | null | undefined
  /** By area: what the person saw. */
  versions: Record<string, number>
}

/** What is done in the same transaction, before the change and after it. */
export interface Within {
  first?(tx: Work): Promise<void>
  last?(tx: Work, changeId: string): Promise<void>
}

const deadlockDetected = '40P01'

/** Carries a change out, all of it or nothing. @throws Problem `conflict.changed` where something moved since the preview */
export async function makeChange(
  house: House,
  actor: Actor,
  asked: Asked,
  within: Within = {},
): Promise<{ id: string; consequences: Consequences }> {
  const writer: Writer = { house, actor }
  const work = () =>
    changingTerritory(house.db, writer, async (tx) => {
      await within.first?.(tx)
      // Before it is worked out anew: what another did just now may make nonsense of it.
      await requireUnchanged(tx, asked.versions)
      const { plan, moves } = await planned(tx, house, actor, asked.change)
      await requireSeen(tx, plan.touched, asked.versions)
      const id = await carryOut(tx, writer, plan, moves, {
        change: asked.change,
        reason: asked.reason,
        document: asked.document ?? null,
      })
      await within.last?.(tx, id)
      return { id, moves }
    })
  // Somebody worked on one of the matters at the same time: once more, in turn.
  const { id, moves } = await work().catch((error: unknown) => {
    if ((error as { code?: string }).code !== deadlockDetected) throw error
    return work()
  })
  for (const personId of new Set([...moves.duties.end, ...moves.duties.begin].map((duty) => duty.personId)))
    forgetPerson(house, personId)
  return { id, consequences: moves.consequences }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function requireUnchanged(tx: Work, seen: Record<string, number>): Promise<void> {
  const ids = Object.keys(seen).filter((id) => uuid.test(id))
  const { rows } = await sql<Seen>`
    select a.id, a.name, ${versionOf} as version from areas a where a.id = any(${ids}::uuid[])`.execute(tx)
  await requireSeen(tx, rows, seen)
}

type Seen = Pick<Corner, 'id' | 'name' | 'version'>

/** Of two people at once the second is told what the first did. @throws Problem `conflict.changed` */
export async function requireSeen(tx: Work, areas: Seen[], seen: Record<string, number>): Promise<void> {
  const stale = areas.filter(({ id, version }) => seen[id] !== version)
  if (stale.length === 0) return
  const { rows } = await sql<{ area: string; kind: string; at: Date; by: string | null }>`
    select a.name as area, t.kind, t.at, p.name as by
    from jsonb_to_recordset(${JSON.stringify(stale.map(({ id }) => ({ id, seen: seen[id] ?? 0 })))}::jsonb) as r (id uuid, seen int)
    join areas a on a.id = r.id join timeline t on t.stream = a.id and t.seq > r.seen and t.kind like 'area.%'
    left join people p on p.id = t.actor_id
    order by t.at desc, t.id desc limit 20`.execute(tx)
  throw new Problem('conflict.changed', {
    zh: `${stale.map(({ name }) => name).join('、')}在您查看之后有变动，请重新预览`,
    en: `${stale.map(({ name }) => name).join(', ')} changed since you looked; preview again`,
    extra: {
      versions: Object.fromEntries(areas.map(({ id, version }) => [id, version])),
      changes: rows,
    },
  })
}
