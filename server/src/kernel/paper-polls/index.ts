export { paperPollsApi } from './api.ts'
export {
  answerPaperPoll,
  closePaperPoll,
  openPaperPoll,
  type PaperPoll,
  type PollAnswer,
  paperPollsOf,
  wrongPaperPolls,
} from './polls.ts'
export { registerPollQuestion } from './questions.ts'
