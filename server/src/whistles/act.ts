import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Executor, inTransaction, type Work } from '../kernel/database/index.ts'
import { endRunning, startDeadline } from '../kernel/deadlines/index.ts'
import type { House } from '../kernel/house.ts'
import { type Actor, system } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'
import { execute } from '../matters/index.ts'
import { peopleOf } from '../territory/index.ts'
import type { Call, CallCommand, Objection } from './call.ts'
import { decisionDue, limitsOf, notBefore, rungOf } from './clock.ts'
import { refuse } from './guards.ts'
import { callStanding } from './rights.ts'
import { type CallDecision, decideCall } from './rules.ts'
import {
  type By,
  type LoadedCall,
  lockCall,
  lockWhistle,
  objectionsOf,
  saveCall,
  tell,
  type Whistle,
  whistleOfCall,
} from './store.ts'

export interface Act {
  actor: Actor
  callId: string
  command: CallCommand
  /** The version that the person saw; a change since then is a conflict. Left out by the house. */
  version?: number
  /** Runs in the same transaction after the change. */
  also?: (tx: Work) => Promise<void>
}

/** Rules are looked up before a connection is held: commands that each wait for a second one would starve the pool. */
async function rememberRules(house: House, callId: string): Promise<void> {
  const { rows } = await sql<{ hash: string }>`
    select w.policy_hash as hash from whistle_calls c join whistles w on w.id = c.whistle_id where c.id = ${callId}
    union select m.policy_hash from whistle_calls c join matters m on m.id = c.matter_id where c.id = ${callId}`.execute(
    house.db,
  )
  for (const { hash } of rows) await house.rulesOf(hash)
}

/**
 * One command on one call, in one transaction: whistle, call and part are locked in this order, decided, written and told.
 * @throws Problem `conflict.changed`, `matter.refused`, `permission.denied`, `not_found`
 */
export async function actOnCall(house: House, act: Act, executor: Executor = house.db): Promise<Call> {
  if (!executor.isTransaction) await rememberRules(house, act.callId)
  const after = await inTransaction(executor, async (tx) => {
    const whistle = await lockWhistle(tx, await whistleOfCall(tx, act.callId))
    const call = await lockCall(tx, act.callId)
    if (act.version !== undefined && act.version !== call.version)
      throw new Problem('conflict.changed', { extra: { version: call.version, seen: act.version } })
    const after = await once(house, tx, whistle, call, act)
    await act.also?.(tx)
    return after
  })
  house.wake()
  return after
}

async function once(house: House, tx: Work, whistle: Whistle, call: LoadedCall, act: Act): Promise<Call> {
  const { actor, command } = act
  const rules = await house.rulesOf(whistle.policyHash)
  const { standing, ...duties } = callStanding(
    actor,
    { callerId: whistle.organisationId, callerKind: whistle.organisationKind, calledId: call.organisationId },
    rules,
  )
  const now = house.now()
  const kind = rules.whistle_kinds.find(({ id }) => id === whistle.kind)
  const objection = (await objectionsOf(tx, [call.id])).get(call.id) ?? null
  if (command.type === 'acknowledge') await requireOnDuty(tx, call.organisationId, command.comes, now)
  const decision = decideCall(call, command, standing, {
    now,
    objection,
    partState: call.partState,
    grounds: rules.whistle_objection.grounds,
    arriveAgainDueAt: kind ? limitsOf(kind, now, null, house.calendar).arrive.at : now,
    actorPersonId: actor.personId,
  })
  const asCaller =
    decision.event.kind === 'whistle.arrived' && command.type === 'arrive' && command.way === 'caller'
  const duty =
    actor.kind === 'system'
      ? null
      : asCaller || ['release', 'call_off'].includes(command.type)
        ? duties.caller
        : command.type === 'decide_objection'
          ? duties.arbiter
          : duties.called
  const by: By = { personId: actor.personId, organisationId: duty?.organisationId ?? null }
  await movePart(house, tx, call, decision, act)
  const after = await moveClock(house, tx, rules, call, decision)
  await moveObjection(house, tx, rules, call, objection, decision, by)
  const head = await tell(house, tx, { id: call.id, kind: 'whistle_call', head: call.head }, by, [
    {
      kind: decision.event.kind,
      payload: {
        whistle: whistle.id,
        organisation: call.organisationId,
        ...decision.event.payload,
        version: call.version + 1,
        after: { state: after.state, step: after.step, due_at: after.dueAt?.toISOString() ?? null },
        ...(decision.tell.length ? { tell: decision.tell } : {}),
      },
      ...(decision.event.text ? { personal: { text: decision.event.text } } : {}),
    },
  ])
  await saveCall(tx, after, head)
  await endWhistleWhenDone(house, tx, whistle, by)
  return { ...after, version: call.version + 1 }
}

