import '../styles/gatherings.css'

export { GatheringPage } from './detail.tsx'
export { MinutesPage } from './minutes.tsx'
export { GatheringsPage } from './page.tsx'
export { GatheringYearPage } from './year.tsx'
