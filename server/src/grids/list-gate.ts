import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { type Gated, registerTaskGate, type Task } from '../matters/index.ts'
import { admits, wordsOutside } from './list-rules.ts'
import { listOf } from './list-store.ts'

interface Facts {
  kind: string
  gridWorker: boolean
  areaPath: string | null
  /** Under which item a part was asked for. */
  item: string | null
}

async function factsOf(tx: Work, task: Task, now: Date): Promise<Facts> {
  const { rows } = await sql<Facts>`
    select o.kind, exists (select 1 from duties d where d.person_id = ${task.handlerId}::uuid and d.organisation_id = o.id
        and d.role = 'grid_worker' and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})) as "gridWorker",
      coalesce(m.area_path, a.path)::text as "areaPath",
      (select t.payload->>'grid_item' from timeline t where t.stream = m.id and t.payload ? 'grid_item' order by t.seq desc limit 1) as item
    from organisations o left join areas a on a.id = o.area_id cross join matters m
    where o.id = ${task.organisationId} and m.id = ${task.matter.id}`.execute(tx)
  return rows[0] ?? { kind: '', gridWorker: false, areaPath: null, item: null }
}

/**
 * The list of grid matters at the door: a task that others push down to a community's grids must be on it. What a resident
 * asked for passes, unless the pack says otherwise; what a grid worker takes on by themselves always passes.
 */
async function gate(house: House, tx: Work, rules: Rules, task: Task): Promise<Gated> {
  const { grid_admission: rule } = rules
  const isTask = task.command === 'ask_partner' || task.matter.kind !== 'request'
  if (!isTask && !rule.covers_requests) return { item: null }
  if (task.byOrganisationId === null || task.byPersonId === task.handlerId) return { item: null }
  if (task.command !== 'assign' && task.byOrganisationId === task.organisationId) return { item: null }
  const facts = await factsOf(tx, task, house.now())
  if (!rule.organisation_kinds.includes(facts.kind)) return { item: null }
  if (task.command === 'assign' && !facts.gridWorker) return { item: null }
  const day = shanghaiDate(house.now())
  const list = await listOf(house, tx)
  const answer = admits(list, {
    item: task.item ?? facts.item,
    category: task.matter.category,
    areaPath: facts.areaPath,
    day,
  })
  if (!('outside' in answer)) return { item: answer.item }
  return { refused: wordsOutside(answer, { name: { zh: rule.zh, en: rule.en }, items: list, day }) }
}

/** @returns takes the gate away again */
export const gridDoors = (): (() => void)[] => [registerTaskGate(gate)]
