import { describe, expect, test } from 'vitest'
import { places } from './city.ts'
import { answer, contactPerson, give, openMatter, stands } from './harness/desk.ts'
import { expectFine, openCity, walks } from './harness/index.ts'
import { report } from './harness/resident.ts'
import { exactly, fill } from './harness/words.ts'

const [desk] = walks({ swapped: false })
const title = '江畔花园1号楼后面的垃圾堆了一个月'

/** More than a page holds, and more than the few that are shown after one that a link names. */
const rounds = 80
const [oldest, newest] = ['第1次去现场查看', `第${rounds}次去现场查看`]

describe('a matter on which much happened', () => {
  const city = openCity(desk!)
  let address: string
  let code: string

  test('shows the newest, the earlier when asked, one by its link, and all of it on paper', async () => {
    const resident = await city.passerBy()
    const receipt = await report(resident, { text: title, place: places.riverside1 })
    code = receipt.code
    const clerk = await city.as('community')
    const { page, words, context } = clerk
    const said = words.desk.matter.sections
    await openMatter(clerk, { title })
    await give(clerk, 'take')
    address = new URL(page.url()).pathname
    const id = address.split('/').at(-1)!
    let { version } = await (await context.request.get(`/api/matters/${id}`)).json()
    for (let round = 1; round <= rounds; round++) {
      const command = { type: 'progress', text: `第${round}次去现场查看`, open: true }
      const done = await context.request.post(`/api/matters/${id}/commands`, { data: { version, command } })
      expect(done.status()).toBe(200)
      version = (await done.json()).version
    }
    await page.goto(address)
    await page.getByText(newest).waitFor()
    expect(await page.getByText(oldest).count()).toBe(0)
    const whole = await (await context.request.get(`/api/matters/${id}/timeline?limit=500`)).json()
    expect(whole.items.length).toBeGreaterThan(rounds)
    await page.getByRole('button', { name: fill(said.earlierOf, { n: whole.items.length - 50 }) }).click()
    await page.getByText(oldest).waitFor()
    expect(await page.getByText(/^第\d+次去现场查看$/).count()).toBe(rounds)
    const first = whole.items.find(({ text }: { text: string }) => text === oldest)
    await page.goto(`${address}?event=${first.seq}`)
    await page.getByText(oldest).waitFor()
    await page.getByText(said.fromBack).waitFor()
    expect(await page.getByText(newest).count()).toBe(0)
    await expectFine(clerk)
    await page.getByRole('button', { name: said.toNewest }).click()
    await page.getByText(newest).waitFor()
    await page.goto(`${address}?print=1`)
    await page.getByText(newest).waitFor()
    expect(await page.getByText(/^第\d+次去现场查看$/).count()).toBe(rounds)
  }, 120_000)

  test('shows the person who asked the newest steps, and the earlier ones at the press of a button', async () => {
    const resident = await city.passerBy()
    const { page, words } = resident
    const said = words.resident.track.timeline
    await page.goto(`/r/${code}`)
    await page.getByText(newest).waitFor()
    expect(await page.getByText(oldest).count()).toBe(0)
    await page.getByRole('button', { name: said.earlier }).click()
    await page.getByText(oldest).waitFor()
    expect(await page.getByText(/^第\d+次去现场查看$/).count()).toBe(rounds)
    expect(await page.getByRole('button', { name: said.earlier }).count()).toBe(0)
    await expectFine(resident)
  })

  test('is answered with words that the office keeps, seen beforehand as the person will see them', async () => {
    const clerk = await city.as('community')
    const { page, words } = clerk
    const { form } = words.desk.matter
    await page.goto(address)
    await contactPerson(clerk, '电话联系')
    await page
      .getByRole('region', { name: words.desk.matter.actions.title })
      .getByRole('button', { name: exactly(words.commands.answer) })
      .click()
    const dialog = page.getByRole('dialog', { name: exactly(words.commands.answer) })
    await dialog.getByRole('button', { name: form.templates }).click()
    await page.getByRole('menuitem', { name: '垃圾已清运' }).click()
    const written = await dialog.getByRole('textbox', { name: form.answerText }).inputValue()
    expect(written).toContain('已清运干净')
    await dialog.getByRole('heading', { name: form.preview }).waitFor()
    await dialog.getByRole('paragraph').filter({ hasText: written }).waitFor()
    await expectFine(clerk)
    await dialog.getByRole('button', { name: words.desk.act.cancel }).click()
    await dialog.waitFor({ state: 'hidden' })
    await answer(clerk, written)
    await stands(clerk, 'answered')
  })
})
