import { describe, expect, test } from 'vitest'
import { patience } from './harness/browser.ts'
import { expectAccessible, expectFine, openCity } from './harness/index.ts'

const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })

describe('grids', () => {
  test('the street merges two grids without the map, after seeing what would happen', async () => {
    const street = await city.as('street')
    const { page } = street
    const found = await street.context.request.get('/api/areas', {
      params: { kind: 'community', q: '观澜社区' },
    })
    const { items } = (await found.json()) as { items: { id: string }[] }
    await page.goto(`/desk/grids?community=${items[0]!.id}`)
    const table = page.getByRole('region', { name: /^网格（/ })
    await table.getByRole('button', { name: '观澜社区第一网格' }).press('Enter')
    await page.getByRole('button', { name: '合并相邻网格' }).press('Enter')
    await page.getByRole('checkbox', { name: '观澜社区第二网格' }).check()
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.getByRole('heading', { name: '预览：确认前什么都没有改' }).waitFor()
    const preview = page.locator('.desk-planned')
    await preview.getByText('观澜社区第二网格').waitFor()
    await expectAccessible(street)
    await page.getByRole('textbox', { name: '调整理由' }).fill('两个网格合为一个，便于值守')
    await page.getByRole('button', { name: '确认调整' }).click()
    await page.getByText('已调整，立即生效').waitFor()
    await table.getByRole('button', { name: '观澜社区第二网格' }).waitFor({ state: 'detached' })
    const history = page.getByRole('region', { name: '观澜社区第一网格的调整历史' })
    await history.getByText('两个网格合为一个，便于值守').waitFor()
    expect(await history.getByText('合并网格').count()).toBe(1)
  })

  test('the street plans a merge for tomorrow: it waits under its day, touches nothing before, and can be called off', async () => {
    const street = await city.as('street')
    const { page } = street
    const found = await street.context.request.get('/api/areas', {
      params: { kind: 'community', q: '锦绣社区' },
    })
    const { items } = (await found.json()) as { items: { id: string }[] }
    await page.goto(`/desk/grids?community=${items[0]!.id}`)
    const table = page.getByRole('region', { name: /^网格（/ })
    const grid = table.getByRole('button', { name: '锦绣社区第一网格' })
    await grid.press('Enter')
    await page.getByRole('button', { name: '合并相邻网格' }).press('Enter')
    const other = page.getByRole('checkbox', { name: /^锦绣社区第.+网格$/ }).first()
    await other.check()
    await page.getByRole('button', { name: '预览', exact: true }).click()
    await page.getByRole('heading', { name: '预览：确认前什么都没有改' }).waitFor()
    const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(Date.now() + 86_400_000)
    const reason = '明天起两个网格由一人值守'
    await page.getByRole('textbox', { name: '调整理由' }).fill(reason)
    await page.getByLabel('生效日期').fill(on)
    await page.getByRole('button', { name: `定于 ${on} 生效` }).click()
    await page.getByText(`已定于 ${on} 生效`).waitFor()
    const plan = page.getByRole('listitem').filter({ hasText: reason })
    await plan.getByText('待生效').first().waitFor()
    await grid.waitFor()
    await expectAccessible(street)
    await plan.getByRole('button', { name: '取消这项调整' }).first().click()
    const dialog = page.getByRole('dialog', { name: `取消定于 ${on} 的调整` })
    await dialog.getByRole('textbox', { name: '取消的原因' }).fill('人手没有到位')
    await dialog.getByRole('button', { name: '取消这项调整' }).click()
    await plan.getByText('取消的原因：人手没有到位').first().waitFor()
    await plan.getByRole('button', { name: '取消这项调整' }).waitFor({ state: 'detached' })
    await grid.waitFor()
  })

  test('a community clerk reads the same and is offered no change', async () => {
    const { page } = await city.as('community')
    await page.goto('/desk/grids')
    await page.getByRole('region', { name: /^网格（/ }).waitFor()
    await page.getByText('您可以查看，不能调整这个社区的网格。').waitFor()
    expect(await page.getByRole('button', { name: '新划网格' }).count()).toBe(0)
  })

  test('a resident finds out who looks after the building, from the report page', async () => {
    const resident = await city.passerBy()
    const { page } = resident
    await page.goto('/p/QH0011')
    await page.getByRole('link', { name: '这里归谁管' }).click()
    await page.getByRole('heading', { name: '网格员', exact: true }).waitFor()
    await page.getByRole('heading', { name: '对网格员不满意' }).waitFor()
    await expectFine(resident)
    const report = page.getByRole('link', { name: '在这里反映问题' })
    expect(await report.getAttribute('href')).toBe('/p/QH0011')
  })

  test('the sheet for the wall carries a code to scan', async () => {
    const sheet = await city.passerBy()
    const { page } = sheet
    await page.goto('/care/QH0011?print=1')
    const code = page.getByRole('img', { name: '反映问题的二维码' })
    await code.waitFor()
    await expect
      .poll(() => code.evaluate((image) => (image as HTMLImageElement).naturalWidth), { timeout: patience })
      .toBeGreaterThan(0)
    await expectAccessible(sheet)
  })
})
