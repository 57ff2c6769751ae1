import type { Bilingual, WorkingCalendar } from '../calendar/index.ts'
import type {
  Category,
  ClockRule,
  EscalationRung,
  ExclusionRule,
  ExtensionRule,
  FieldWorkRule,
  GridAdmission,
  GridCode,
  GridDrawing,
  GridMatter,
  GridSize,
  IntakeRule,
  Kind,
  MaskedCallsRule,
  MergingRule,
  NotAcceptedCase,
  OrganisationFunction,
  OrganisationKind,
  PatrolCheck,
  PatrolMinimum,
  PatrolObstacle,
  QuietHours,
  RateFormula,
  ReopeningRule,
  RetentionRule,
  ReturnRule,
  Route,
  SatisfactionGrade,
  SignInRule,
  SupervisionTrigger,
  SuspensionRule,
  Urgency,
} from './sections.ts'
import type { GatheringRules } from './sections-gatherings.ts'

import type { MobilisationRules } from './sections-mobilisation.ts'
import type { PartyRules } from './sections-party.ts'
import type { PostingRules } from './sections-postings.ts'
import type { RectificationRules } from './sections-rectification.ts'
import type { ServiceRules } from './sections-service.ts'
import type { SoundRules } from './sections-sound.ts'
import type { UpwardRules } from './sections-upward.ts'

import type {
  WhistleKind,
  WhistleObjection,
  WhistlePresence,
  WhistleRight,
  WhistleRung,
} from './sections-whistles.ts'
import type { YearlyReviewRules } from './sections-yearly-review.ts'

/** All rules of one jurisdiction on one date. Treat as read-only: the object is shared between requests. */
export interface Rules
  extends GatheringRules,
    PartyRules,
    SoundRules,
    ServiceRules,
    MobilisationRules,
    RectificationRules,
    YearlyReviewRules,
    PostingRules,
    UpwardRules {
  /** SHA-256 (hex) of the canonical JSON of everything here but `hash` and `onDate`. */
  hash: string
  pack: string
  /** From the root pack to this one. */
  lineage: string[]
  title: Bilingual
  timezone: string
  onDate: string
  kinds: Kind[]
  urgencies: Urgency[]
  clocks: ClockRule[]
  extension: ExtensionRule
  suspension: SuspensionRule
  exclusion: ExclusionRule
  returns: ReturnRule
  reopening: ReopeningRule
  merging: MergingRule
  not_accepted: NotAcceptedCase[]
  supervision: SupervisionTrigger[]
  escalation: EscalationRung[]
  rates: RateFormula
  satisfaction: SatisfactionGrade[]
  categories: Category[]
  organisation_kinds: OrganisationKind[]
  functions: OrganisationFunction[]
  routing: Route[]
  intake: IntakeRule
  grid_sizes: GridSize[]
  grid_codes: GridCode[]
  grid_drawing: GridDrawing
  grid_matters: GridMatter[]
  grid_admission: GridAdmission
  quiet_hours: QuietHours
  retention: RetentionRule[]
  sign_in: SignInRule
  patrol_minimums: PatrolMinimum[]
  patrol_checks: PatrolCheck[]
  patrol_obstacles: PatrolObstacle[]
  field_work: FieldWorkRule
  whistle_kinds: WhistleKind[]
  whistle_escalation: WhistleRung[]
  whistle_objection: WhistleObjection
  whistle_presence: WhistlePresence
  whistle_rights: WhistleRight[]
  masked_calls: MaskedCallsRule
}

/** What a pack is, for the page that shows the rules in force. */
export interface PackSummary {
  id: string
  parent?: string
  title: Bilingual
  /** Where the pack applies. */
  area: Bilingual
  timezone: string
  /** The first date for which the pack gives rules. */
  in_force_from: string
  lineage: string[]
  /** Rows that the pack itself states, and how many of them are unverified. */
  rows: number
  unverified: number
}

export interface PolicyLibrary {
  packs: PackSummary[]
  /**
   * The rules of a pack on a date (`YYYY-MM-DD`); cached, cheap enough for every request.
   * Throws RangeError for an unknown pack, or a date before the pack begins.
   */
  rulesOn(pack: string, date: string): Rules
  calendar: WorkingCalendar
}
