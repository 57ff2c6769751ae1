export { healthApi, type HealthOptions } from './api.ts'
export { consumerLags, type Lifecycle, requireReady } from './readiness.ts'
