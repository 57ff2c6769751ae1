import { randomUUID } from 'node:crypto'
import { sql, type Work } from '../kernel/database/index.ts'
import { Problem } from '../kernel/problems.ts'
import { communityFor, type DutyRow, isNoResident, type Writer } from '../territory/index.ts'
import type { Plan } from './plan.ts'

interface RunningDuty {
  id: string
  personId: string
  organisationId: string
  role: string
  areaId: string
  activeFrom: Date
  activeTo: Date | null
}

/**
 * Duties that end and begin with a change: who served an area serves its successors, unless another is named for them;
 * who served it for a community that gives it away does so no more.
 */
export async function dutyMoves(
  tx: Work,
  writer: Writer,
  plan: Plan,
): Promise<{ end: { id: string; personId: string; activeTo: string | null }[]; begin: DutyRow[] }> {
  const now = writer.house.now()
  const ended = new Set(plan.ended.map(({ id }) => id))
  const concerned = [...new Set([...plan.successions.map(({ from }) => from.id), ...plan.workers.keys()])]
  const { rows: running } = await sql<RunningDuty>`
    select id, person_id as "personId", organisation_id as "organisationId", role, area_id as "areaId",
      active_from as "activeFrom", active_to as "activeTo"
    from duties where area_id = any(${concerned}::uuid[]) and (active_to is null or active_to > ${now}) order by id`.execute(
    tx,
  )
  const givenAway = plan.communities.length > 1 ? await communityFor(tx, plan.communities[0]!.id) : undefined
  const begin = new Map<string, DutyRow>()
  const ending = new Map<string, RunningDuty>()
  const serve = (duty: Omit<RunningDuty, 'id' | 'areaId'>, areaId: string) => {
    const key = `${duty.personId} ${duty.organisationId} ${duty.role} ${areaId}`
    const there = running.some(
      (other) =>
        other.areaId === areaId &&
        other.personId === duty.personId &&
        other.organisationId === duty.organisationId &&
        other.role === duty.role,
    )
    if (begin.has(key) || there) return
    begin.set(key, {
      id: randomUUID(),
      personId: duty.personId,
      organisationId: duty.organisationId,
      role: duty.role,
      areaId,
      activeFrom: new Date(Math.max(now.getTime(), duty.activeFrom.getTime())).toISOString(),
      activeTo: duty.activeTo?.toISOString() ?? null,
    })
  }
  const successions = new Map(plan.successions.map((each) => [each.from.id, each]))
  const opened = new Set(plan.opened.map(({ id }) => id))
  for (const duty of running) {
    const named = duty.role === 'grid_worker' && plan.workers.has(duty.areaId)
    if (ended.has(duty.areaId) || named) ending.set(duty.id, duty)
    if (duty.organisationId === givenAway?.id) continue
    const succession = successions.get(duty.areaId)
    // A neighbour whose border moved keeps its own people; only what was opened or merged into takes them on.
    const heirs =
      succession?.to.filter((id) => opened.has(id) || (ended.has(duty.areaId) && id !== duty.areaId)) ?? []
    for (const id of heirs) if (!(duty.role === 'grid_worker' && plan.workers.has(id))) serve(duty, id)
  }
  for (const [areaId, personId] of plan.workers) {
    if (!personId) continue
    // The last community is the one that has the area after the change.
    const office = await communityFor(tx, plan.communities.at(-1)!.id)
    if (!office)
      throw new Problem('not_found', {
        zh: '这个社区还没有居委会',
        en: 'This community has no committee yet',
      })
    const { rows } =
      await sql`select 1 from people p where p.id = ${personId}::uuid and p.erased_at is null and ${isNoResident(sql`p.id`)}`.execute(
        tx,
      )
    if (rows.length === 0) throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
    const same = running.find(
      (duty) =>
        duty.areaId === areaId &&
        duty.personId === personId &&
        duty.role === 'grid_worker' &&
        duty.organisationId === office.id &&
        duty.activeFrom <= now,
    )
    if (same) ending.delete(same.id)
    else
      serve(
        { personId, organisationId: office.id, role: 'grid_worker', activeFrom: now, activeTo: null },
        areaId,
      )
  }
  return {
    end: [...ending.values()].map(({ id, personId, activeFrom }) => ({
      id,
      personId,
      // One that had not begun yet ends as soon as it begins.
      activeTo: new Date(Math.max(now.getTime(), activeFrom.getTime() + 1)).toISOString(),
    })),
    begin: [...begin.values()],
  }
}
