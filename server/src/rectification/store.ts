import type { RawBuilder } from 'kysely'
import { type Executor, sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import type { CaseState, Reason } from './rules.ts'

export interface WeakCase {
  id: string
  branchId: string
  branchName: string
  branchPath: string
  areaPath: string | null
  areaName: string | null
  state: CaseState
  version: number
  reasons: Reason[]
  openedAt: Date
  refreshedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  decisionReason: string | null
  dueOn: string | null
  plan: string | null
  acceptedAt: Date | null
  watchUntil: string | null
  endedAt: Date | null
  rulesHash: string
  headSeq: number
  headHash: Buffer
}

export const caseColumns = sql`c.id, c.branch_id as "branchId", o.name as "branchName", c.branch_path::text as "branchPath",
  c.area_path::text as "areaPath", a.name as "areaName", c.state, c.version, c.reasons, c.opened_at as "openedAt",
  c.refreshed_at as "refreshedAt", dp.name as "decidedBy", c.decided_at as "decidedAt", c.decision_reason as "decisionReason",
  c.due_on::text as "dueOn", c.plan, c.accepted_at as "acceptedAt", c.watch_until::text as "watchUntil", c.ended_at as "endedAt",
  c.rules_hash as "rulesHash", c.head_seq as "headSeq", c.head_hash as "headHash"`
export const caseTables = sql`weak_cases c join organisations o on o.id = c.branch_id
  left join areas a on a.id = o.area_id left join people dp on dp.id = c.decided_by`

export async function casesWhere(
  executor: Executor,
  where: RawBuilder<boolean>,
  most: number,
): Promise<WeakCase[]> {
  const { rows } = await sql<WeakCase>`
    select ${caseColumns} from ${caseTables} where ${where} order by c.id desc limit ${most}`.execute(
    executor,
  )
  return rows
}

const missing = () => new Problem('not_found', { zh: '没有这份整顿档案', en: 'There is no such case' })

/** @throws Problem `not_found` alike for what is missing and for what is outside the reach */
export async function readableCase(executor: Executor, actor: Actor, id: string): Promise<WeakCase> {
  const [found] = await casesWhere(executor, sql<boolean>`c.id = ${id}`, 1)
  if (!found || !dutyReaching(actor, 'weak.read', subjectOf(found))) throw missing()
  return found
}

export const subjectOf = (found: Pick<WeakCase, 'branchId' | 'branchPath' | 'areaPath'>) => ({
  organisationId: found.branchId,
  organisationPath: found.branchPath,
  areaPath: found.areaPath,
})

/**
 * Locks a case for a change by somebody who decides about it and is not of the branch itself (promise 3).
 * @throws Problem `not_found`, `permission.denied`, `conflict.changed`
 */
export async function lockForDeciding(
  tx: Work,
  actor: Actor,
  id: string,
  version: number,
): Promise<{ found: WeakCase; organisationId: string }> {
  const { rows } = await sql<WeakCase>`
    select ${caseColumns} from ${caseTables} where c.id = ${id} for update of c`.execute(tx)
  const found = rows[0]
  if (!found) throw missing()
  const duty = requireReach(actor, 'weak.decide', subjectOf(found))
  if (actor.duties.some(({ organisationId }) => organisationId === found.branchId))
    throw new Problem('permission.denied', {
      reason: 'weak.own_branch',
      zh: '本支部的人不能决定本支部的整顿',
      en: 'Nobody decides about their own branch',
    })
  if (found.version !== version) throw new Problem('conflict.changed', { extra: { version: found.version } })
  return { found, organisationId: duty!.organisationId }
}

/** Writes what changed, one version further, and says it on the timeline. */
export async function saveCase(
  house: House,
  tx: Work,
  found: WeakCase,
  by: { personId: string | null; organisationId: string | null },
  set: RawBuilder<unknown> | null,
  events: NewEvent[],
): Promise<void> {
  const head = await appendEvents(tx, {
    stream: found.id,
    streamKind: 'weak_case',
    head: { seq: found.headSeq, hash: found.headHash },
    at: house.now(),
    actorId: by.personId,
    actorOrganisationId: by.organisationId,
    digest: house.configuration.digest,
    events,
  })
  await sql`update weak_cases set ${set ? sql`${set},` : sql``} version = version + 1, head_seq = ${head.seq},
    head_hash = ${head.hash} where id = ${found.id}`.execute(tx)
}

/** Heads that the chains of the timeline are held against. */
export const rectificationHeads = [
  'select id as stream, head_seq as seq, head_hash as hash from weak_cases',
  'select id as stream, head_seq as seq, head_hash as hash from weak_facts where head_seq > 0',
]
