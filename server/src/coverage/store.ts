import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { Executor, Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents } from '../kernel/timeline/index.ts'
import { partyOrganisation } from '../membership/index.ts'
import { areaById } from '../territory/index.ts'
import { type DraftUnit, unitFaults } from './rules.ts'

export interface CoverageUnit extends DraftUnit {
  id: string
  kind: string
  areaId: string
  areaName: string
  areaPath: string
  branchName: string | null
  version: number
}

export const unitColumns = sql`u.id, u.sector, u.kind, u.name, u.register_code as "registerCode", u.area_id as "areaId", a.name as "areaName",
  u.area_path::text as "areaPath", u.people, u.full_members as "fullMembers", u.care, u.branch_id as "branchId", o.name as "branchName", u.version`
export const unitSources = sql`coverage_units u join areas a on a.id = u.area_id left join organisations o on o.id = u.branch_id`

async function tell(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  head: { seq: number; hash: Buffer | null },
  kind: string,
  payload: Record<string, unknown>,
) {
  return appendEvents(tx, {
    stream: id,
    streamKind: 'coverage_unit',
    head,
    at: house.now(),
    actorId: actor.personId,
    actorOrganisationId: actor.duties[0]?.organisationId ?? null,
    digest: house.configuration.digest,
    events: [{ kind, payload }],
  })
}

/** The branch that has it in care is a branch that stands. @throws Problem */
async function requireBranch(executor: Executor, branchId: string | null): Promise<void> {
  if (!branchId) return
  const branch = await partyOrganisation(executor, branchId)
  if (branch?.form !== 'branch' || branch.ended)
    throw new Problem('input.invalid', { zh: '要写明一个在册的党支部', en: 'Name a branch that stands' })
}

async function requireUnit(executor: Executor, house: House, draft: DraftUnit): Promise<string> {
  const rules = await house.rulesNow()
  const faults = unitFaults(draft, rules)
  if (faults.length > 0)
    throw new Problem('input.invalid', {
      faults,
      zh: faults.map(({ zh }) => zh).join('；'),
      en: faults.map(({ en }) => en).join('; '),
    })
  await requireBranch(executor, draft.branchId)
  return rules.coverage_sectors.find(({ id }) => id === draft.sector)!.kind
}

/** Enters a unit or a group once; its register code says whether it is there already. */
export async function enterUnit(
  house: House,
  actor: Actor,
  areaId: string,
  draft: DraftUnit,
  within?: Work,
): Promise<string> {
  const work = async (tx: Work) => {
    const kind = await requireUnit(tx, house, draft)
    const area = await areaById(tx, areaId)
    if (!area || area.activeTo || !['community', 'street'].includes(area.kind))
      throw new Problem('place.unknown', {
        zh: '要登记在一个社区或街道',
        en: 'It is entered in a community or a street',
      })
    requireReach(actor, 'coverage.write', { areaPath: area.path })
    const id = randomUUID()
    const head = await tell(house, tx, actor, id, { seq: 0, hash: null }, 'coverage.entered', {
      area_id: area.id,
      sector: draft.sector,
      care: draft.care,
      branch_id: draft.branchId,
    })
    const { numAffectedRows } = await sql`
      insert into coverage_units (id, sector, kind, name, register_code, area_id, area_path, people, full_members, care, branch_id,
        entered_by, entered_at, head_seq, head_hash)
      values (${id}, ${draft.sector}, ${kind}, ${draft.name.trim()}, ${draft.registerCode.trim()}, ${area.id}, ${area.path}::ltree,
        ${draft.people}, ${draft.fullMembers}, ${draft.care}, ${draft.branchId}, ${actor.personId}, ${house.now()}, ${head.seq}, ${head.hash})
      on conflict (register_code) do nothing`.execute(tx)
    if (numAffectedRows !== 1n)
      throw new Problem('conflict.exists', {
        reason: 'coverage.entered_before',
        zh: '这个统一社会信用代码已经登记过',
        en: 'This register code has been entered already',
      })
    return id
  }
  return within ? work(within) : house.db.transaction().execute(work)
}

/** Who has it in care now, how many people it has; or that it is no more. */
export async function changeUnit(
  house: House,
  actor: Actor,
  id: string,
  seen: number,
  changes: Partial<Pick<DraftUnit, 'name' | 'people' | 'fullMembers' | 'care' | 'branchId'>> & {
    ended?: boolean
  },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<CoverageUnit & { seq: number; hash: Buffer }>`
      select ${unitColumns}, u.head_seq as seq, u.head_hash as hash from ${unitSources}
      where u.id = ${id} and u.ended_on is null for update of u`.execute(tx)
    const before = rows[0]
    if (!before) throw new Problem('not_found', { zh: '没有这个单位', en: 'There is no such unit' })
    requireReach(actor, 'coverage.write', { areaPath: before.areaPath })
    if (before.version !== seen)
      throw new Problem('conflict.changed', { extra: { version: before.version, seen } })
    const after: DraftUnit = {
      sector: before.sector,
      registerCode: before.registerCode,
      name: changes.name ?? before.name,
      people: changes.people ?? before.people,
      fullMembers: changes.fullMembers ?? before.fullMembers,
      care: changes.care ?? before.care,
      branchId: changes.branchId === undefined ? before.branchId : changes.branchId,
    }
    await requireUnit(tx, house, after)
    const ended = changes.ended ? shanghaiDate(house.now()) : null
    const head = await tell(house, tx, actor, id, before, ended ? 'coverage.ended' : 'coverage.changed', {
      care: after.care,
      branch_id: after.branchId,
    })
    await sql`update coverage_units set name = ${after.name.trim()}, people = ${after.people}, full_members = ${after.fullMembers},
        care = ${after.care}, branch_id = ${after.branchId}, ended_on = ${ended}::date, version = version + 1,
        head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(tx)
  })
}

/** Heads that the chains of the timeline are held against. */
export const coverageHeads = ['select id as stream, head_seq as seq, head_hash as hash from coverage_units']
