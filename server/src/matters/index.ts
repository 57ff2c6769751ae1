export { allowedActions } from './allowed.ts'
export { CommandBody, mattersApi } from './api.ts'
export { checkWords } from './check-words.ts'
export { contactDuty, recordContactLook } from './contact-look.ts'
export { matterDoors } from './doors.ts'
export { type Change, changesSince, type Executed, type Execution, execute } from './execute.ts'
export { lockOriginalByNumber, recordFollower } from './follow.ts'
export { type Foreseen, foresee, readingOnly, rememberRulesOf } from './foresee.ts'
export { handlerJobs } from './handlers.ts'
export { listMatters } from './list.ts'
export { listFilters } from './list-filters.ts'
export type { Command, JudgementChannel, Matter, Standing, State } from './matter.ts'
export {
  countsBelow,
  type Dot,
  densityInCells,
  listWithPoints,
  type MapQuery,
  mattersInCells,
} from './on-map.ts'
export { openMatter } from './open.ts'
export { showPhoto } from './photo-showing.ts'
export { type BrokenPromise, checkMatters } from './promises.ts'
export { matterConsumers } from './reactions.ts'
export { mayRead, requireReadable } from './reading.ts'
export { recordFact } from './record-fact.ts'
export { Refused } from './refusal.ts'
export { type Located, openMattersIn, relocateMatters } from './relocate.ts'
export { erasePersonalData, retentionJobs } from './retention.ts'
export { type MatterRow, matterRows } from './row.ts'
export { savedViewsApi } from './saved-views-api.ts'
export { findMatter, getMatter, lockMatter } from './store.ts'
export { matterSweeper } from './sweep.ts'
export { canTakeOn } from './targets.ts'
export { type Gated, registerTaskGate, type Task } from './task-gate.ts'
export { timeOrderedId } from './time-ordered-id.ts'
export { type ToldEvent, toldTimeline } from './timeline-view.ts'
export { eventWords, outcomeWords, stateWords, stepWords } from './words.ts'
export { workApi } from './work-api.ts'
