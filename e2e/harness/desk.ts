import type { Locator, Page } from 'playwright-core'
import type { Person } from './browser.ts'
import { anyOf, type Command, exactly, fill } from './words.ts'

/**
 * Opens a matter as a clerk finds it among thousands: its number, or where that is not known the words of its title, into
 * the search box.
 */
export async function openMatter(
  { page, words }: Person,
  { title, number }: { title: string; number?: string },
): Promise<void> {
  const box = page.getByRole('combobox', { name: words.desk.top.search })
  if (!(await box.isVisible())) await page.goto('/desk')
  await box.fill(number ?? title)
  await box.press('Enter')
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  // A matter seen before is shown as it was then until the server has been asked again.
  await page.locator('article[aria-busy="false"]').waitFor()
}

function actions({ page, words }: Person): Locator {
  return page.getByRole('region', { name: words.desk.matter.actions.title })
}

/** What this person may do now, as the buttons say it. */
export async function offered(person: Person): Promise<Command[]> {
  await actions(person).waitFor()
  const names = await actions(person).getByRole('button').allInnerTexts()
  const commands = Object.entries(person.words.commands) as [Command, string][]
  return names.flatMap((name) => commands.filter(([, words]) => words === name.trim()).map(([type]) => type))
}

/** Why a command is not offered, in the page's own words. */
export async function whyNot(person: Person, command: Command): Promise<string> {
  await actions(person).getByRole('button', { name: person.words.desk.matter.actions.whyNot }).click()
  await actions(person).getByRole('term').first().waitFor()
  const terms = await actions(person).getByRole('term').allInnerTexts()
  const reason = actions(person).getByRole('definition').nth(terms.indexOf(person.words.commands[command]))
  return (await reason.textContent()) ?? ''
}

/** Gives a command on the page of a matter; the form is filled in by `fillIn` where the command asks for words. */
export async function give(
  person: Person,
  command: Command,
  fillIn?: (form: Locator) => Promise<void>,
): Promise<void> {
  const { page, words } = person
  const name = exactly(words.commands[command])
  const first = actions(person).getByRole('button', { name })
  // What the page says passes after a few seconds: it is looked for from the press on.
  if (!fillIn) return void (await Promise.all([isDone(person, command), first.click()]))
  await first.click()
  const form = page.getByRole('dialog', { name })
  await fillIn(form)
  await Promise.all([isDone(person, command), form.getByRole('button', { name }).click()])
  await form.waitFor({ state: 'hidden' })
}

/** The page says that the command was carried out. */
export async function isDone({ page, words }: Person, command: Command): Promise<void> {
  await page
    .getByText(fill(words.desk.matter.form.done, { what: words.commands[command] }))
    .first()
    .waitFor()
}

/** Chooses one of the answers that stand in the open. */
export async function choose(form: Locator, answer: string): Promise<void> {
  const name = new RegExp(`^${answer}`)
  // Drawn as a button, the radio itself is hidden from the eye: people press its words.
  await form.getByRole('radio', { name }).first().locator('xpath=ancestor::label').click()
  await form.getByRole('radio', { name, checked: true }).first().waitFor({ state: 'attached' })
}

export async function write(form: Locator, label: string, text: string): Promise<void> {
  await form.getByRole('textbox', { name: label }).fill(text)
}

/** Finds an organisation by its name, as a clerk types it, and chooses it from the list. */
export async function chooseOrganisation(
  { page, words }: Person,
  form: Locator,
  name: string,
): Promise<void> {
  const box = form.getByRole('combobox', { name: words.desk.matter.form.to })
  await lookFor(page, box, name)
  await page.getByTitle(name, { exact: true }).click()
  await form.getByTitle(name, { exact: true }).waitFor()
}

/** Types into a field that looks among thousands, until its list shows what was found and nothing else. */
export async function lookFor(page: Page, box: Locator, typed: string): Promise<void> {
  const found = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get('q') === typed)
  await box.click()
  await box.fill(typed)
  await found
  // The list is drawn anew when the answer comes: a click in between would meet what moves away.
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasNotText: typed })
    .first()
    .waitFor({ state: 'detached' })
}

/** The explanation of the running deadline, unfolded on the matter's page. */
export async function explanation({ page, words }: Person): Promise<string> {
  const unfolded = page.locator('.desk-why[open] p')
  if (!(await unfolded.isVisible()))
    await page.getByText(words.desk.matter.five.why, { exact: true }).press('Enter')
  await unfolded.waitFor()
  return unfolded.innerText()
}

/** The matter stands in this state, as its mark at the top says. */
export async function stands({ page, words }: Person, state: keyof Person['words']['states']): Promise<void> {
  await page
    .locator('.lx-mark', { hasText: exactly(words.states[state]) })
    .first()
    .waitFor()
}

/** Contacts the person who asked, and answers them: what every owner does. */
export async function contactPerson(person: Person, note: string): Promise<void> {
  const said = person.words.desk.matter.form
  await give(person, 'contact', async (form) => {
    await choose(form, said.reachedYes)
    await write(form, said.contactNote, note)
  })
}

export async function answer(
  person: Person,
  text: string,
  more: { isPart?: boolean; photo?: Buffer } = {},
): Promise<void> {
  const said = person.words.desk.matter.form
  await give(person, 'answer', async (form) => {
    await choose(form, said.outcomes.solved)
    await write(form, more.isPart ? said.partAnswerText : said.answerText, text)
    if (!more.photo) return
    await form
      .getByLabel(said.addPhotos)
      .setInputFiles({ name: '之后.jpg', mimeType: 'image/jpeg', buffer: more.photo })
    await form.getByRole('button', { name: person.words.desk.act.remove }).waitFor()
    await form.getByRole('progressbar').waitFor({ state: 'detached' })
  })
}

/** Every limit that ran, as the papers of the matter list them. */
export async function deadlineRecord({ page, words }: Person): Promise<string> {
  const said = words.desk.matter.sections
  await page.getByRole('button', { name: anyOf(said.deadlines) }).click()
  const ran = page.getByRole('list').filter({ hasText: said.running })
  await ran.waitFor()
  return (await ran.textContent()) ?? ''
}
