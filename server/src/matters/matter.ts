import type { Step } from '../kernel/policy/index.ts'

export const STATES = [
  'received',
  'triaged',
  'dispatched',
  'signed',
  'in_hand',
  'contested',
  'suspended',
  'answered',
  'judged',
  'following',
  'closed',
] as const
export type State = (typeof STATES)[number]

export type Outcome = 'solved' | 'explained' | 'unsolved' | 'not_accepted' | 'no_judgement' | 'recalled'

/** Something the owner asks for and another organisation decides; the clock runs on meanwhile. */
export interface Proposal {
  kind: 'extension' | 'suspension' | 'hand_over'
  reason: string
  ground?: string
  /** For a hand-over: the organisation asked. */
  to?: string
  toName?: string
  /** For a suspension: the day on which it is looked at again, `YYYY-MM-DD`. */
  reviewOn?: string
  byPerson: string | null
  at: string
}

/**
 * A `request` is what a person asked for, or a finding; a `part` is a partner's share under its parent; a `task` is what one
 * organisation asks another to do (交办、请示). Parts and tasks are judged by the organisation that asked.
 */
export type MatterKind = 'request' | 'part' | 'task'

/** A matter as the rules see it: no personal data. Times are instants. */
export interface Matter {
  id: string
  number: string
  kind: MatterKind
  state: State
  version: number
  requestKind: string | null
  category: string | null
  urgency: string
  channel: string
  /** The desk that took it in, to which it comes back. */
  deskId: string
  ownerId: string
  handlerId: string | null
  areaId: string | null
  parentId: string | null
  originalId: string | null
  policyHash: string
  fromPerson: boolean
  reachable: boolean
  createdAt: Date
  dispatchedAt: Date | null
  contactedAt: Date | null
  answeredAt: Date | null
  closedAt: Date | null
  step: Step | null
  dueAt: Date | null
  overdue: boolean
  outcome: Outcome | null
  reworks: number
  extensions: number
  /** How often it was returned; arbitration decides once. */
  returned: number
  /** Designated by arbitration: it cannot be returned or passed on again. */
  designated: boolean
  proposal: Proposal | null
  /** What a suspended matter goes back to. */
  resume: { state: State; step: Step; remainingMs: number } | null
  /** For a task: the day by whose end it is to be done, `YYYY-MM-DD`; null where the rules' limit runs. */
  dueDay: string | null
  supervisedAt: Date | null
  openParts: number
}

/** What one actor is to one matter. Worked out in one place (`standing.ts`), from duties, never from what a client says. */
export interface Standing {
  /** An active duty in the owning organisation that may handle it. */
  owner: boolean
  /** An active duty at the desk that dispatched it. */
  desk: boolean
  /** May decide and supervise: a duty above the owner, never of the owner itself. */
  superior: boolean
  /** May call back: at the command centre, and had no hand in the work. */
  callBack: boolean
  /** For a part: an active duty in the organisation that owns the parent; for a task: in the one that gave it. */
  asker: boolean
  /** For a finding: may judge what was done about it, and had no hand in it (`standing.ts`). */
  acceptor: boolean
  /** It was with their organisation before; what they see of it later, they may still add. */
  passedOn: boolean
  /** A duty in the organisation that an open hand-over names. */
  invited: boolean
  /** Holds the code, the link or the account of the person who asked. */
  person: boolean
  /** The house itself: a sweep or a reaction. */
  system: boolean
  /** Roles may be narrower than the standing: a grid worker handles but does not dispatch. */
  may: {
    triage: boolean
    dispatch: boolean
    return: boolean
    partner: boolean
    handOver: boolean
    merge: boolean
  }
}

export const nobody: Standing = {
  owner: false,
  desk: false,
  superior: false,
  callBack: false,
  asker: false,
  acceptor: false,
  passedOn: false,
  invited: false,
  person: false,
  system: false,
  may: { triage: false, dispatch: false, return: false, partner: false, handOver: false, merge: false },
}

export type Command =
  | { type: 'triage'; category: string; urgency: string; requestKind?: string }
  | { type: 'dispatch'; to: string; note?: string; item?: string }
  | { type: 'take' }
  | { type: 'sign' }
  | { type: 'assign'; handler: string; item?: string }
  | { type: 'contact'; reached: boolean; note: string }
  | { type: 'progress'; text: string; open: boolean }
  | { type: 'answer'; text: string; outcome: 'solved' | 'explained' | 'unsolved' }
  | { type: 'decline'; ground: string; text?: string }
  | { type: 'return'; ground: string; reason: string }
  | { type: 'arbitrate'; to: string; reason: string; item?: string }
  | { type: 'carry_up'; reason: string }
  | { type: 'propose_extension'; reason: string }
  | { type: 'propose_suspension'; ground: string; reason: string; reviewOn: string }
  | { type: 'propose_hand_over'; to: string; reason: string }
  | { type: 'decide_proposal'; approve: boolean; reason: string }
  | { type: 'withdraw_proposal' }
  | { type: 'resume'; reason: string }
  /** `whistle`: asked for by a whistle, which tells those whom it calls itself. */
  | { type: 'ask_partner'; to: string; task: string; item?: string; whistle?: string }
  | { type: 'recall_part'; reason: string }
  | { type: 'accept_part'; accept: boolean; reason: string }
  | { type: 'merge'; into: string; reason: string }
  | { type: 'unmerge'; reason: string }
  | { type: 'reassign'; to: string; reason: string; item?: string }
  | { type: 'supervise'; reason: string }
  | { type: 'note'; text: string }
  | { type: 'add_words'; text: string }
  | {
      type: 'judge'
      solved: boolean
      satisfaction: string
      contacted?: boolean
      comment?: string
      wantsRework: boolean
      channel: JudgementChannel
    }
  | { type: 'reopen'; reason: string }
  | { type: 'review'; rework: boolean; text: string }
  | { type: 'follow_answer'; text: string; outcome: 'solved' | 'explained' | 'unsolved' | 'not_accepted' }
  | { type: 'lapse' }
  | { type: 'miss'; rung: number; deed: 'notify_owner' | 'notify_superior' | 'supervise' }

export type JudgementChannel = 'link' | 'code' | 'account' | 'call_back' | 'desk'
export type CommandType = Command['type']
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>
