/**
 * 述职评议: once a year an organisation of the party hears the secretaries of those directly below it. The stream is the
 * round; every payload carries `superior` and `year`, and never a word that somebody wrote:
 * - `yearly_review.opened` { reports, hand_in_by } · `.handed_in` { organisation, in_time } · `.hand_in_over` { missing }
 * - `.arranged` · `.begun` { reports } · `.heard`, `.commented` { organisation } ·
 *   `.question_asked`, `.question_answered` { organisation, question }; none for a single grade
 * - `.graded` { reports } · `.published` { until } · `.followed_up` { organisation, matter, due_day } · `.closed`
 */
export { yearlyReviewApi } from './api.ts'
export { begin, closeGrading, comment, followUp, hear, openRound, publish } from './leading.ts'
export { checkYearlyReviews } from './promises.ts'
export { yearlyReviewJobs } from './reactions.ts'
export { answer, ask, giveGrade, handIn, writeWords } from './reporting.ts'
export { yearlyReviewHeads } from './store.ts'
