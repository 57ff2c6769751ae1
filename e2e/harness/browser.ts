import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/browser.mjs'
import { type Language, type Words, words } from './words.ts'

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

/** How long anything on a page is waited for, in milliseconds: long enough for a machine that does much else. */
export const patience = 60_000

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
  | 'secretary'
  | 'member'
  | 'organiser'
  | 'inspector'
  | 'auditor'
  | 'admin'

/** A phone's or a desk's window, in CSS pixels. */
export type Width = 390 | 1440

/** How somebody looks at the pages. */
export interface View {
  width: Width
  language: Language
  light?: 'light' | 'dark'
}

export interface Person extends View {
  page: Page
  context: BrowserContext
  /** What the pages say, in this person's language. */
  words: Words
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium was not found: install it or name it in $CHROMIUM')
  return chromium.launch({ executablePath, args: flags })
}

/** A fresh browser of one person in Shanghai's time: nothing remembered, the language that the device asks for. */
export async function newPerson(browser: Browser, address: string, view: View): Promise<Person> {
  const { width, language, light = 'light' } = view
  const phone = width < 600
  const context = await browser.newContext({
    baseURL: address,
    viewport: phone ? { width, height: 844 } : { width, height: 900 },
    isMobile: phone,
    hasTouch: phone,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: light,
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Shanghai',
  })
  context.setDefaultTimeout(patience)
  return { ...view, context, page: await context.newPage(), words: words[language] }
}

/** Signs a person in to one of the demonstration's accounts. */
export async function signIn(person: Person, account: DemonstrationAccount): Promise<void> {
  const answer = await person.context.request.post('/api/auth/demo', { data: { account } })
  if (!answer.ok()) throw new Error(`${account} could not sign in: ${answer.status()} ${await answer.text()}`)
}
