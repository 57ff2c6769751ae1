import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readAuditFilter } from './audit/filter.ts'
import { readAddress } from './inbox/address.ts'
import { readMapAddress } from './map/address.ts'
import { MatterPage } from './matter/page.tsx'
import { Crash, NoPage } from './shell/crash.tsx'
import { Home } from './shell/home.tsx'
import { Shell } from './shell/shell.tsx'
import { readBlowAddress, readWhistleAddress } from './whistles/address.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NoPage, errorComponent: Crash })
const below = { getParentRoute: () => root } as const

/** `?q=` of a page, whatever was typed. */
const readWords = (search: Record<string, unknown>): { q?: string } =>
  search.q === undefined || search.q === '' ? {} : { q: String(search.q) }

const readTab = (search: Record<string, unknown>): { q?: string; tab?: string; id?: string } => ({
  ...readWords(search),
  ...(typeof search.id === 'string' ? { id: search.id } : {}),
  ...(typeof search.tab === 'string' ? { tab: search.tab } : {}),
})

/** What the pages of the party line and of coverage keep in their addresses. */
const readPartyAddress = (search: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    ['under', 'after', 'only', 'area', 'by', 'care', 'sector'].flatMap((key) =>
      typeof search[key] === 'string' ? [[key, search[key]]] : [],
    ),
  )

