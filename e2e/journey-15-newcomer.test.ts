import { describe, expect, inject, test } from 'vitest'
import type { Person } from './harness/browser.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { follow } from './harness/ways.ts'
import { exactly } from './harness/words.ts'

/** One press for each; `npm start` opens them all. */
const accounts = 15

/** A page with a thousand lines is looked at where it shows a few of them. */
const narrowed: Record<string, string> = { '/desk/rules': '?q=sign' }

const doors = ['/', '/r', '/my', '/sign-in', '/there/is/no/such/page']

describe('the newcomer types one command', () => {
  test('and is told where it is ready', () => {
    expect(inject('announced')).toContain(`Lianxin is ready at ${inject('address')}`)
  })

  describe.each(walks({ swapped: true }))('and walks through it ($title)', (walk) => {
    const city = openCity(walk)
    const seen = new Set<string>()
    /** At a desk every page of every role is opened; on a phone every page once. */
    const opensAll = walk.staff === 1440

    /** The page under this address is looked at once; every time it says that it is a demonstration. */
    async function lookAround(person: Person): Promise<void> {
      const { page, words } = person
      const { pathname } = new URL(page.url())
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
      await page.getByText(words.shared.demo).waitFor()
      if (seen.has(pathname)) return
      seen.add(pathname)
      if (narrowed[pathname]) await page.goto(pathname + narrowed[pathname])
      await page
        .getByRole('status', { name: words.desk.state.loading })
        .first()
        .waitFor({ state: 'detached' })
      await expectFine(person)
    }

    test('by every door that needs no account', async () => {
      const newcomer = await city.passerBy()
      for (const door of doors) {
        await newcomer.page.goto(door)
        await lookAround(newcomer)
      }
    })

    /** The column of a wide screen, or on a phone the drawer behind the button. */
    async function navigation({ page, words, width }: Person) {
      const column = page.getByRole('navigation', { name: words.desk.nav.main })
      if (width < 600 && !(await column.isVisible()))
        await page.getByRole('button', { name: words.desk.nav.menu }).click()
      await column.waitFor()
      return column.getByRole('link')
    }

    const everyone = Array.from({ length: accounts }, (_, at) => at)
    // The first to enter looks through every page of the desk.
    test.each(everyone)('as number %i on the list', async (at) => {
      const newcomer = await city.atTheDoor()
      const { page, words } = newcomer
      await page.goto('/sign-in')
      const list = page
        .getByRole('region')
        .or(page.locator('section'))
        .filter({
          has: page.getByRole('heading', { name: words.resident.signIn.demoTitle }),
        })
      await list.getByRole('button').first().waitFor()
      expect(await list.getByRole('button').count()).toBe(accounts)
      await follow(newcomer, list.getByRole('button').nth(at))
      expect(new URL(page.url()).pathname).not.toBe('/sign-in')
      await lookAround(newcomer)
      if (!new URL(page.url()).pathname.startsWith('/desk')) return

      const pages = await (await navigation(newcomer)).allInnerTexts()
      expect(pages.length).toBeGreaterThan(0)
      for (const name of pages) {
        const link = (await navigation(newcomer)).filter({ hasText: exactly(name) })
        const way = (await link.getAttribute('href')) ?? ''
        if (!opensAll && seen.has(way)) continue
        await follow(newcomer, link)
        expect(new URL(page.url()).pathname.replace(/\/$/, '')).toBe(way.replace(/\/$/, ''))
        await lookAround(newcomer)
      }
    })
  })
})
