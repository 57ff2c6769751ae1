import { describe, expect, test } from 'vitest'
import { stateWords } from '../server/src/matters/words.ts'
import { en as sheetEn, zh as sheetZh } from '../web/src/foundation/visual-language/words.ts'
import type { Person } from './harness/browser.ts'
import { expectFine, expectNoSidewaysScroll, openCity, walks } from './harness/index.ts'

const lights = ['light', 'dark'] as const

describe.each(walks({ swapped: true }))('the visual language ($title)', (walk) => {
  const city = openCity(walk)
  const sheet = { zh: sheetZh, en: sheetEn }[walk.language]

  async function expectWhole(person: Person, picture: string): Promise<void> {
    const { page, words } = person
    await page.getByRole('heading', { name: sheet.title, level: 1 }).waitFor()
    for (const light of lights) {
      const drawn = page.getByRole('region', { name: sheet.lights[light] })
      // Each state is drawn twice: on its ground, and plain.
      for (const state of Object.keys(stateWords) as (keyof typeof stateWords)[])
        expect(await drawn.locator('.lx-mark', { hasText: words.states[state] }).count()).toBeGreaterThan(1)
      await city.picture(person, `${picture}-${light}`, drawn)
    }
    // Two pages as large as these: each is looked through at one of the two widths, and fits both.
    if (person.width === 390) await expectFine(person)
    else await expectNoSidewaysScroll(person)
  }

  test('of the desk is drawn by its own pieces in both lights, and keeps nobody out', async () => {
    const operator = await city.as('admin')
    await operator.page.goto('/desk/health')
    await operator.page.getByRole('link', { name: sheet.title }).click()
    await expectWhole(operator, 'visual-language-desk')
  })

  test('of the resident’s pages likewise', async () => {
    const resident = await city.passerBy()
    await resident.page.goto('/visual-language')
    await expectWhole(resident, 'visual-language-resident')
  })
})
