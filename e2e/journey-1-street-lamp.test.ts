import { describe, expect, inject, test } from 'vitest'
import { choose, give, openFromInbox, write } from './harness/desk.ts'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'
import { judgingLinkTo } from './harness/messages.ts'
import { judge, report, track } from './harness/resident.ts'

const city = openCity()
const lamp = '一号楼门口的路灯坏了，晚上老人出门看不见路'
const phone = '13900007001'
let code: string

describe('the street lamp', () => {
  test('an old resident scans the code on the building, says that the lamp is out, adds a photo, and gets a code', async () => {
    const { page } = await city.passerBy({ width: 390 })
    const before = await city.photo('路灯不亮')
    ;({ code } = await report(page, {
      text: lamp,
      placeCode: 'QH0011',
      placeName: '江畔花园1号楼',
      phone,
      photo: before,
    }))
    await page.getByText('望江社区居民委员会').first().waitFor()
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })

  test('the grid was found from the place: its worker sees the matter, takes it on, and settles it with a photo', async () => {
    const { page } = await city.as('grid', { width: 390 })
    await openFromInbox(page, lamp)
    await page
      .getByText(/江畔花园1号楼/)
      .first()
      .waitFor()
    await page.getByRole('img').first().waitFor()
    await expectNoSidewaysScroll(page)
    await give(page, '我来办')
    await give(page, '联系群众', async (form) => {
      await choose(form, '联系上了')
      await write(form, '沟通情况', '已到门口看过，下午换灯泡')
    })
    const after = await city.photo('已经亮了')
    await give(page, '办结答复', async (form) => {
      await choose(form, '已解决')
      await write(form, '给群众的答复', '灯泡已更换，今晚起正常照明。')
      await form
        .getByLabel('添加照片')
        .setInputFiles({ name: '之后.jpg', mimeType: 'image/jpeg', buffer: after })
      await form.getByRole('button', { name: '删除' }).waitFor()
      await form.getByRole('progressbar').waitFor({ state: 'detached' })
    })
    await page.getByText('已答复待评价').first().waitFor()
  })

  test('who did the work is not offered to judge it', async () => {
    const { page } = await city.as('grid', { width: 390 })
    await page.goto('/desk?view=all')
    await page.getByRole('link', { name: lamp }).first().click()
    await page.getByRole('heading', { name: lamp, level: 1 }).waitFor()
    expect(await page.getByRole('button', { name: /^评 ?价$/ }).count()).toBe(0)
  })

  test('the resident is asked by a message, sees both photos, says "solved", and it is done', async () => {
    const { page } = await city.passerBy({ width: 390 })
    await page.goto(await judgingLinkTo(inject('address'), phone))
    await page.getByText('灯泡已更换，今晚起正常照明。').first().waitFor()
    expect(await page.getByRole('button', { name: /看大图/ }).count()).toBe(2)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
    await judge(page, { solved: true, satisfaction: '满意' })
    await track(page, code)
    await page.getByText('已办结').first().waitFor()
    await page.getByText('您说：已解决').waitFor()
  })
})
