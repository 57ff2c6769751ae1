import { describe, expect, test } from 'vitest'
import { offices, places } from './city.ts'
import type { DemonstrationAccount } from './harness/browser.ts'
import {
  answer,
  choose,
  chooseOrganisation,
  contactPerson,
  give,
  offered,
  openMatter,
  stands,
  whyNot,
  write,
} from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { judge, type Receipt, report, track } from './harness/resident.ts'

const flooded = {
  zh: { title: '地下车库积水没过脚面，电梯井也进了水', place: places.riverside2, garage: '负一层' },
  en: { title: '车库入口倒灌，积水漫到配电间门口', place: places.river1, garage: '负二层' },
}

const threeParts = { zh: '还有 3 个协办单位没有办完', en: '3 part(s) are still open' }

const partners: {
  account: DemonstrationAccount
  office: keyof typeof offices
  task: string
  done: string
}[] = [
  { account: 'housing', office: 'housing', task: '检查车库结构和防水', done: '裂缝已注浆' },
  { account: 'water', office: 'water', task: '抽排积水，疏通外部管网', done: '积水已抽干，管网已疏通' },
  { account: 'department', office: 'department', task: '清理堵塞雨水口的堆物', done: '雨水口已清理' },
]

describe.each(walks({ swapped: true }))('water in the garage ($title)', (walk) => {
  const city = openCity(walk)
  const { title, place, garage } = flooded[walk.language]
  /** Each partner is asked in words of its own, by which it finds its part. */
  const taskOf = (task: string) => `${task}（${garage}）`
  let receipt: Receipt

  test('a resident reports it without an account', async () => {
    receipt = await report(await city.passerBy(), { text: title, place, detail: garage })
  })

  test('the community cannot settle it and carries it up; nothing is typed again', async () => {
    const clerk = await city.as('community')
    await openMatter(clerk, { title, number: receipt.number })
    await expectFine(clerk)
    await give(clerk, 'carry_up', (form) =>
      write(form, clerk.words.desk.matter.form.reason, '涉及住建、水务、城管，社区解决不了'),
    )
  })

  test('the street takes it on and asks three departments for their part', async () => {
    const street = await city.as('street')
    await openMatter(street, { title, number: receipt.number })
    await street.page.getByText(new RegExp(place.name)).first().waitFor()
    await give(street, 'take')
    await contactPerson(street, '已到现场，水深约十厘米')
    for (const { office, task } of partners)
      await give(street, 'ask_partner', async (form) => {
        await chooseOrganisation(street, form, offices[office])
        await write(form, street.words.desk.matter.form.task, taskOf(task))
      })
    await expectFine(street)
    await openMatter(street, { title, number: receipt.number })
    await city.picture(street, 'matter')
    await street.page.goto('/desk')
    await street.page.getByRole('main').getByRole('link').first().waitFor()
    await expectFine(street)
    await city.picture(street, 'inbox')
  })

  test('the street cannot answer while a part is open, and is told why', async () => {
    const street = await city.as('street')
    await openMatter(street, { title, number: receipt.number })
    expect(await offered(street)).not.toContain('answer')
    expect(await whyNot(street, 'answer')).toContain(threeParts[walk.language])
  })

  test.each(partners)(
    '$account signs for its part and does it; it cannot accept its own work',
    async ({ account, task, done }) => {
      const officer = await city.as(account)
      await openMatter(officer, { title: taskOf(task) })
      await give(officer, 'sign')
      await answer(officer, done, { isPart: true })
      await stands(officer, 'answered')
      expect(await offered(officer)).not.toContain('accept_part')
      if (account === 'housing') await expectFine(officer)
    },
  )

  test('the resident sees who works on it together', async () => {
    const resident = await city.passerBy()
    await track(resident, receipt)
    for (const { office } of partners) await resident.page.getByText(offices[office]).first().waitFor()
    await expectFine(resident)
    await city.picture(resident, 'track')
  })

  test('the street accepts each part, and only then answers', async () => {
    const street = await city.as('street')
    const said = street.words.desk.matter.form
    for (const { office, task } of partners) {
      await openMatter(street, { title, number: receipt.number })
      expect(await offered(street)).not.toContain('answer')
      await street.page.getByRole('link', { name: offices[office] }).click()
      await street.page.getByRole('heading', { name: taskOf(task), level: 1 }).waitFor()
      await give(street, 'accept_part', async (form) => {
        await choose(form, said.acceptYes)
        await write(form, said.reason, '现场看过')
      })
    }
    await openMatter(street, { title, number: receipt.number })
    await answer(street, '积水已抽干，裂缝已修补，雨水口已清理。')
  })

  test('the resident is dissatisfied and has it done again', async () => {
    const resident = await city.passerBy()
    await track(resident, receipt)
    await judge(resident, { solved: false, satisfaction: 'dissatisfied', comment: '昨晚下雨又漏了' })
    await stands(resident, 'in_hand')
  })

  test('the owner hears it, does it again, and the second try is judged solved', async () => {
    const street = await city.as('street')
    await openMatter(street, { title, number: receipt.number })
    await street.page.getByText('昨晚下雨又漏了').first().waitFor()
    await expectFine(street)
    await answer(street, '重新做了外墙防水，雨后复查无渗漏。')
    const resident = await city.passerBy()
    await track(resident, receipt)
    await judge(resident, { solved: true, satisfaction: 'satisfied' })
    await stands(resident, 'closed')
    await resident.page.getByText(resident.words.resident.track.five.solved).waitFor()
  })
})