const routes = [
  createRoute({ ...below, path: '/', component: Home, validateSearch: readAddress }),
  createRoute({
    ...below,
    path: '/matters/$id',
    component: MatterPage,
    validateSearch: (search: Record<string, unknown>): { print?: 1; event?: number } => ({
      ...(search.print ? { print: 1 as const } : {}),
      ...(Number.isInteger(Number(search.event)) && Number(search.event) > 0
        ? { event: Number(search.event) }
        : {}),
    }),
  }),
  createRoute({
    ...below,
    path: '/map',
    component: lazyRouteComponent(() => import('./map/page.tsx'), 'MapPage'),
    validateSearch: readMapAddress,
  }),
  createRoute({
    ...below,
    path: '/intake',
    component: lazyRouteComponent(() => import('./intake/page.tsx'), 'IntakePage'),
  }),
  createRoute({
    ...below,
    path: '/rules',
    component: lazyRouteComponent(() => import('./rules/page.tsx'), 'RulesPage'),
    validateSearch: readWords,
  }),
  createRoute({
    ...below,
    path: '/templates',
    component: lazyRouteComponent(() => import('./templates/page.tsx'), 'TemplatesPage'),
  }),
  createRoute({
    ...below,
    path: '/calendar',
    component: lazyRouteComponent(() => import('./calendar/page.tsx'), 'CalendarPage'),
    validateSearch: (search: Record<string, unknown>): { year?: number } =>
      Number.isInteger(Number(search.year)) && search.year !== undefined ? { year: Number(search.year) } : {},
  }),
  createRoute({
    ...below,
    path: '/territory',
    component: lazyRouteComponent(() => import('./territory/page.tsx'), 'TerritoryPage'),
    validateSearch: readTab,
  }),
  createRoute({
    ...below,
    path: '/grids',
    component: lazyRouteComponent(() => import('./grids/page.tsx'), 'GridsPage'),
    validateSearch: (search: Record<string, unknown>): { community?: string; grid?: string } => ({
      ...(typeof search.community === 'string' ? { community: search.community } : {}),
      ...(typeof search.grid === 'string' ? { grid: search.grid } : {}),
    }),
  }),
  createRoute({
    ...below,
    path: '/gatherings',
    component: lazyRouteComponent(() => import('./gatherings/pages.ts'), 'GatheringsPage'),
  }),
  createRoute({
    ...below,
    path: '/gatherings/year',
    component: lazyRouteComponent(() => import('./gatherings/pages.ts'), 'GatheringYearPage'),
  }),
  createRoute({
    ...below,
    path: '/gatherings/$id',
    component: lazyRouteComponent(() => import('./gatherings/pages.ts'), 'GatheringPage'),
  }),
  createRoute({
    ...below,
    path: '/gatherings/$id/minutes',
    component: lazyRouteComponent(() => import('./gatherings/pages.ts'), 'MinutesPage'),
  }),
  createRoute({
    ...below,
    path: '/patrols',
    component: lazyRouteComponent(() => import('./patrols/page.tsx'), 'PatrolsPage'),
    validateSearch: (search: Record<string, unknown>): { tab?: string; plan?: string; area?: string } =>
      Object.fromEntries(
        ['tab', 'plan', 'area'].flatMap((name) =>
          typeof search[name] === 'string' ? [[name, search[name]]] : [],
        ),
      ),
  }),
  createRoute({
    ...below,
    path: '/volunteering',
    component: lazyRouteComponent(() => import('./volunteering/page.tsx'), 'VolunteeringPage'),
    validateSearch: readTab,
  }),
  createRoute({
    ...below,
    path: '/volunteering/calls/$id',
    component: lazyRouteComponent(() => import('./volunteering/call-page.tsx'), 'CallPage'),
  }),
  createRoute({
    ...below,
    path: '/grid-list',
    component: lazyRouteComponent(() => import('./grids/list-page.tsx'), 'GridListPage'),
  }),
  createRoute({
    ...below,
    path: '/party',
    component: lazyRouteComponent(() => import('./party/page.tsx'), 'PartyPage'),
    validateSearch: readPartyAddress,
  }),
  createRoute({
    ...below,
    path: '/party/help',
    component: lazyRouteComponent(() => import('./party/help-page.tsx'), 'HelpPage'),
    validateSearch: readPartyAddress,
  }),
  createRoute({
    ...below,
    path: '/party/branches/$id',
    component: lazyRouteComponent(() => import('./party/branch-page.tsx'), 'BranchPage'),
  }),
  createRoute({
    ...below,
    path: '/party/members/$id',
    component: lazyRouteComponent(() => import('./party/member-page.tsx'), 'MemberPage'),
  }),
  createRoute({
    ...below,
    path: '/party/transfers',
    component: lazyRouteComponent(() => import('./party/transfers-page.tsx'), 'TransfersPage'),
  }),
  createRoute({
    ...below,
    path: '/coverage',
    component: lazyRouteComponent(() => import('./coverage/page.tsx'), 'CoveragePage'),
    validateSearch: readPartyAddress,
  }),
  createRoute({
    ...below,
    path: '/whistles',
    component: lazyRouteComponent(() => import('./whistles/list-page.tsx'), 'WhistlesPage'),
    validateSearch: readWhistleAddress,
  }),
  createRoute({
    ...below,
    path: '/whistles/blow',
    component: lazyRouteComponent(() => import('./whistles/blow-page.tsx'), 'BlowPage'),
    validateSearch: readBlowAddress,
  }),
  createRoute({
    ...below,
    path: '/whistles/$id',
    component: lazyRouteComponent(() => import('./whistles/page.tsx'), 'WhistlePage'),
  }),
  createRoute({
    ...below,
    path: '/mobilisation',
    component: lazyRouteComponent(() => import('./mobilisation/list-page.tsx'), 'MobilisationsPage'),
  }),
  createRoute({
    ...below,
    path: '/mobilisation/$id',
    component: lazyRouteComponent(() => import('./mobilisation/page.tsx'), 'MobilisationPage'),
  }),
  createRoute({
    ...below,
    path: '/routing',
    component: lazyRouteComponent(() => import('./routing/page.tsx'), 'RoutingPage'),
    validateSearch: readWords,
  }),
  createRoute({
    ...below,
    path: '/weak',
    component: lazyRouteComponent(() => import('./weak/page.tsx'), 'WeakPage'),
    validateSearch: (search: Record<string, unknown>): { state?: string } =>
      typeof search.state === 'string' ? { state: search.state } : {},
  }),
  createRoute({
    ...below,
    path: '/reviews',
    component: lazyRouteComponent(() => import('./reviews/page.tsx'), 'ReviewsPage'),
    validateSearch: (search: Record<string, unknown>): { year?: number; q?: string; after?: string } => ({
      ...(Number.isInteger(Number(search.year)) && search.year !== undefined
        ? { year: Number(search.year) }
        : {}),
      ...(typeof search.q === 'string' ? { q: search.q } : {}),
      ...(typeof search.after === 'string' ? { after: search.after } : {}),
    }),
  }),
  createRoute({
    ...below,
    path: '/reviews/$id',
    component: lazyRouteComponent(() => import('./reviews/round-page.tsx'), 'ReviewRoundPage'),
  }),
  createRoute({
    ...below,
    path: '/reviews/reports/$id',
    component: lazyRouteComponent(() => import('./reviews/report-page.tsx'), 'ReviewReportPage'),
  }),
  createRoute({
    ...below,
    path: '/weak/$id',
    component: lazyRouteComponent(() => import('./weak/case-page.tsx'), 'WeakCasePage'),
  }),
  createRoute({
    ...below,
    path: '/postings',
    component: lazyRouteComponent(() => import('./postings/list-page.tsx'), 'PostingsPage'),
    validateSearch: (search: Record<string, unknown>): { state?: string } =>
      typeof search.state === 'string' ? { state: search.state } : {},
  }),
  createRoute({
    ...below,
    path: '/postings/mine',
    component: lazyRouteComponent(() => import('./postings/mine-page.tsx'), 'MyPostingPage'),
  }),
  createRoute({
    ...below,
    path: '/postings/$id',
    component: lazyRouteComponent(() => import('./postings/page.tsx'), 'PostingPage'),
  }),
  createRoute({
    ...below,
    path: '/upward',
    component: lazyRouteComponent(() => import('./upward/list-page.tsx'), 'UpwardPage'),
    validateSearch: (search: Record<string, unknown>): { side?: string } =>
      typeof search.side === 'string' ? { side: search.side } : {},
  }),
  createRoute({
    ...below,
    path: '/upward/$id',
    component: lazyRouteComponent(() => import('./upward/page.tsx'), 'PaperPage'),
  }),
  createRoute({
    ...below,
    path: '/outbox',
    component: lazyRouteComponent(() => import('./outbox/page.tsx'), 'OutboxPage'),
  }),
  createRoute({
    ...below,
    path: '/health',
    component: lazyRouteComponent(() => import('./health/page.tsx'), 'HealthPage'),
  }),
  createRoute({
    ...below,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit/page.tsx'), 'AuditPage'),
    validateSearch: readAuditFilter,
  }),
  createRoute({
    ...below,
    path: '/account',
    component: lazyRouteComponent(() => import('./account/page.tsx'), 'AccountPage'),
  }),
  createRoute({
    ...below,
    path: '/visual-language',
    component: lazyRouteComponent(() => import('./visual-language/page.tsx'), 'VisualLanguagePage'),
  }),
]

export function makeRouter() {
  return createRouter({
    routeTree: root.addChildren(routes),
    basepath: '/desk',
    scrollRestoration: true,
    defaultPreload: 'intent',
  })
}
