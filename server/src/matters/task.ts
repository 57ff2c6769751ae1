import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { Problem } from '../kernel/problems.ts'
import { searchVector } from '../kernel/text/index.ts'
import { openMatter } from './open.ts'
import { canTakeOn } from './targets.ts'

export interface NewTask {
  /** Where it comes from, as the screens say it: `rectification`, `report_up`, `posting`. */
  channel: string
  /** The organisation that gives it and later accepts it; never the one that does it (promise 3). */
  by: string
  /** The organisation that does it. */
  to: string
  title: string
  body: string
  /** `YYYY-MM-DD`: done by the end of that day; left out, the rules' limit runs. */
  dueDay?: string
  areaId?: string | null
  urgency?: string
  /** In whose hands it is there; nobody's where it is left out. */
  handlerId?: string
  /** How those who get it hear of it; as a task where it is left out. */
  purpose?: 'task_given' | 'asked_upward'
  /** Who gives it; null for the house. */
  actorPersonId: string | null
}

/**
 * One organisation gives another something to do: a matter without a parent. The caller holds the transaction and has
 * checked that the actor may give tasks for `by` (`task.give`).
 * @throws Problem `input.invalid` where the day has passed, both are the same, or nobody there can take it on
 */
export async function openTask(
  house: House,
  tx: Work,
  task: NewTask,
): Promise<{ id: string; number: string }> {
  if (task.by === task.to)
    throw new Problem('input.invalid', {
      reason: 'task.own',
      zh: '交办的单位和承办的单位不能是同一个：谁办的，谁不能自己验收',
      en: 'Who gives a task and who does it must differ: nobody accepts their own work',
    })
  if (task.dueDay && task.dueDay < shanghaiDate(house.now()))
    throw new Problem('input.invalid', {
      reason: 'task.due_day',
      zh: '完成日期已经过去，请另定日期',
      en: 'The day by which it is to be done has passed',
    })
  const { rows } = await sql<{ areaId: string | null; able: boolean }>`
    select o.area_id as "areaId", ${canTakeOn(house.now(), 'task')} as able from organisations o
    where o.id = ${task.to}::uuid and o.active_to is null`.execute(tx)
  const to = rows[0]
  if (!to?.able)
    throw new Problem('input.invalid', {
      reason: 'task.nobody_there',
      zh: '这个单位还没有可以承办的人，请先为它登记任职人员',
      en: 'Nobody in this organisation can take a task on yet; register people there first',
    })
  const rules = await house.rulesNow()
  const { id, number } = await openMatter(
    house,
    tx,
    {
      kind: 'task',
      state: 'dispatched',
      requestKind: null,
      category: null,
      urgency: task.urgency ?? 'ordinary',
      channel: task.channel,
      deskId: task.by,
      ownerId: task.to,
      handlerId: task.handlerId ?? null,
      areaId: task.areaId === undefined ? to.areaId : task.areaId,
      parentId: null,
      originalId: null,
      dueDay: task.dueDay ?? null,
      fromPerson: false,
      reachable: false,
      words: { title: task.title, body: task.body },
      search: searchVector(`${task.title}\n${task.body}`),
      actorId: task.actorPersonId,
      actorOrganisationId: task.by,
      payload: {
        open: false,
        ...(task.dueDay ? { due_day: task.dueDay } : {}),
        tell: [
          { organisation: task.to, purpose: task.purpose ?? 'task_given', urgent: task.urgency === 'urgent' },
        ],
      },
    },
    rules,
  )
  return { id, number }
}
