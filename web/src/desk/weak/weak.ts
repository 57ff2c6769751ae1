import type { Both } from '../../foundation/api.ts'

export const states = ['candidate', 'listed', 'accepted', 'released', 'rejected'] as const
export type CaseState = (typeof states)[number]

export interface Reason extends Both {
  situation: string
  unverified: boolean
  rule_source: string
  since: string | null
  value: number | null
  of: number | null
  source: string | null
}

export interface WeakCase {
  id: string
  branch: { id: string; name: string }
  area: string | null
  state: CaseState
  version: number
  reasons: Reason[]
  opened_at: string
  due_on: string | null
  overdue: boolean
  watch_until: string | null
}

export type Lack =
  | 'plan'
  | 'helpers'
  | 'milestones'
  | 'milestones_open'
  | 'poll'
  | 'poll_few'
  | 'poll_refused'

interface Named {
  id: string
  name: string
}

export interface Helper extends Both {
  kind: string
  person: Named | null
  organisation: Named | null
}

export interface Milestone {
  matter_id: string
  number: string
  title: string
  owner: string
  state: string
  state_words: Both
  due_at: string | null
  overdue: boolean
}

export interface Poll {
  id: string
  opened_at: string
  closed_at: string | null
  issued: number
  returned: number | null
  satisfied: number | null
  dissatisfied: number | null
  unsure: number | null
  passed: boolean | null
}

export interface CaseDetail extends WeakCase {
  refreshed_at: string
  decided: { by: string | null; at: string; reason: string } | null
  accepted_at: string | null
  plan: string | null
  helpers: Helper[]
  milestones: Milestone[]
  polls: Poll[]
  lacking: Lack[]
  rule: {
    longest_months: number
    watch_months: number
    poll_least_returned: number
    poll_pass_percent: number
    source: string
    unverified: boolean
  }
  history: ({ kind: string; at: string; by: string | null; text: string | null } & Both)[]
  may_decide: boolean
}

export interface Situation extends Both {
  id: string
  basis: 'computed' | 'entered'
  source: string
  unverified: boolean
  note: string | null
}

export interface Overview {
  counts: Partial<Record<CaseState, number>>
  survey: { at: string; branches: number; found: number } | null
  situations: Situation[]
}

export interface TeamCounts {
  branches: number
  seats: number
  officers: number
  vacant: number
  ages: (number | null)[] | null
  education: (number | null)[] | null
}

export interface Teams {
  least_people: number
  unverified: boolean
  age_bands: number[]
  education_levels: (Both & { id: string })[]
  before: TeamCounts
  after: TeamCounts
}
