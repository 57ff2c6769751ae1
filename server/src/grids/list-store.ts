import { randomUUID } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutiesFor, dutyReaching, isWithin } from '../kernel/permissions/index.ts'
import { categoryOf } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import { areaById } from '../territory/index.ts'
import { itemOfPack, type ListItem } from './list-rules.ts'

export interface Admission {
  id: string
  item: string
  name_zh: string
  name_en: string
  categories: string[]
  basis: string
  document: string | null
  area: { id: string; name: string } | null
  area_path: string | null
  effective_from: string
  effective_to: string | null
  state: 'proposed' | 'approved' | 'refused' | 'withdrawn'
  proposed_by: { id: string; name: string; organisation_id: string; organisation: string; path: string }
  proposed_at: Date
  decided_by: { name: string; organisation: string } | null
  decided_at: Date | null
  decision_reason: string | null
}

const columns = sql`
  g.id, g.item, g.name_zh, g.name_en, g.categories, g.basis, g.document,
  case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end as area, a.path::text as area_path,
  g.effective_from::text, g.effective_to::text, g.state,
  jsonb_build_object('id', g.proposed_by, 'name', pp.name, 'organisation_id', po.id, 'organisation', po.name, 'path', po.path::text) as proposed_by,
  g.proposed_at, case when g.decided_by is not null then jsonb_build_object('name', dp.name, 'organisation', d.name) end as decided_by,
  g.decided_at, g.decision_reason`
const tables = sql`grid_admissions g join people pp on pp.id = g.proposed_by join organisations po on po.id = g.proposed_by_organisation
  left join areas a on a.id = g.area_id left join people dp on dp.id = g.decided_by left join organisations d on d.id = g.decided_by_organisation`

/** The whole list: what the pack in force names, and what was admitted here, also what has run out. */
export async function listOf(house: House, executor: Executor): Promise<ListItem[]> {
  const { rows } =
    await sql<Admission>`select ${columns} from ${tables} where g.state in ('approved', 'withdrawn')
    order by g.effective_from, g.id`.execute(executor)
  const rules = await house.rulesNow()
  return [
    ...rules.grid_matters.map(itemOfPack),
    ...rows.map((row) => ({
      id: row.id,
      words: { zh: row.name_zh, en: row.name_en },
      categories: row.categories,
      from: row.effective_from,
      to: row.effective_to,
      areaPath: row.area_path,
    })),
  ]
}

