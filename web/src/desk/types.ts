/** What the server answers, as the desk's pages read it. */
import type { Both } from '../foundation/api.ts'
import type { Way } from '../foundation/ways.tsx'

export interface Named {
  id: string
  name: string
}

export interface Choice extends Both {
  id: string
}

export interface CategoryNode extends Choice {
  children?: CategoryNode[]
}

export interface MatterRow {
  id: string
  number: string
  kind: 'request' | 'part' | 'task'
  state: string
  state_words: Both
  title: string
  category: Choice | null
  urgency: Choice
  request_kind: Choice | null
  owner: Named
  handler: Named | null
  area: string | null
  address: string | null
  created_at: string
  step: string | null
  step_words: Both | null
  due_at: string | null
  overdue: boolean
  outcome_words: Both | null
  supervised: boolean
  proposal: string | null
  followers: number
  open_parts: number
  reworks: number
  version: number
}

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface TimelineEntry {
  seq: number
  at: string
  kind: string
  words: Both
  text: string | null
  /** There was text, and it was deleted by rule. */
  erased: boolean
  /** Whether the person who asked sees that it happened. */
  open: boolean
  /** Whether they read its words too. */
  text_open: boolean
  by_person: boolean
  actor: { name: string | null; organisation: string | null } | null
  details: EventFacts
}

/** What an event says beside its words; all of it may be missing. */
export interface EventFacts {
  to?: string
  ground?: string
  round?: number
  outcome?: string
  category?: string
  urgency?: string
  step?: string
  due_at?: string
  was_due?: string
  review_on?: string
  next_due_at?: string
  next_step?: string
  number?: string
  solved?: boolean
  satisfaction?: string
}

export interface Photo {
  id: string
  url: string
  thumb: string
  purpose: 'before' | 'after' | 'other'
  by_person?: boolean
  at?: string
  visibility?: 'staff' | 'person' | 'public'
  /** It may be opened to people nearby. */
  may_show?: boolean
}

export interface Action {
  command: string
  words: Both
  allowed: boolean
  why_not: Both | null
}

export interface DueFact {
  step: string
  step_words: Both
  due_at: string
  overdue: boolean
  explanation: Both
  rule_id: string
}

export interface Five {
  asked: {
    by: Both
    channel: Both
    at: string
    text: string
    masked_phone: string | null
    anonymous: boolean
    from_person: boolean
  }
  owned: {
    organisation: Named & { phone: string | null }
    handler: string | null
    desk: Named | null
    since: string
  }
  due: DueFact | null
  done: {
    answer: string | null
    /** What was answered before, where it is done again. */
    earlier_answer: string | null
    at: string | null
    outcome_words: Both | null
    contacted_at: string | null
  }
  judged: {
    by: Both
    solved: boolean
    satisfaction_words: Both
    comment: string | null
    at: string
  } | null
}

export interface Proposal {
  kind: 'extension' | 'suspension' | 'hand_over'
  reason: string
  ground: Both | null
  to: string | null
  review_on: string | null
  at: string
}

export interface DeadlineFact {
  step_words: Both
  started_at: string
  due_at: string
  ended_at: string | null
  ended_as: string | null
  explanation: Both
}

export interface JudgementFact {
  round?: number
  by?: Both
  solved: boolean
  satisfaction_words: Both
  comment?: string | null
  at: string
}

export interface Choices {
  not_accepted: (Choice & { tell: Both; route?: Both })[]
  return_grounds: Choice[]
  suspension_grounds: Choice[]
  satisfaction: Choice[]
  kinds: Choice[]
  urgencies: Choice[]
}

export interface MatterDetail extends MatterRow {
  five: Five
  text: string
  /** The page of its own that some tasks have. */
  own_page: Way | null
  place: {
    address: string | null
    lat: number | null
    lng: number | null
    area_chain: { id: string; name: string; kind: string }[]
  }
  photos: Photo[]
  pinned_rules: { hash: string; pack: Both; on_date: string }
  /** The newest events, oldest first. */
  timeline: TimelineEntry[]
  /** What to ask `before` for those that came earlier. */
  timeline_earlier: number | null
  deadlines: DeadlineFact[]
  judgements: JudgementFact[]
  parent: Related | null
  parts: MatterRow[]
  original: Related | null
  followers_list: Follower[]
  proposal_detail: Proposal | null
  actions: Action[]
  choices: Choices
}

export interface Related {
  id: string
  number: string
  title: string
  owner: Named
  state: string
  state_words: Both
}

export interface Follower {
  id: string
  number: string
  title: string
  created_at: string
  state_words: Both
}

export interface SimilarRow extends MatterRow {
  likeness: number
  distance_metres: number | null
  excerpt: string | null
  photo: string | null
}

export interface TriageSuggestion {
  category: CategoryNode | null
  alternatives: CategoryNode[]
  urgency: Choice | null
  kind: Choice | null
  owners: (Named & { because: Both })[]
  because: string[]
  source: 'words' | 'learned'
}

export interface PhotoClaim {
  id: string
  claim: string
}

export interface Template {
  id: string
  title: string
  text: string
  category: string | null
  organisation_id: string | null
  /** Null: shared by all. */
  organisation: string | null
  changed_at: string
  changed_by: string | null
  may_write: boolean
}

export interface Notice {
  id: string
  words: Both
  link: string | null
  urgent: boolean
  created_at: string
  read_at: string | null
}
