export type { Clock } from '../calendar/index.ts'
export { PolicyFault } from './fault.ts'
export { loadPolicies } from './library.ts'
export { lastReload } from './reloads.ts'
export type { PackSummary, PolicyLibrary, Rules } from './rules.ts'
export type {
  Category,
  ClockRule,
  EscalationRung,
  ExclusionRule,
  ExtensionRule,
  GridAdmission,
  GridCode,
  GridDrawing,
  GridMatter,
  GridSize,
  IntakeRule,
  Kind,
  MergingRule,
  NotAcceptedCase,
  OrganisationFunction,
  OrganisationKind,
  PatrolMinimum,
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
export type {
  AppraisalGrade,
  GatheringKind,
  GatheringPractice,
  GatheringRules,
  GatheringVoting,
  StudyHours,
} from './sections-gatherings.ts'
export type {
  BranchElection,
  BranchSize,
  BranchTerm,
  DuesBracket,
  MemberAlert,
  PartyKind,
  PartyRules,
} from './sections-party.ts'
export type { PostingMaking, PostingRules, PostingWarning } from './sections-postings.ts'
export type {
  RectificationRule,
  SmallGroupsRule,
  WeakMeasure,
  WeakSituation,
} from './sections-rectification.ts'
export type { Skill } from './sections-service.ts'
export type { SoundIndicator } from './sections-sound.ts'
export type { UpwardKind } from './sections-upward.ts'
export type {
  WhistleKind,
  WhistleObjection,
  WhistlePresence,
  WhistleRight,
  WhistleRung,
} from './sections-whistles.ts'
export type { YearlyReviewRule } from './sections-yearly-review.ts'
export type { ClockFacets, PathedCategory } from './selection.ts'
export {
  categoryOf,
  categoryPath,
  clockFor,
  escalationFor,
  flattenCategories,
  namedBranch,
  routeFor,
  usualUrgency,
} from './selection.ts'
export { rulesFromSnapshot, SnapshotFault } from './snapshot.ts'
export type { Level, Provenance, Step } from './vocabulary.ts'
export { LEVELS, STEPS } from './vocabulary.ts'
