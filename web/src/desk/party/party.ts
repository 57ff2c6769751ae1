import type { Both } from '../../foundation/api.ts'
import type { Named } from '../types.ts'

export interface Counts {
  branches: number
  full: number
  probationary: number
  coming: number
  away: number
  needing: number
  term_due: number
  term_over: number
  small: number
  no_secretary: number
  quiet: number
  missing: number
  /** 5, 4, 3, 2 and fewer, none yet. */
  stars: number[]
}

export interface StarRow extends Both {
  stars: number
  from_points: number
  usual_share: number
  source: string
  unverified: boolean
}

export interface Overview {
  under: (Named & { form: string }) | null
  way: Named[]
  total: Counts
  rows: (Named & Counts & { form: string; below: boolean })[]
  next: string | null
  stars: StarRow[]
  coverage: { units: number; own: number; attached: number; none: number }
}

export interface Need extends Both {
  id: string
}

export interface SoundRow extends Named {
  area: string | null
  full: number
  probationary: number
  points: number | null
  stars: number | null
  needs: Need[]
}

export interface Indicator extends Both {
  id: string
  state: 'met' | 'behind' | 'not_due'
  points: number
  of: number
  now: number
  next: number
  why: Both
  source: string
  unverified: boolean
}

export interface BranchSound extends Named {
  points: number | null
  stars: number | null
  on: string
  indicators: Indicator[]
  needs: Need[]
  star_rows: StarRow[]
}

export interface Fact {
  id: string
  held_by: string
  day: string
  counts_for: string
  made_up: boolean
  should_attend: number
  attended: number
}

export interface PartyOrganisation extends Named {
  kind: Both & { id: string }
  form: string
  type: 'ordinary' | 'joint' | 'temporary' | 'mobile'
  version: number
  parent: Named | null
  area: Named | null
  founded_on: string | null
  term_from: string | null
  term_until: string | null
  term: 'unknown' | 'running' | 'due' | 'over'
  term_years: number
  committee_seats: number | null
  purpose: string | null
  stands_until: string | null
  units: string[]
  officers: { name: string; role: Both; since: string }[]
  groups: Named[]
  members: { full: number; probationary: number; coming: number; away: number }
  size: (Both & { id: string; source: string })[]
  may_write: boolean
  may_read_members: boolean
  may_change_members: boolean
}

export type Stage = 'applicant' | 'activist' | 'prospect' | 'probationary' | 'full'

export interface Alert {
  silence: 'dues' | 'activity' | 'work'
  months: number
  level: 'attention' | 'leaving'
  rule: Both & { source: string; unverified: boolean }
}

export interface MemberRow extends Named {
  stage: Stage
  group: Named | null
  away_to: string | null
  dues_until: string | null
  alerts: Alert[]
  version: number
}

export interface Member extends Named {
  version: number
  stage: Stage
  branch: Named | null
  group: Named | null
  applied_on: string | null
  activist_on: string | null
  prospect_on: string | null
  admitted_on: string | null
  full_on: string | null
  earliest_full: string | null
  unit: string | null
  community: Named | null
  birth_year: number | null
  education: (Both & { id: string }) | null
  away_to: string | null
  away_since: string | null
  dues: string[]
  last_activity_on: string | null
  left_on: string | null
  alerts: Alert[]
  periods: { branch: Named; from: string; until: string | null }[]
  transfer: { id: string; to: string; elsewhere: boolean } | null
  may_change: boolean
}

export interface PartyForm {
  education: (Both & { id: string })[]
  stages: (Both & { id: Stage })[]
  organisations: Named[]
}
