import { randomUUID } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { partyOrganisation } from '../membership/index.ts'

/** A branch for which the actor decides. @throws Problem `not_found`, `permission.denied` */
export async function answeredFor(house: House, actor: Actor, branchId: string): Promise<{ id: string }> {
  const branch = await partyOrganisation(house.db, branchId)
  if (branch?.form !== 'branch')
    throw new Problem('not_found', { zh: '没有这个党支部', en: 'There is no such branch' })
  requireReach(actor, 'weak.decide', {
    organisationId: branch.id,
    organisationPath: branch.path,
    areaPath: branch.areaPath,
  })
  return branch
}

/** What the house cannot know, entered by somebody who answers for those below, with where it comes from. */
export async function enterFact(
  house: House,
  actor: Actor,
  said: { branch_id: string; situation: string; since: string; source: string },
): Promise<string> {
  const branch = await answeredFor(house, actor, said.branch_id)
  const { weak_situations: situations } = await house.rulesNow()
  if (!situations.some(({ id, basis }) => id === said.situation && basis === 'entered'))
    throw new Problem('input.invalid', {
      reason: 'weak.situation',
      zh: '这种情形由系统计算，或清单里没有',
      en: 'This situation is computed, or not on the list',
    })
  if (said.since > shanghaiDate(house.now()))
    throw new Problem('input.invalid', { zh: '起始日期不能在今天之后', en: 'It cannot begin after today' })
  const id = randomUUID()
  const { rows } = await sql<{ id: string }>`
    insert into weak_facts (id, branch_id, situation, since_day, source, entered_by, entered_at)
    values (${id}, ${branch.id}, ${said.situation}, ${said.since}::date, ${said.source}, ${actor.personId}, ${house.now()})
    on conflict (branch_id, situation) where withdrawn_at is null do nothing returning id`.execute(house.db)
  if (!rows[0])
    throw new Problem('conflict.exists', { zh: '这条情形已经登记过了', en: 'This has been entered already' })
  return id
}

export async function withdrawFact(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  const { rows } = await sql<{ branchId: string }>`
    select branch_id as "branchId" from weak_facts where id = ${id} and withdrawn_at is null`.execute(
    house.db,
  )
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这条登记', en: 'There is no such entry' })
  await answeredFor(house, actor, rows[0].branchId)
  await sql`update weak_facts set withdrawn_by = ${actor.personId}, withdrawn_at = ${house.now()}, withdrawn_because = ${reason}
    where id = ${id} and withdrawn_at is null`.execute(house.db)
}
