import { describe, expect, test } from 'vitest'
import {
  chooseOrganisation,
  explanation,
  give,
  offered,
  openFromInbox,
  whyNot,
  write,
} from './harness/desk.ts'
import { expectAccessible, openCity } from './harness/index.ts'
import { report, track } from './harness/resident.ts'

const city = openCity()
const cover = '团结路边的污水井盖破了，骑车的人差点摔倒'
let code: string

describe('the wrong desk', () => {
  test('a request without a place comes to the command centre, which dispatches it to the wrong department', async () => {
    const resident = await city.passerBy({ width: 390 })
    ;({ code } = await report(resident.page, { text: cover, phone: '13900007004' }))
    const { page } = await city.as('centre', { width: 1440 })
    await openFromInbox(page, cover)
    expect(await explanation(page)).toMatch(/派单/)
    await give(page, '分类', (form) => form.getByRole('button', { name: '采用建议' }).click())
    await give(page, '派单', (form) => chooseOrganisation(form, '清河区住房和城乡建设局'))
    await page.getByText('待签收').first().waitFor()
  })

  test('the department returns it with a ground and a reason', async () => {
    const { page } = await city.as('housing', { width: 1440 })
    await openFromInbox(page, cover)
    expect(await explanation(page)).toMatch(/签收/)
    await give(page, '退单', async (form) => {
      await form.getByRole('radio').first().check()
      await write(form, '理由', '市政污水设施由水务部门管养，不属于住建职责')
    })
    await page.getByText('退单裁定中').first().waitFor()
    expect(await offered(page)).not.toContain('签收')
  })

  test('the person sees that it is being decided, and that the clock goes on', async () => {
    const { page } = await city.passerBy({ width: 390 })
    await track(page, code)
    await page.getByText('期限照常计算').waitFor()
    await page.getByText('为什么是这个时间').click()
    await page.getByText(/裁定/).first().waitFor()
  })

  test('the centre arbitrates once and designates the owner', async () => {
    const { page } = await city.as('centre', { width: 1440 })
    await openFromInbox(page, cover)
    await page.getByText('市政污水设施由水务部门管养').first().waitFor()
    await give(page, '裁定', async (form) => {
      await chooseOrganisation(form, '清河区水务局')
      await write(form, '理由', '井盖属污水管网，由水务局主办')
    })
  })

  test('the designated owner cannot return it or pass it on, is told why, and signs', async () => {
    const { page } = await city.as('water', { width: 1440 })
    await openFromInbox(page, cover)
    const may = await offered(page)
    expect(may).not.toContain('退单')
    expect(may).not.toContain('上报')
    expect(may).not.toContain('商请移交')
    expect(await whyNot(page, '退单')).toContain('已经裁定')
    await give(page, '签收')
    expect(await explanation(page)).toMatch(/联系/)
    await expectAccessible(page)
  })

  test('the clock tells the truth throughout: every limit that ran, and the one that runs', async () => {
    const { page } = await city.as('water', { width: 1440 })
    await openFromInbox(page, cover)
    await page.getByRole('button', { name: /时限记录/ }).click()
    const ran = page.getByRole('list').filter({ hasText: '进行中' })
    await ran.waitFor()
    const words = (await ran.textContent()) ?? ''
    for (const step of ['派单', '签收', '裁定', '联系群众']) expect(words).toContain(step)
    expect(words.match(/进行中/g)).toHaveLength(1)
  })
})
