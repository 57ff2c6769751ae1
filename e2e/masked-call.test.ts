import { describe, expect, test } from 'vitest'
import { places } from './city.ts'
import { openMatter } from './harness/desk.ts'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'
import { type Receipt, report } from './harness/resident.ts'

describe('a call to whoever asked', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 390, light: 'light' })
  const title = '楼道窗户关不上，夜里风大吹得人睡不着'
  const phone = '13900007401'
  let receipt: Receipt

  test('goes through a number that is lent: the worker outdoors never sees the real one', async () => {
    receipt = await report(await city.passerBy(), { text: title, place: places.riverside1, phone })
    const worker = await city.as('grid')
    const { page, context } = worker
    const found = await context.request.get('/api/matters', { params: { view: 'all', q: receipt.number } })
    const { items } = (await found.json()) as { items: { id: string }[] }
    await page.goto(`/field/matters/${items[0]!.id}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByRole('button', { name: '联系群众' }).click()
    const ask = page.getByRole('button', { name: '申请临时号码' })
    expect(await ask.isDisabled()).toBe(true)
    await page.getByText('您看到的是临时号码，看不到群众的真实电话。').waitFor()
    await page.getByRole('radio', { name: '核实情况' }).check()
    await expectAccessible(worker)
    await ask.click()
    const call = page.getByRole('link', { name: /^\d+ 转 \d+$/ })
    await call.waitFor()
    expect(await call.getAttribute('href')).toMatch(/^tel:\d+,\d+$/)
    await page
      .getByRole('status')
      .filter({ hasText: /有效至/ })
      .waitFor()
    await page.getByText(/这是演示号码/).waitFor()
    await expectNoSidewaysScroll(worker)
    expect(await page.content()).not.toContain(phone)
    // Asked for once: the page opened anew shows the number that is lent already.
    const number = await call.textContent()
    await page.reload()
    await call.waitFor()
    expect(await call.textContent()).toBe(number)
  })

  test('leaves its trace: the community reads in the timeline that the resident was looked up, and why', async () => {
    const clerk = await city.as('community')
    await openMatter(clerk, { title, number: receipt.number })
    await clerk.page.getByRole('main').getByText('核实情况').first().waitFor()
  })
})
