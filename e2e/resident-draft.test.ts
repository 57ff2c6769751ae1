import { describe, expect, inject, test } from 'vitest'
import { openCity } from './harness/index.ts'
import { judgingLinkTo } from './harness/messages.ts'
import { judge, report, track } from './harness/resident.ts'

const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })

/** The matters whose title begins so, as the grid worker of the place finds them. */
async function recordsOf(title: string): Promise<{ id: string; version: number }[]> {
  const { context } = await city.as('grid')
  const answer = await context.request.get('/api/matters', { params: { view: 'all', q: title } })
  const { items } = (await answer.json()) as { items: { id: string; version: number; title: string }[] }
  return items.filter((item) => item.title.startsWith(title))
}

describe('a half-written report', () => {
  const text = '单元门口的台阶缺了一块，老人容易绊倒'

  test('with a photo that could not be sent survives a reload and a lost answer, and becomes one record', async () => {
    const { page, context } = await city.passerBy()
    const photo = await city.photo('台阶缺角')
    await page.goto('/p/QH0011')
    await page.getByText('江畔花园1号楼', { exact: true }).waitFor()
    await page.getByRole('textbox', { name: '发生了什么' }).fill(text)
    await page.getByLabel('手机或座机').fill('13900007301')

    await context.setOffline(true)
    await page
      .getByLabel('添加照片')
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: photo })
    await page.getByRole('button', { name: '重传' }).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByText('有照片没有传上去').waitFor()
    await page.route('**/api/photos', (route) => route.abort())
    await context.setOffline(false)
    await page.unroute('**/api/photos')
    await page.reload()
    await page.getByRole('img', { name: '第 1 张照片' }).waitFor()
    await page.getByText('照片已上传').waitFor({ state: 'attached' })
    expect(await page.getByRole('textbox', { name: '发生了什么' }).inputValue()).toBe(text)
    expect(await page.getByLabel('手机或座机').inputValue()).toBe('13900007301')

    let lost = 0
    await page.route('**/api/requests', async (route) => {
      if (lost > 0 || route.request().method() !== 'POST') return route.fallback()
      lost += 1
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByText('还没有送到').first().waitFor()
    await page.reload()
    await page.getByRole('img', { name: '第 1 张照片' }).waitFor()
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('heading', { name: '收到了' }).waitFor()
    expect(lost).toBe(1)
    expect(await recordsOf(text)).toHaveLength(1)

    await page.goto('/')
    expect(await page.getByRole('textbox', { name: '发生了什么' }).inputValue()).toBe('')
    expect(await page.getByRole('img', { name: '第 1 张照片' }).count()).toBe(0)
  })
})

describe('a judging link', () => {
  const text = '花坛边的长椅断了一根木条，坐不了人'
  const phone = '13900007302'

  test('that ended because it was judged by code says so, and leads to the code', async () => {
    const person = await city.passerBy()
    const { page } = person
    const receipt = await report(person, { text, place: { code: 'QH0011', name: '江畔花园1号楼' }, phone })
    const [matter] = await recordsOf(text)
    const { context } = await city.as('grid')
    for (const command of [
      { type: 'take' },
      { type: 'contact', reached: true, note: '已到现场看过' },
      { type: 'answer', text: '木条已换好。', outcome: 'solved' },
    ]) {
      const { version } = (await (await context.request.get(`/api/matters/${matter!.id}`)).json()) as {
        version: number
      }
      const done = await context.request.post(`/api/matters/${matter!.id}/commands`, {
        data: { version, command },
      })
      expect(done.status(), await done.text()).toBe(200)
    }
    const link = await judgingLinkTo(inject('address'), phone)
    await track(person, receipt)
    await judge(person, { solved: true, satisfaction: 'satisfied' })
    await expect
      .poll(async () => (await context.request.get(`/api${link}`)).status(), { timeout: 15_000 })
      .toBe(410)
    await page.goto(link)
    await page.getByRole('heading', { name: '这件事您已经评价过' }).waitFor()
    await page.getByRole('textbox', { name: '查询编号' }).fill(receipt.code)
    await page.getByRole('button', { name: '查询', exact: true }).click()
    await page.getByText('您说：已解决').waitFor()
  })
})
