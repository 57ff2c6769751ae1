import { describe, expect, test } from 'vitest'
import { expectAccessible, openCity } from './harness/index.ts'
import { report } from './harness/resident.ts'

const city = openCity()
const words = ['老槐树巷的窨井盖响个不停', '老槐树巷的宣传栏玻璃碎了']

describe('many at once', () => {
  test('by keyboard alone: chosen, foreseen, done though the connection breaks, and never twice', async () => {
    const resident = await city.passerBy({ width: 390 })
    for (const text of words) await report(resident.page, { text, phone: '13900007031' })
    const { page } = await city.as('centre', { width: 1440 })
    await page.goto(`/desk?view=all&q=${encodeURIComponent('老槐树巷')}`)
    await page.getByRole('link', { name: words[0]! }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('X')
    await page.getByText('已选 2 件').waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: '内容' }).fill('两件一起看')
    await page.getByRole('button', { name: '预览' }).click()
    await page.getByText('将办 2 件').waitFor()
    await expectAccessible(page)
    // The server does it, the answer is lost.
    await page.route(
      '**/api/matters/bulk',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await page.getByRole('button', { name: '确认办理 2 件' }).click()
    await page.getByText(/连接中断/).waitFor()
    await page.getByRole('button', { name: '接着办' }).click()
    await page.getByText('办好 2 件，没办 0 件').waitFor()
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByRole('link', { name: words[0]! }).click()
    await page.getByRole('heading', { name: words[0]!, level: 1 }).waitFor()
    expect(await page.getByText('两件一起看').count()).toBe(1)
  })

  test('what was searched for is kept under a name and opened by it', async () => {
    const { page } = await city.as('centre', { width: 1440 })
    await page.goto(`/desk?view=all&q=${encodeURIComponent('老槐树巷')}`)
    await page.getByRole('button', { name: '保存视图' }).click()
    await page.getByRole('textbox', { name: '名称' }).fill('老槐树巷的')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保 ?存/ })
      .click()
    await page.goto('/desk')
    await page
      .getByRole('navigation', { name: '保存的视图' })
      .getByRole('link', { name: '老槐树巷的' })
      .click()
    await page.getByRole('link', { name: words[1]! }).waitFor()
  })
})
