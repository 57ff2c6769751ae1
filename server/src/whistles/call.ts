import type { WhistleRung } from '../kernel/policy/index.ts'

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
