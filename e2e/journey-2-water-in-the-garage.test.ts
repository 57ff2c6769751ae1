import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { DemonstrationAccount } from './harness/browser.ts'
import { choose, chooseOrganisation, give, offered, openFromInbox, whyNot, write } from './harness/desk.ts'
import { expectNoSidewaysScroll, openCity } from './harness/index.ts'
import { judge, report, track } from './harness/resident.ts'

const city = openCity()
const water = '地下车库积水没过脚面，电梯井也进了水'
let code: string

const partners: { account: DemonstrationAccount; name: string; task: string; done: string }[] = [
  { account: 'housing', name: '清河区住房和城乡建设局', task: '检查车库结构和防水', done: '裂缝已注浆' },
  { account: 'water', name: '清河区水务局', task: '抽排积水，疏通外部管网', done: '积水已抽干，管网已疏通' },
  { account: 'department', name: '清河区城市管理局', task: '清理堵塞雨水口的堆物', done: '雨水口已清理' },
]

async function answer(page: Page, words: string, label = '给群众的答复'): Promise<void> {
  await give(page, '办结答复', async (form) => {
    await choose(form, '已解决')
    await write(form, label, words)
  })
}

describe('water in the garage', () => {
  test('a resident reports it without an account', async () => {
    const { page } = await city.passerBy({ width: 390 })
    ;({ code } = await report(page, {
      text: water,
      placeCode: 'QH0012',
      placeName: '江畔花园2号楼',
      detail: '负一层',
    }))
  })

  test('the community cannot settle it and carries it up; nothing is typed again', async () => {
    const { page } = await city.as('community', { width: 1440 })
    await openFromInbox(page, water)
    await give(page, '上报', (form) => write(form, '理由', '涉及住建、水务、城管，社区解决不了'))
  })

  test('the street takes it on and asks three departments for their part', async () => {
    const { page } = await city.as('street', { width: 1440 })
    await openFromInbox(page, water)
    await page
      .getByText(/江畔花园2号楼/)
      .first()
      .waitFor()
    await give(page, '我来办')
    await give(page, '联系群众', async (form) => {
      await choose(form, '联系上了')
      await write(form, '沟通情况', '已到现场，水深约十厘米')
    })
    for (const { name, task } of partners)
      await give(page, '请单位协办', async (form) => {
        await chooseOrganisation(form, name)
        await write(form, '请对方做什么', task)
      })
  })

  test('the street cannot answer while a part is open, and is told why', async () => {
    const { page } = await city.as('street', { width: 1440 })
    await openFromInbox(page, water)
    expect(await offered(page)).not.toContain('办结答复')
    expect(await whyNot(page, '办结答复')).toContain('还有 3 个协办单位没有办完')
  })

  test.each(partners)(
    '$name signs for its part and does it; it cannot accept its own work',
    async ({ account, task, done }) => {
      const { page } = await city.as(account, { width: 1440 })
      await openFromInbox(page, task)
      await give(page, '签收')
      await answer(page, done, '给请办单位的办理结果')
      await page.getByText('已答复待评价').first().waitFor()
      expect(await offered(page)).not.toContain('验收协办')
    },
  )

  test('the resident sees who works on it together', async () => {
    const { page } = await city.passerBy({ width: 390 })
    await track(page, code)
    for (const { name } of partners) await page.getByText(name).first().waitFor()
    await expectNoSidewaysScroll(page)
  })

  test('the street accepts each part, and only then answers', async () => {
    const { page } = await city.as('street', { width: 1440 })
    for (const { name, task } of partners) {
      await openFromInbox(page, water)
      expect(await offered(page)).not.toContain('办结答复')
      await page.getByRole('link', { name }).click()
      await page.getByRole('heading', { name: task, level: 1 }).waitFor()
      await give(page, '验收协办', async (form) => {
        await choose(form, '通过')
        await write(form, '理由', '现场看过')
      })
    }
    await openFromInbox(page, water)
    await answer(page, '积水已抽干，裂缝已修补，雨水口已清理。')
  })

  test('the resident is dissatisfied and has it done again', async () => {
    const { page } = await city.passerBy({ width: 390 })
    await track(page, code)
    await judge(page, { solved: false, satisfaction: '不满意', comment: '昨晚下雨又漏了' })
    await page.getByText('办理中').first().waitFor()
  })

  test('the owner hears it, does it again, and the second try is judged solved', async () => {
    const street = await city.as('street', { width: 1440 })
    await openFromInbox(street.page, water)
    await street.page.getByText('昨晚下雨又漏了').first().waitFor()
    await answer(street.page, '重新做了外墙防水，雨后复查无渗漏。')
    const resident = await city.passerBy({ width: 390 })
    await track(resident.page, code)
    await judge(resident.page, { solved: true, satisfaction: '满意' })
    await resident.page.getByText('已办结').first().waitFor()
    await resident.page.getByText('您说：已解决').waitFor()
  })
})
