export { branchesApi } from './api.ts'
export { branchConsumers, branchJobs } from './reactions.ts'
export { refreshAllStates } from './states.ts'
export { soundOfYear } from './year-lines.ts'
