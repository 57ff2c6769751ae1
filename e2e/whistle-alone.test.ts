import { describe, expect, test } from 'vitest'
import { zh as wallZh } from '../web/src/screen/zh.ts'
import { offices, places } from './city.ts'
import { choose, write } from './harness/desk.ts'
import { expectAccessible, expectFine, expectNoSidewaysScroll, openCity, type Walk } from './harness/index.ts'
import { callOf, doOn, openWhistle } from './harness/whistles.ts'
import { exactly } from './harness/words.ts'

const walk: Walk = { language: 'zh', resident: 390, staff: 1440, light: 'light' }
const phone = { width: 390 } as const
/** Told from what an earlier run on the same server left. */
const title = `河堤步道塌陷${Date.now().toString(36)}`

/** The street raises something of its own; one office says that it is not for it, another stands at the place. */
describe('a whistle that stands alone', () => {
  const city = openCity(walk)
  let spot: { latitude: number; longitude: number }

  test('the street whistles about what nobody reported: what, where, and who shall come', async () => {
    const street = await city.as('street')
    const { page, words } = street
    const said = words.desk.whistles
    await page.goto('/desk/whistles')
    await page
      .getByRole('main')
      .getByRole('link', { name: exactly(said.blow) })
      .or(page.getByRole('main').getByRole('button', { name: exactly(said.blow) }))
      .first()
      .click()
    const form = page.getByRole('main').locator('form')
    await form.getByRole('radio', { name: /重点工作/ }).check()
    await form.getByRole('textbox', { name: said.ownTitle }).fill(title)
    await form.getByRole('textbox', { name: said.ownText }).fill('汛后步道下沉约三十厘米，已拉警戒线')
    await form.getByText(words.desk.matter.intake.byCode, { exact: true }).click()
    await form.getByRole('textbox', { name: words.desk.matter.intake.byCode }).fill(places.river1.code)
    await form.getByText(new RegExp(places.river1.name)).first().waitFor()
    const box = form.getByRole('combobox', { name: said.whom })
    for (const office of [offices.housing, offices.water]) {
      await box.fill(office)
      await page.getByTitle(office, { exact: true }).first().click()
    }
    await box.press('Escape')
    await form.getByRole('textbox', { name: exactly(said.need) }).fill('到现场查明原因，提出抢修办法')
    await expectFine(street)
    await form.getByRole('button', { name: exactly(said.blow) }).click()
    await page.getByRole('heading', { name: said.calls }).waitFor()
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await expectFine(street)
    const id = page.url().split('/').at(-1)!
    const { place } = (await (await street.context.request.get(`/api/whistles/${id}`)).json()) as {
      place: { lat: number; lng: number }
    }
    spot = { latitude: place.lat, longitude: place.lng }
  })

  test('the wall has it, with who has not answered', async () => {
    const centre = await city.as('centre')
    const { page } = centre
    await page.goto('/screen?choose')
    await page.getByRole('link', { name: new RegExp(wallZh.whistles.title) }).click()
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
    await row.getByText(offices.housing).waitFor()
    await row.getByText(offices.water).waitFor()
    await page.setViewportSize({ width: 1920, height: 1080 })
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080)
    await expectAccessible(centre)
    await expectNoSidewaysScroll(centre)
  })

  test('an office objects once; its clock runs on, and the district decides that it has to come', async () => {
    const officer = await city.as('housing')
    const said = officer.words.desk.whistles
    await openWhistle(officer, title, 'called')
    await doOn(officer, offices.housing, 'object', async (form) => {
      await form.getByRole('radio').first().check()
      await write(form, said.reason, '步道归水务部门管养')
    })
    const own = callOf(officer, offices.housing)
    await own.getByText(said.outcome.open).waitFor()
    expect(await own.getByRole('button', { name: exactly(said.do.object) }).count()).toBe(0)
    await expectFine(officer)
    // The wall stays as it hangs: the district decides in another window.
    const centre = await city.as('centre')
    const arbiter = { ...centre, page: await centre.context.newPage() }
    await arbiter.page.goto('/desk/whistles?tab=contested')
    await arbiter.page.getByRole('main').getByRole('link', { name: title }).first().click()
    await arbiter.page.getByRole('heading', { name: title, level: 1 }).waitFor()
    await doOn(arbiter, offices.housing, 'decide_objection', async (form) => {
      await choose(form, said.refuse)
      await write(form, said.reason, '步道在小区红线内，请住建先到场')
    })
    await callOf(arbiter, offices.housing).getByText(said.outcome.refused).waitFor()
    await expectFine(arbiter)
    await own.getByText(said.designated).waitFor()
  })

  test('who is far away cannot sign in by position; who stands there can, and the wall shows it by itself', async () => {
    const officer = await city.as('water', phone)
    const said = officer.words.desk.whistles
    await officer.context.grantPermissions(['geolocation'])
    await officer.context.setGeolocation({ latitude: spot.latitude + 0.05, longitude: spot.longitude })
    await openWhistle(officer, title, 'called')
    const own = callOf(officer, offices.water)
    const name = exactly(said.do.arrive_here)
    await own.getByRole('button', { name, expanded: false }).click()
    await own.locator('form').getByRole('button', { name }).click()
    await own.getByText(/离现场还有约/).waitFor()
    await officer.context.setGeolocation(spot)
    await own.locator('form').getByRole('button', { name }).click()
    await own.locator('form').waitFor({ state: 'detached' })
    await own.getByText(said.ways.position).waitFor()
    await own.getByText(said.atPlace).waitFor()
    await own.getByText(said.inTime).waitFor()
    await expectFine(officer)
    const { page } = await city.as('centre')
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
    await row.getByText('1/2').waitFor()
  })

  test('the street lets go who is done, calls off who is not needed, and the whistle is over', async () => {
    const street = await city.as('street')
    const said = street.words.desk.whistles
    await doOn(street, offices.housing, 'call_off', (form) => write(form, said.reason, '水务已经接手抢修'))
    await doOn(street, offices.water, 'call_off', (form) => write(form, said.reason, '转为专项工程'))
    await expect
      .poll(() => street.page.getByRole('button', { name: exactly(said.do.call_off) }).count())
      .toBe(0)
    await expectFine(street)
  })
})
