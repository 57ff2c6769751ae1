import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { paragraphs, wordDocument } from '../server/src/kernel/files/word-document.ts'
import { en } from '../web/src/desk/words/en.ts'
import { zh } from '../web/src/desk/words/zh.ts'
import type { Person } from './harness/browser.ts'
import { choose, lookFor, write } from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'

/** Chooses the first that stands in the list of a field, after typing where it is looked for. */
async function pick({ page }: Person, form: Locator, label: string, typed?: string): Promise<void> {
  const open = page.locator('.ant-select-dropdown:visible')
  const box = form.getByRole('combobox', { name: label })
  if (typed) await lookFor(page, box, typed)
  else await box.click()
  await open.locator('.ant-select-item-option').first().click()
  await expect.poll(() => open.count()).toBe(0)
}

const dayAhead = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Shanghai' })

describe.each(walks({ swapped: true }).slice(0, 1))('sent to a village, asked upward ($title)', (walk) => {
  const city = openCity(walk)
  const { postings: say, upward, act } = { zh, en }[walk.language]
  const mark = Date.now().toString(36)
  let way = ''

  const press = (form: Locator, name: string) => form.getByRole('button', { name }).click()

  test('the organisation department sends somebody, and gives a task', async () => {
    const organiser = await city.as('organiser')
    const { page } = organiser
    await page.goto('/desk/postings')
    await expectFine(organiser)
    await page.getByRole('button', { name: say.make }).click()
    const form = page.getByRole('dialog', { name: say.make })
    await pick(organiser, form, say.village, '中共望江社区委员会')
    await pick(organiser, form, say.sender, '清河区卫生健康委员会')
    await pick(organiser, form, say.person)
    await form.getByLabel(say.untilDay).fill(dayAhead(400))
    await expectFine(organiser)
    await press(form, say.make)
    await page.getByRole('heading', { name: say.tasks }).waitFor()
    way = new URL(page.url()).pathname
    await page.getByRole('button', { name: say.giveTask }).click()
    const task = page.getByRole('dialog', { name: say.giveTask })
    await write(task, say.taskTitle, `整修村口水渠 ${mark}`)
    await write(task, say.taskText, '汛期前通水')
    await task.getByLabel(say.taskDay).fill(dayAhead(60))
    await press(task, say.giveTask)
    await page.getByRole('link', { name: `整修村口水渠 ${mark}` }).waitFor()
    await expectFine(organiser)
  })

  test('whoever is sent writes a visit down on a phone, and its wish becomes a matter with one tap', async () => {
    const sent = await city.as('market')
    const { page } = sent
    await page.goto('/desk/postings/mine')
    await page.getByRole('button', { name: say.writeVisit }).click()
    const form = page.getByRole('dialog', { name: say.writeVisit })
    await pick(sent, form, say.visitArea)
    await write(form, say.visitWords, `路灯不亮，晚上看不清路 ${mark}`)
    await form.getByRole('checkbox', { name: say.isWish }).check()
    await expectFine(sent)
    await press(form, act.save)
    await form.waitFor({ state: 'hidden' })
    const visit = page.getByRole('listitem').filter({ hasText: mark })
    await visit.getByText(/\d{11,}/).waitFor()
    expect(await visit.getByRole('button', { name: say.bringHome }).count()).toBe(0)
    await expectFine(sent)
  })

  test('leave is asked for and granted; its reason is for those two', async () => {
    const sent = await city.as('market')
    const day = dayAhead(20)
    await sent.page.goto('/desk/postings/mine')
    await sent.page.getByRole('button', { name: say.askLeave }).click()
    const form = sent.page.getByRole('dialog', { name: say.askLeave })
    await form.getByLabel(say.leaveFrom).fill(day)
    await form.getByLabel(say.leaveUntil).fill(day)
    await write(form, say.reason, `回原单位开会 ${mark}`)
    await press(form, say.askLeave)
    await form.waitFor({ state: 'hidden' })
    const { posting } = await (await sent.context.request.get('/api/posting')).json()
    const organiser = await city.as('organiser')
    await organiser.page.goto(`/desk/postings/${posting.id}`)
    const asked = organiser.page.getByRole('listitem').filter({ hasText: `回原单位开会 ${mark}` })
    // 「不同意」也含着「同意」。
    await asked.getByRole('button', { name: say.grant, exact: true }).click()
    const answer = organiser.page.getByRole('dialog')
    await answer.getByRole('button', { name: say.grant, exact: true }).click()
    await answer.waitFor({ state: 'hidden' })
    await asked.getByText(say.leaveStates.granted, { exact: true }).waitFor()
    await expectFine(organiser)
    await sent.page.reload()
    const granted = sent.page.getByRole('listitem').filter({ hasText: `回原单位开会 ${mark}` })
    // It lies ahead: nobody comes back from it yet, but it can be taken back.
    expect(await granted.getByRole('button', { name: say.comeBack }).count()).toBe(0)
    await granted.getByRole('button', { name: say.takeBack }).click()
    await granted.getByText(say.leaveStates.withdrawn, { exact: true }).waitFor()
  })

  test('the posting ends: its open task goes to the village, and it stands among the ended', async () => {
    const organiser = await city.as('organiser')
    const { page } = organiser
    await page.goto(way)
    await page.getByRole('button', { name: say.end, exact: true }).click()
    const form = page.getByRole('dialog', { name: say.end })
    await write(form, say.reason, '另有任用')
    await pick(organiser, form, say.handTo)
    await press(form, say.end)
    await form.waitFor({ state: 'hidden' })
    await page.getByText(say.endedAs.early).first().waitFor()
    await page.goto('/desk/postings?state=ended')
    await page.locator(`a[href="${way}"]`).waitFor()
  })

  test('a community asks, its street decides with conditions, the community has the answer', async () => {
    const community = await city.as('community')
    await community.page.goto('/desk/upward?side=sent')
    await community.page.getByRole('button', { name: upward.send }).click()
    const form = community.page.getByRole('dialog', { name: upward.send })
    await pick(community, form, upward.kind)
    await write(form, upward.paperTitle, `改建活动室 ${mark}`)
    await write(form, upward.body, '居民代表会议已经同意，妥否，请批示。')
    const agreement = await wordDocument(paragraphs('居民代表会议决议'))
    await form
      .locator('input[type=file][accept*=".docx"]')
      .setInputFiles({ name: `决议${mark}.docx`, mimeType: 'application/octet-stream', buffer: agreement })
    await form
      .getByRole('listitem')
      .filter({ hasText: `决议${mark}.docx` })
      .waitFor()
    await expect.poll(() => form.getByRole('progressbar').count()).toBe(0)
    await expectFine(community)
    await press(form, upward.sendNow)
    await community.page.getByText(upward.notYet).waitFor()
    await expectFine(community)
    const street = await city.as('street')
    await street.page.goto('/desk/upward')
    await street.page.getByRole('link', { name: new RegExp(mark) }).click()
    const [saved] = await Promise.all([
      street.page.waitForEvent('download'),
      street.page.getByRole('link', { name: `决议${mark}.docx` }).click(),
    ])
    expect((await readFile(await saved.path())).equals(agreement)).toBe(true)
    await street.page.getByRole('button', { name: upward.answer.ask }).click()
    const decision = street.page.getByRole('dialog')
    await choose(decision, upward.verdicts.conditions)
    await write(decision, upward.why, '先办消防验收')
    await expectFine(street)
    await decision.getByRole('button', { name: upward.answer.ask }).click()
    await decision.waitFor({ state: 'hidden' })
    await street.page.getByText('先办消防验收').waitFor()
    await community.page.reload()
    await community.page.getByText('先办消防验收').waitFor()
    await community.page.getByRole('button', { name: upward.receive }).click()
    await community.page.getByRole('button', { name: upward.receive }).waitFor({ state: 'hidden' })
    await expectFine(community)
  })
})
