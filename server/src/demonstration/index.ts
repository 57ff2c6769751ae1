export { loadDemonstration } from './district.ts'
