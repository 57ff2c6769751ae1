import { addDays, dueDate, explainDue, shanghaiDate, startOfDay } from '../kernel/calendar/index.ts'
import { sql, type Work } from '../kernel/database/index.ts'
import { endRunning, startDeadline } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, requireReach } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { timeOrderedId } from '../matters/index.ts'
import { type LeaveDeed, type LeaveState, leaveAfter } from './rules.ts'
import { lockOwn, lockPosting, ofVillage, type Posting, requireOther, savePosting } from './store.ts'
import { tellOf } from './telling.ts'

export interface NewLeave {
  from: string
  until: string
  reason: string
}

export interface Leave {
  id: string
  postingId: string
  from: string
  until: string
  state: LeaveState
}

/** Asks for leave; it is answered in the pack's time, else those above hear of it. Two never overlap. */
export async function askLeave(
  house: House,
  tx: Work,
  actor: Actor,
  id: string,
  wanted: NewLeave,
): Promise<{ id: string }> {
  const rules = await house.rulesNow()
  const posting = await lockOwn(tx, actor, id)
  const today = shanghaiDate(house.now())
  if (wanted.from < today || wanted.until < wanted.from || wanted.until > posting.until)
    throw new Problem('input.invalid', {
      reason: 'posting.leave_days',
      zh: `请假从今天以后开始，到任期（${posting.until}）以内结束`,
      en: `Leave begins today or later and ends within the term (${posting.until})`,
    })
  const { rows } = await sql<{ from: string; until: string }>`
    select from_day::text as "from", until_day::text as until from posting_leaves
    where posting_id = ${id} and state in ('asked', 'granted')
      and daterange(from_day, until_day, '[]') && daterange(${wanted.from}::date, ${wanted.until}::date, '[]') limit 1`.execute(
    tx,
  )
  if (rows[0])
    throw new Problem('conflict.exists', {
      reason: 'posting.leave_twice',
      zh: `${rows[0].from} 至 ${rows[0].until} 已经请过假`,
      en: `Leave was asked for already, from ${rows[0].from} to ${rows[0].until}`,
    })
  const leaveId = timeOrderedId(house.now())
  await sql`insert into posting_leaves (id, posting_id, from_day, until_day, reason, asked_at)
    values (${leaveId}, ${id}, ${wanted.from}::date, ${wanted.until}::date, ${wanted.reason}, ${house.now()})`.execute(
    tx,
  )
  const { leave_answer: limit, ...rule } = rules.posting_making
  const due = dueDate(house.now(), limit.limit, limit.clock, house.calendar)
  await startDeadline(tx, {
    subjectId: leaveId,
    step: 'posting.leave_answer',
    ruleId: rule.id,
    startedAt: house.now(),
    dueAt: due.at,
    explanation: explainDue({
      rule: { ...rule, ...limit, zh: '请假答复', en: 'Answer to a leave' },
      start: house.now(),
      due,
    }),
    sweepAt: due.at,
  })
  await saveLeaveEvent(house, tx, posting, actor, posting.villageId, 'posting.leave_asked', leaveId, {
    payload: { from: wanted.from, until: wanted.until },
    text: wanted.reason,
  })
  await tellOf(house, tx, posting, ['maker'], 'posting.leave_asked', {
    zh: `${posting.village}驻村干部请假：${wanted.from} 至 ${wanted.until}`,
    en: `Leave asked for at ${posting.village}: ${wanted.from} to ${wanted.until}`,
  })
  return { id: leaveId }
}

async function lockLeave(tx: Work, leaveId: string): Promise<{ leave: Leave; posting: Posting }> {
  const { rows } = await sql<Leave>`select id, posting_id as "postingId", from_day::text as "from",
    until_day::text as until, state from posting_leaves where id = ${leaveId}`.execute(tx)
  if (!rows[0]) throw new Problem('not_found', { zh: '没有这次请假', en: 'There is no such leave' })
  const posting = await lockPosting(tx, rows[0].postingId)
  // Read again under the posting's lock: two who decide at once take turns.
  const { rows: now } = await sql<{ state: LeaveState }>`
    select state from posting_leaves where id = ${leaveId}`.execute(tx)
  return { leave: { ...rows[0], state: now[0]!.state }, posting }
}

function nextState(house: House, leave: Leave, deed: LeaveDeed): LeaveState {
  const next = leaveAfter(leave.state, deed, leave.from <= shanghaiDate(house.now()))
  if (!next)
    throw new Problem('conflict.changed', {
      reason: 'posting.leave_state',
      zh: '这次请假已经有了结果，请刷新后再看',
      en: 'This leave was settled meanwhile; reload and look again',
    })
  return next
}

