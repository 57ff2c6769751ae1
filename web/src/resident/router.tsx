import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Crash, NotFound } from './pieces/states.tsx'
import { ReportPage } from './report/report-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash })

const report = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: ReportPage,
  validateSearch: (search: Record<string, unknown>): { place?: string } =>
    typeof search.place === 'string' || typeof search.place === 'number'
      ? { place: String(search.place) }
      : {},
})

/** What the code on a building opens: `/p/CODE`. */
const placeCode = createRoute({
  getParentRoute: () => root,
  path: '/p/$place',
  component: ReportPage,
})

const sent = createRoute({
  getParentRoute: () => root,
  path: '/sent',
  component: lazyRouteComponent(() => import('./report/sent-page.tsx'), 'SentPage'),
})

const find = createRoute({
  getParentRoute: () => root,
  path: '/r',
  component: lazyRouteComponent(() => import('./track/track-page.tsx'), 'FindPage'),
})

const track = createRoute({
  getParentRoute: () => root,
  path: '/r/$code',
  component: lazyRouteComponent(() => import('./track/track-page.tsx'), 'TrackPage'),
})

const judge = createRoute({
  getParentRoute: () => root,
  path: '/judge/$token',
  component: lazyRouteComponent(() => import('./track/track-page.tsx'), 'JudgePage'),
})

const coordinate = (value: unknown, most: number) =>
  value !== undefined && value !== '' && Math.abs(Number(value)) <= most ? Number(value) : undefined

const care = createRoute({
  getParentRoute: () => root,
  path: '/care',
  component: lazyRouteComponent(() => import('./care/care-page.tsx'), 'CarePage'),
  validateSearch: (search: Record<string, unknown>): { lng?: number; lat?: number } => {
    const [lng, lat] = [coordinate(search.lng, 180), coordinate(search.lat, 90)]
    return lng === undefined || lat === undefined ? {} : { lng, lat }
  },
})

/** Who looks after the corner of a code: `/care/CODE`; `?print=1` is the sheet for the wall. */
const careOfCode = createRoute({
  getParentRoute: () => root,
  path: '/care/$code',
  component: lazyRouteComponent(() => import('./care/care-page.tsx'), 'CareOfCodePage'),
  validateSearch: (search: Record<string, unknown>): { print?: 1 } => (search.print ? { print: 1 } : {}),
})

/** A residents' poll: `/poll/CODE`, or the code is asked for. */
const poll = createRoute({
  getParentRoute: () => root,
  path: '/poll',
  component: lazyRouteComponent(() => import('./poll/poll-page.tsx'), 'AskPollPage'),
})

const pollOfCode = createRoute({
  getParentRoute: () => root,
  path: '/poll/$code',
  component: lazyRouteComponent(() => import('./poll/poll-page.tsx'), 'PollPage'),
})

const my = createRoute({
  getParentRoute: () => root,
  path: '/my',
  component: lazyRouteComponent(() => import('./my/my-page.tsx'), 'MyPage'),
})

const mine = createRoute({
  getParentRoute: () => root,
  path: '/my/$number',
  component: lazyRouteComponent(() => import('./track/track-page.tsx'), 'MinePage'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === 'string' && /^\/(desk|field)(\/|$|\?)/.test(search.next)
      ? { next: search.next }
      : {},
})

const privacy = createRoute({
  getParentRoute: () => root,
  path: '/privacy',
  component: lazyRouteComponent(() => import('./privacy/privacy-page.tsx'), 'PrivacyPage'),
})

/** Whoever was handed a certificate of service sees whether it is true. */
const certificate = createRoute({
  getParentRoute: () => root,
  path: '/certificate',
  component: lazyRouteComponent(() => import('./certificate/certificate-page.tsx'), 'CertificatePage'),
  validateSearch: (search: Record<string, unknown>): { code?: string } =>
    typeof search.code === 'string' || typeof search.code === 'number' ? { code: String(search.code) } : {},
})

const visualLanguage = createRoute({
  getParentRoute: () => root,
  path: '/visual-language',
  component: lazyRouteComponent(() => import('./visual-language/page.tsx'), 'VisualLanguagePage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    report,
    placeCode,
    sent,
    find,
    track,
    judge,
    care,
    careOfCode,
    poll,
    pollOfCode,
    my,
    mine,
    signIn,
    privacy,
    certificate,
    visualLanguage,
  ]),
  scrollRestoration: true,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
