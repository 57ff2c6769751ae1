export { branchesApi } from './api.ts'
export { branchConsumers, branchJobs } from './reactions.ts'
