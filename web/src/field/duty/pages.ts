export { DutyPage } from './duty-page.tsx'
export { PostPage } from './post-page.tsx'
export { ShiftsPage } from './shifts-page.tsx'
