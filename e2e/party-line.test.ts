import { describe, expect, test } from 'vitest'
import { type City, expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'

/** From the district's whole down to one branch, its members and one of them; and what its numbers stand on. */
function throughTheLine(city: City) {
  test('the organisation department goes from the whole to what wants help', async () => {
    const organiser = await city.as('organiser')
    const { page } = organiser
    await page.goto('/desk/party')
    await page.getByRole('heading', { name: '党组织', level: 1 }).waitFor()
    await page.getByRole('link', { name: '中共滨河街道工作委员会' }).click()
    await page.getByRole('heading', { name: '中共滨河街道工作委员会', level: 2 }).waitFor()
    await expectAccessible(organiser)
    await page.getByRole('link', { name: '需要帮助的支部' }).click()
    await page.getByRole('heading', { name: '需要帮助的支部', level: 1 }).waitFor()
    const area = page.getByRole('region', { name: '需要帮助的支部分布图' }).getByRole('button').first()
    await area.press('Enter')
    await page.waitForURL(/area=/)
    await expectAccessible(organiser)
    await expectNoSidewaysScroll(organiser)
  })

  test('a secretary sees whether the branch is sound and why, and opens the roll on purpose', async () => {
    const secretary = await city.as('secretary')
    const { page } = secretary
    await page.goto('/desk/party')
    const sound = page.getByRole('region', { name: '标准化规范化' })
    await sound
      .getByText(/^[\d.]+ 分/)
      .first()
      .waitFor()
    await sound.getByRole('button', { name: '背后的事：到会率' }).click()
    await sound.getByText('依据：').first().waitFor()
    await expectAccessible(secretary)
    const roll = page.getByRole('region', { name: '党员名册' })
    expect(await roll.getByRole('table').count()).toBe(0)
    await roll.getByRole('button', { name: '查看名册' }).click()
    await roll.getByRole('table').getByRole('link').first().click()
    await page.getByText('这次查看已留下记录。').waitFor()
    await expectAccessible(secretary)
    await expectNoSidewaysScroll(secretary)
  })

  test('gaps of coverage are shown by street, and a department sees nothing of the party line', async () => {
    const organiser = await city.as('organiser')
    await organiser.page.goto('/desk/coverage')
    await organiser.page.getByRole('button', { name: '滨河街道' }).click()
    await organiser.page.getByText('只看 滨河街道', { exact: false }).waitFor()
    await expectAccessible(organiser)
    await expectNoSidewaysScroll(organiser)
    const officer = await city.as('department')
    await officer.page.goto('/desk/party')
    await officer.page.getByRole('heading', { name: officer.words.desk.state.forbidden }).waitFor()
    expect(await officer.page.getByRole('button', { name: '查看名册' }).count()).toBe(0)
  })
}

describe('the party line at a desk', () => {
  throughTheLine(openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' }))
})

describe('the party line on a phone', () => {
  throughTheLine(openCity({ language: 'zh', resident: 390, staff: 390, light: 'dark' }))
})
