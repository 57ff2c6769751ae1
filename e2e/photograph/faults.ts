import { AxeBuilder } from '@axe-core/playwright'
import type { Person } from '../harness/browser.ts'

/** What a machine sees on a page: what sticks out sideways, what axe finds, Chinese words among the English. */
export async function faultsOf(person: Person): Promise<string[]> {
  return [...(await sticksOut(person)), ...(await untranslated(person)), ...(await keepsOut(person))]
}

async function sticksOut({ page }: Person): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room) return []
    const widest = [...document.querySelectorAll('main *')]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
    return [`sideways by ${document.documentElement.scrollWidth - room} px: ${widest.join(', ')}`]
  })
}

/** Headings, buttons and labels are the page's own words; names of places, people and offices stay as they are. */
async function untranslated({ page, language }: Person): Promise<string[]> {
  const own =
    'h1, h2, h3, button, label, th, dt, legend, [role="tab"], .ant-segmented-item-label, nav a, .desk-answer p'
  const texts = await page.locator(own).allInnerTexts()
  const foreign = language === 'en' ? /\p{Script=Han}/u : /\b[a-z]+\.[a-z]+\.[a-z]+/i
  const found = texts
    .map((text) => text.trim())
    .filter((text) => text.length > 2 && text.length < 60 && foreign.test(text))
  return found.length > 0
    ? [`words: ${[...new Set(found)].slice(0, 12).join(' | ').replaceAll('\n', ' ')}`]
    : []
}

async function keepsOut({ page }: Person): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] },
      resultTypes: ['violations'],
    })
    .exclude('tbody > tr:nth-child(n + 7)')
    .exclude('li:nth-child(n + 7)')
    .analyze()
  return violations.map(
    ({ id, nodes }) =>
      `axe ${id}: ${nodes
        .slice(0, 2)
        .map(({ target, html }) => `${target} ${html.slice(0, 120)}`)
        .join(' · ')}`,
  )
}
