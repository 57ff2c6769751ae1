import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/browser.mjs'

export const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type DemonstrationAccount =
  | 'resident'
  | 'grid'
  | 'community'
  | 'street'
  | 'department'
  | 'housing'
  | 'water'
  | 'market'
  | 'centre'
  | 'admin'

/** A phone's or a desk's window, in CSS pixels. */
export type Width = 390 | 1440

export interface Person {
  page: Page
  context: BrowserContext
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found: install it or name it in $CHROMIUM')
  return chromium.launch({ executablePath, args: flags })
}

/** A fresh browser of one person: nothing remembered, Chinese, in Shanghai's time. */
export async function newPerson(browser: Browser, address: string, width: Width): Promise<Person> {
  const phone = width < 600
  const context = await browser.newContext({
    baseURL: address,
    viewport: phone ? { width, height: 844 } : { width, height: 900 },
    isMobile: phone,
    hasTouch: phone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(15_000)
  return { context, page: await context.newPage() }
}

/** Signs a person in to one of the demonstration's accounts. */
export async function signIn(person: Person, account: DemonstrationAccount): Promise<void> {
  const answer = await person.context.request.post('/api/auth/demo', { data: { account } })
  if (!answer.ok()) throw new Error(`${account} could not sign in: ${answer.status()} ${await answer.text()}`)
}