/** Admissions in one state or all, the newest first. */
export async function findAdmissions(
  executor: Executor,
  query: { state?: Admission['state'] | undefined; after?: string | undefined; limit?: number | undefined },
): Promise<{ items: Admission[]; next: string | null }> {
  const limit = query.limit ?? 50
  const { rows } = await sql<Admission>`
    select ${columns} from ${tables}
    where true ${query.state ? sql`and g.state = ${query.state}` : sql``}
      ${query.after ? sql`and (g.proposed_at, g.id) < (select proposed_at, id from grid_admissions where id = ${query.after}::uuid)` : sql``}
    order by g.proposed_at desc, g.id desc limit ${limit + 1}`.execute(executor)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

export interface Proposed {
  name_zh: string
  name_en: string
  categories: string[]
  basis: string
  document?: string | null
  area_id?: string | null
  effective_from: string
  effective_to?: string | null
}

const denied = (zh: string, en: string) => new Problem('permission.denied', { zh, en })

/** Asks for something to be put on the list. @throws Problem `input.invalid`, `not_found`, `permission.denied` */
export async function propose(house: House, actor: Actor, wanted: Proposed): Promise<string> {
  const duty = dutiesFor(actor, 'grid_list.propose')[0]?.duty
  if (!duty || !actor.personId) throw denied('您不能申请准入', 'You may not apply for admission')
  const rules = await house.rulesNow()
  const unknown = wanted.categories.find((category) => !categoryOf(rules, category))
  if (unknown)
    throw new Problem('input.invalid', { zh: `没有这个类别：${unknown}`, en: `Unknown category: ${unknown}` })
  if (wanted.effective_to && wanted.effective_to < wanted.effective_from)
    throw new Problem('input.invalid', { zh: '到期日早于生效日', en: 'It ends before it begins' })
  if (wanted.area_id) {
    const area = await areaById(house.db, wanted.area_id)
    if (!area || area.activeTo)
      throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
  }
  const id = randomUUID()
  await house.db.transaction().execute(async (tx) => {
    await sql`
      insert into grid_admissions (id, item, name_zh, name_en, categories, basis, document, area_id, effective_from, effective_to, state,
        proposed_by, proposed_by_organisation, proposed_at)
      values (${id}, ${id}, ${wanted.name_zh}, ${wanted.name_en}, ${wanted.categories}, ${wanted.basis}, ${wanted.document ?? null},
        ${wanted.area_id ?? null}, ${wanted.effective_from}, ${wanted.effective_to ?? null}, 'proposed',
        ${actor.personId}, ${duty.organisationId}, ${house.now()})`.execute(tx)
    await note(house, tx, actor, id, duty.organisationId, {
      kind: 'grid_admission.proposed',
      payload: { ...wanted },
    })
  })
  house.wake()
  return id
}

/** Locks one admission. @throws Problem `not_found` */
async function locked(tx: Work, id: string): Promise<Admission> {
  const { rows } =
    await sql<Admission>`select ${columns} from ${tables} where g.id = ${id} for update of g`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这项准入', en: 'There is no such admission' })
  return rows[0]
}

/** Approves or refuses. Whoever applied never decides, nor does anybody of their office. @throws Problem */
export async function decideAdmission(
  house: House,
  actor: Actor,
  id: string,
  decision: { approve: boolean; reason: string },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const admission = await locked(tx, id)
    const duty = decider(actor, admission)
    if (admission.state !== 'proposed')
      throw new Problem('conflict.changed', { zh: '这项申请已经处理过了', en: 'It has been decided already' })
    const state = decision.approve ? 'approved' : 'refused'
    await sql`
      update grid_admissions set state = ${state}, decided_by = ${actor.personId}, decided_by_organisation = ${duty.organisationId},
        decided_at = ${house.now()}, decision_reason = ${decision.reason} where id = ${id}`.execute(tx)
    await note(house, tx, actor, id, duty.organisationId, {
      kind: `grid_admission.${state}`,
      personal: { text: decision.reason },
    })
  })
  house.wake()
}

function decider(actor: Actor, admission: Admission) {
  const { organisation_id: applicant, path } = admission.proposed_by
  if (actor.duties.some(({ organisationId }) => organisationId === applicant))
    throw denied('自己单位的申请不能自己批', 'Nobody approves what their own office applied for')
  // A street admits for itself what those below it ask for; what holds everywhere is decided for everywhere.
  const duty = dutyReaching(actor, 'grid_list.decide', {
    organisationPath: path,
    areaPath: admission.area_path,
  })
  const everywhere = actor.duties.some(({ role }) => role === 'centre_clerk')
  if (!duty || (!everywhere && !isWithin(admission.area_path, duty.areaPath)))
    throw denied('这项准入要由上一级审批', 'This is decided one level above')
  return duty
}

/** Takes an item off the list from today on. @throws Problem */
export async function withdraw(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const admission = await locked(tx, id)
    const own = dutiesFor(actor, 'grid_list.propose').find(
      ({ duty }) => duty.organisationId === admission.proposed_by.organisation_id,
    )?.duty
    const duty = own ?? decider(actor, admission)
    if (admission.state !== 'proposed' && admission.state !== 'approved')
      throw new Problem('conflict.changed', { zh: '这项准入已经停止', en: 'It has ended already' })
    const today = shanghaiDate(house.now())
    const last = admission.effective_from > today ? admission.effective_from : today
    await sql`
      update grid_admissions set state = 'withdrawn',
        effective_to = least(coalesce(effective_to, ${last}::date), ${last}::date) where id = ${id}`.execute(
      tx,
    )
    await note(house, tx, actor, id, duty.organisationId, {
      kind: 'grid_admission.withdrawn',
      personal: { text: reason },
    })
  })
  house.wake()
}

async function note(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  organisationId: string,
  event: NewEvent,
): Promise<void> {
  const { rows } = await sql<{ seq: number; hash: Buffer }>`
    select seq, hash from timeline where stream = ${id} order by seq desc limit 1`.execute(tx)
  await appendEvents(tx, {
    stream: id,
    streamKind: 'grid_admission',
    head: rows[0] ?? { seq: 0, hash: null },
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: organisationId,
    digest: house.configuration.digest,
    events: [event],
  })
}
