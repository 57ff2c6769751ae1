import { describe, expect, test } from 'vitest'
import { offices, places } from './city.ts'
import type { DemonstrationAccount } from './harness/browser.ts'
import {
  answer,
  choose,
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
import {
  answerCall,
  blowFromMatter,
  callOf,
  codeShown,
  doOn,
  judgeWhoCame,
  openWhistle,
  signIn,
} from './harness/whistles.ts'
import { anyOf } from './harness/words.ts'

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

const prompt = partners.filter(({ account }) => account !== 'department')
const late = partners.find(({ account }) => account === 'department')!

describe.each(walks({ swapped: true }))('water in the garage ($title)', (walk) => {
  const city = openCity(walk)
  const { title, place, garage } = flooded[walk.language]
  /** Each partner is asked in words of its own, by which it finds its part. */
  const taskOf = (task: string) => `${task}（${garage}）`
  let receipt: Receipt

  async function doPart({ account, task, done }: (typeof partners)[number]): Promise<void> {
    const officer = await city.as(account)
    await openMatter(officer, { title: taskOf(task) })
    await answer(officer, done, { isPart: true })
    await stands(officer, 'answered')
    expect(await offered(officer)).not.toContain('accept_part')
    if (account === 'housing') await expectFine(officer)
  }

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

  test('the street blows a whistle: three departments are called, each to its part, and nothing is typed again', async () => {
    const street = await city.as('street')
    await openMatter(street, { title, number: receipt.number })
    await street.page.getByText(new RegExp(place.name)).first().waitFor()
    await blowFromMatter(
      street,
      partners.map(({ office, task }) => ({ office: offices[office], task: taskOf(task) })),
    )
    await street.page.getByText(new RegExp(place.name)).first().waitFor()
    await expectFine(street)
  })

  test('two answer, come and sign in with the code that the street shows', async () => {
    const street = await city.as('street')
    for (const { account, office } of prompt) {
      const officer = await city.as(account)
      await openWhistle(officer, title, 'called')
      await answerCall(officer, offices[office])
      if (account === 'housing') await expectFine(officer)
      await signIn(officer, offices[office], await codeShown(street))
      await callOf(officer, offices[office]).getByText(officer.words.desk.whistles.inTime).waitFor()
      await callOf(street, offices[office]).getByText(street.words.desk.whistles.inTime).waitFor()
    }
  })

  test.each(prompt)('$account does its part meanwhile; it cannot accept its own work', doPart)

  test('meanwhile the street contacts the person; it cannot answer while a part is open, and is told why', async () => {
    const street = await city.as('street')
    await openMatter(street, { title, number: receipt.number })
    await contactPerson(street, '已到现场，水深约十厘米')
    expect(await offered(street)).not.toContain('answer')
    expect(await whyNot(street, 'answer')).toContain(threeParts[walk.language])
    await expectFine(street)
    await city.picture(street, 'matter')
    await street.page.goto('/desk')
    await street.page.getByRole('main').getByRole('link').first().waitFor()
    await expectFine(street)
    await city.picture(street, 'inbox')
  })

  test('the resident sees who works on it together', async () => {
    const resident = await city.passerBy()
    await track(resident, receipt)
    for (const { office } of partners) await resident.page.getByText(offices[office]).first().waitFor()
    await expectFine(resident)
    await city.picture(resident, 'track')
  })

  test('one is silent: it is escalated by itself while the street watches, and then comes', async () => {
    const street = await city.as('street')
    await openWhistle(street, title, 'running')
    const silent = callOf(street, offices.department)
    await silent.getByText(anyOf(street.words.desk.whistles.escalated)).waitFor({ timeout: 150_000 })
    await expectFine(street)
    const centre = await city.as('centre')
    await openWhistle(centre, title, 'running')
    await centre.page.getByText(centre.words.desk.whistles.deeds.notify_district).first().waitFor()
    const officer = await city.as('department')
    await openWhistle(officer, title, 'called')
    await signIn(officer, offices.department, await codeShown(street))
    await callOf(street, offices.department).getByText(street.words.desk.whistles.arrival).waitFor()
  })

  test('and does its part too', () => doPart(late))

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

  test('each side judges the other: the street who came, a department whether it was a fair call', async () => {
    const street = await city.as('street')
    await street.page.goto('/desk/whistles?tab=all')
    await street.page.getByRole('main').getByRole('link', { name: title }).first().click()
    for (const { office } of partners) {
      await judgeWhoCame(street, offices[office])
      await callOf(street, offices[office]).getByText(street.words.desk.whistles.judgedByCaller).waitFor()
    }
    const { pathname } = new URL(street.page.url())
    const officer = await city.as('water')
    await officer.page.goto(pathname)
    await doOn(officer, offices.water, 'judge_caller', (form) =>
      choose(form, officer.words.desk.whistles.fair),
    )
    await callOf(officer, offices.water).getByText(officer.words.desk.whistles.judgedByCalled).waitFor()
    await expectFine(officer)
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
