import type { Locator } from 'playwright-core'
import type { Person } from './browser.ts'
import { choose } from './desk.ts'
import { exactly } from './words.ts'

type Doing = keyof Person['words']['desk']['whistles']['do']

/** Opens a whistle as whoever is called finds it: among those that call them, or among all that run. */
export async function openWhistle(
  { page, words }: Person,
  title: string,
  tab: 'called' | 'running',
): Promise<void> {
  await page.goto(`/desk/whistles?tab=${tab}`)
  await page.getByRole('main').getByRole('link', { name: title }).first().click()
  await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  await page.getByRole('heading', { name: words.desk.whistles.calls }).waitFor()
}

/** Where one of those called stands. */
export function callOf({ page }: Person, office: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: office, level: 3 }) })
}

/** Does something about a call: its button, the form below it where there is one, and the form is gone. */
export async function doOn(
  person: Person,
  office: string,
  doing: Doing,
  fillIn: (form: Locator) => Promise<void> = async () => {},
): Promise<void> {
  const name = exactly(person.words.desk.whistles.do[doing])
  const card = callOf(person, office)
  await card.getByRole('button', { name, expanded: false }).click()
  const form = card.locator('form')
  await fillIn(form)
  await form.getByRole('button', { name }).click()
  await form.waitFor({ state: 'detached' })
}

/** Names the first of those on duty as who comes. */
export async function answerCall(person: Person, office: string): Promise<void> {
  await doOn(person, office, 'acknowledge', async (form) => {
    await form.getByRole('combobox', { name: person.words.desk.whistles.whoComes }).click()
    await person.page.locator('.ant-select-item-option').first().click()
  })
}

/** The code as the caller's screen shows it now. */
export async function codeShown({ page, words }: Person): Promise<string> {
  const shown = page.getByRole('region', { name: words.desk.whistles.code })
  if (!(await shown.isVisible()))
    await page.getByRole('button', { name: words.desk.whistles.showCode }).click()
  const code = shown.getByRole('status')
  await code.filter({ hasText: /\d{3} \d{3}/ }).waitFor()
  return ((await code.textContent()) ?? '').replace(/\D/g, '')
}

export async function signIn(person: Person, office: string, code: string): Promise<void> {
  await doOn(person, office, 'arrive', (form) =>
    form.getByRole('textbox', { name: person.words.desk.whistles.code }).fill(code),
  )
}

export async function judgeWhoCame(person: Person, office: string): Promise<void> {
  const said = person.words.desk.whistles
  await doOn(person, office, 'judge_called', async (form) => {
    await choose(form.getByRole('radiogroup').filter({ hasText: said.didNot }), said.did)
    await choose(form.getByRole('radiogroup').filter({ hasText: said.unsolved }), said.solved)
  })
}

/** Blows an emergency about the matter on the page; each organisation is told what is needed of it. */
export async function blowFromMatter(
  person: Person,
  calls: { office: string; task: string }[],
): Promise<void> {
  const { page, words } = person
  const said = words.desk.whistles
  await page.getByRole('button', { name: exactly(said.blow) }).click()
  const form = page.getByRole('main').locator('form')
  await form.getByRole('radio', { name: /应急处置|Emergency/ }).check()
  const box = form.getByRole('combobox', { name: said.whom })
  for (const { office } of calls) {
    await box.fill(office)
    await page.getByTitle(office, { exact: true }).first().click()
  }
  await box.press('Escape')
  await form.getByRole('textbox', { name: exactly(said.need) }).fill('到现场，按各自职责处置')
  for (const { office, task } of calls)
    await form.getByRole('textbox', { name: said.needOf.replace('{{name}}', office) }).fill(task)
  await form.getByRole('button', { name: exactly(said.blow) }).click()
  await page.getByRole('heading', { name: said.calls }).waitFor()
}
