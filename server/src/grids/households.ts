import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { changingTerritory, type Writer } from '../territory/index.ts'
import { carryOut } from './carry-out.ts'
import { requireDrawing, requireSeen } from './change.ts'
import { emptyPlan, gridOf } from './plan.ts'
import type { Households } from './rules.ts'
import { settingOf } from './store.ts'

/** Tells how many households a grid has: a number with its day and its source. @throws Problem `conflict.changed` */
export async function setHouseholds(
  house: House,
  actor: Actor,
  areaId: string,
  told: { households: Households | null; version: number },
): Promise<void> {
  const writer: Writer = { house, actor }
  if (told.households && Date.parse(told.households.on) > house.now().getTime())
    throw new Problem('input.invalid', {
      zh: '统计日期不能晚于今天',
      en: 'It cannot be counted in the future',
    })
  await changingTerritory(house.db, writer, async (tx) => {
    const setting = await settingOf(tx, areaId)
    await requireDrawing(tx, actor, setting.community)
    const corner = gridOf(setting, areaId)
    const plan = emptyPlan(setting.community)
    plan.touched.push(corner)
    plan.changed.push({ corner, name: corner.name, nameEn: corner.nameEn, households: told.households })
    await requireSeen(tx, plan.touched, { [areaId]: told.version })
    await carryOut(
      tx,
      writer,
      plan,
      {
        matters: [],
        places: [],
        organisations: [],
        duties: { end: [], begin: [] },
        consequences: {
          matters: 0,
          matters_without_point: 0,
          matters_staying: 0,
          places: 0,
          duties: 0,
          organisations: 0,
        },
      },
      {
        change: { kind: 'households' },
        reason: told.households
          ? `${told.households.count} 户（${told.households.source}，${told.households.on}）`
          : '户数不明',
        document: null,
      },
    )
  })
}

/** Open matters of each area, by an index that holds nothing else. */
export async function openMattersOf(house: House, areaIds: string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select area_id as id, count(*)::int as n from matters
    where area_id = any(${areaIds}::uuid[]) and state <> 'closed' group by area_id`.execute(house.db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}
