import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify } from '../kernel/notices/index.ts'
import { type Role, reachOf, roles } from '../kernel/permissions/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { peopleOf } from '../territory/index.ts'
import { plansWhere, tell } from './store.ts'

const planners = (Object.keys(roles) as Role[]).filter((role) => reachOf(role, 'patrol.plan') !== undefined)

/**
 * A grid that was split, merged or handed over has ended, and its patrols end with that day: what they were about may
 * lie in several grids now. Those who plan for the community hear that they must plan anew.
 */
async function endWithArea(house: House, tx: Work, event: TimelineEvent): Promise<void> {
  const day = shanghaiDate(event.at)
  const plans = await plansWhere(
    tx,
    sql<boolean>`pl.area_id = ${event.stream} and (pl.ends_on is null or pl.ends_on > ${day}::date)`,
    200,
  )
  for (const plan of plans) {
    const { rows } = await sql<{ seq: number; hash: Buffer }>`
      select head_seq as seq, head_hash as hash from patrol_plans where id = ${plan.id} for update`.execute(
      tx,
    )
    const head = await tell(
      house,
      tx,
      { id: plan.id, kind: 'patrol_plan', ...rows[0]! },
      { personId: null, organisationId: null },
      [{ kind: 'patrol.plan_ended', payload: { last_day: day, because: 'area_ended' } }],
    )
    await sql`update patrol_plans set ends_on = ${day}::date, head_seq = ${head.seq}, head_hash = ${head.hash}
      where id = ${plan.id}`.execute(tx)
    const people = await peopleOf(tx, plan.organisationId, house.now())
    const name = plan.versions.at(-1)?.name ?? ''
    await notify(tx, {
      personIds: people.filter(({ role }) => planners.includes(role)).map(({ personId }) => personId),
      kind: 'patrol.plan_ended',
      subjectId: plan.id,
      words: {
        zh: `${plan.areaName}已调整，巡查计划“${name}”到今天为止，请为新网格另定计划`,
        en: `${plan.areaName} has changed; the patrol plan “${name}” ends today. Plan anew for the new grids`,
      },
      at: house.now(),
    })
  }
}

export function patrolConsumers(house: House): Consumer[] {
  return [
    {
      name: 'patrols.areas',
      kinds: ['area.ended'],
      handle: (tx, event) => endWithArea(house, tx, event),
    },
  ]
}
