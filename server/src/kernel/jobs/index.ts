export { type EnqueueOptions, enqueue } from './enqueue.ts'
export { jobsArePrepared, prepareJobs } from './prepare.ts'
export { type JobHandler, type JobSet, joinJobs, type RunningJobs, startJobs } from './run.ts'
