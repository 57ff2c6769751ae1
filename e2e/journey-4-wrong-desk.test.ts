import { describe, expect, test } from 'vitest'
import { offices } from './city.ts'
import {
  chooseOrganisation,
  deadlineRecord,
  explanation,
  give,
  offered,
  openMatter,
  stands,
  whyNot,
  write,
} from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { type Receipt, report, track } from './harness/resident.ts'

const covers = {
  zh: { title: '团结路边的污水井盖破了，骑车的人差点摔倒', phone: '13900007004' },
  en: { title: '建设路口的污水井盖翘起来，电动车压过去直晃', phone: '13900007014' },
}

/** What the explanations and refusals of the server say in each language. */
const told = {
  zh: { dispatch: /派单/, sign: /签收/, contact: /联系/, arbitration: /裁定/, designated: '已经裁定' },
  en: {
    dispatch: /dispatch/i,
    sign: /sign/i,
    contact: /contact/i,
    arbitration: /arbitrat|decide/i,
    designated: 'Arbitration has designated',
  },
}

describe.each(walks({ swapped: false }))('the wrong desk ($title)', (walk) => {
  const city = openCity(walk)
  const { title, phone } = covers[walk.language]
  const says = told[walk.language]
  let receipt: Receipt

  test('a request without a place comes to the command centre, which dispatches it to the wrong department', async () => {
    receipt = await report(await city.passerBy(), { text: title, phone })
    const centre = await city.as('centre')
    await openMatter(centre, { title, number: receipt.number })
    expect(await explanation(centre)).toMatch(says.dispatch)
    await give(centre, 'triage', (form) =>
      form.getByRole('button', { name: centre.words.desk.matter.form.useSuggestion }).click(),
    )
    await give(centre, 'dispatch', async (form) => {
      await expectFine(centre)
      await chooseOrganisation(centre, form, offices.housing)
    })
    await stands(centre, 'dispatched')
  })

  test('the department returns it with a ground and a reason', async () => {
    const officer = await city.as('housing')
    await openMatter(officer, { title, number: receipt.number })
    expect(await explanation(officer)).toMatch(says.sign)
    await give(officer, 'return', async (form) => {
      await form.getByRole('radio').first().check()
      await write(form, officer.words.desk.matter.form.reason, '市政污水设施由水务部门管养，不属于住建职责')
      await expectFine(officer)
    })
    await stands(officer, 'contested')
    expect(await offered(officer)).not.toContain('sign')
  })

  test('the person sees that it is being decided, and that the clock goes on', async () => {
    const person = await city.passerBy()
    const said = person.words.resident.track
    await track(person, receipt)
    await person.page.getByText(said.says.contested).waitFor()
    await person.page.getByText(said.five.why).click()
    await person.page.getByText(says.arbitration).first().waitFor()
    await expectFine(person)
  })

  test('the centre arbitrates once and designates the owner', async () => {
    const centre = await city.as('centre')
    await openMatter(centre, { title, number: receipt.number })
    await centre.page.getByText('市政污水设施由水务部门管养').first().waitFor()
    await give(centre, 'arbitrate', async (form) => {
      await chooseOrganisation(centre, form, offices.water)
      await write(form, centre.words.desk.matter.form.reason, '井盖属污水管网，由水务局主办')
    })
  })

  test('the designated owner cannot return it or pass it on, is told why, and signs', async () => {
    const officer = await city.as('water')
    await openMatter(officer, { title, number: receipt.number })
    const may = await offered(officer)
    for (const command of ['return', 'carry_up', 'propose_hand_over']) expect(may).not.toContain(command)
    expect(await whyNot(officer, 'return')).toContain(says.designated)
    await give(officer, 'sign')
    expect(await explanation(officer)).toMatch(says.contact)
    await expectFine(officer)
  })

  test('the clock tells the truth throughout: every limit that ran, and the one that runs', async () => {
    const officer = await city.as('water')
    const { steps, desk } = officer.words
    await openMatter(officer, { title, number: receipt.number })
    const record = await deadlineRecord(officer)
    for (const step of ['dispatch', 'sign', 'arbitration', 'contact'])
      expect(record.toLowerCase()).toContain(steps[step])
    expect(record.split(desk.matter.sections.running)).toHaveLength(2)
  })
})
