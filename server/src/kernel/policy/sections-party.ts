import { type TProperties, Type } from 'typebox'
import { Closed, Count, type InPack, Positive, provenance, Text } from './vocabulary.ts'

const named = { ...provenance, zh: Text, en: Text }
const row = <Properties extends TProperties>(properties: Properties) => Closed({ ...named, ...properties })

/** Kinds of organisation that belong to the party, and what each is: `id` is one of `organisation_kinds`. */
const PartyKindRow = row({
  form: Type.Enum(['committee', 'general_branch', 'branch', 'group']),
  type: Type.Enum(['ordinary', 'joint', 'temporary', 'mobile']),
})
const BranchSizeRow = Closed({
  ...provenance,
  min_full_members: Positive,
  usual_max_members: Positive,
  joint_max_units: Positive,
  /** A works or a project that lasts so long has a party organisation of its own. */
  project_min_months: Positive,
  committee_from_full_members: Positive,
  committee_min: Positive,
  committee_usual_max: Positive,
  committee_max: Positive,
})
const BranchTermRow = row({ where: Type.Enum(['village_or_community', 'elsewhere']), years: Positive })
const BranchElectionRow = Closed({
  ...provenance,
  /** So long before a term ends it is shown as due. */
  remind_months: Positive,
})
const MemberAlertRow = row({ months: Positive, level: Type.Enum(['attention', 'leaving']) })
const DuesRow = row({
  over_yuan: Count,
  up_to_yuan: Type.Optional(Positive),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
})
const ProbationRow = Closed({ ...provenance, months: Positive })
const NamedRow = row({})
/** Who is to be covered by some organisation's care: new economic and social organisations, new employment groups. */
const CoverageSectorRow = row({ kind: Type.Enum(['enterprise', 'social_organisation', 'employment_group']) })
const CoverageRow = Closed({
  ...provenance,
  /** So many full members among its people, and a unit without a branch is shown as able to found one. */
  own_branch_from_members: Positive,
})

export const partyListSections = {
  party_kinds: PartyKindRow,
  branch_terms: BranchTermRow,
  member_alerts: MemberAlertRow,
  dues: DuesRow,
  education_levels: NamedRow,
  coverage_sectors: CoverageSectorRow,
} as const

export const partySingleSections = {
  branch_size: BranchSizeRow,
  branch_elections: BranchElectionRow,
  probation: ProbationRow,
  coverage: CoverageRow,
} as const

export type PartyRules = {
  [Section in keyof typeof partyListSections]: InPack<(typeof partyListSections)[Section]>[]
} & { [Section in keyof typeof partySingleSections]: InPack<(typeof partySingleSections)[Section]> }

export type PartyKind = PartyRules['party_kinds'][number]
export type BranchSize = PartyRules['branch_size']
export type BranchTerm = PartyRules['branch_terms'][number]
export type BranchElection = PartyRules['branch_elections']
export type MemberAlert = PartyRules['member_alerts'][number]
export type DuesBracket = PartyRules['dues'][number]
