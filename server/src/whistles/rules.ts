import type { WhistleRung } from '../kernel/policy/index.ts'
import {
  type Call,
  type CallCommand,
  type CallContext,
  type CallStanding,
  OPEN_STATES,
  type Wait,
} from './call.ts'
import { guards, notCalled, notCaller, problemOf, refuse } from './guards.ts'

/** Whom an event tells. `district` is the command centre. */
export type Told = { who: 'called' | 'caller' | 'district'; purpose: string; urgent: boolean }

export interface CallDecision {
  set: Partial<Omit<Call, 'id' | 'whistleId' | 'organisationId' | 'matterId' | 'version' | 'calledAt'>>
  /** Which of the call's deadlines runs afterwards. `end` says how the running one ended, where that is not by its date. */
  clock: { kind: 'keep' } | { kind: 'stop'; end?: 'superseded' } | { kind: 'arrive'; from: Date; dueAt: Date }
  part: 'sign' | 'recall' | null
  objection: 'make' | 'uphold' | 'refuse' | 'moot' | null
  event: { kind: string; payload: Record<string, unknown>; text?: string }
  tell: Told[]
}

/** Decides one command on one call. Pure. @throws Problem with a stable reason when it may not be done */
export function decideCall(
  call: Call,
  command: CallCommand,
  standing: CallStanding,
  context: CallContext,
): CallDecision {
  const because = guards[command.type](call, standing, context)
  if (because) throw problemOf(because)
  const decision = decided(call, command, standing, context)
  const endsNow =
    decision.set.state !== undefined && !(OPEN_STATES as readonly string[]).includes(decision.set.state)
  if (endsNow && context.objection?.outcome === null && decision.objection === null)
    decision.objection = 'moot'
  return decision
}

const calm = (who: Told['who'], purpose: string): Told => ({ who, purpose, urgent: false })
const loud = (who: Told['who'], purpose: string): Told => ({ who, purpose, urgent: true })

