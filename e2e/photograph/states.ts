import type { Browser } from 'playwright-core'
import { newPerson, type Person, signIn, type View } from '../harness/browser.ts'
import type { Camera } from './desk.ts'
import { settled } from './places.ts'

/** States that are seldom met: nothing there, refused, not found, slow, offline, the server failing, words without end. */
export async function photographStates(
  browser: Browser,
  address: string,
  view: View,
  camera: Camera,
): Promise<void> {
  const person = await newPerson(browser, address, view)
  const { page, context } = person
  await camera.take(await at(person, '/desk'), 'state-not-signed-in')
  await signIn(person, 'community')
  await camera.take(await at(person, '/desk/?view=all&q=飞碟'), 'state-empty')
  for (const path of ['health', 'audit', 'outbox', 'mobilisation', 'weak'])
    await camera.take(await at(person, `/desk/${path}`), `state-refused-${path}`)
  await camera.take(await at(person, '/desk/nothing-here'), 'state-no-page')
  await camera.take(await at(person, '/desk/matters/00000000-0000-7000-8000-000000000000'), 'state-no-matter')
  for (const path of ['', 'whistles', 'territory', 'gatherings', 'volunteering', 'party', 'grids', 'rules'])
    await slowly(person, `/desk/${path}`, camera, `state-slow-${path || 'inbox'}`)
  for (const path of ['', 'whistles', 'territory', 'gatherings', 'templates', 'map']) {
    await page.route('**/api/**', (route) =>
      /\/api\/(me|auth|live|demonstration)/.test(route.request().url())
        ? route.continue()
        : route.fulfill({
            status: 500,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              code: 'service.failed',
              status: 500,
              title: '服务出错',
              title_en: 'The service failed',
            }),
          }),
    )
    await camera.take(await at(person, `/desk/${path}`), `state-failed-${path || 'inbox'}`)
    await page.unroute('**/api/**')
  }
  await longWords(person, camera)
  await at(person, '/desk/')
  await context.setOffline(true)
  await page.waitForTimeout(1500)
  await camera.take(person, 'state-offline-inbox')
  await page
    .locator('main a[href*="/matters/"]')
    .first()
    .click()
    .catch(() => {})
  await page.waitForTimeout(1500)
  await camera.take(person, 'state-offline-matter')
  await context.setOffline(false)
  await context.close()
}

async function at(person: Person, path: string): Promise<Person> {
  await person.page.goto(path)
  await settled(person.page)
  return person
}

/** While the answer is on its way. */
async function slowly(person: Person, path: string, camera: Camera, name: string): Promise<void> {
  const { page } = person
  await page.route('**/api/**', async (route) => {
    if (!/\/api\/(me|auth|live|demonstration)/.test(route.request().url()))
      await new Promise((done) => setTimeout(done, 4000))
    await route.continue().catch(() => {})
  })
  await page.goto(path)
  await page.locator('h1, [role="status"]').first().waitFor({ state: 'attached' })
  await page.waitForTimeout(700)
  await camera.take(person, name)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
}

/** A title, a place and a name as long as they may be, and figures of a large city. */
async function longWords(person: Person, camera: Camera): Promise<void> {
  const { page } = person
  const long =
    '关于小区地下车库坡道积水结冰多次反映无人处理影响老人出行请尽快安排人员到现场查看并答复'.repeat(2)
  const unbroken = 'https://example.org/'.padEnd(120, 'abcdefghijklmnopqrstuvwxyz')
  await page.route(/\/api\/matters(\?|\/counts|$)/, async (route) => {
    const answer = await route.fetch()
    const body = await answer.json()
    for (const item of body.items ?? []) {
      item.title = long.slice(0, 80)
      item.address = `${item.address ?? ''}${long}`.slice(0, 120)
      item.owner.name = `${item.owner.name}城市精细化管理综合执法协调办公室`
      item.followers = 123_456
      item.open_parts = 27
    }
    if (!body.items)
      for (const key of Object.keys(body)) if (typeof body[key] === 'number') body[key] = 1_234_567
    await route.fulfill({ response: answer, json: body })
  })
  await camera.take(await at(person, '/desk/?view=all'), 'state-long-inbox')
  const id = await page.locator('main a[href*="/matters/"]').first().getAttribute('href')
  await page.route(/\/api\/matters\/[0-9a-f-]{36}$/, async (route) => {
    const answer = await route.fetch()
    const body = await answer.json()
    body.title = long
    body.text = `${long}\n${unbroken}\n${long.repeat(8)}`
    body.place.address = long
    for (const entry of body.timeline) if (entry.text) entry.text = `${unbroken} ${long}`
    await route.fulfill({ response: answer, json: body })
  })
  if (id) await camera.take(await at(person, id), 'state-long-matter')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
}
