import assert from 'node:assert/strict'
import type { Person } from './browser.ts'
import type { Words } from './words.ts'
import { exactly, fill } from './words.ts'

export interface Report {
  text: string
  /** The code on the wall that was scanned; without one no place is said. */
  place?: { code: string; name: string } | undefined
  detail?: string
  phone?: string
  photo?: Buffer
}

/** The code by which a person follows a matter, and the number by which staff speak of it. */
export interface Receipt {
  code: string
  number: string
}

/** Writes a report as a person does on the first page, up to the button that sends it. */
export async function writeReport({ page, words }: Person, said: Report): Promise<void> {
  const { report } = words.resident
  await page.goto(said.place ? `/p/${said.place.code}` : '/')
  await page.getByRole('textbox', { name: report.what.title }).fill(said.text)
  if (said.place) await page.getByText(said.place.name, { exact: true }).waitFor()
  if (said.detail) await page.getByRole('textbox', { name: report.where.detail }).fill(said.detail)
  if (said.photo) {
    await page
      .getByLabel(report.photos.add)
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: said.photo })
    await page.getByRole('img', { name: fill(report.photos.alt, { number: 1 }) }).waitFor()
    await page.getByText(report.photos.done).waitFor({ state: 'attached' })
  }
  if (said.phone) {
    await page.getByRole('radio', { name: report.who.contact }).check()
    await page.getByRole('textbox', { name: report.who.phone }).fill(said.phone)
  } else await page.getByRole('radio', { name: report.who.anonymous }).check()
}

/** Sends what was written and reads the receipt. */
export async function sendReport(person: Person): Promise<Receipt> {
  const { page, words } = person
  await page.getByRole('button', { name: exactly(words.resident.report.send) }).click()
  return readReceipt(person)
}

/** What the receipt says to whoever has just sent a report. */
export async function readReceipt({ page, words }: Person): Promise<Receipt> {
  const { sent } = words.resident.report
  await page.getByRole('heading', { name: sent.title }).waitFor()
  const section = page.getByRole('heading', { name: sent.codeLabel }).locator('xpath=..')
  const code = /(?:[2-9A-HJKMNP-Z] ?){10}/.exec((await section.textContent()) ?? '')?.[0].replaceAll(' ', '')
  assert(code, 'the receipt shows no code')
  const terms = await page.getByRole('term').allInnerTexts()
  const number = await page.getByRole('definition').nth(terms.indexOf(sent.number)).innerText()
  return { code, number: number.trim() }
}

export async function report(person: Person, said: Report): Promise<Receipt> {
  await writeReport(person, said)
  return sendReport(person)
}

/** Finds a matter again by its code, typed in small letters as people do. */
export async function track({ page, words }: Person, { code, number }: Receipt): Promise<void> {
  const said = words.resident.track
  await page.goto('/r')
  await page.getByRole('textbox', { name: said.code }).fill(code.toLowerCase())
  await page.getByRole('button', { name: exactly(said.find) }).click()
  await page.getByText(fill(said.number, { number })).first().waitFor()
}

export interface Judging {
  solved: boolean
  satisfaction: keyof Words['grades']
  comment?: string
}

/** Fills in the judgement on a page that offers it. */
export async function judge({ page, words }: Person, judging: Judging): Promise<void> {
  const said = words.resident.track.judge
  const form = page.getByRole('form', { name: said.title })
  await form
    .getByRole('group', { name: said.solved })
    .getByRole('radio', { name: judging.solved ? said.yes : said.no, exact: true })
    .check()
  await form.getByRole('radio', { name: words.grades[judging.satisfaction], exact: true }).check()
  if (judging.comment) await form.getByRole('textbox', { name: said.comment }).fill(judging.comment)
  await form.getByRole('button', { name: said.send }).click()
  await page.getByText(judging.solved ? said.thanks : said.thanksRework).waitFor()
}
