import { describe, test } from 'vitest'
import { en } from '../web/src/desk/words/en.ts'
import { zh } from '../web/src/desk/words/zh.ts'
import { expectFine, openCity, walks } from './harness/index.ts'

describe.each(walks({ swapped: false }))('patrols at the desk ($title)', (walk) => {
  const city = openCity(walk)
  const words = { zh, en }[walk.language].patrols

  test('a community sets points on the map, says what to look at, and changes the plan from tomorrow', async () => {
    const community = await city.as('community')
    const { page } = community
    const name = `夜间巡查 ${walk.language}${Date.now().toString(36)}`
    await page.goto('/desk/patrols?plan=new')
    await page.getByLabel(words.name).fill(name)
    // Of the whole community: somebody is named who walks it.
    await page.locator('#plan-worker').click()
    await page.locator('.ant-select-item-option').nth(1).click()
    await page.locator('.desk-grid-map[data-drawn] canvas').click()
    await page.getByLabel(words.pointName.replace('{{n}}', '1')).fill('北门')
    await expectFine(community)
    await page.getByRole('button', { name: words.save }).click()
    await page.getByRole('link', { name }).click()
    await page.getByText(words.versions).waitFor()
    await page.getByLabel(words.name).fill(`${name}二`)
    await page.getByRole('button', { name: words.saveChange }).click()
    await page.getByRole('link', { name: `${name}二` }).waitFor()
    await expectFine(community)
  })

  test('the street sees by place what lags, and what stands behind a number', async () => {
    const street = await city.as('street')
    const { page } = street
    await page.goto('/desk/patrols?tab=behind')
    const point = page.locator('.desk-coverage-table tbody button').first()
    await point.waitFor()
    await expectFine(street)
    await point.click()
    await page.getByRole('dialog').getByText(words.count.missed).first().waitFor()
    await page.getByRole('dialog').getByText(words.result.nothing_wrong).first().waitFor()
  })
})
