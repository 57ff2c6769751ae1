import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { places } from './city.ts'
import { patience } from './harness/browser.ts'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'
import { report } from './harness/resident.ts'

const words = ['望江的图钉一号路灯不亮', '望江的图钉二号井盖松动']

/** Drawn by software, a map takes its time. */
const drawn = (page: Page) =>
  page.locator('.desk-map-side[data-drawn]').waitFor({ state: 'attached', timeout: 3 * patience })

describe('one map', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })
  test('is drawn for the street; the keyboard goes from pin to pin, and row and pin are one', async () => {
    const resident = await city.passerBy()
    for (const text of words) await report(resident, { text, place: places.riverside1 })
    const street = await city.as('street')
    const { page } = street
    await page.goto(`/desk/map?q=${encodeURIComponent('望江的图钉')}`)
    await drawn(page)
    const table = page.getByRole('region', { name: '图上的事项' })
    await table.getByText('这一屏 2 件').waitFor()
    const pins = page.getByRole('listbox', { name: '图上的图钉' })
    await expect.poll(() => pins.getByRole('option').count()).toBe(2)
    await pins.focus()
    const selected = () => pins.getByRole('option', { selected: true }).locator('strong').textContent()
    const row = (title: string) => table.getByRole('row').filter({ hasText: title })
    const first = (await selected())!
    await expect.poll(() => row(first).getAttribute('data-at')).toBe('')
    await page.keyboard.press('ArrowDown')
    await expect.poll(selected).not.toBe(first)
    const second = (await selected())!
    expect(new Set([first, second])).toEqual(new Set(words))
    await expect.poll(() => row(second).getAttribute('data-at')).toBe('')
    await row(first).getByText('已受理').click()
    await expect.poll(selected).toBe(first)
    await expectAccessible(street)
    await pins.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: first, level: 1 }).waitFor()
  })

  test('keeps its filters in the address, and a level’s number opens a list of as many', async () => {
    const street = await city.as('street')
    const { page } = street
    await page.goto('/desk/map')
    await drawn(page)
    await page.getByRole('combobox', { name: '视图' }).click()
    await page.getByTitle('超期', { exact: true }).click()
    await page.waitForURL(/view=overdue/, { waitUntil: 'commit' })
    await page.reload()
    await page.locator('.desk-map-filters').getByTitle('超期').first().waitFor()
    const levels = page.getByRole('region', { name: '各级情况' })
    const open = levels.getByRole('link', { name: /在办 \d+ 件$/ }).first()
    const asMany = async () => {
      const number = Number(await open.textContent())
      expect(number).toBeGreaterThanOrEqual(2)
      await open.click()
      const shown = await page.getByText(/已显示 \d+ 件/).innerText()
      await page.goBack()
      await open.waitFor()
      return Number(/已显示 (\d+) 件/.exec(shown)![1]) - Math.min(number, 40)
    }
    // Others of the city work on while this is looked at: between the two looks a matter may have come or gone.
    await expect.poll(asMany, { timeout: 60_000 }).toBe(0)
  })

  test('lies over the operator’s base map with its source named, and is shifted with it where that one is (GCJ-02)', async () => {
    const street = await city.as('street')
    const { page } = street
    // The map of the step before may still be asking for its own areas.
    await page.goto('about:blank')
    const asked = { under: 0, shifted: 0, unshifted: 0 }
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (!pathname.startsWith('/api/tiles/areas/')) return
      asked[searchParams.get('datum') === 'gcj02' ? 'shifted' : 'unshifted'] += 1
    })
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 256, height: 256 } })
    await page.route('**/base-map/**', (route) => {
      asked.under += 1
      return route.fulfill({ contentType: 'image/png', body: picture })
    })
    await page.route('**/api/map/base', async (route) => {
      const answer = await route.fetch()
      const layer = {
        tiles: [`${new URL(page.url()).origin}/base-map/{z}/{x}/{y}.png`],
        attribution: '某某地图 审图号 GS(2026)0000号',
        max_zoom: 18,
      }
      await route.fulfill({ json: { ...(await answer.json()), layers: [layer], datum: 'gcj02' } })
    })
    await page.goto('/desk/map')
    await drawn(page)
    await page.getByText('审图号 GS(2026)0000号').waitFor()
    await expect.poll(() => asked.under, { timeout: patience }).toBeGreaterThan(0)
    await expect.poll(() => asked.shifted, { timeout: patience }).toBeGreaterThan(0)
    expect(asked.unshifted).toBe(0)
    await page.unroute('**/api/map/base')
    await page.unroute('**/base-map/**')
  })

  test('does not call back whoever is on the way to another page while it is still settling', async () => {
    const street = await city.as('street')
    const { page } = street
    await page.goto('/desk/map')
    await drawn(page)
    let arrive = () => {}
    const held = new Promise<void>((go) => {
      arrive = go
    })
    // The next page is slow to come; the map, shown until then, is moved once more and tells where it stands.
    await page.route('**/assets/page-*.js', async (route) => {
      await held
      await route.continue()
    })
    const link = page.getByRole('link', { name: street.words.desk.nav.rules })
    await link.press('Enter')
    await page.waitForURL(/\/desk\/rules/, { waitUntil: 'commit' })
    let moved = 0
    page.on('request', (request) => {
      if (new URL(request.url()).searchParams.has('bbox')) moved += 1
    })
    const step = async () => {
      await page.locator('.maplibregl-canvas').press('ArrowRight')
      return moved
    }
    await expect.poll(step, { timeout: patience, interval: 500 }).toBeGreaterThan(0)
    expect(new URL(page.url()).pathname).toBe('/desk/rules')
    arrive()
    await page.getByRole('heading', { name: street.words.desk.rules.title, level: 1 }).waitFor()
  })
})

describe('one map on a phone', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 390, light: 'light' })
  test('shows the map or the same as a list, and nothing sticks out', async () => {
    const community = await city.as('community')
    const { page } = community
    await page.goto('/desk/map')
    await drawn(page)
    await expectNoSidewaysScroll(community)
    await page.getByText('列表', { exact: true }).click()
    await page.getByRole('table', { name: '图上的事项' }).waitFor()
    await expectNoSidewaysScroll(community)
    await expectAccessible(community)
  })
})
