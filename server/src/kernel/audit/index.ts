export { auditApi } from './api.ts'
export { type Look, recordLook, recordLooks } from './store.ts'
