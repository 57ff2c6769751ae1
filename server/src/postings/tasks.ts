import { shanghaiDate } from '../kernel/calendar/index.ts'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, dutyReaching, requireAction } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { openTask } from '../matters/index.ts'
import {
  lockPosting,
  ofSender,
  ofVillage,
  type Posting,
  requireOther,
  requireRunning,
  requireVersion,
  savePosting,
} from './store.ts'

/** In which duty somebody gives tasks to a posting: who leads it, or the unit that sent them. */
export const givingDuty = (actor: Actor, posting: Posting) =>
  dutyReaching(actor, 'posting.lead', ofVillage(posting)) ??
  dutyReaching(actor, 'posting.assess', ofSender(posting))

/** A task of the village's party organisation, in this person's hands; whoever gives it accepts it. */
export async function giveTask(
  house: House,
  actor: Actor,
  id: string,
  said: { version: number; title: string; text: string; due_day: string },
): Promise<{ matter_id: string; number: string }> {
  const task = await house.db.transaction().execute(async (tx) => {
    const posting = await lockPosting(tx, id)
    requireAction(actor, 'task.give')
    requireOther(actor, posting)
    const duty = givingDuty(actor, posting)
    if (!duty)
      throw new Problem('permission.denied', {
        zh: '由派出的组织部门或派出单位交办',
        en: 'The organisation department or the sending unit gives tasks',
      })
    requireVersion(posting, said.version)
    requireRunning(posting)
    if (posting.until < shanghaiDate(house.now()))
      throw new Problem('conflict.changed', {
        reason: 'posting.term_over',
        zh: '任期已到，先延长、结束或轮换，再交办',
        en: 'The term is over: extend, end or replace first',
      })
    const opened = await openTask(house, tx, {
      channel: 'posting',
      by: duty.organisationId,
      to: posting.villageId,
      title: said.title,
      body: said.text,
      dueDay: said.due_day,
      handlerId: posting.personId,
      actorPersonId: actor.personId,
    })
    await sql`insert into posting_tasks (matter_id, posting_id, given_at) values (${opened.id}, ${id}, ${house.now()})`.execute(
      tx,
    )
    await savePosting(
      house,
      tx,
      posting,
      { personId: actor.personId, organisationId: duty.organisationId },
      null,
      [{ kind: 'posting.task_given', payload: { matter: opened.id, due_day: said.due_day } }],
    )
    return opened
  })
  house.wake()
  return { matter_id: task.id, number: task.number }
}
