import { Type } from 'typebox'
import { gatheringLists, gatheringSingles } from './sections-gatherings.ts'
import { mobilisationSections } from './sections-mobilisation.ts'
import { partyListSections, partySingleSections } from './sections-party.ts'
import { postingListSections, postingSingleSections } from './sections-postings.ts'
import { rectificationListSections, rectificationSingleSections } from './sections-rectification.ts'

import { serviceListSections, serviceSingleSections } from './sections-service.ts'
import { soundListSections, soundSingleSections } from './sections-sound.ts'
import { upwardListSections } from './sections-upward.ts'
import {
  WhistleKindRow,
  WhistleObjectionRow,
  WhistlePresenceRow,
  WhistleRightRow,
  WhistleRungRow,
} from './sections-whistles.ts'
import { yearlyReviewLists, yearlyReviewSingles } from './sections-yearly-review.ts'
import {
  Approval,
  Both,
  CategoryId,
  CategoryPrefix,
  ClockName,
  Closed,
  Count,
  CountsFrom,
  Denominator,
  EscalationDeed,
  type InPack,
  LevelName,
  Positive,
  provenance,
  RetentionBound,
  Share,
  Slug,
  StepName,
  SupervisionReason,
  Text,
  TimeOfDay,
} from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }
const period = { limit: Count, clock: ClockName }
const Ground = Closed({ id: Slug, zh: Text, en: Text })

const KindRow = Closed({ ...named, hint: Type.Optional(Both) })
const UrgencyRow = Closed({ ...named, rank: Positive, words: Type.Array(Text) })
const ClockRow = Closed({
  ...named,
  step: StepName,
  ...period,
  counts_from: CountsFrom,
  when: Type.Optional(
    Closed({
      kind: Type.Optional(Slug),
      urgency: Type.Optional(Slug),
      category: Type.Optional(CategoryId),
    }),
  ),
})
const ExtensionRow = Closed({ ...provenance, max_times: Count, ...period, approval: Approval })
const SuspensionRow = Closed({
  ...provenance,
  ...period,
  max_times: Count,
  approval: Approval,
  evidence_required: Type.Boolean(),
  grounds: Type.Array(Ground, { minItems: 1 }),
})
const ExclusionRow = Closed({
  ...provenance,
  approval: Approval,
  evidence_required: Type.Boolean(),
  grounds: Type.Array(Ground, { minItems: 1 }),
})
const ReturnRow = Closed({
  ...provenance,
  who: Type.Array(Slug, { minItems: 1 }),
  ...period,
  max_times: Count,
  after_designation: Type.Boolean(),
  designate_after_assignments: Positive,
  grounds: Type.Array(Ground, { minItems: 1 }),
})
const ReopeningRow = Closed({ ...provenance, ...period, max_reworks_before_review: Positive })
const MergingRow = Closed({ ...provenance, ...period, distance_metres: Positive, cluster_size: Positive })
const NotAcceptedRow = Closed({ ...named, tell: Both, route: Both })
const SupervisionRow = Closed({ ...named, on: SupervisionReason, at_least: Positive })
const EscalationRow = Closed({
  ...named,
  step: Type.Union([StepName, Type.Literal('any')]),
  rung: Positive,
  ...period,
  do: EscalationDeed,
})
const RateRow = Closed({
  ...provenance,
  weights: Closed({ response: Share, solved: Share, satisfied: Share }),
  basically_satisfied_coefficient: Share,
  denominator: Denominator,
})
const SatisfactionRow = Closed({ ...named, good: Type.Boolean() })
const CategoryRow = Closed({
  ...named,
  id: CategoryId,
  words: Type.Array(Text),
  urgency: Type.Optional(Slug),
  also: Type.Optional(Type.Array(Text)),
})
const OrganisationKindRow = Closed({ ...named })
const FunctionRow = Closed({ ...named })
const RouteRow = Closed({
  ...provenance,
  category: CategoryPrefix,
  level: LevelName,
  organisation_kind: Slug,
  function: Type.Optional(Slug),
  lead: Type.Optional(Type.Boolean()),
})
const FirstOwner = Type.Enum(['community', 'centre'])
const IntakeRow = Closed({
  ...provenance,
  first_owner_when_place_known: FirstOwner,
  first_owner_otherwise: FirstOwner,
  max_text_length: Positive,
  max_photos: Count,
  max_photo_megabytes: Positive,
})
const GridSizeRow = Closed({
  ...named,
  level: Type.Enum(['grid', 'micro_grid']),
  min_households: Positive,
  max_households: Positive,
})
/** What a grid may be asked to do; a task outside the list is refused to whoever would push it down. */
const GridMatterRow = Closed({ ...named, categories: Type.Optional(Type.Array(CategoryPrefix)) })
const GridAdmissionRow = Closed({
  ...named,
  /** Kinds of organisation that answer for grids: tasks for them are looked up in the list. */
  organisation_kinds: Type.Array(Slug, { minItems: 1 }),
  /** Whether residents' requests that others dispatch or assign there must be on the list as well. */
  covers_requests: Type.Boolean(),
})
const GridDrawingRow = Closed({
  ...provenance,
  /** A point drawn nearer than this to a neighbour's border lies on it. */
  snap_metres: Positive,
  /** Gaps and overlaps smaller than this are drawing errors, closed without a word. */
  tolerance_square_metres: Positive,
  smallest_square_metres: Positive,
})
const GridCodeRow = Closed({
  ...named,
  digits: Positive,
  parts: Type.Array(Closed({ zh: Text, en: Text, digits: Positive, standard: Type.Optional(Text) }), {
    minItems: 1,
  }),
})
const QuietHoursRow = Closed({
  ...provenance,
  from: TimeOfDay,
  to: TimeOfDay,
  exempt_urgencies: Type.Array(Slug),
})
const RetentionRow = Closed({ ...named, ...period, bound: RetentionBound })
const PatrolMinimumRow = Closed({
  ...named,
  at_least: Positive,
  per: Type.Enum(['day', 'week', 'month', 'quarter']),
})
const PatrolCheckRow = Closed({ ...named, category: Type.Optional(CategoryId) })
const PatrolObstacleRow = Closed({
  ...named,
  /** Only with words of the worker's own. */
  needs_words: Type.Optional(Type.Boolean()),
})
const FieldWorkRow = Closed({
  ...provenance,
  clock_tolerance_minutes: Positive,
  longest_offline_days: Positive,
})
const MaskedCallsRow = Closed({ ...provenance, lives_minutes: Positive })
const SignInRow = Closed({
  ...provenance,
  max_failures: Positive,
  lock_minutes: Positive,
  idle_minutes: Positive,
  session_hours: Positive,
  min_password_length: Positive,
  min_character_classes: Positive,
})

