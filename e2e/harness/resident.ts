import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'

export interface Report {
  text: string
  /** The code on the wall that was scanned; without one no place is said. */
  placeCode?: string
  /** What is shown once the place is known. */
  placeName?: string
  detail?: string
  phone?: string
  photo?: Buffer
}

/** Reports as a person does on the first page, and reads the code from the receipt. */
export async function report(page: Page, said: Report): Promise<{ code: string }> {
  await page.goto(said.placeCode ? `/p/${said.placeCode}` : '/')
  await page.getByRole('textbox', { name: '发生了什么' }).fill(said.text)
  if (said.placeName) await page.getByText(said.placeName, { exact: true }).waitFor()
  if (said.detail) await page.getByRole('textbox', { name: '具体位置' }).fill(said.detail)
  if (said.photo) {
    await page
      .getByLabel('添加照片')
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: said.photo })
    await page.getByRole('img', { name: '第 1 张照片' }).waitFor()
    await page.getByText('照片已上传').waitFor({ state: 'attached' })
  }
  if (said.phone) {
    await page.getByRole('radio', { name: '留下电话' }).check()
    await page.getByLabel('手机或座机').fill(said.phone)
  } else await page.getByRole('radio', { name: '匿名' }).check()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByRole('heading', { name: '收到了' }).waitFor()
  const section = page.getByRole('heading', { name: '您的查询编号' }).locator('xpath=..')
  const code = /(?:[2-9A-HJKMNP-Z] ?){10}/.exec((await section.textContent()) ?? '')?.[0].replaceAll(' ', '')
  assert(code, 'the receipt shows no code')
  return { code }
}

/** Finds a matter again by its code, typed in small letters as people do. */
export async function track(page: Page, code: string): Promise<void> {
  await page.goto('/r')
  await page.getByRole('textbox', { name: '查询编号' }).fill(code.toLowerCase())
  await page.getByRole('button', { name: '查询', exact: true }).click()
  await page.getByText('受理号').first().waitFor()
}

export interface Judging {
  solved: boolean
  satisfaction: string
  comment?: string
}

/** Fills in the judgement on a page that offers it. */
export async function judge(page: Page, judging: Judging): Promise<void> {
  const form = page.getByRole('form', { name: '办完了，请您评价' })
  await form.getByRole('radio', { name: judging.solved ? '解决了' : '没解决', exact: true }).check()
  await form.getByRole('radio', { name: judging.satisfaction, exact: true }).check()
  if (judging.comment) await form.getByRole('textbox', { name: '想说的话' }).fill(judging.comment)
  await form.getByRole('button', { name: '提交评价' }).click()
  await page.getByText(/您的评价已记下/).waitFor()
}
