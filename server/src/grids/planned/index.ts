export { plannedChangesApi } from './api.ts'
export { gridJobs } from './carrying-out.ts'
export { planChange } from './planning.ts'
export { gridHeads } from './store.ts'
