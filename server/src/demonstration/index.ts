export { demonstrationApi } from './api.ts'
export { loadDemonstration, passingOverThePast, pastAskedFor } from './loading.ts'
export { runSimulator } from './simulator.ts'
