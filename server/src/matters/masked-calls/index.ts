export { maskedCallsApi } from './api.ts'
export { maskedCallConsumer, maskedCallJobs } from './ending.ts'
