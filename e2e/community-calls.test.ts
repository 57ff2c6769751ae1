import { describe, expect, test } from 'vitest'
import { en as memberEn } from '../web/src/field/member/en.ts'
import { zh as memberZh } from '../web/src/field/member/zh.ts'
import type { Person } from './harness/browser.ts'
import { freeHands } from './harness/hands.ts'
import { expectFine, openCity, walks } from './harness/index.ts'

const calls = {
  zh: { title: '搬运过冬物资', thanks: '辛苦了，物资都到位了', reason: '当天值班' },
  en: { title: '清点应急物资', thanks: '谢谢，清点完了', reason: '在外地' },
}

/** A secretary and a member of the same branch, both reported in; the community needs one of them. */
describe.each(walks({ swapped: false, onPhones: true }))('the community calls ($title)', (walk) => {
  const city = openCity(walk)
  const { title, thanks } = calls[walk.language]
  let call: string
  let winner: Person
  let loser: Person

  const m = walk.language === 'zh' ? memberZh : memberEn
  const told = (sentence: string) => new RegExp(sentence.split('{{')[0]!)

  test('the secretary reports in on the phone, and the community confirms it', async () => {
    const secretary = await city.as('secretary')
    const { page } = secretary
    await page.goto('/field')
    await page.waitForURL('**/field/member')
    await page.getByRole('navigation').getByRole('link', { name: m.nav.me, exact: true }).click()
    await page.getByRole('heading', { name: m.me.registration }).waitFor()
    await expectFine(secretary)
    const home = (await (await secretary.context.request.get('/api/member/home')).json()) as {
      registration: object | null
      asked: object | null
    }
    if (!home.registration && !home.asked) {
      await page.getByRole('button', { name: m.me.report }).click()
      await page.getByLabel(m.me.find, { exact: true }).fill('望江')
      await page.getByRole('button', { name: m.me.search, exact: true }).click()
      await page.getByRole('button', { name: /望江社区/ }).click()
      await page.getByText(told(m.me.waiting)).waitFor()
    }
    const community = await city.as('community')
    await community.page.goto('/desk/volunteering?tab=registrations')
    await community.page.getByRole('main').getByRole('heading').first().waitFor()
    if (!home.registration) {
      const { name } = (await (await secretary.context.request.get('/api/auth/me')).json()) as {
        name: string
      }
      const { confirm } = community.words.desk.volunteering.registrations
      await community.page
        .getByRole('listitem')
        .filter({ hasText: name })
        .getByRole('button', { name: confirm, exact: true })
        .click()
    }
    await page.reload()
    await expect
      .poll(
        async () =>
          (
            (await (await secretary.context.request.get('/api/member/home')).json()) as {
              registration: object | null
            }
          ).registration,
      )
      .not.toBeNull()
    await expectFine(community)
  })

  test('the community needs one pair of hands and sees how many it would ask', async () => {
    const community = await city.as('community')
    const { page } = community
    const desk = community.words.desk.volunteering
    for (const account of ['secretary', 'member'] as const) await freeHands(await city.as(account))
    await page.goto('/desk/volunteering')
    await page.getByRole('button', { name: desk.newCall }).first().click()
    const form = page.getByRole('dialog')
    await form.getByLabel(desk.form.title).fill(title)
    await form.getByLabel(desk.form.words).fill('社区仓库到活动室')
    await form.getByLabel(desk.form.place).fill('社区仓库')
    const local = (hours: number) => new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(0, 16)
    await form.getByLabel(desk.form.from, { exact: true }).fill(local(0.5))
    await form.getByLabel(desk.form.to, { exact: true }).fill(local(2))
    await form.getByLabel(desk.form.wanted).fill('1')
    await form.getByRole('button', { name: desk.form.send }).click()
    await page.waitForURL(/\/volunteering\/calls\//)
    call = page.url().split('/').at(-1)!
    await page.getByRole('heading', { name: title }).waitFor()
    await expectFine(community)
  })

  test('two want the place at once: one gets it, the other is told that they wait', async () => {
    const both = [await city.as('secretary'), await city.as('member')] as const
    for (const { page } of both) {
      await page.goto('/field/member')
      await page
        .getByRole('link', { name: new RegExp(title) })
        .first()
        .waitFor()
      await page.goto(`/field/member/calls/${call}`)
      await page.getByRole('button', { name: m.call.join }).waitFor()
    }
    await expectFine(both[1])
    await Promise.all(both.map(({ page }) => page.getByRole('button', { name: m.call.join }).click()))
    await Promise.all(both.map(({ page }) => page.getByRole('button', { name: m.call.leave }).waitFor()))
    const answers = await Promise.all(
      both.map(
        async ({ context }) =>
          ((await (await context.request.get(`/api/member/calls/${call}`)).json()) as { answer: string })
            .answer,
      ),
    )
    expect(answers.toSorted()).toEqual(['waiting', 'yes'])
    winner = both[answers.indexOf('yes')]!
    loser = both[answers.indexOf('waiting')]!
    await loser.page.getByText(m.call.waitingNow).waitFor()
  })

  test('on site the code is shown, one signs in by it and out again; the hours stand in the record', async () => {
    const community = await city.as('community')
    const { page } = community
    const desk = community.words.desk.volunteering
    await page.reload()
    await page.getByRole('button', { name: desk.detail.showCode }).click()
    const code = await page.getByText(/^\d{6}$/).innerText()
    await winner.page.getByLabel(m.call.code).fill(code)
    await winner.page.getByRole('button', { name: m.call.signIn, exact: true }).click()
    await winner.page.getByRole('button', { name: m.call.signOut, exact: true }).click()
    await winner.page
      .getByRole('button', { name: m.call.signOut, exact: true })
      .waitFor({ state: 'detached' })
    await winner.page.getByRole('link', { name: m.nav.service, exact: true }).click()
    await winner.page.getByText(title).first().waitFor()
    await expectFine(winner)
  })

  test('the community thanks in a word, and it is read on the phone', async () => {
    const community = await city.as('community')
    const desk = community.words.desk.volunteering
    await community.page.reload()
    await community.page.getByRole('button', { name: desk.detail.thank }).click()
    const dialog = community.page.getByRole('dialog')
    await dialog.getByRole('textbox').fill(thanks)
    await dialog.getByRole('button', { name: desk.detail.thank }).click()
    await dialog.waitFor({ state: 'hidden' })
    await winner.page.reload()
    await winner.page.getByText(thanks).first().waitFor()
  })

  test('what the branch was told of the last quarter stands on its page, and its member saw the same', async () => {
    const secretary = await city.as('secretary')
    await secretary.page.goto('/desk/volunteering?tab=branch')
    await secretary.page.getByRole('heading', { name: /\d{4}Q[1-4]/ }).waitFor()
    await expectFine(secretary)
    const member = await city.as('member')
    await member.page.goto('/field/member/service')
    await member.page
      .getByText(/\d{4}年第[1-4]季度|Q[1-4] \d{4}/)
      .first()
      .waitFor()
    await expectFine(member)
  })
})
