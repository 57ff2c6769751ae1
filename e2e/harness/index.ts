import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest'
import {
  type DemonstrationAccount,
  launchBrowser,
  newPerson,
  type Person,
  signIn,
  type Width,
} from './browser.ts'
import { takePhoto } from './pictures.ts'

export interface City {
  /** Somebody without an account, in a browser of their own. */
  passerBy(options: { width: Width }): Promise<Person>
  /** Somebody who holds one of the demonstration's accounts, signed in, in a browser of their own. */
  as(account: DemonstrationAccount, options: { width: Width }): Promise<Person>
  /** A photo with a few words on it. */
  photo(words: string): Promise<Buffer>
}

const pictures = resolve(import.meta.dirname, '../../test-results')

/**
 * The people of one test file, which walks one journey step by step: after a step that failed the others are skipped.
 * Browsers close after each step; what their pages looked like is kept where it failed; and a page on which a script
 * broke fails the step even where nobody looked there.
 */
export function openCity(): City {
  let browser: Browser
  let hasFailed = false
  let present: { name: string; person: Person; broken: string[] }[] = []

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
      for (const { name, person } of present) await keepPictures(`${task.name} ${name}`, person)
    }
    const broken = present.flatMap(({ name, broken }) => broken.map((message) => `${name}: ${message}`))
    for (const { person } of present) await person.context.close()
    present = []
    expect(broken, 'scripts that broke on a page').toEqual([])
  })

  async function enter(name: string, width: Width): Promise<Person> {
    const person = await newPerson(browser, inject('address'), width)
    const broken: string[] = []
    person.context.on('weberror', (error) => broken.push(error.error().message))
    present.push({ name, person, broken })
    return person
  }

  return {
    passerBy: ({ width }) => enter('passer-by', width),
    async as(account, { width }) {
      const person = await enter(account, width)
      await signIn(person, account)
      return person
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

/** Nothing on the page keeps out people who use a screen reader, a keyboard or strong contrast (WCAG 2.1 A and AA). */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
    .analyze()
  const faults = violations.map(
    (fault) =>
      `${fault.id}: ${fault.help} — ${fault.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' · ')}`,
  )
  expect(faults).toEqual([])
}

/** The page fits its window: a phone never scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(excess, 'pixels that stick out on the right').toBeLessThanOrEqual(0)
}