/** Sections that hold many rows, each with an id of its own. */
export const listSections = {
  kinds: KindRow,
  urgencies: UrgencyRow,
  clocks: ClockRow,
  not_accepted: NotAcceptedRow,
  supervision: SupervisionRow,
  escalation: EscalationRow,
  satisfaction: SatisfactionRow,
  categories: CategoryRow,
  organisation_kinds: OrganisationKindRow,
  functions: FunctionRow,
  routing: RouteRow,
  grid_sizes: GridSizeRow,
  grid_codes: GridCodeRow,
  grid_matters: GridMatterRow,
  retention: RetentionRow,
  patrol_minimums: PatrolMinimumRow,
  patrol_checks: PatrolCheckRow,
  patrol_obstacles: PatrolObstacleRow,
  ...gatheringLists,
  ...rectificationListSections,
  ...yearlyReviewLists,
  ...postingListSections,
  ...upwardListSections,
  whistle_kinds: WhistleKindRow,
  whistle_escalation: WhistleRungRow,
  whistle_rights: WhistleRightRow,
  ...partyListSections,
  ...soundListSections,
  ...serviceListSections,
} as const

/** Sections of which exactly one row is in force on any date. */
export const singleSections = {
  extension: ExtensionRow,
  suspension: SuspensionRow,
  exclusion: ExclusionRow,
  returns: ReturnRow,
  reopening: ReopeningRow,
  merging: MergingRow,
  rates: RateRow,
  intake: IntakeRow,
  grid_drawing: GridDrawingRow,
  grid_admission: GridAdmissionRow,
  quiet_hours: QuietHoursRow,
  sign_in: SignInRow,
  field_work: FieldWorkRow,
  ...gatheringSingles,
  ...rectificationSingleSections,
  ...yearlyReviewSingles,
  ...postingSingleSections,
  whistle_objection: WhistleObjectionRow,
  whistle_presence: WhistlePresenceRow,
  ...serviceSingleSections,
  masked_calls: MaskedCallsRow,
  ...partySingleSections,
  ...soundSingleSections,
  ...mobilisationSections,
} as const

export const sections = { ...listSections, ...singleSections } as const
export type Section = keyof typeof sections
export const SECTION_NAMES = Object.keys(sections) as Section[]

export type Kind = InPack<typeof KindRow>
export type Urgency = InPack<typeof UrgencyRow>
export type ClockRule = InPack<typeof ClockRow>
export type ExtensionRule = InPack<typeof ExtensionRow>
export type SuspensionRule = InPack<typeof SuspensionRow>
export type ExclusionRule = InPack<typeof ExclusionRow>
export type ReturnRule = InPack<typeof ReturnRow>
export type ReopeningRule = InPack<typeof ReopeningRow>
export type MergingRule = InPack<typeof MergingRow>
export type NotAcceptedCase = InPack<typeof NotAcceptedRow>
export type SupervisionTrigger = InPack<typeof SupervisionRow>
export type EscalationRung = InPack<typeof EscalationRow>
export type RateFormula = InPack<typeof RateRow>
export type SatisfactionGrade = InPack<typeof SatisfactionRow>
export type OrganisationKind = InPack<typeof OrganisationKindRow>
export type OrganisationFunction = InPack<typeof FunctionRow>
export type Route = InPack<typeof RouteRow>
export type IntakeRule = InPack<typeof IntakeRow>
export type GridSize = InPack<typeof GridSizeRow>
export type GridMatter = InPack<typeof GridMatterRow>
export type GridAdmission = InPack<typeof GridAdmissionRow>
export type GridDrawing = InPack<typeof GridDrawingRow>
export type GridCode = InPack<typeof GridCodeRow>
export type QuietHours = InPack<typeof QuietHoursRow>
export type RetentionRule = InPack<typeof RetentionRow>
export type PatrolMinimum = InPack<typeof PatrolMinimumRow>
export type PatrolCheck = InPack<typeof PatrolCheckRow>
export type PatrolObstacle = InPack<typeof PatrolObstacleRow>
export type FieldWorkRule = InPack<typeof FieldWorkRow>
export type MaskedCallsRule = InPack<typeof MaskedCallsRow>
export type SignInRule = InPack<typeof SignInRow>

/** A node of the category tree; `level` 1 is the top. */
export type Category = InPack<typeof CategoryRow> & { level: number; children: Category[] }
