import type { Both } from '../../foundation/api.ts'

export interface Named {
  id: string
  name: string
}

export interface Term extends Both {
  id: string
  unverified: boolean
  source: string
}

export interface Posting {
  id: string
  person: Named
  sender: Named
  village: Named
  area: string
  kind: Term
  team: string | null
  from: string
  until: string
  state: 'planned' | 'running' | 'ended' | 'called_off'
  over: boolean
  ended_on: string | null
  ended_as: 'completed' | 'early' | null
  version: number
}

export interface Leave {
  id: string
  from: string
  until: string
  state: 'asked' | 'granted' | 'refused' | 'withdrawn' | 'ended'
  reason: string | null
  decision_words: string | null
  asked_at: string
  answer_due_at: string | null
  back_on: string | null
}

export interface VillagersPoll {
  id: string
  opened_at: string
  closed_at: string | null
  issued: number
  returned: number | null
  satisfied: number | null
  dissatisfied: number | null
  unsure: number | null
}

export interface PostingTask {
  matter_id: string
  number: string
  title: string
  given_by: string
  state_words: Both
  due_at: string | null
  overdue: boolean
}

export interface PostingDetail extends Posting {
  ended_because: string | null
  extensions: number
  replaces: string | null
  replaced_by: string | null
  tasks: PostingTask[]
  leaves: Leave[]
  polls: VillagersPoll[]
  least_shown: number
  poll_rule: { least_returned: number; within_days: number; source: string; unverified: boolean }
  assessed: { grade: Both; words: string; at: string } | null
  lacking: ('term' | 'villagers' | 'sender')[]
  takers: Named[]
  history: ({ kind: string; at: string; by: string | null; text: string | null } & Both)[]
  may: {
    lead: boolean
    make: boolean
    call_off: boolean
    give: boolean
    assess: boolean
    own: boolean
  }
}

export interface Visit {
  id: string
  day: string
  area: string
  households: number | null
  words: string
  wish: { number: string; owner: string; state_words: Both } | null
}

export interface PostingForm {
  kinds: Term[]
  grades: Term[]
  may_make: boolean
}

export interface Mine {
  posting: PostingDetail | null
  areas: Named[]
}