async function requireOnDuty(tx: Work, organisationId: string, personId: string, now: Date): Promise<void> {
  const people = await peopleOf(tx, organisationId, now)
  if (!people.some((person) => person.personId === personId))
    refuse(
      'unknown_person',
      '请从本单位在岗人员里选谁来',
      'Name somebody who is on duty with your organisation',
    )
}

/** The part goes with the call: acknowledged is signed for, called off or excused is recalled. */
async function movePart(
  house: House,
  tx: Work,
  call: LoadedCall,
  decision: CallDecision,
  { actor, command }: Act,
): Promise<void> {
  if (decision.part === 'sign' && !(command.type === 'arrive' && command.way === 'caller'))
    await execute(house, { actor, matterId: call.matterId, command: { type: 'sign' } }, tx)
  if (decision.part === 'recall') {
    const reason = 'reason' in command && command.reason ? command.reason : '撤哨'
    await execute(
      house,
      {
        // The arbiter is not who asked for the part: what it decided, the house carries out.
        actor: command.type === 'call_off' ? actor : system,
        matterId: call.matterId,
        command: { type: 'recall_part', reason },
      },
      tx,
    )
  }
}

async function moveClock(
  house: House,
  tx: Work,
  rules: Rules,
  call: LoadedCall,
  { set, clock }: CallDecision,
): Promise<Call> {
  const after: Call = { ...call, ...set }
  if (clock.kind === 'keep') return after
  await endRunning(tx, call.id, house.now(), clock.kind === 'stop' ? clock.end : undefined)
  if (clock.kind === 'stop') return { ...after, step: null, dueAt: null }
  await startCallDeadline(house, tx, rules, {
    subjectId: call.id,
    wait: 'arrive',
    from: clock.from,
    dueAt: clock.dueAt,
    explanation: await explanationOf(tx, call.id),
  })
  return { ...after, step: 'whistle.arrive', dueAt: clock.dueAt }
}

/** How the arrival's date came about was said in the event that called. */
async function explanationOf(tx: Work, callId: string): Promise<unknown> {
  const { rows } = await sql<{ why: unknown }>`
    select payload->'arrive_why' as why from timeline where stream = ${callId} and kind = 'whistle.called'`.execute(
    tx,
  )
  return rows[0]?.why ?? {}
}

export async function startCallDeadline(
  house: House,
  tx: Work,
  rules: Rules,
  {
    subjectId,
    wait,
    from,
    dueAt,
    explanation,
  }: {
    subjectId: string
    wait: 'acknowledge' | 'arrive' | 'decide'
    from: Date
    dueAt: Date
    explanation: unknown
  },
): Promise<void> {
  await startDeadline(tx, {
    subjectId,
    step: `whistle.${wait}`,
    ruleId: `whistle.${wait}`,
    startedAt: from,
    dueAt,
    explanation,
    sweepAt: notBefore(rungOf(rules, wait, 0, dueAt, house.calendar).at, house.now()),
  })
}

async function moveObjection(
  house: House,
  tx: Work,
  rules: Rules,
  call: LoadedCall,
  objection: Objection | null,
  decision: CallDecision,
  by: By,
): Promise<void> {
  const now = house.now()
  if (decision.objection === 'make') {
    const id = randomUUID()
    const due = decisionDue(rules, now, house.calendar)
    await sql`insert into whistle_objections (id, call_id, ground, made_at, due_at)
      values (${id}, ${call.id}, ${String(decision.event.payload.ground)}, ${now}, ${due.at})`.execute(tx)
    await startCallDeadline(house, tx, rules, {
      subjectId: id,
      wait: 'decide',
      from: now,
      dueAt: due.at,
      explanation: due.explanation,
    })
    return
  }
  if (!decision.objection || !objection) return
  const outcome = { uphold: 'upheld', refuse: 'refused', moot: 'moot' }[decision.objection]
  await sql`update whistle_objections set decided_at = ${now}, outcome = ${outcome},
    decided_by = ${outcome === 'moot' ? null : by.personId}::uuid where id = ${objection.id}`.execute(tx)
  await endRunning(tx, objection.id, now, outcome === 'moot' ? 'superseded' : undefined)
}

/** A whistle runs as long as one of its calls does. The caller holds its row. */
async function endWhistleWhenDone(house: House, tx: Work, whistle: Whistle, by: By): Promise<void> {
  const { rows } = await sql<{ open: boolean; off: boolean }>`
    select bool_or(ended_at is null) as open, bool_and(state = 'called_off') as off from whistle_calls where whistle_id = ${whistle.id}`.execute(
    tx,
  )
  if (rows[0]!.open || whistle.state !== 'running') return
  const state = rows[0]!.off ? 'called_off' : 'ended'
  const head = await tell(house, tx, { id: whistle.id, kind: 'whistle', head: whistle.head }, by, [
    { kind: 'whistle.ended', payload: { state, version: whistle.version + 1 } },
  ])
  await sql`update whistles set state = ${state}, ended_at = ${house.now()}, version = version + 1,
    head_seq = ${head.seq}, head_hash = ${head.hash} where id = ${whistle.id}`.execute(tx)
}
