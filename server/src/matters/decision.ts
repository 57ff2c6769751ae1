import type { Rules, Step } from '../kernel/policy/index.ts'
import type { NewEvent } from '../kernel/timeline/index.ts'
import type { Matter } from './matter.ts'
import type { Gated } from './task-gate.ts'

/** Which deadline runs after a command. */
export type ClockDecision =
  /** The running one goes on. */
  | { kind: 'keep' }
  /** No deadline: closed, or following another matter's. */
  | { kind: 'stop' }
  /** The limit of a step; it counts from what its rule says, or from `from` where that is given. */
  | { kind: 'start'; step: Step; from?: Date }
  /** The running step gets the pack's extension on top of its due time. */
  | { kind: 'extend'; reason: string }
  /** A step with the time that was left when it was suspended. */
  | { kind: 'resume'; step: Step; remainingMs: number }
  /** A step that ends on a day that somebody set (the review day of a suspension). */
  | { kind: 'until'; step: Step; day: string; reason: string }
  /** A step that is due by the end of a day on which who gave it and who does it agreed. */
  | { kind: 'by_day'; step: Step; day: string }

export type Effect =
  | { kind: 'open_part'; to: string; task: string; item: string | null }
  | { kind: 'part_closed' }
  | {
      kind: 'judgement'
      round: number
      solved: boolean
      satisfaction: string
      contacted: boolean | null
      channel: string
      wantsRework: boolean
    }
  | { kind: 'triage_decided' }
  | { kind: 'followers_move'; to: string }
  /** Tell the person who asked, on whatever way they left. */
  | {
      kind: 'tell_person'
      purpose: 'progress' | 'answered' | 'extended' | 'suspended' | 'reopened' | 'closed'
      text: string
    }
  /** Tell the people of an organisation. */
  | { kind: 'tell_organisation'; organisationId: string; purpose: string; urgent: boolean }
  | { kind: 'tell_staff'; personId: string; purpose: string }

export type Changes = Partial<
  Omit<Matter, 'id' | 'number' | 'kind' | 'version' | 'step' | 'dueAt' | 'createdAt' | 'policyHash'>
>

export interface Decision {
  set: Changes
  clock: ClockDecision
  events: NewEvent[]
  effects: Effect[]
}

/** What a decision needs to know beside the matter itself. */
export interface Context {
  now: Date
  rules: Rules
  /** The command centre: arbiter of returns, above streets. */
  centreId: string
  /** The organisation above the owner, up which a matter is carried; the centre above a street. */
  superiorId: string | null
  /** The target of a command that names one. */
  target: { id: string; name: string; mayReceive: boolean } | null
  /** For a merge. */
  original:
    | (Pick<Matter, 'id' | 'state' | 'number' | 'kind' | 'ownerId' | 'deskId' | 'dispatchedAt'> & {
        withinReach: boolean
      })
    | null
  /** For a command that gives work to somebody: what the lists of other rooms say of it. */
  gated: Gated
  /** For a finding: the organisation whose worker found it. */
  foundBy: string | null
  /** Since when the running deadline counts. */
  runningSince: Date | null
  /** Until when what was dispatched may be returned; null where the rules set no limit. */
  returnUntil: Date | null
  /** What kind of organisation owns it: the rules say which may return. */
  ownerKind: string
  /** How often it was suspended before. */
  suspensions: number
  actorOrganisationId: string | null
  actorPersonId: string | null
  actorRole: string | null
}
