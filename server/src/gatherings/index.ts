/**
 * 组织生活与会议. Other rooms hear of what happened by the timeline; streams are gatherings unless it says otherwise.
 * Every payload of a gathering carries `organisation_id` and `gathering_kind` (an id of the pack), and never a person:
 * - `gathering.called` { day, starts_at, plan_key, people, remote } · `gathering.moved` { from, to } ·
 *   `gathering.cancelled` { plan_key } · `gathering.papers_changed`
 * - `gathering.opened` · `gathering.signed_in` { as } · `gathering.leave_asked` · `gathering.leave_decided` { granted }
 * - `gathering.speaking_list`, `gathering.presence_asked`, `gathering.presence_answered`: for the page of the room
 * - `gathering.held` { series, plan_key, day, makes_up, should_attend, attended, remote, on_leave, absent, hours }:
 *   `plan_key` (`general_meeting/2026-Q1/1`) names what the rules asked for, null where it was held besides
 * - `gathering.missed` { series, plan_key, period_end }: once, after the period is over; it stays missed
 * - `gathering.made_up` { plan_key, period_end, by, day }: on the stream of the missed one, when the other was held
 * - `gathering.lesson_made_up` { day, hours }: somebody who was absent has studied it since
 * - `gathering.vote_opened` { vote, way, rights } · `gathering.vote_closed` { vote, way, rights, present, voted, counts,
 *   passed }, of an appraisal { vote, way, rights, voted, appraisal: true } without counts; none for a single vote
 * - `gathering.self_appraised`, `gathering.appraisal_graded`: somebody wrote, of whom is not said; `gathering.appraisal_settled`
 *   { people }: each may read their own result
 * - `gathering.hand_counted` { vote }: the chair wrote down a raised hand
 * - `gathering.minutes_signed` { as } · `gathering.minutes_fixed` { day, hash }: signed by recorder and chair
 * - `gathering.talk_held` { organisation_id, between, month }: the stream is the talk; nobody is named
 * - `gathering.plans_asked`, `gathering.plans_written` { year, organisation_id, organisations, planned }: the stream is
 *   the run; organisation_id null: of every organisation
 */
export { gatheringsApi } from './api.ts'
export { gradeMember, settleAppraisal, writeSelf } from './appraisals.ts'
export { gatheringAppraisalsApi } from './appraisals-api.ts'
export { close, open, signInByChair, signInListByChair } from './attending.ts'
export { type Calling, callAnother, callPlanned } from './calling.ts'
export { move } from './changing.ts'
export { gatheringLeadingApi } from './leading-api.ts'
export { keepMinutes, signMinutes } from './minutes.ts'
export { markMissed } from './missed.ts'
export { gatheringPapersApi } from './papers-api.ts'
export { type PlanRun, writeAllPlans, writePlanOf } from './plans.ts'
export { checkGatherings, gatheringHeads } from './promises.ts'
export { gatheringDoors, gatheringJobs } from './reactions.ts'
export { gatheringRoomApi } from './room-api.ts'
export { attendeesOf } from './store.ts'
export { gatheringTalksApi } from './talks-api.ts'
export { castVote, closeVotes, openAppraisal } from './votes.ts'
export { gatheringsOfYear } from './year-lines.ts'
