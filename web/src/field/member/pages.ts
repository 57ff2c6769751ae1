export { HomePage } from './home-page.tsx'
export { MePage } from './me-page.tsx'
