import { randomUUID } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { appendEvents, type NewEvent } from '../kernel/timeline/index.ts'
import { partyOrganisation } from '../membership/index.ts'

/** A branch for which the actor decides. @throws Problem `not_found`, `permission.denied` */
export async function answeredFor(
  house: House,
  actor: Actor,
  branchId: string,
): Promise<{ id: string; answering: string | null }> {
  const branch = await partyOrganisation(house.db, branchId)
  if (branch?.form !== 'branch')
    throw new Problem('not_found', { zh: '没有这个党支部', en: 'There is no such branch' })
  const duty = requireReach(actor, 'weak.decide', {
    organisationId: branch.id,
    organisationPath: branch.path,
    areaPath: branch.areaPath,
  })
  return { id: branch.id, answering: duty?.organisationId ?? null }
}

/** The words of the source stand beside the timeline: they may name somebody. */
function tell(
  house: House,
  tx: Work,
  fact: { id: string; headSeq: number; headHash: Buffer | null },
  by: { personId: string | null; organisationId: string | null },
  event: NewEvent,
): ReturnType<typeof appendEvents> {
  return appendEvents(tx, {
    stream: fact.id,
    streamKind: 'weak_fact',
    head: { seq: fact.headSeq, hash: fact.headHash },
    at: house.now(),
    actorId: by.personId,
    actorOrganisationId: by.organisationId,
    digest: house.configuration.digest,
    events: [event],
  })
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
  await house.db.transaction().execute(async (tx) => {
    const head = await tell(
      house,
      tx,
      { id, headSeq: 0, headHash: null },
      { personId: actor.personId, organisationId: branch.answering },
      {
        kind: 'weak.fact_entered',
        payload: { branch: branch.id, situation: said.situation, since: said.since },
      },
    )
    const { rows } = await sql<{ id: string }>`
      insert into weak_facts (id, branch_id, situation, since_day, source, entered_by, entered_at, head_seq, head_hash)
      values (${id}, ${branch.id}, ${said.situation}, ${said.since}::date, ${said.source}, ${actor.personId}, ${house.now()},
        ${head.seq}, ${head.hash})
      on conflict (branch_id, situation) where withdrawn_at is null do nothing returning id`.execute(tx)
    if (!rows[0])
      throw new Problem('conflict.exists', {
        zh: '这条情形已经登记过了',
        en: 'This has been entered already',
      })
  })
  return id
}

export async function withdrawFact(house: House, actor: Actor, id: string, reason: string): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      branchId: string
      situation: string
      headSeq: number
      headHash: Buffer | null
    }>`
      select branch_id as "branchId", situation, head_seq as "headSeq", head_hash as "headHash"
      from weak_facts where id = ${id} and withdrawn_at is null for update`.execute(tx)
    const fact = rows[0]
    if (!fact) throw new Problem('not_found', { zh: '没有这条登记', en: 'There is no such entry' })
    const { answering } = await answeredFor(house, actor, fact.branchId)
    const head = await tell(
      house,
      tx,
      { id, headSeq: fact.headSeq, headHash: fact.headHash },
      { personId: actor.personId, organisationId: answering },
      { kind: 'weak.fact_withdrawn', payload: { branch: fact.branchId, situation: fact.situation } },
    )
    await sql`update weak_facts set withdrawn_by = ${actor.personId}, withdrawn_at = ${house.now()}, withdrawn_because = ${reason},
      head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${id}`.execute(tx)
  })
}
