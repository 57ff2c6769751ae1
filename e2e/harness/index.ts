import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import {
  type DemonstrationAccount,
  launchBrowser,
  newPerson,
  type Person,
  signIn,
  type View,
  type Width,
} from './browser.ts'
import { takePhoto } from './pictures.ts'
import type { Language } from './words.ts'

/** One walk through a journey: how wide the windows of residents and of staff are, in which language, in which light. */
export interface Walk {
  language: Language
  resident: Width
  staff: Width
  light: 'light' | 'dark'
}

/** Whether this run takes the pictures of the documents: `npm run screenshots`. */
const takesPictures = process.env.LIANXIN_SCREENSHOTS === 'on'

/**
 * Two walks that show each side both widths and both languages; with `swapped`, the pairs that are left. A run that takes
 * pictures walks as they show it: by day, residents on a phone, staff at a desk or where `onPhones` on one too.
 */
export function walks({
  swapped,
  onPhones,
}: {
  swapped: boolean
  onPhones?: boolean
}): (Walk & { title: string })[] {
  const staff = onPhones ? 390 : 1440
  const pairs: Walk[] = takesPictures
    ? [
        { language: 'zh', resident: 390, staff, light: 'light' },
        { language: 'en', resident: 390, staff, light: 'light' },
      ]
    : swapped
      ? [
          { language: 'zh', resident: 1440, staff: 390, light: 'light' },
          { language: 'en', resident: 390, staff: 1440, light: 'dark' },
        ]
      : [
          { language: 'zh', resident: 390, staff: 1440, light: 'light' },
          { language: 'en', resident: 1440, staff: 390, light: 'dark' },
        ]
  return pairs.map((walk) => ({
    ...walk,
    title: `${walk.language}, residents at ${walk.resident}, staff at ${walk.staff}, ${walk.light}`,
  }))
}

export interface City {
  /** Somebody without an account, in a browser of their own. */
  passerBy(): Promise<Person>
  /** Somebody of the staff who has not signed in yet. */
  atTheDoor(): Promise<Person>
  /** Somebody who holds one of the demonstration's accounts, signed in, in a browser of their own; as the walk looks, or as `view` says. */
  as(account: DemonstrationAccount, view?: Partial<View>): Promise<Person>
  /** Takes a picture for the documents of what this person sees, or of a part of it; nothing in an ordinary run. */
  picture(person: Person, name: string, part?: Locator): Promise<void>
  /** A photo with a few words on it. */
  photo(words: string): Promise<Buffer>
}

const pictures = resolve(import.meta.dirname, '../../test-results')
const images = resolve(import.meta.dirname, '../../docs/images')

/**
 * The people of one walk through a journey, step by step: after a step that failed the others are skipped. Each person
 * keeps one browser for the whole walk; what its pages looked like is kept where a step failed; and a page on which a
 * script broke fails the step even where nobody looked there.
 */
export function openCity(walk: Walk): City {
  let browser: Browser
  let hasFailed = false
  const present = new Map<string, { person: Person; broken: string[] }>()

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
  })
  beforeEach((context) => {
    context.skip(hasFailed, 'the step before it failed')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      hasFailed = true
      for (const [name, { person }] of present) await keepPictures(`${task.name} ${name}`, person)
    }
    const broken = [...present].flatMap(([name, { broken: messages }]) =>
      messages.splice(0).map((message) => `${name}: ${message}`),
    )
    expect(broken, 'scripts that broke on a page').toEqual([])
  })

  async function enter(name: string, view: View): Promise<{ person: Person; isNew: boolean }> {
    const known = present.get(name)
    if (known) return { person: known.person, isNew: false }
    const person = await newPerson(browser, inject('address'), view)
    const broken: string[] = []
    person.context.on('weberror', (error) => broken.push(error.error().message))
    present.set(name, { person, broken })
    return { person, isNew: true }
  }

  const { language, light } = walk
  return {
    async passerBy() {
      return (await enter('passer-by', { language, light, width: walk.resident })).person
    },
    async atTheDoor() {
      return (await enter('at the door', { language, light, width: walk.staff })).person
    },
    async as(account, view = {}) {
      const width = account === 'resident' ? walk.resident : walk.staff
      const { person, isNew } = await enter(account, { language, light, width, ...view })
      if (isNew) await signIn(person, account)
      return person
    },
    async picture({ page, language: folder }, name, part) {
      if (!takesPictures) return
      await page.locator('.ant-message-notice').first().waitFor({ state: 'hidden' })
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(500)
      mkdirSync(resolve(images, folder), { recursive: true })
      const path = resolve(images, folder, `${name}.png`)
      await (part ? part.screenshot({ path }) : page.screenshot({ path }))
    },
    photo: (words) => takePhoto(browser, words),
  }
}

async function keepPictures(words: string, person: Person): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const name = words.replace(/[^\p{Letter}\p{Number}]+/gu, '-').slice(0, 120)
  for (const [index, page] of person.context.pages().entries())
    await page.screenshot({ path: resolve(pictures, `${name}-${index}.png`), fullPage: true }).catch(() => {})
}

/** What is true of every page that somebody passes: it says that it is a demonstration, fits, and keeps nobody out. */
export async function expectFine(person: Person): Promise<void> {
  await person.page.getByText(person.words.shared.demo).waitFor()
  await expectNoSidewaysScroll(person)
  await expectAccessible(person)
}

/** Nothing on the page keeps out people who use a screen reader, a keyboard or strong contrast (WCAG 2.1 A and AA). */
export async function expectAccessible({ page }: Person): Promise<void> {
  // The pages have no frames: one run in the page itself sees everything, and only what is wrong has to travel.
  expect(page.frames()).toHaveLength(1)
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      resultTypes: ['violations'],
    })
    // Of a list of hundreds the first few speak for the others: looking through all of them takes minutes.
    .exclude('tbody > tr:nth-child(n + 7)')
    .exclude('li:nth-child(n + 7)')
    .analyze()
  const faults = violations.map(
    (fault) =>
      `${fault.id}: ${fault.help} — ${fault.nodes
        .map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.html})`)
        .slice(0, 3)
        .join(' · ')}`,
  )
  expect(faults, `on ${new URL(page.url()).pathname}`).toEqual([])
}

/** The page fits its window, and the column beside a matter fits its own: nothing scrolls sideways. */
export async function expectNoSidewaysScroll({ page }: Person): Promise<void> {
  const excess = await page.evaluate(() =>
    Math.max(
      ...[document.documentElement, ...document.querySelectorAll('.desk-matter-side')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    ),
  )
  expect(excess, `pixels that stick out on the right of ${page.url()}`).toBeLessThanOrEqual(0)
}
