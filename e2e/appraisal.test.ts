import { describe, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'

/** Of this run alone. */
const title = `民主评议党员 ${Date.now().toString(36)}`
const mine = '今年联系两栋楼的住户，上门一百二十次；不足是调解时急躁，明年先听完再说。'
const verdict = '能把住户的事放在心上，望把急躁改掉。'

describe('an appraisal of members', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })
  let gathering = ''
  let member = ''

  test('a member who is called writes of themselves on a phone', async () => {
    const secretary = await city.as('secretary')
    const phone = await city.as('member')
    await phone.page.setViewportSize({ width: 390, height: 844 })
    const { name } = (await (await phone.context.request.get('/api/auth/me')).json()) as { name: string }
    const form = (await (await secretary.context.request.get('/api/gatherings/form')).json()) as {
      organisations: { id: string }[]
    }
    const called = await secretary.context.request.post('/api/gatherings', {
      data: {
        organisation_id: form.organisations[0]!.id,
        kind: 'appraisal_meeting',
        title,
        starts_at: new Date(Date.now() + 60_000).toISOString(),
        agenda: ['党员自评', '党员互评', '无记名测评'],
      },
    })
    expect(called.status(), await called.text()).toBe(201)
    gathering = ((await called.json()) as { id: string }).id
    await phone.page.goto('/field/member/life')
    await phone.page.getByRole('link', { name: '民主评议', exact: true }).click()
    const card = phone.page
      .locator('section.card')
      .filter({ has: phone.page.getByRole('heading', { name: title }) })
    await card.getByRole('button', { name: '保存自评' }).click()
    await card.getByText('自评至少写 10 个字').waitFor()
    await card.getByLabel('我的自评').fill(mine)
    await card.getByLabel('合格', { exact: true }).check()
    await card.getByRole('button', { name: '保存自评' }).click()
    await card.getByText('已保存。互评开始前可以再改。').waitFor()
    await expectAccessible(phone)
    await expectNoSidewaysScroll(phone)
    member = name
  })

  test('the secretary sees that it was written, and not a word of it before the others have rated', async () => {
    const secretary = await city.as('secretary')
    const { page } = secretary
    await page.goto(`/desk/gatherings/${gathering}`)
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await page.getByText('自评：党员各自写自评，谁也看不到别人的。').waitFor()
    await page.locator('.gat-appraised li').filter({ hasText: member }).getByText('已写自评').waitFor()
    expect(await page.content()).not.toContain(mine)
    await page.getByRole('button', { name: '开始会议' }).click()
    await page.getByRole('button', { name: `代签到 ${member}` }).click()
    await page.getByText(/实到 1（/).waitFor()
    await page.getByRole('button', { name: '开始民主评议' }).click()
    await page.getByText('互评进行中：结束以前不显示任何人的自评和票数。').waitFor()
    expect(await page.content()).not.toContain(mine)
    await page.getByRole('button', { name: /^结束评议/ }).click()
    await page.getByText(/^互评已结束/).waitFor()
    await expectAccessible(secretary)
    await expectNoSidewaysScroll(secretary)
  })

  test('the committee grades, the results are given out, and the member reads their own', async () => {
    const { page } = await city.as('secretary')
    const row = page.locator('.gat-appraised li').filter({ hasText: member })
    await row.getByRole('button', { name: '评定' }).click()
    const form = page.getByRole('dialog')
    await form.getByText(mine).waitFor()
    await form.getByRole('combobox', { name: '评定' }).click()
    await page.getByTitle('合格', { exact: true }).last().click()
    await form.getByLabel('评语（只给本人和支委看）').fill(verdict)
    await form.getByRole('button', { name: '评定' }).click()
    await row.getByText('评定 合格').waitFor()
    // The others are graded the same way; the secretary by the member, who sits in the committee too.
    for (const account of ['secretary', 'member'] as const) {
      const { request } = (await city.as(account)).context
      const seen = (await (await request.get(`/api/gatherings/${gathering}/appraisals`)).json()) as {
        people: { person_id: string; graded: boolean; may_grade: boolean; version: number }[]
      }
      for (const { person_id, version } of seen.people.filter((one) => one.may_grade && !one.graded)) {
        const graded = await request.put(`/api/gatherings/${gathering}/appraisals/${person_id}`, {
          data: { grade: 'qualified', words: '', version },
        })
        expect(graded.status(), await graded.text()).toBe(200)
      }
    }
    await page.reload()
    await page.getByRole('button', { name: '公布结果' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '公布结果' }).click()
    await page.getByText(/^结果已公布，不再改动/).waitFor()
    const phone = await city.as('member')
    await phone.page.goto('/field/member/appraisals')
    const card = phone.page
      .locator('section.card')
      .filter({ has: phone.page.getByRole('heading', { name: title }) })
    await card.getByRole('heading', { name: '组织评定：合格' }).waitFor()
    await card.getByText(verdict).waitFor()
    await card.getByText('投票的不到 3 人，不显示票数').waitFor()
    await expectAccessible(phone)
    for (const account of ['admin', 'organiser', 'community'] as const) {
      const stranger = await city.as(account)
      const answer = await stranger.context.request.get(`/api/gatherings/${gathering}/appraisals`)
      expect([account, answer.status()]).toEqual([account, 404])
    }
  })
})
