import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { MatterPage } from './matters/matter-page.tsx'
import { MattersPage } from './matters/matters-page.tsx'
import { MePage } from './me/me-page.tsx'
import { OutboxPage } from './outbox/outbox-page.tsx'
import { PointPage } from './patrol/point-page.tsx'
import { TodayPage } from './patrol/today-page.tsx'
import { Crash, NotFound } from './pieces/states.tsx'
import { RecordedPage } from './recorded/recorded-page.tsx'
import { ReportPage } from './report/report-page.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Crash })
const at = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path }) as const

const today = createRoute({ ...at('/'), component: TodayPage })
const point = createRoute({ ...at('/point'), component: PointPage })
const report = createRoute({ ...at('/report'), component: ReportPage })
const matters = createRoute({ ...at('/matters'), component: MattersPage })
const matter = createRoute({ ...at('/matters/$id'), component: MatterPage })
const outbox = createRoute({ ...at('/outbox'), component: OutboxPage })
const me = createRoute({ ...at('/me'), component: MePage })
const recorded = createRoute({ ...at('/recorded'), component: RecordedPage })
const map = createRoute({
  ...at('/map'),
  component: lazyRouteComponent(() => import('./map/map-page.tsx'), 'MapPage'),
})

const memberPages = () => import('./member/pages.ts')
const memberPage = <Path extends string>(path: Path, name: keyof Awaited<ReturnType<typeof memberPages>>) =>
  createRoute({ ...at(path), component: lazyRouteComponent(memberPages, name) })
const member = [
  memberPage('/member', 'HomePage'),
  memberPage('/member/calls/$id', 'CallPage'),
  memberPage('/member/service', 'ServicePage'),
  memberPage('/member/certificates/$id', 'CertificatePage'),
  memberPage('/member/offer', 'OfferPage'),
  memberPage('/member/me', 'MePage'),
  memberPage('/member/life', 'LifePage'),
  memberPage('/member/talks', 'TalksPage'),
  memberPage('/member/appraisals', 'AppraisalsPage'),
  memberPage('/member/reviews', 'ReviewsPage'),
  memberPage('/member/reviews/$id', 'ReviewReportPage'),
]

const dutyPages = () => import('./duty/pages.ts')
const dutyPage = <Path extends string>(path: Path, name: keyof Awaited<ReturnType<typeof dutyPages>>) =>
  createRoute({ ...at(path), component: lazyRouteComponent(dutyPages, name) })
const duty = [
  dutyPage('/duty', 'DutyPage'),
  dutyPage('/duty/calls/$id', 'ShiftsPage'),
  dutyPage('/duty/posts/$id', 'PostPage'),
]

export const router = createRouter({
  basepath: '/field',
  routeTree: root.addChildren([
    today,
    point,
    report,
    matters,
    matter,
    outbox,
    me,
    recorded,
    map,
    ...member,
    ...duty,
  ]),
  scrollRestoration: true,
})
