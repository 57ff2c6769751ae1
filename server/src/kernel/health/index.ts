export { type HealthOptions, healthApi } from './api.ts'
export { consumerLags, type Lifecycle, requireReady } from './readiness.ts'
