export { upwardApi } from './api.ts'
export { answerPaper, receiveAnswer, sendUp, upwardDoor } from './papers.ts'
export { checkUpward } from './promises.ts'
export { upwardJobs } from './retention.ts'
