export { type HealthOptions, healthApi } from './api.ts'
export type { Lifecycle } from './readiness.ts'
