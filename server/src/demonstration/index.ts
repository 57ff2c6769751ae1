export { demonstrationApi } from './api.ts'
export { loadDemonstration, passingOverThePast, pastAskedFor, pastHasBegun } from './loading.ts'
export { runSimulator } from './simulator.ts'
