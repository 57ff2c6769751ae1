import { describe, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'

const badly = '楼道杂物清了又堆，说事会开得少。'
const next = '每季度开一次说事会，定下的事写清谁来办。'

/**
 * A branch reports once a year, so this walk takes the report of the demonstration's open branch as it finds it: it is
 * handed in here where it was not yet.
 */
describe('a yearly report', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })
  let report = ''
  let round = ''

  test('the secretary finds the year added up on a phone, writes the words and hands it in', async () => {
    const phone = await city.as('secretary')
    const { page, context } = phone
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/field/member/life')
    await page.getByRole('link', { name: '述职评议', exact: true }).click()
    await page.getByRole('heading', { name: '我的述职' }).waitFor()
    await expectAccessible(phone)
    await expectNoSidewaysScroll(phone)
    const mine = (await (await context.request.get('/api/yearly-reviews/mine')).json()) as {
      reports: { id: string; role: string; handed_in_at: string | null }[]
    }
    const own = mine.reports.find(({ role }) => role === 'reports')!
    report = own.id
    await page.goto(`/field/member/reviews/${report}`)
    await page.getByRole('heading', { name: '这一年的工作' }).waitFor()
    await page.getByText('规定的会议按期召开').waitFor()
    if (!own.handed_in_at) {
      await page.getByRole('button', { name: '交述职' }).click()
      await page.getByText('两样都要写，各至少两个字').waitFor()
      await page.getByLabel('哪里没做好').fill(badly)
      await page.getByLabel('下一步怎么做').fill(next)
      await page.getByRole('button', { name: '存草稿' }).click()
      await page.getByText('草稿已保存，只有您看得到').waitFor()
      const draft = await (await city.as('organiser')).context.request.get(`/api/yearly-reports/${report}`)
      expect(await draft.text()).not.toContain(badly)
      await page.getByRole('button', { name: '交述职' }).click()
      await page.getByText('交述职时的数字，不再变。').waitFor()
    }
    await page.getByText(badly).waitFor()
    await expectAccessible(phone)
    await expectNoSidewaysScroll(phone)
  })

  test('the organisation above sees who has handed in, and reads the figures with what is behind them', async () => {
    const organiser = await city.as('organiser')
    const { page, context } = organiser
    const seen = (await (await context.request.get(`/api/yearly-reports/${report}`)).json()) as {
      round: { id: string }
      row: { organisation: { name: string } }
    }
    round = seen.round.id
    await page.goto('/desk/reviews')
    await page.getByRole('heading', { name: /^述职评议/, level: 1 }).waitFor()
    await page.getByText('公示中').first().waitFor()
    await expectAccessible(organiser)
    await page.goto(`/desk/reviews/${round}`)
    await page.getByRole('link', { name: seen.row.organisation.name }).click()
    await page.getByRole('heading', { name: seen.row.organisation.name, level: 1 }).waitFor()
    await page.getByText(badly).waitFor()
    await page.getByRole('heading', { name: '组织生活', exact: true }).waitFor()
    await expectAccessible(organiser)
    await expectNoSidewaysScroll(organiser)
  })

  test('members read what is published; nobody outside reads a report', async () => {
    const member = await city.as('member')
    await member.page.goto('/field/member/reviews')
    await member.page.getByRole('heading', { name: '正在公示' }).waitFor()
    await expectAccessible(member)
    for (const account of ['member', 'community', 'admin', 'grid'] as const) {
      const { request } = (await city.as(account)).context
      for (const path of [`/api/yearly-reports/${report}`, `/api/yearly-reviews/${round}`])
        expect([account, path, (await request.get(path)).status()]).toEqual([account, path, 404])
    }
  })
})