/** Grants or refuses; with words where it is refused. Never one's own. */
export async function decideLeave(
  house: House,
  actor: Actor,
  leaveId: string,
  said: { grant: boolean; words: string | null },
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { leave, posting } = await lockLeave(tx, leaveId)
    const duty = requireReach(actor, 'posting.lead', ofVillage(posting))!
    requireOther(actor, posting)
    const state = nextState(house, leave, said.grant ? 'grant' : 'refuse')
    if (!said.grant && !said.words)
      throw new Problem('input.invalid', {
        reason: 'posting.leave_words',
        zh: '不同意请写明理由',
        en: 'Say why it is refused',
      })
    await sql`update posting_leaves set state = ${state}, decided_by = ${actor.personId}, decided_at = ${house.now()},
      decision_words = ${said.words} where id = ${leaveId}`.execute(tx)
    await endRunning(tx, leaveId, house.now())
    if (said.grant) await startReturn(house, tx, leave)
    await saveLeaveEvent(house, tx, posting, actor, duty.organisationId, 'posting.leave_decided', leaveId, {
      payload: { granted: said.grant },
      text: said.words,
    })
    await tellOf(
      house,
      tx,
      posting,
      said.grant ? ['person', 'village'] : ['person'],
      'posting.leave_decided',
      {
        zh: `请假（${leave.from} 至 ${leave.until}）${said.grant ? '已同意' : '没有同意'}`,
        en: `Leave from ${leave.from} to ${leave.until} was ${said.grant ? 'granted' : 'refused'}`,
      },
    )
  })
  house.wake()
}

/** A granted leave is over with its last day, whether or not somebody says so. */
async function startReturn(house: House, tx: Work, leave: Leave): Promise<void> {
  const over = startOfDay(addDays(leave.until, 1))
  await startDeadline(tx, {
    subjectId: leave.id,
    step: 'posting.leave_over',
    ruleId: 'posting_making',
    startedAt: house.now(),
    dueAt: over,
    explanation: { zh: `请假到 ${leave.until}`, en: `Leave until ${leave.until}` },
    sweepAt: over,
  })
}

/** Takes back one that has not begun, or says that one is back early (销假). */
export async function settleOwnLeave(
  house: House,
  actor: Actor,
  leaveId: string,
  deed: 'withdraw' | 'come_back',
): Promise<void> {
  await house.db.transaction().execute(async (tx) => {
    const { leave, posting } = await lockLeave(tx, leaveId)
    if (posting.personId !== actor.personId)
      throw new Problem('not_found', { zh: '没有这次请假', en: 'There is no such leave' })
    await settle(house, tx, leave, posting, deed, actor)
  })
  house.wake()
}

async function settle(
  house: House,
  tx: Work,
  leave: Leave,
  posting: Posting,
  deed: 'withdraw' | 'come_back',
  actor: Actor | null,
): Promise<void> {
  const state = nextState(house, leave, deed)
  const today = shanghaiDate(house.now())
  const back = deed === 'come_back' ? (actor ? today : addDays(leave.until, 1)) : null
  await sql`update posting_leaves set state = ${state}, back_on = ${back}::date where id = ${leave.id}`.execute(
    tx,
  )
  await endRunning(tx, leave.id, house.now(), deed === 'come_back' ? 'met' : undefined)
  await saveLeaveEvent(
    house,
    tx,
    posting,
    actor,
    actor ? posting.villageId : null,
    deed === 'withdraw' ? 'posting.leave_withdrawn' : 'posting.leave_ended',
    leave.id,
    { payload: back ? { back_on: back, by_itself: actor === null } : {}, text: null },
  )
}

/** What the sweep does: nobody answered, or the last day is over. */
export async function leaveTimeIsUp(house: House, tx: Work, leaveId: string): Promise<void> {
  const { leave, posting } = await lockLeave(tx, leaveId)
  if (leave.state === 'granted') return settle(house, tx, leave, posting, 'come_back', null)
  if (leave.state !== 'asked') return
  await saveLeaveEvent(house, tx, posting, null, null, 'posting.leave_unanswered', leaveId, {
    payload: {},
    text: null,
  })
  await tellOf(house, tx, posting, ['maker', 'above'], 'posting.leave_unanswered', {
    zh: `请假没有按时答复：${posting.village}，${leave.from} 至 ${leave.until}`,
    en: `Leave was not answered in time: ${posting.village}, ${leave.from} to ${leave.until}`,
  })
}

function saveLeaveEvent(
  house: House,
  tx: Work,
  posting: Posting,
  actor: Actor | null,
  organisationId: string | null,
  kind: string,
  leaveId: string,
  { payload, text }: { payload: Record<string, unknown>; text: string | null },
): Promise<void> {
  return savePosting(house, tx, posting, { personId: actor?.personId ?? null, organisationId }, null, [
    { kind, payload: { leave: leaveId, ...payload }, ...(text ? { personal: { text } } : {}) },
  ])
}
