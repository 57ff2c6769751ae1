export { membershipApi } from './api.ts'
export { advanceMember, changeMember, endMembership } from './changing.ts'
export { addMonths, monthOf } from './days.ts'
export { noteDues, noteTakingPart } from './dues.ts'
export { enterMember, insertMembers } from './entering.ts'
export type { NewMember } from './members.ts'
export { adoptPartyOrganisations, describeOrganisation } from './organisations.ts'
export { checkMembership, membershipHeads } from './promises.ts'
export { membershipConsumers } from './reactions.ts'
export { type SizeFinding, type Stage, sizeFindings, type TermState, termState } from './rules.ts'
export { membershipDoors, membersWithoutDuty } from './standing.ts'
export {
  type BranchMember,
  branchesBelow,
  branchOf,
  committeeOf,
  groupsOf,
  type MemberFacts,
  type Membership,
  memberFactsOf,
  membersOf,
  type Officer,
  type PartyOrganisation,
  partyOrganisation,
  votingMembersOf,
} from './store.ts'
export {
  recordOfYear,
  type YearLine,
  type YearSection,
  type YearSource,
  type YearSubject,
  yearBounds,
  yearInstants,
} from './year-record.ts'
