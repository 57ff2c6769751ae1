import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { offices, places } from './city.ts'
import { patience } from './harness/browser.ts'
import { expectAccessible, openCity } from './harness/index.ts'
import { readReceipt, report, track, writeReport } from './harness/resident.ts'
import { exactly, fill, words } from './harness/words.ts'

const place = places.riverside2

/** The headings as they are read, each with its level: one first, and none left out on the way down. */
async function expectOutline(page: Page): Promise<void> {
  const levels = await page
    .locator('main')
    .locator('h1, h2, h3, h4, h5, h6')
    .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])))
  expect(levels[0]).toBe(1)
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  for (const [index, level] of levels.slice(1).entries())
    expect(level - levels[index]!).toBeLessThanOrEqual(1)
}

const titleOf = (page: Page) => expect.poll(() => page.title(), { timeout: patience })

describe('read aloud to somebody who sees nothing', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 390, light: 'light' })
  const known = '儿童滑梯旁边的垃圾桶满了三天没人收，苍蝇很多'
  const text = '儿童滑梯旁边的垃圾桶满了好几天没人收，苍蝇多'

  test('the report page says its parts in order, what is wrong where it is wrong, and which request “me too” means', async () => {
    const resident = await city.passerBy()
    const { page } = resident
    const said = resident.words.resident
    await report(resident, { text: known, place, phone: '13900007501' })
    await writeReport(resident, { text, place })
    await expectOutline(page)

    // Each button says the same; which request it means is said with it.
    const follow = page.getByRole('button', { name: said.report.nearby.metoo }).first()
    await follow.waitFor()
    const isSaidWith = await follow.evaluate((button) => {
      const meant = document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent
      return Boolean(meant) && button.closest('li')?.textContent?.includes(meant!)
    })
    expect(isSaidWith).toBe(true)

    const detail = page.getByRole('textbox', { name: said.report.where.detail })
    expect(await detail.ariaSnapshot()).toContain(`${said.report.where.detail} ${said.form.optional}`)

    await page.getByRole('radio', { name: said.report.who.contact }).check()
    await page.getByRole('button', { name: exactly(said.report.send) }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: fill(words.zh.resident.form.faults_one, { count: 1 }) })
      .waitFor()
    const phone = page.getByRole('textbox', { name: said.report.who.phone })
    expect(await phone.getAttribute('aria-invalid')).toBe('true')
    const fault = await phone.getAttribute('aria-describedby')
    expect(await page.locator(`[id="${fault}"]`).textContent()).toBe(said.report.faults.phone)
    await expect.poll(() => phone.evaluate((field) => field === document.activeElement)).toBe(true)

    await page.getByRole('radio', { name: said.report.who.anonymous }).check()
    await page.getByRole('button', { name: exactly(said.report.send) }).click()
    await readReceipt(resident)
  })

  test('the page of a matter says the five answers as terms, and each language by its name', async () => {
    const resident = await city.passerBy()
    const { page } = resident
    const said = resident.words.resident.track
    const receipt = await report(resident, { text: `${text}，第二回`, place })
    await track(resident, receipt)
    await expectOutline(page)
    const five = said.five
    const terms = (await page.getByRole('term').allInnerTexts()).map((term) => term.trim())
    expect(terms).toEqual([five.asked, five.owned, five.due, five.done, five.judged])
    const owner = page.getByRole('definition').nth(1)
    expect(await owner.ariaSnapshot()).toContain(offices.community)

    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    const other = page.getByRole('button', { name: 'English' })
    expect(await other.getAttribute('lang')).toBe('en')
    await other.click()
    await page.getByText(fill(words.en.resident.track.number, { number: receipt.number })).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await titleOf(page).toContain('Lianxin')
    // What people wrote stays what it was, and is read in the language that it was written in.
    const heading = page.getByRole('heading', { level: 1 })
    expect(await heading.getAttribute('lang')).toBe('zh-CN')
    await expectAccessible(resident)
    await page.getByRole('button', { name: '中文' }).click()
    await titleOf(page).toContain('连心')
  })

  test('the phone of a grid worker says whether there is a line, and what is under the thumb', async () => {
    const { page, context } = await city.as('grid')
    await page.goto('/field')
    await page.getByRole('heading', { name: '今天巡查', level: 1 }).waitFor()
    await expectOutline(page)
    await page.getByRole('banner').getByRole('status').getByText('在线').waitFor()
    const thumb = page.getByRole('navigation', { name: '主要页面' }).getByRole('link')
    await thumb.first().waitFor()
    expect((await thumb.allInnerTexts()).map((name) => name.trim())).toEqual([
      '今天',
      '事项',
      '上报',
      '待发送',
      '我',
    ])
    await page.getByRole('navigation').getByRole('link', { name: '我', exact: true }).click()
    await page.getByRole('switch', { name: '大字', checked: false }).waitFor()
    await expectOutline(page)
    await context.setOffline(true)
    await page.getByRole('banner').getByRole('status').getByText('没有网络').waitFor()
    await context.setOffline(false)
  })
})
