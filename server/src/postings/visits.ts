import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { timeOrderedId } from '../matters/index.ts'
import { visitFault } from './rules.ts'
import { lockOwn, savePosting } from './store.ts'

export interface NewVisit {
  day: string
  area_id: string
  households: number | null
  words: string
}

/** Writes a visit down: the corner, the day, what came up. Who lives there stands nowhere. */
export async function writeVisit(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  visit: NewVisit,
): Promise<{ id: string }> {
  const posting = await lockOwn(tx, actor, id)
  const fault = visitFault(visit.day, posting, shanghaiDate(house.now()))
  if (fault)
    throw new Problem('input.invalid', {
      reason: `posting.visit_${fault}`,
      zh: fault === 'not_yet' ? '走访的日期还没到' : '走访的日期在到村以前',
      en: fault === 'not_yet' ? 'That day has not come yet' : 'That day lies before the posting began',
    })
  const { rows } = await sql`select 1 from areas where id = ${visit.area_id} and active_to is null
    and path <@ ${posting.areaPath}::ltree`.execute(tx)
  if (rows.length === 0)
    throw new Problem('input.invalid', {
      reason: 'posting.visit_area',
      zh: '请选本村的片区',
      en: 'Choose a part of this village',
    })
  const visitId = timeOrderedId(house.now())
  await sql`insert into posting_visits (id, posting_id, day, area_id, households, words, written_at)
    values (${visitId}, ${id}, ${visit.day}::date, ${visit.area_id}, ${visit.households}, ${visit.words}, ${house.now()})`.execute(
    tx,
  )
  await savePosting(
    house,
    tx,
    posting,
    { personId: actor.personId, organisationId: posting.villageId },
    null,
    [{ kind: 'posting.visited', payload: { visit: visitId, day: visit.day, area: visit.area_id } }],
  )
  return { id: visitId }
}

/** The wish that a visit brought home stands beside it: a request that this person took in at the ordinary door. */
export async function linkWish(
  house: House,
  actor: Actor,
  id: string,
  visitId: string,
  matterId: string,
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const posting = await lockOwn(tx, actor, id)
    const { rows: visits } = await sql<{ matter: string | null }>`
      select matter_id as matter from posting_visits where id = ${visitId} and posting_id = ${id}`.execute(tx)
    if (!visits[0]) throw new Problem('not_found', { zh: '没有这次走访', en: 'There is no such visit' })
    if (visits[0].matter === matterId) return
    if (visits[0].matter)
      throw new Problem('conflict.exists', {
        reason: 'posting.wish_linked',
        zh: '这次走访已经连着一件事项；另一件请再记一次走访',
        en: 'This visit brought home one matter already; write another visit for another',
      })
    const { rows } = await sql`select 1 from matters m join timeline t on t.stream = m.id and t.seq = 1
      where m.id = ${matterId} and m.kind = 'request' and m.channel = 'visit' and t.actor_id = ${actor.personId}`.execute(
      tx,
    )
    if (rows.length === 0)
      throw new Problem('not_found', {
        zh: '没有您走访登记的这件事项',
        en: 'You took in no such matter on a visit',
      })
    const { rows: linked } = await sql`select 1 from posting_visits where matter_id = ${matterId}`.execute(tx)
    if (linked.length > 0)
      throw new Problem('conflict.exists', {
        reason: 'posting.wish_elsewhere',
        zh: '这件事项已经记在另一次走访上',
        en: 'This matter stands at another visit already',
      })
    await sql`update posting_visits set matter_id = ${matterId} where id = ${visitId}`.execute(tx)
    await savePosting(
      house,
      tx,
      posting,
      { personId: actor.personId, organisationId: posting.villageId },
      null,
      [{ kind: 'posting.wish_brought', payload: { visit: visitId, matter: matterId } }],
    )
  })
  house.wake()
}
