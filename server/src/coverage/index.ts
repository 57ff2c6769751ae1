export { coverageApi } from './api.ts'
export { coverageHeads, enterUnit } from './store.ts'
