export { loadDemonstration } from './loading.ts'
