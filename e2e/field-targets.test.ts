import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'

/** Whatever a finger may press, with the room that it has: of a box or a circle that of its label, where it stands in one. */
async function smallTargets(page: Page, least: number): Promise<string[]> {
  return page.evaluate((pixels) => {
    const pressed = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"]'
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect()
      return width > 0 && height > 0 && getComputedStyle(element).visibility !== 'hidden'
    }
    return [...document.querySelectorAll(pressed)].flatMap((element) => {
      const target = element.matches('input') ? (element.closest('label') ?? element) : element
      if (!isSeen(target) || target.closest('.lx-hidden, [inert], .maplibregl-ctrl-attrib')) return []
      const { width, height } = target.getBoundingClientRect()
      if (Math.min(width, height) >= pixels - 0.5) return []
      const name = target.getAttribute('aria-label') ?? target.textContent?.trim() ?? ''
      return [
        `${target.tagName.toLowerCase()} “${name.slice(0, 24)}” ${Math.round(width)}×${Math.round(height)}`,
      ]
    })
  }, least)
}

interface Pack {
  rounds: { plan: { id: string }; key: string; points: { id: string }[] }[]
  matters: { id: string; asker: string }[]
  codes: { code: string }[]
}

const city = openCity({ language: 'zh', resident: 390, staff: 390, light: 'light' })

/** Less than a finger can press, in ordinary type and in large type. */
const leasts = { ordinary: 44, large: 60 } as const

test('the field face has room for a thumb everywhere at 390 px, 60 px in large type: nothing sideways, nobody kept out', async () => {
  const worker = await city.as('grid')
  const { page, context } = worker
  const readPack = async () => (await (await context.request.get('/api/field/pack')).json()) as Pack
  const carried = await readPack()
  const made = await context.request.post('/api/requests', {
    data: {
      text: '楼下的晾衣杆松了，请来看看',
      location: { place_code: carried.codes[0]!.code },
      contact: { phone: '13900007090' },
    },
  })
  expect(made.status()).toBe(201)
  const pack = await readPack()
  const round = pack.rounds.find(({ points }) => points.length > 0)!
  const matter = pack.matters.find(({ asker }) => asker === 'reachable')!
  const setType = (type: keyof typeof leasts) =>
    page.evaluate(
      (isLarge) => document.documentElement.toggleAttribute('data-large', isLarge),
      type === 'large',
    )
  const small: Record<string, string[]> = {}
  for (const path of [
    '/field',
    `/field/point?plan=${round.plan.id}&round=${encodeURIComponent(round.key)}&point=${round.points[0]!.id}`,
    '/field/report',
    '/field/matters',
    `/field/matters/${matter.id}`,
    '/field/outbox',
    '/field/me',
    '/field/recorded',
    '/field/map',
  ]) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    for (const type of ['large', 'ordinary'] as const) {
      await setType(type)
      const found = await smallTargets(page, leasts[type])
      if (found.length > 0) small[`${path} in ${type} type`] = found
      await expectNoSidewaysScroll(worker)
    }
    await expectAccessible(worker)
  }
  expect(small).toEqual({})
  // The switch itself sets the type of every page that is opened from then on.
  await page.goto('/field/me')
  await page.getByRole('switch', { name: '大字' }).click()
  await page.goto('/field')
  await page.locator('html[data-large]').waitFor()
  await page.goto('/field/me')
  await page.getByRole('switch', { name: '大字', checked: true }).click()
  await page.locator('html:not([data-large])').waitFor()
})

test('the field face can be installed: a manifest in force, with pictures of the sizes it names', async () => {
  const { page, context } = await city.as('grid')
  await page.goto('/field')
  const href = await page.locator('link[rel="manifest"]').getAttribute('href')
  const manifest = (await (await context.request.get(href!)).json()) as {
    start_url: string
    scope: string
    display: string
    icons: { src: string; sizes: string; type: string }[]
  }
  expect(manifest).toMatchObject({ start_url: '/field', scope: '/field', display: 'standalone' })
  const sizes = await page.evaluate(
    (icons) =>
      Promise.all(
        icons.map(async ({ src, sizes: told }) => {
          const image = new Image()
          image.src = src
          await image.decode()
          return told === 'any' ? told : `${image.naturalWidth}x${image.naturalHeight}`
        }),
      ),
    manifest.icons,
  )
  expect(sizes).toEqual(manifest.icons.map((icon) => icon.sizes))
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']))
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})
