import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DemonstrationAccount, Person } from '../harness/browser.ts'

/** The accounts that have something to do at the desk. */
export const deskAccounts: DemonstrationAccount[] = [
  'street',
  'community',
  'centre',
  'department',
  'secretary',
  'organiser',
  'inspector',
  'auditor',
  'admin',
]

/** Every page of the desk, as its router lists them. */
function routes(): string[] {
  const router = readFileSync(resolve(import.meta.dirname, '../../web/src/desk/router.tsx'), 'utf8')
  return [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path!)
}

/** Where a page of one thing is found: the page that leads to them. */
const leadingTo: Record<string, string> = {
  '/matters/$id': '/?view=all',
  '/gatherings/$id': '/gatherings',
  '/gatherings/$id/minutes': '/gatherings/$id',
  '/volunteering/calls/$id': '/volunteering',
  '/party/branches/$id': '/party/help',
  '/party/members/$id': '/party/branches/$id',
  '/whistles/$id': '/whistles',
  '/mobilisation/$id': '/mobilisation',
  '/weak/$id': '/weak',
  '/postings/$id': '/postings',
  '/upward/$id': '/upward',
  '/reviews/$id': '/reviews',
  '/reviews/reports/$id': '/reviews/$id',
}

/** What a page shows beside its first sight. */
const moreOf: Record<string, string[]> = {
  '/': [
    '?view=all',
    '?view=supervised',
    '?view=overdue',
    '?view=to_decide',
    '?view=below',
    '?view=came_up',
    '?view=all&print=1',
    '?view=all&q=飞碟',
  ],
  '/matters/$id': ['?print=1'],
  '/patrols': ['?tab=coverage', '?tab=behind'],
  '/territory': ['?tab=organisations', '?tab=people', '?tab=imports'],
  '/volunteering': ['?tab=registrations', '?tab=branch', '?tab=units', '?tab=communities', '?tab=objections'],
  '/weak': ['?state=candidate', '?state=closed'],
  '/rules': ['?q=whistle'],
}

export interface Place {
  /** What the picture is called. */
  name: string
  path: string
}

/** Every page that this person may open, with an address that shows something: pages of one thing by a link to it. */
export async function placesOf({ page }: Person, base = '/desk'): Promise<Place[]> {
  const places: Place[] = []
  const opened = new Map<string, string | undefined>()

  async function addressOf(route: string): Promise<string | undefined> {
    if (!route.includes('$')) return route
    if (opened.has(route)) return opened.get(route)
    const lead = leadingTo[route]
    if (!lead)
      throw new Error(`The router has ${route}: say in ${import.meta.filename} which page leads there`)
    const from = lead.includes('$') ? await addressOf(lead) : lead
    const found = from && (await firstLink(`${base}${from}`, route))
    opened.set(route, found)
    return found
  }

  async function firstLink(from: string, route: string): Promise<string | undefined> {
    await page.goto(from)
    await settled(page)
    const pattern = `^${base}${route.replace('$id', '[0-9a-f-]{36}')}$`
    return page.evaluate(
      ([shape, start]) =>
        [...document.querySelectorAll('main a[href]')]
          .map((link) => new URL((link as HTMLAnchorElement).href).pathname)
          .filter((path) => new RegExp(shape!).test(path))
          // Lists begin with what is missing and end with what is whole.
          .at(-1)
          ?.slice(start!.length),
      [pattern, base],
    )
  }

  for (const route of routes()) {
    const address = await addressOf(route)
    if (!address) continue
    const name = route === '/' ? 'inbox' : route.slice(1).replaceAll('/', '-').replaceAll('$', '')
    places.push({ name, path: `${base}${address}` })
    for (const more of moreOf[route] ?? [])
      places.push({
        name: `${name}-${more.replaceAll(/[^a-z0-9]+/gi, '-')}`,
        path: `${base}${address}${more}`,
      })
  }
  return places
}

/** The page stands: a heading, and nothing that still loads. Pages that ask again and again never fall silent. */
export async function settled(page: Person['page']): Promise<void> {
  const loading = '.desk-loading, .ant-skeleton, .ant-spin-spinning, [aria-busy="true"]'
  await page
    .locator('h1')
    .first()
    .waitFor({ state: 'attached', timeout: 20_000 })
    .catch(() => {})
  await page
    .waitForFunction((what) => document.querySelectorAll(what).length === 0, loading, { timeout: 20_000 })
    .catch(() => {})
  await page.evaluate(() => document.fonts.ready)
  await page.waitForTimeout(350)
}
