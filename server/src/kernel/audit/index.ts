export { auditApi } from './api.ts'
export { type Look, looksAt, recordLook } from './store.ts'
