import { sql } from 'kysely'
import type { Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { notify, notifyEach } from '../kernel/notices/index.ts'
import { type Role, reachOf, roles, system } from '../kernel/permissions/index.ts'
import type { Consumer, TimelineEvent } from '../kernel/timeline/index.ts'
import { execute } from './execute.ts'
import { followersOf } from './follow.ts'
import { handlersConsumer } from './handlers.ts'
import { maskedCallConsumer } from './masked-calls/index.ts'

type Told = { organisation?: string; staff?: string; person?: boolean; purpose: string; urgent?: boolean }

const purposes: Record<string, { zh: (title: string) => string; en: (title: string) => string }> = {
  dispatched: { zh: (t) => `有新的派单待签收：${t}`, en: (t) => `Dispatched to you: ${t}` },
  designated: { zh: (t) => `已裁定由您单位主办：${t}`, en: (t) => `Designated to you by arbitration: ${t}` },
  returned: { zh: (t) => `有退单待裁定：${t}`, en: (t) => `A return awaits arbitration: ${t}` },
  carried_up: { zh: (t) => `下级上报：${t}`, en: (t) => `Carried up to you: ${t}` },
  proposed: { zh: (t) => `有申请待审批：${t}`, en: (t) => `A request awaits your decision: ${t}` },
  decided: { zh: (t) => `申请已有结果：${t}`, en: (t) => `Your request was decided: ${t}` },
  part_asked: { zh: (t) => `请您单位协办：${t}`, en: (t) => `Your part is asked for: ${t}` },
  task_given: { zh: (t) => `有新的交办事项：${t}`, en: (t) => `A task was given to you: ${t}` },
  asked_upward: { zh: (t) => `下级${t}`, en: (t) => `From below: ${t}` },
  answered_upward: { zh: (t) => `上级已答复：${t}`, en: (t) => `Answered from above: ${t}` },
  to_accept: { zh: (t) => `交办事项已办，待验收：${t}`, en: (t) => `A task was done, to accept: ${t}` },
  parts_done: { zh: (t) => `协办单位都已办完：${t}`, en: (t) => `All parts are done: ${t}` },
  recalled: { zh: (t) => `协办已撤回：${t}`, en: (t) => `The part was recalled: ${t}` },
  words_added: { zh: (t) => `群众有补充：${t}`, en: (t) => `The person added words: ${t}` },
  reopened: { zh: (t) => `要求重办：${t}`, en: (t) => `Reopened: ${t}` },
  resumed: { zh: (t) => `挂账到期，恢复办理：${t}`, en: (t) => `Taken up again: ${t}` },
  supervised: { zh: (t) => `已被督办：${t}`, en: (t) => `Under supervision: ${t}` },
  assigned: { zh: (t) => `指定由您经办：${t}`, en: (t) => `Assigned to you: ${t}` },
  overdue: { zh: (t) => `已超期：${t}`, en: (t) => `Overdue: ${t}` },
  noted: { zh: (t) => `有新的备注：${t}`, en: (t) => `A note was added: ${t}` },
  to_judge: {
    zh: (t) => `巡查发现已办，待验收：${t}`,
    en: (t) => `A finding was dealt with, to judge: ${t}`,
  },
  to_review: {
    zh: (t) => `多次重办仍不满意，待复核：${t}`,
    en: (t) => `Judged badly again and again, to review: ${t}`,
  },
}

/** Those of an organisation whom a matter concerns: its handler and grid worker only where it is theirs. */
async function peopleToTell(
  tx: Work,
  organisationId: string,
  matterId: string,
  now: Date,
): Promise<string[]> {
  const handling = (Object.keys(roles) as Role[]).filter(
    (role) => reachOf(role, 'matter.handle') !== undefined,
  )
  const { rows } = await sql<{ person_id: string }>`
    select distinct d.person_id from duties d join matters m on m.id = ${matterId}
    where d.organisation_id = ${organisationId} and d.active_from <= ${now} and (d.active_to is null or d.active_to > ${now})
      and d.role = any(${handling}) and (d.role <> 'grid_worker' or d.person_id = m.handler_id) limit 50`.execute(
    tx,
  )
  return rows.map(({ person_id }) => person_id)
}

async function tellOrganisations(house: House, tx: Work, event: TimelineEvent): Promise<void> {
  const told = event.payload.tell as Told[] | undefined
  if (!told?.length) return
  const { rows } = await sql<{ title: string; number: string }>`
    select w.title, m.number from matters m join matter_words w on w.matter_id = m.id where m.id = ${event.stream}`.execute(
    tx,
  )
  const matter = rows[0]
  if (!matter) return
  for (const { organisation, staff, purpose, urgent } of told) {
    const words = purposes[purpose]
    if (!(organisation || staff) || !words) continue
    const concerned = organisation
      ? await peopleToTell(tx, organisation, event.stream, house.now())
      : [staff!]
    const people = concerned.filter((id) => id !== event.actorId)
    await notify(tx, {
      personIds: people,
      kind: `matter.${purpose}`,
      subjectId: event.stream,
      words: { zh: words.zh(matter.title), en: words.en(matter.title) },
      link: `/desk/matters/${event.stream}`,
      urgent: urgent ?? false,
      at: house.now(),
    })
  }
}

/**
 * New at a desk: the grid worker whose corner it is hears it, one line each however many come at once. The desk's own
 * list tells the desk; only urgent ones ring there.
 */
async function tellReceivers(house: House, tx: Work, events: TimelineEvent[]): Promise<void> {
  const urgent = events.filter(({ payload }) => payload.urgency === 'urgent')
  const ordinary = events.filter(
    ({ payload, actorId }) =>
      payload.urgency !== 'urgent' &&
      typeof payload.handler_id === 'string' &&
      payload.handler_id !== actorId,
  )
  if (urgent.length + ordinary.length === 0) return
  const { rows } = await sql<{ id: string; title: string }>`
    select matter_id as id, title from matter_words where matter_id = any(${[...urgent, ...ordinary].map(({ stream }) => stream)}::uuid[])`.execute(
    tx,
  )
  const titles = new Map(rows.map(({ id, title }) => [id, title]))
  const notice = (event: TimelineEvent, personId: string) => {
    const title = titles.get(event.stream) ?? ''
    return {
      personId,
      kind: 'matter.received',
      subjectId: event.stream,
      words: { zh: `新收到：${title}`, en: `Received: ${title}` },
      link: `/desk/matters/${event.stream}`,
      urgent: event.payload.urgency === 'urgent',
    }
  }
  const told = ordinary.map((event) => notice(event, event.payload.handler_id as string))
  for (const event of urgent)
    for (const personId of await peopleToTell(
      tx,
      event.payload.owner_id as string,
      event.stream,
      house.now(),
    ))
      told.push(notice(event, personId))
  await notifyEach(tx, told, house.now())
}

/** One answer to all who asked: whoever follows an original is answered with it, and judges by themselves. */
async function answerFollowers(house: House, tx: Work, event: TimelineEvent): Promise<void> {
  const followers = await followersOf(tx, event.stream)
  if (followers.length === 0) return
  const { rows } = await sql<{
    text: string | null
  }>`select data->>'text' as text from timeline_personal where event_id = ${event.id}`.execute(tx)
  const outcome =
    event.kind === 'matter.declined'
      ? 'not_accepted'
      : (event.payload.outcome as 'solved' | 'explained' | 'unsolved')
  for (const id of followers)
    await execute(
      house,
      { actor: system, matterId: id, command: { type: 'follow_answer', text: rows[0]?.text ?? '', outcome } },
      tx,
    )
}

/** What matters do when something happened: derived from the timeline, so nothing is lost or doubled across a crash. */
export function matterConsumers(house: House): Consumer[] {
  return [
    {
      name: 'matters.notices',
      kinds: 'all',
      handleMany: (tx, events) =>
        tellReceivers(
          house,
          tx,
          events.filter(
            ({ kind, payload }) =>
              kind === 'matter.received' && (payload.after as { state?: string }).state === 'received',
          ),
        ),
      handle: (tx, event) => tellOrganisations(house, tx, event),
    },
    {
      name: 'matters.followers',
      kinds: ['matter.answered', 'matter.declined'],
      handle: (tx, event) => answerFollowers(house, tx, event),
    },
    handlersConsumer(),
    maskedCallConsumer(house),
  ]
}
