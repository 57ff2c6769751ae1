export { HomePage } from './home-page.tsx'
export { LifePage } from './life/life-page.tsx'
export { TalksPage } from './life/talks-page.tsx'
export { MePage } from './me-page.tsx'
