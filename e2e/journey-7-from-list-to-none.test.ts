import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Person } from './harness/browser.ts'
import { choose, give, lookFor, write } from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { exactly, fill } from './harness/words.ts'

/** The branch of the accounts `secretary` and `member` is looked at by its own organisation department. */
const facts = {
  zh: { source: '区委组织部第三季度检查通报', unit: '清河区财政局' },
  en: { source: 'Inspection report of the third quarter', unit: '清河区民政局' },
}

/** Fills in one of a dialog's fields that look for a person, an organisation or a branch. */
async function find(form: Locator, label: string, typed: string): Promise<string> {
  await lookFor(form.page(), form.getByRole('combobox', { name: label }), typed)
  const option = form
    .page()
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: typed })
    .first()
  const chosen = await option.innerText()
  await option.click()
  return chosen
}

async function answer(
  { page, words }: Person,
  code: string,
  how: 'satisfied' | 'dissatisfied',
): Promise<void> {
  const { poll } = words.resident
  await page.goto('/poll')
  await page.getByLabel(poll.code).fill(code.toLowerCase())
  await page.getByRole('button', { name: poll.next }).click()
  await page.getByText(poll.once).waitFor()
  await choose(page.locator('form'), poll.answers[how])
  await page.getByRole('button', { name: poll.send }).click()
  await page.getByRole('heading', { name: poll.done }).waitFor()
}

