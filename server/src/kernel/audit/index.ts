export { auditApi } from './api.ts'
export { type Look, recordLook } from './store.ts'
