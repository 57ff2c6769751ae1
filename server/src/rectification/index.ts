export { rectificationApi } from './api.ts'
export { checkRectification } from './promises.ts'
export { rectificationConsumers, rectificationJobs } from './reactions.ts'
export { rectificationHeads } from './store.ts'