describe.each(walks({ swapped: false }).slice(0, 1))('from the list to none ($title)', (walk) => {
  const city = openCity(walk)
  const { source, unit } = facts[walk.language]
  let branch = ''
  let way = ''
  let codes: string[] = []

  const openCase = async (person: Person) => {
    await person.page.goto(way)
    await person.page.getByRole('heading', { name: branch, level: 1 }).waitFor()
    return person.words.desk.weak
  }
  const confirm = async ({ page, words }: Person, button: string, text: string) => {
    await page.getByRole('button', { name: button }).click()
    const form = page.getByRole('dialog')
    await write(form, words.desk.weak.reason, text)
    await form.getByRole('button', { name: button }).click()
    await form.waitFor({ state: 'hidden' })
  }

  test('facts point to the branch, and a person enters what the system cannot know', async () => {
    const secretary = await city.as('secretary')
    const me = await (await secretary.context.request.get('/api/auth/me')).json()
    branch = me.duties.find(({ role }: { role: string }) => role === 'secretary').organisation.name
    const organiser = await city.as('organiser')
    const { page, words } = organiser
    const say = words.desk.weak
    await page.goto('/desk/weak')
    await page.getByRole('button', { name: say.enter }).click()
    const form = page.getByRole('dialog', { name: say.enter })
    await find(form, say.branch, branch)
    await form.getByLabel(say.situation).click()
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
    await form.getByLabel(say.source).fill(source)
    await form.getByRole('button', { name: words.desk.act.save }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: say.survey }).click()
    await page.getByRole('link', { name: branch }).click()
    await page.getByText(source).first().waitFor()
    await expectFine(organiser)
    way = new URL(page.url()).pathname
  })

  test('nobody is listed until a person has looked into it; the branch sees it, and decides nothing', async () => {
    const organiser = await city.as('organiser')
    const say = await openCase(organiser)
    await confirm(organiser, say.confirm, '去支部问了 9 名党员，情况属实')
    await organiser.page.getByText(say.lackingTitle).waitFor()
    const secretary = await city.as('secretary')
    await openCase(secretary)
    await secretary.page.getByText('去支部问了 9 名党员，情况属实').first().waitFor()
    expect(await secretary.page.getByRole('button', { name: say.accept }).count()).toBe(0)
    await expectFine(secretary)
  })

  test('the plan names four helpers, and its milestone is a task with a day', async () => {
    const organiser = await city.as('organiser')
    const { page, words } = organiser
    const say = await openCase(organiser)
    await page.getByRole('button', { name: say.writePlan }).click()
    const form = page.getByRole('dialog')
    await write(form, say.planText, '补齐班子，按月开会，公开账目，群众评议超过六成')
    const { items } = await (await organiser.context.request.get('/api/people?limit=30')).json()
    const kinds = await (await organiser.context.request.get(`/api${way.replace('/desk', '')}`)).json()
    for (const [index, helper] of kinds.helpers.entries()) {
      const label = walk.language === 'zh' ? helper.zh : helper.en
      await find(form, label, helper.kind === 'partner_unit' ? unit : items[index].name)
    }
    await expectFine(organiser)
    await form.getByRole('button', { name: words.desk.act.save }).click()
    await form.waitFor({ state: 'hidden' })
    await page.getByText(unit).waitFor()
    await page.getByRole('button', { name: say.addMilestone }).click()
    const task = page.getByRole('dialog')
    await write(task, say.milestoneTitle, '公开上季度收支')
    await write(task, say.milestoneText, '逐笔公开，监督委员会签字')
    await task.getByLabel(say.milestoneDay).fill(kinds.due_on)
    await task.getByRole('button', { name: say.addMilestone }).click()
    await task.waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: '公开上季度收支' }).waitFor()
  })

  test('the secretary does it, who gave it accepts it', async () => {
    const secretary = await city.as('secretary')
    await openCase(secretary)
    await secretary.page.getByRole('link', { name: '公开上季度收支' }).click()
    await give(secretary, 'sign')
    await give(secretary, 'answer', async (form) => {
      await write(form, secretary.words.desk.matter.form.partAnswerText, '12 笔收支已公开，三名监督委员签字')
      await choose(form, secretary.words.outcomes.solved)
    })
    await expectFine(secretary)
    const organiser = await city.as('organiser')
    await openCase(organiser)
    await organiser.page.getByRole('link', { name: '公开上季度收支' }).click()
    await give(organiser, 'accept_part', async (form) => {
      await choose(form, organiser.words.desk.matter.form.acceptYes)
      await write(form, organiser.words.desk.matter.form.reason, '到公示栏看过')
    })
  })

  test('residents judge by codes on paper: one answer a code, and nobody sees how it stands', async () => {
    const organiser = await city.as('organiser')
    const { page } = organiser
    const say = await openCase(organiser)
    await page.getByRole('button', { name: say.openPoll }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('spinbutton').fill('12')
    await form.getByRole('button', { name: say.openPoll }).click()
    const shown = page.getByRole('dialog', { name: say.codesTitle })
    await shown.getByRole('listitem').nth(11).waitFor()
    codes = await shown.getByRole('listitem').allInnerTexts()
    expect(codes).toHaveLength(12)
    await expectFine(organiser)
    await shown.getByRole('button', { name: say.codesClose }).click()
    await page.getByText(fill(say.pollOpen, { issued: 12 })).waitFor()
    const resident = await city.passerBy()
    await answer(resident, codes[0]!, 'satisfied')
    await expectFine(resident)
    await resident.page.goto(`/poll/${codes[0]!.replace('-', '')}`)
    await resident.page.getByRole('heading', { name: resident.words.resident.poll.used }).waitFor()
    for (const code of codes.slice(1, 11))
      expect(
        (
          await resident.context.request.post(`/api/polls/${code}`, {
            data: { answer: code === codes[3] ? 'dissatisfied' : 'satisfied' },
          })
        ).status(),
      ).toBe(204)
  })

  test('the county accepts what residents confirmed; it is watched, and teams are compared', async () => {
    const organiser = await city.as('organiser')
    const { page } = organiser
    const say = await openCase(organiser)
    await page.getByRole('button', { name: say.closePoll }).click()
    await page
      .locator('.ant-popover:visible')
      .getByRole('button', { name: exactly(say.closePoll) })
      .click()
    await page.getByText(say.pollPassed, { exact: true }).waitFor()
    await confirm(organiser, say.accept, '群众认可，验收')
    await page.getByText(say.states.accepted).first().waitFor()
    expect(await page.getByRole('button', { name: say.release }).isDisabled()).toBe(true)
    await page.goto('/desk/weak?state=accepted')
    await page.getByRole('link', { name: branch }).waitFor()
    await page.getByRole('columnheader', { name: say.after }).first().waitFor()
    await expectFine(organiser)
  })
})
