export { membershipApi } from './api.ts'
export { addMonths, monthOf } from './days.ts'
export {
  advanceMember,
  changeMember,
  endMembership,
  enterMember,
  insertMembers,
  type NewMember,
  noteDues,
  noteTakingPart,
} from './members.ts'
export { adoptPartyOrganisations, describeOrganisation } from './organisations.ts'
export { checkMembership, membershipHeads } from './promises.ts'
export { membershipConsumers } from './reactions.ts'
export { type SizeFinding, type Stage, sizeFindings, type TermState, termState } from './rules.ts'
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
