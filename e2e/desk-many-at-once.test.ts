import { describe, expect, test } from 'vitest'
import { openMatter } from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { report } from './harness/resident.ts'
import { fill } from './harness/words.ts'

const [desk] = walks({ swapped: false })
const alley = '老槐树巷'
const titles = [`${alley}的窨井盖响个不停`, `${alley}的宣传栏玻璃碎了`]
const address = `/desk?view=all&q=${encodeURIComponent(alley)}`

describe('many at once', () => {
  const city = openCity(desk!)

  test('by keyboard alone: chosen, foreseen, done though the connection breaks, and never twice', async () => {
    const resident = await city.passerBy()
    for (const text of titles) await report(resident, { text, phone: '13900007031' })
    const centre = await city.as('centre')
    const { page, words } = centre
    const { bulk, select, matter } = words.desk
    await page.goto(address)
    await page.getByRole('link', { name: titles[0]! }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('X')
    await page.getByText(fill(select.count, { n: 2 })).waitFor()
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: matter.form.text }).fill('两件一起看')
    await page.getByRole('button', { name: bulk.preview }).click()
    await page.getByText(fill(bulk.willDo, { n: 2 })).waitFor()
    await expectFine(centre)
    // The server does it, the answer is lost.
    await page.route(
      '**/api/matters/bulk',
      async (route) => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await page.getByRole('button', { name: fill(bulk.go, { n: 2 }) }).click()
    await page.getByRole('button', { name: bulk.resume }).click()
    await page.getByText(fill(bulk.summary, { done: 2, other: 0 })).waitFor()
    await page.getByRole('button', { name: bulk.close }).click()
    await openMatter(centre, { title: titles[0]! })
    expect(await page.getByText('两件一起看').count()).toBe(1)
  })

  test('what was searched for is kept under a name and opened by it', async () => {
    const { page, words } = await city.as('centre')
    const { saved, act } = words.desk
    await page.goto(address)
    await page.getByRole('button', { name: saved.save }).click()
    const form = page.getByRole('dialog', { name: saved.save })
    await form.getByRole('textbox', { name: saved.name }).fill(`${alley}的`)
    await form.getByRole('button', { name: act.save }).click()
    // Whoever leaves at once breaks off what is still being sent.
    await form.waitFor({ state: 'hidden' })
    await page.goto('/desk')
    await page
      .getByRole('navigation', { name: saved.label })
      .getByRole('link', { name: `${alley}的` })
      .click()
    await page.getByRole('link', { name: titles[1]! }).waitFor()
  })
})