function decided(c: Call, command: CallCommand, standing: CallStanding, x: CallContext): CallDecision {
  const { now } = x
  const nothing = { set: {}, clock: { kind: 'keep' as const }, part: null, objection: null }
  const answered = {
    acknowledgedAt: c.acknowledgedAt ?? now,
    state: 'acknowledged' as const,
  }
  /** Both limits count from the blowing: to acknowledge late buys no time to come. */
  const clockOfComing =
    c.step === 'whistle.arrive'
      ? { kind: 'keep' as const }
      : { kind: 'arrive' as const, from: c.calledAt, dueAt: c.arriveDueAt }
  const over = (state: 'released' | 'excused' | 'called_off', end?: 'superseded') => ({
    set: { state, endedAt: now },
    clock: { kind: 'stop' as const, ...(end ? { end } : {}) },
  })
  switch (command.type) {
    case 'acknowledge':
      return {
        ...nothing,
        set: { ...answered, comesId: command.comes },
        clock: clockOfComing,
        part: x.partState === 'dispatched' ? 'sign' : null,
        event: {
          kind: 'whistle.acknowledged',
          payload: { comes: command.comes, again: c.acknowledgedAt !== null },
        },
        tell: [calm('caller', 'acknowledged')],
      }
    case 'arrive': {
      // A code and a position show that they themselves are there; the caller may also say so.
      if (command.way === 'caller' ? !standing.caller : !standing.called)
        throw problemOf(command.way === 'caller' ? notCaller : notCalled)
      const first = c.arrivedAt === null
      return {
        ...nothing,
        set: {
          state: 'arrived',
          acknowledgedAt: c.acknowledgedAt ?? now,
          ...(first
            ? {
                arrivedAt: now,
                arrivedWay: command.way,
                arrivedMetres: command.metres ?? null,
                arrivedId: command.way === 'caller' ? c.comesId : x.actorPersonId,
                inTime: now <= c.arriveDueAt,
              }
            : {}),
        },
        clock: { kind: 'stop' },
        part: x.partState === 'dispatched' ? 'sign' : null,
        event: {
          kind: 'whistle.arrived',
          payload: { way: command.way, in_time: first ? now <= c.arriveDueAt : c.inTime, again: !first },
        },
        tell: standing.caller ? [calm('called', 'arrived_by_caller')] : [calm('caller', 'arrived')],
      }
    }
    case 'leave':
      return {
        ...nothing,
        set: { state: 'acknowledged', timesLeft: c.timesLeft + 1, arriveDueAt: x.arriveAgainDueAt },
        clock: { kind: 'arrive', from: now, dueAt: x.arriveAgainDueAt },
        event: { kind: 'whistle.left', payload: { times: c.timesLeft + 1 }, text: command.reason },
        tell: [loud('caller', 'left'), calm('district', 'left')],
      }
    case 'object':
      if (!x.grounds.some(({ id }) => id === command.ground))
        refuse('unknown_ground', '请选择规定的异议理由', 'Choose one of the grounds that the rules name')
      return {
        ...nothing,
        set: answered,
        clock: clockOfComing,
        objection: 'make',
        event: { kind: 'whistle.objected', payload: { ground: command.ground }, text: command.reason },
        tell: [calm('caller', 'objected'), loud('district', 'objected')],
      }
    case 'decide_objection': {
      const event = {
        kind: 'whistle.objection_decided',
        payload: { upheld: command.uphold },
        text: command.reason,
      }
      const told = command.uphold ? 'upheld' : 'refused'
      const tell = [calm('caller', told), command.uphold ? calm('called', told) : loud('called', told)]
      if (!command.uphold) return { ...nothing, set: { designated: true }, objection: 'refuse', event, tell }
      return {
        ...nothing,
        ...over('excused', 'superseded'),
        part: ['dispatched', 'signed', 'in_hand'].includes(x.partState) ? 'recall' : null,
        objection: 'uphold',
        event,
        tell,
      }
    }
    case 'release':
      if (!['answered', 'closed'].includes(x.partState) && !command.reason?.trim())
        refuse(
          'part_not_answered',
          '对方这一份还没有办完；事不完人不撤，确需先撤的请写明理由',
          'Its part is not answered yet; to let them go first, say why',
        )
      return {
        ...nothing,
        ...over('released'),
        event: {
          kind: 'whistle.released',
          payload: { before_answer: !['answered', 'closed'].includes(x.partState) },
          ...(command.reason ? { text: command.reason } : {}),
        },
        tell: [calm('called', 'released')],
      }
    case 'call_off':
      return {
        ...nothing,
        ...over('called_off', 'superseded'),
        part: ['dispatched', 'signed', 'in_hand'].includes(x.partState) ? 'recall' : null,
        event: { kind: 'whistle.call_off', payload: {}, text: command.reason },
        tell: [loud('called', 'called_off')],
      }
    case 'part_done':
      return {
        ...nothing,
        ...over(
          command.outcome === 'accepted' ? 'released' : 'called_off',
          c.state === 'arrived' ? undefined : 'superseded',
        ),
        event: {
          kind: command.outcome === 'accepted' ? 'whistle.released' : 'whistle.call_off',
          payload: { because: `part_${command.outcome}` },
        },
        tell: [],
      }
    case 'miss': {
      const purpose = command.wait === 'decide' ? 'objection_late' : `${command.wait}_late`
      return {
        ...nothing,
        set: { escalated: c.escalated + 1 },
        event: {
          kind: 'whistle.missed',
          payload: { wait: command.wait, rung: command.rung, deed: command.deed, deadline: command.deadline },
        },
        tell: toldOfSilence(command.wait, command.deed, purpose),
      }
    }
  }
}

/** Silence is heard by whom it concerns: first those who are silent, then those above them, at last both under supervision. */
function toldOfSilence(wait: Wait, deed: WhistleRung['do'], purpose: string): Told[] {
  if (wait === 'decide') return [loud('district', purpose)]
  if (deed === 'notify_called') return [loud('called', purpose), calm('caller', purpose)]
  if (deed === 'notify_district') return [loud('district', purpose), calm('caller', purpose)]
  return [
    loud('called', `${purpose}_supervised`),
    loud('district', `${purpose}_supervised`),
    calm('caller', `${purpose}_supervised`),
  ]
}

/** The ladder for a wait: its own, else the general one, in order. */
export function ladderFor(rungs: readonly WhistleRung[], wait: Wait): WhistleRung[] {
  const own = rungs.filter(({ on }) => on === wait)
  return (own.length ? own : rungs.filter(({ on }) => on === 'any')).toSorted((a, b) => a.rung - b.rung)
}
