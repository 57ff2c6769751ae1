import { randomUUID } from 'node:crypto'
import { addDays, shanghaiDate } from '../../kernel/calendar/index.ts'
import { inTransaction, sql } from '../../kernel/database/index.ts'
import type { House } from '../../kernel/house.ts'
import { enqueue } from '../../kernel/jobs/index.ts'
import type { Actor } from '../../kernel/permissions/index.ts'
import { Problem } from '../../kernel/problems.ts'
import { type Asked, preview, requireDrawing, requireSeen } from '../change.ts'
import { presentPlan } from '../present.ts'
import { findCorner } from '../store.ts'
import { type Foreseen, lockPlanned, type PlannedChange, settlePlan, tellPlan } from './store.ts'

/** Further ahead nobody knows what the ground will be. */
export const mostDaysAhead = 366

/** @throws Problem `input.invalid` */
function requireDay(house: House, day: string): void {
  const today = shanghaiDate(house.now())
  if (day > today && day <= addDays(today, mostDaysAhead)) return
  const [zh, en] =
    day <= today
      ? [
          '生效日期最早是明天；今天生效请直接确认',
          'The earliest day is tomorrow; for today carry it out at once',
        ]
      : [`生效日期最晚是 ${mostDaysAhead} 天之后`, `The latest day is ${mostDaysAhead} days ahead`]
  throw new Problem('input.invalid', { zh, en, faults: [{ at: 'body/on', zh, en }] })
}

/** Midnight has passed in Shanghai, and the day’s own seals and sweeps are behind it. */
const hourOf = (day: string) => new Date(`${day}T00:05:00+08:00`)

/**
 * Keeps a change for a later day, as its author saw it now. Nothing else is written: until then the ground stays as it is.
 * @throws Problem whatever stands against the change now, `conflict.changed`, `input.invalid` for the day
 */
export async function planChange(
  house: House,
  actor: Actor,
  asked: Asked & { on: string },
): Promise<{ id: string }> {
  requireDay(house, asked.on)
  const planned = await preview(house, actor, asked.change)
  const { grid_sizes } = await house.rulesNow()
  const { areas, consequences, versions } = await presentPlan(house.db, planned, grid_sizes, house.now())
  const { plan } = planned
  const named = areas.filter(({ minor }) => !minor)
  const foreseen: Foreseen = {
    areas: [
      ...named.map(({ id, code, name, kind, is }) => ({ id, code, name, kind, is })),
      ...plan.touched
        .filter(({ id }) => !areas.some((area) => area.id === id))
        .map(({ id, code, name, kind }) => ({ id, code, name, kind, is: 'changed' as const })),
    ],
    consequences,
  }
  const areaIds = [...new Set([...plan.touched, ...plan.communities].map((area) => area.id))]
  const id = randomUUID()
  const organisationId = actor.duties[0]?.organisationId ?? null
  await inTransaction(house.db, async (tx) => {
    await requireSeen(tx, plan.touched, asked.versions)
    const head = await tellPlan(
      house,
      tx,
      { id, seq: 0, hash: null },
      { personId: actor.personId, organisationId },
      {
        kind: 'grid.change_planned',
        payload: { as: asked.change.kind, on: asked.on, areas: areaIds },
        personal: { text: asked.reason },
      },
    )
    await sql`
      insert into planned_grid_changes (id, kind, asked, reason, document, versions, foreseen, area_ids, community_ids, on_day,
        planned_by, planned_by_organisation, planned_at, head_seq, head_hash)
      values (${id}, ${asked.change.kind}, ${JSON.stringify(asked.change)}::jsonb, ${asked.reason}, ${asked.document ?? null},
        ${JSON.stringify(versions)}::jsonb, ${JSON.stringify(foreseen)}::jsonb, ${areaIds}::uuid[],
        ${plan.communities.map((area) => area.id)}::uuid[], ${asked.on}::date, ${actor.personId}, ${organisationId}, ${house.now()},
        ${head.seq}, ${head.hash})`.execute(tx)
    await enqueue(tx, 'carry_out_planned_change', { id }, { runAt: hourOf(asked.on), key: `grid plan ${id}` })
  })
  return { id }
}

/** Whether somebody may take a plan back: its author, and whoever may draw in every community that it is about. */
export async function mayCancel(house: House, actor: Actor, plan: PlannedChange): Promise<boolean> {
  if (plan.state !== 'planned') return false
  if (plan.plannedById === actor.personId) return true
  try {
    for (const id of plan.communityIds) {
      const community = await findCorner(house.db, id)
      if (!community) return false
      await requireDrawing(house.db, actor, community)
    }
    return plan.communityIds.length > 0
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}

const settledWords = {
  done: { zh: '这项调整已经生效，不能再取消', en: 'The change is in force already and cannot be taken back' },
  refused: { zh: '这项调整到日未能生效，已经退回', en: 'The change was refused on its day already' },
  cancelled: { zh: '这项调整已经取消', en: 'The change was taken back already' },
}

/** @throws Problem `not_found`, `permission.denied`, `conflict.changed` where it is settled */
export async function cancelPlanned(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    const plan = await lockPlanned(tx, id)
    if (!plan) throw new Problem('not_found', { zh: '没有这项计划', en: 'There is no such plan' })
    if (plan.state !== 'planned') throw new Problem('conflict.changed', settledWords[plan.state])
    if (!(await mayCancel(house, actor, plan))) throw new Problem('permission.denied')
    await settlePlan(house, tx, plan, {
      state: 'cancelled',
      byId: actor.personId,
      organisationId: actor.duties[0]?.organisationId ?? null,
      because: { zh: reason, en: reason },
    })
  })
}
