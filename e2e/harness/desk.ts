import type { Locator, Page } from 'playwright-core'

/** Two Chinese characters on a button may be set apart by a space. */
const spaced = (words: string) => new RegExp(`^${[...words].join(' ?')}$`)

/** Opens a matter from the inbox by the words of its title. */
export async function openFromInbox(page: Page, title: string): Promise<void> {
  await page.goto('/desk')
  await page.getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
}

function actions(page: Page): Locator {
  return page.getByRole('region', { name: '现在可以办' })
}

/** What this person may do now, as the buttons say it. */
export async function offered(page: Page): Promise<string[]> {
  const names = await actions(page).getByRole('button').allInnerTexts()
  return names.map((name) => name.replaceAll(/\s/g, '')).filter((name) => !name.startsWith('为什么不能'))
}

/** Why a command is not offered, in the page's own words. */
export async function whyNot(page: Page, command: string): Promise<string> {
  await actions(page).getByRole('button', { name: '为什么不能' }).click()
  const terms = await actions(page).getByRole('term').allInnerTexts()
  const reason = actions(page).getByRole('definition').nth(terms.indexOf(command))
  return (await reason.textContent()) ?? ''
}

/** Gives a command on the page of a matter; the form is filled in by `fill` where the command asks for words. */
export async function give(
  page: Page,
  command: string,
  fill?: (form: Locator) => Promise<void>,
): Promise<void> {
  await actions(page)
    .getByRole('button', { name: spaced(command) })
    .click()
  if (fill) {
    const form = page.getByRole('dialog', { name: command })
    await fill(form)
    await form.getByRole('button', { name: spaced(command) }).click()
    await form.waitFor({ state: 'hidden' })
  }
  await page.getByText(`${command}：已办`).first().waitFor()
}

/** Chooses one of the answers that stand in the open. */
export async function choose(form: Locator, answer: string): Promise<void> {
  const radio = form.getByRole('radio', { name: answer }).first()
  // Drawn as a button, the radio itself is hidden from the eye: people press its words.
  await radio.locator('xpath=ancestor::label').click()
  await form.getByRole('radio', { name: answer, checked: true }).first().waitFor({ state: 'attached' })
}

export async function write(form: Locator, label: string, words: string): Promise<void> {
  await form.getByRole('textbox', { name: label }).fill(words)
}

/** Finds an organisation by its name, as a clerk types it, and chooses it from the list. */
export async function chooseOrganisation(form: Locator, name: string): Promise<void> {
  const page = form.page()
  const box = form.getByRole('combobox', { name: '单位' })
  const found = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === name)
  await box.click()
  await box.fill(name)
  await found
  // The list is drawn anew when the answer comes: a click in between would meet what moves away.
  await page
    .locator('.ant-select-item-option')
    .filter({ hasNotText: name })
    .first()
    .waitFor({ state: 'detached' })
  await page.getByTitle(name, { exact: true }).click()
  await form.getByTitle(name, { exact: true }).waitFor()
}

/** The explanation of the running deadline, opened from the matter's page. */
export async function explanation(page: Page): Promise<string> {
  await page.getByRole('button', { name: '为什么是这个时限' }).click()
  const words = page.getByRole('tooltip')
  await words.waitFor()
  const text = (await words.textContent()) ?? ''
  await page.keyboard.press('Escape')
  return text
}
