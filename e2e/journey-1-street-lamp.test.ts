import { describe, expect, inject, test } from 'vitest'
import { offices, places } from './city.ts'
import { patience } from './harness/browser.ts'
import { answer, contactPerson, give, offered, openMatter, stands } from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { judgingLinkTo } from './harness/messages.ts'
import { judge, type Receipt, sendReport, track, writeReport } from './harness/resident.ts'
import { anyOf } from './harness/words.ts'

const lamps = {
  zh: { title: '一号楼门口的路灯坏了，晚上老人出门看不见路', place: places.riverside1, phone: '13900007001' },
  en: { title: '二号楼旁边的路灯不亮，夜里走路看不清台阶', place: places.riverside2, phone: '13900007011' },
}
const done = '灯泡已更换，今晚起正常照明。'

describe.each(walks({ swapped: false, onPhones: true }))('the street lamp ($title)', (walk) => {
  const city = openCity(walk)
  const lamp = lamps[walk.language]
  let receipt: Receipt

  test('an old resident scans the code on the building, says that the lamp is out, adds a photo, and gets a code', async () => {
    const resident = await city.passerBy()
    const photo = await city.photo('路灯不亮')
    await writeReport(resident, { text: lamp.title, place: lamp.place, phone: lamp.phone, photo })
    await expectFine(resident)
    await resident.page.evaluate(() => scrollTo(0, 0))
    await city.picture(resident, 'report')
    receipt = await sendReport(resident)
    await resident.page.getByText(offices.community).first().waitFor()
    await expectFine(resident)
  })

  test('the grid was found from the place: its worker sees the matter, takes it on, and settles it with a photo', async () => {
    const worker = await city.as('grid')
    await openMatter(worker, { title: lamp.title, number: receipt.number })
    await worker.page.getByText(new RegExp(lamp.place.name)).first().waitFor()
    await worker.page.getByRole('img').first().waitFor()
    await expectFine(worker)
    await city.picture(worker, 'grid-worker')
    await give(worker, 'take')
    await contactPerson(worker, '已到门口看过，下午换灯泡')
    await answer(worker, done, { photo: await city.photo('已经亮了') })
    await stands(worker, 'answered')
  })

  test('who did the work is not offered to judge it', async () => {
    const worker = await city.as('grid')
    await worker.page.goto('/desk?view=all')
    await worker.page.getByRole('main').getByRole('link', { name: lamp.title }).first().waitFor()
    await expectFine(worker)
    await openMatter(worker, { title: lamp.title, number: receipt.number })
    expect(await offered(worker)).not.toContain('judge')
  })

  test('the resident is asked by a message, sees both photos, says "solved", and it is done', async () => {
    const resident = await city.passerBy()
    const { page, words } = resident
    const said = words.resident.track
    await page.goto(await judgingLinkTo(inject('address'), lamp.phone))
    await page.getByText(done).first().waitFor()
    const photos = page.getByRole('button', { name: anyOf(said.photos.open) })
    await expect.poll(() => photos.count(), { timeout: patience }).toBe(2)
    await expectFine(resident)
    await city.picture(resident, 'judge')
    await judge(resident, { solved: true, satisfaction: 'satisfied' })
    await track(resident, receipt)
    await stands(resident, 'closed')
    await page.getByText(said.five.solved).waitFor()
    await expectFine(resident)
  })
})
