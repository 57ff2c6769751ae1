export { enqueue, type EnqueueOptions } from './enqueue.ts'
export { prepareJobs } from './prepare.ts'
export { type JobHandler, joinJobs, type JobSet, type RunningJobs, startJobs } from './run.ts'
