import type { WhistleRung } from '../kernel/policy/index.ts'
import { Problem } from '../kernel/problems.ts'

export const OPEN_STATES = ['called', 'acknowledged', 'arrived'] as const
export const CALL_STATES = [...OPEN_STATES, 'released', 'excused', 'called_off'] as const
export type CallState = (typeof CALL_STATES)[number]

/** What a call waits for; each has a limit and a ladder of the pack. */
export type Wait = 'acknowledge' | 'arrive' | 'decide'

/** One organisation called, as the rules see it: no personal data. */
export interface Call {
  id: string
  whistleId: string
  organisationId: string
  matterId: string
  state: CallState
  version: number
  calledAt: Date
  acknowledgeDueAt: Date
  arriveDueAt: Date
  acknowledgedAt: Date | null
  comesId: string | null
  arrivedAt: Date | null
  arrivedWay: 'code' | 'position' | 'caller' | null
  arrivedMetres: number | null
  arrivedId: string | null
  inTime: boolean | null
  timesLeft: number
  designated: boolean
  escalated: number
  step: 'whistle.acknowledge' | 'whistle.arrive' | null
  dueAt: Date | null
  endedAt: Date | null
}

/** An objection to a call: once, and the clocks run on until it is upheld. */
export interface Objection {
  id: string
  ground: string
  madeAt: Date
  dueAt: Date
  decidedAt: Date | null
  outcome: 'upheld' | 'refused' | 'moot' | null
}

export type CallCommand =
  | { type: 'acknowledge'; comes: string }
  | { type: 'arrive'; way: 'code' | 'position' | 'caller'; metres?: number }
  | { type: 'leave'; reason: string }
  | { type: 'object'; ground: string; reason: string }
  | { type: 'decide_objection'; uphold: boolean; reason: string }
  | { type: 'release'; reason?: string }
  | { type: 'call_off'; reason: string }
  /** The house's own: its part was accepted or recalled. */
  | { type: 'part_done'; outcome: 'accepted' | 'recalled' }
  /** The house's own: a rung of the ladder. */
  | { type: 'miss'; wait: Wait; rung: number; deed: WhistleRung['do']; deadline: string }

export type CallCommandType = CallCommand['type']

/** What somebody is to a call; worked out from duties and the pack's rights, never from what a client says. */
export interface CallStanding {
  /** On duty with the organisation that blew it, which the pack lets command. */
  caller: boolean
  /** On duty with the organisation that was called. */
  called: boolean
  arbiter: boolean
  system: boolean
}
export const nobody: CallStanding = { caller: false, called: false, arbiter: false, system: false }

export interface Refusal {
  about: 'who' | 'when' | 'what'
  reason: string
  zh: string
  en: string
}
const refusal = (about: Refusal['about'], reason: string, zh: string, en: string): Refusal => ({
  about,
  reason: `whistle.${reason}`,
  zh,
  en,
})

export function problemOf({ about, ...words }: Refusal): Problem {
  return new Problem(about === 'who' ? 'permission.denied' : 'matter.refused', words)
}
/** @throws Problem */
export function refuse(reason: string, zh: string, en: string): never {
  throw problemOf(refusal('what', reason, zh, en))
}

const notCalled = refusal(
  'who',
  'not_called',
  '只有被哨单位可以这样办',
  'Only the organisation called may do this',
)
const notCaller = refusal(
  'who',
  'not_caller',
  '只有吹哨单位可以这样办',
  'Only the organisation that blew it may do this',
)
const notArbiter = refusal(
  'who',
  'not_arbiter',
  '异议由区级指挥中心裁定',
  'The district command centre decides objections',
)
const onlyHouse = refusal('who', 'only_system', '由系统自动办理', 'The house does this by itself')

const wrongState = refusal(
  'when',
  'wrong_state',
  '这一哨现在的情形不能这样办',
  'The call does not stand so that this can be done',
)
const ended = refusal('when', 'call_ended', '这一哨已经结束', 'This call has ended')
const answeredPart = refusal(
  'when',
  'part_answered',
  '对方已经办完答复，请验收，不能撤哨',
  'Its part has been answered; accept it rather than calling it off',
)

/** What a decision needs to know beside the call. */
export interface CallContext {
  now: Date
  objection: Objection | null
  /** State of its part. */
  partState: string
  grounds: readonly { id: string }[]
  /** When the arrival would be due if it began again now. */
  arriveAgainDueAt: Date
  actorPersonId: string | null
}

type Guard = (
  call: Call,
  standing: CallStanding,
  context: Pick<CallContext, 'objection' | 'partState'>,
) => Refusal | null

const isOpen = (call: Call) => call.endedAt === null
const before = (call: Call) => call.state === 'called' || call.state === 'acknowledged'
const inOrder = (...answers: (Refusal | null)[]) => answers.find((answer) => answer !== null) ?? null
const open = (call: Call) => (isOpen(call) ? null : ended)
const not = (fits: boolean, because: Refusal) => (fits ? null : because)

/** Who may do what when; pages ask it in advance. */
export const guards: Record<CallCommandType, Guard> = {
  acknowledge: (c, s) => inOrder(not(s.called, notCalled), open(c), not(before(c), wrongState)),
  arrive: (c, s) => inOrder(not(s.called || s.caller, notCalled), open(c), not(before(c), wrongState)),
  leave: (c, s) => inOrder(not(s.called, notCalled), open(c), not(c.state === 'arrived', wrongState)),
  object: (c, s, { objection }) =>
    inOrder(
      not(s.called, notCalled),
      open(c),
      not(
        objection === null,
        refusal('when', 'objected_before', '异议只能提一次', 'An objection can be made once only'),
      ),
      not(
        before(c),
        refusal(
          'when',
          'arrived_already',
          '已经到场，不能再提异议',
          'Already at the place; too late to object',
        ),
      ),
    ),
  decide_objection: (c, s, { objection }) =>
    inOrder(
      not(s.arbiter, notArbiter),
      not(
        objection !== null && objection.outcome === null,
        refusal('when', 'no_objection', '没有待裁定的异议', 'No objection waits to be decided'),
      ),
      open(c),
    ),
  release: (c, s) => inOrder(not(s.caller, notCaller), open(c), not(c.state === 'arrived', wrongState)),
  call_off: (c, s, { partState }) =>
    inOrder(not(s.caller, notCaller), open(c), not(partState !== 'answered', answeredPart)),
  part_done: (c, s) => inOrder(not(s.system, onlyHouse), open(c)),
  miss: (c, s) => inOrder(not(s.system, onlyHouse), open(c)),
}

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
