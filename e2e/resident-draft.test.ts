import { describe, expect, inject, test } from 'vitest'
import { places } from './city.ts'
import { patience } from './harness/browser.ts'
import { type City, openCity, type Walk } from './harness/index.ts'
import { judgingLinkTo } from './harness/messages.ts'
import { judge, readReceipt, report, track, writeReport } from './harness/resident.ts'
import { exactly, fill } from './harness/words.ts'

const walk: Walk = { language: 'zh', resident: 390, staff: 1440, light: 'light' }
const place = places.riverside1

/** The matters whose title begins so, as the grid worker of the place finds them. */
async function recordsOf(city: City, title: string): Promise<{ id: string }[]> {
  const { context } = await city.as('grid')
  const answer = await context.request.get('/api/matters', { params: { view: 'all', q: title } })
  const { items } = (await answer.json()) as { items: { id: string; title: string }[] }
  return items.filter((item) => item.title.startsWith(title))
}

describe('a half-written report', () => {
  const city = openCity(walk)
  const text = '单元门口的台阶缺了一块，老人容易绊倒'
  const phone = '13900007301'

  test('with a photo that could not be sent survives a reload and a lost answer, and becomes one record', async () => {
    const resident = await city.passerBy()
    const { page, context, words } = resident
    const said = words.resident.report
    const photo = page.getByRole('img', { name: fill(said.photos.alt, { number: 1 }) })
    const send = page.getByRole('button', { name: exactly(said.send) })
    const picture = await city.photo('台阶缺角')
    await writeReport(resident, { text, place, phone })

    // The line is back, but nothing that was sent arrives: only the page opened anew can go on.
    await page.route('**/api/photos', (route) => route.abort('connectionreset'))
    await page
      .getByLabel(said.photos.add)
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: picture })
    await page.getByRole('button', { name: said.photos.again }).waitFor()
    await send.click()
    await page.getByText(said.photos.left).waitFor()
    await page.unroute('**/api/photos')
    await page.reload()
    await photo.waitFor()
    await page.getByText(said.photos.done).waitFor({ state: 'attached' })
    expect(await page.getByRole('textbox', { name: said.what.title }).inputValue()).toBe(text)
    expect(await page.getByRole('textbox', { name: said.who.phone }).inputValue()).toBe(phone)

    let lost = 0
    await page.route('**/api/requests', async (route) => {
      if (lost > 0 || route.request().method() !== 'POST') return route.fallback()
      lost += 1
      await route.fetch()
      await route.abort('connectionreset')
    })
    await send.click()
    await page.getByText(said.notSent, { exact: true }).waitFor()
    await page.reload()
    await photo.waitFor()
    await send.click()
    await readReceipt(resident)
    expect(lost).toBe(1)
    expect(await recordsOf(city, text)).toHaveLength(1)

    await page.goto('/')
    expect(await page.getByRole('textbox', { name: said.what.title }).inputValue()).toBe('')
    expect(await photo.count()).toBe(0)
    expect(context.pages()).toHaveLength(1)
  })
})

describe('a judging link', () => {
  const city = openCity(walk)
  const text = '花坛边的长椅断了一根木条，坐不了人'
  const phone = '13900007302'

  test('that ended because it was judged by code says so, and leads to the code', async () => {
    const resident = await city.passerBy()
    const { page, words } = resident
    const receipt = await report(resident, { text, place, phone })
    const [matter] = await recordsOf(city, text)
    const { context } = await city.as('grid')
    const of = `/api/matters/${matter!.id}`
    for (const command of [
      { type: 'take' },
      { type: 'contact', reached: true, note: '已到现场看过' },
      { type: 'answer', text: '木条已换好。', outcome: 'solved' },
    ]) {
      const { version } = (await (await context.request.get(of)).json()) as { version: number }
      const done = await context.request.post(`${of}/commands`, { data: { version, command } })
      expect(done.status(), await done.text()).toBe(200)
    }
    const link = await judgingLinkTo(inject('address'), phone)
    await track(resident, receipt)
    await judge(resident, { solved: true, satisfaction: 'satisfied' })
    await expect
      .poll(async () => (await context.request.get(`/api${link}`)).status(), { timeout: patience })
      .toBe(410)
    await page.goto(link)
    await page.getByRole('heading', { name: words.resident.track.ended.judged }).waitFor()
    await track(resident, receipt)
  })
})
