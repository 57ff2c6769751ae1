import { chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '../../scripts/browser.mjs'
import { flags, type Person, patience } from './browser.ts'
import { words } from './words.ts'

/** A person with their own phone in hand. */
export type Phone = Person

/**
 * A phone whose browser remembers in `folder` what it kept: closed and opened again with the same folder it is the same
 * phone. Its position is a spot of the demonstration's first grid.
 */
export async function openPhone(address: string, folder: string): Promise<Phone> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found: install it or name it in $CHROMIUM')
  const context = await chromium.launchPersistentContext(folder, {
    executablePath,
    args: flags,
    baseURL: address,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    geolocation: { latitude: 34.5125, longitude: 113.9601, accuracy: 12 },
    permissions: ['geolocation'],
  })
  context.setDefaultTimeout(patience)
  const page = context.pages()[0] ?? (await context.newPage())
  return { context, page, width: 390, language: 'zh', words: words.zh }
}

/** Waits until the pages are on the phone and it holds what it needs to go underground. */
export async function readyToGoUnderground(page: Page): Promise<void> {
  await page.getByRole('heading', { name: '今天巡查' }).waitFor()
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    while (!navigator.serviceWorker.controller) await new Promise((wake) => setTimeout(wake, 50))
  })
}

/** When something was pressed: after the one time and before the other, in milliseconds. */
export interface Moment {
  from: number
  to: number
}

export async function momentOf(press: () => Promise<void>): Promise<Moment> {
  const from = Date.now()
  await press()
  return { from, to: Date.now() }
}

export function expectWithin(time: string, { from, to }: Moment): void {
  expect(Date.parse(time)).toBeGreaterThanOrEqual(from)
  expect(Date.parse(time)).toBeLessThanOrEqual(to)
}

export interface Finding {
  point: string
  text: string
  photos: Buffer[]
  settled?: { text: string; photos: Buffer[] }
  carryUp?: boolean
}

const files = (photos: Buffer[]) =>
  photos.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer }))

/** Goes to a point of today's patrol and reports what is wrong there. @returns when it was pressed */
export async function find(page: Page, finding: Finding): Promise<Moment> {
  await page.getByRole('link', { name: '今天', exact: true }).click()
  await page.getByRole('link', { name: finding.point }).first().click()
  await page.getByRole('heading', { name: finding.point }).waitFor()
  await page.getByRole('button', { name: '发现问题' }).click()
  await page.getByLabel('发现了什么').fill(finding.text)
  await page.getByLabel('相册').first().setInputFiles(files(finding.photos))
  await page.getByRole('img', { name: `第 ${finding.photos.length} 张照片` }).waitFor()
  if (finding.carryUp) await page.getByRole('radio', { name: /上交/ }).check()
  if (finding.settled) {
    await page.getByRole('radio', { name: /当场办结/ }).check()
    await page.getByLabel('怎么办结的').fill(finding.settled.text)
    const after = page.getByRole('group', { name: '处理后的照片' })
    await after.getByLabel('相册').setInputFiles(files(finding.settled.photos))
    await after.getByRole('img', { name: `第 ${finding.settled.photos.length} 张照片` }).waitFor()
  }
  return momentOf(async () => {
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('heading', { name: '记下了' }).waitFor()
  })
}
