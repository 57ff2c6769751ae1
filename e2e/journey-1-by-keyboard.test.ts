import { describe, expect, inject, test } from 'vitest'
import { places } from './city.ts'
import { isDone, stands } from './harness/desk.ts'
import { openCity } from './harness/index.ts'
import { expectFocusAt, expectFocusSeen, tabTo, type, watchPointer } from './harness/keyboard.ts'
import { judgingLinkTo } from './harness/messages.ts'
import { type Receipt, readReceipt } from './harness/resident.ts'
import { exactly } from './harness/words.ts'

const lamp = '楼前第二盏路灯忽明忽暗，晚上看不清台阶'
const phone = '13900007021'
const done = '镇流器已更换，灯已恢复正常。'

describe('the street lamp, by keyboard alone', () => {
  const city = openCity({ language: 'zh', resident: 1440, staff: 1440, light: 'light' })
  const touched: string[][] = []
  let receipt: Receipt

  test('a resident writes, attaches a photo and sends', async () => {
    const resident = await city.passerBy()
    const { page, words } = resident
    const { report } = words.resident
    touched.push(await watchPointer(resident))
    await page.goto(`/p/${places.riverside1.code}`)
    await page.getByText(places.riverside1.name, { exact: true }).waitFor()

    await page.keyboard.press('Tab')
    await expectFocusSeen(page)
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('textbox', { name: report.what.title }), 2)
    await type(page, lamp)

    await tabTo(page, page.getByLabel(report.photos.add))
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
    await chooser.setFiles({
      name: '路灯.jpg',
      mimeType: 'image/jpeg',
      buffer: await city.photo('路灯忽明忽暗'),
    })
    await page.getByText(report.photos.done).waitFor({ state: 'attached' })

    await tabTo(page, page.getByRole('radio', { name: report.who.contact }))
    // The choice is by arrows, as in every group of radio buttons.
    await page.keyboard.press('ArrowDown')
    expect(await page.getByRole('radio', { name: report.who.anonymous }).isChecked()).toBe(true)
    await page.keyboard.press('ArrowUp')
    await tabTo(page, page.getByRole('textbox', { name: report.who.phone }), 2)
    await type(page, phone)
    await tabTo(page, page.getByRole('button', { name: exactly(report.send) }))
    await page.keyboard.press('Enter')
    receipt = await readReceipt(resident)
    // The page that follows is read from its heading.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  })

  test('a clerk enters by the sign-in page and finds it by its number', async () => {
    const clerk = await city.atTheDoor()
    const { page, words } = clerk
    touched.push(await watchPointer(clerk))
    await page.goto('/sign-in')
    await tabTo(page, page.getByRole('button', { name: /社区工作者/ }).first())
    await page.keyboard.press('Enter')
    await page.getByRole('navigation', { name: words.desk.nav.main }).waitFor()

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: words.desk.keys.title }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: words.desk.keys.title }).waitFor({ state: 'hidden' })

    await page.keyboard.press('/')
    await expectFocusSeen(page)
    await type(page, receipt.number)
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('link', { name: lamp }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.locator('[data-at]').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: lamp, level: 1 }).waitFor()
  })

  test('the clerk takes it on, contacts the person and answers', async () => {
    const clerk = await city.atTheDoor()
    const { page, words } = clerk
    const form = words.desk.matter.form
    await tabTo(page, page.getByRole('button', { name: exactly(words.commands.take) }))
    await page.keyboard.press('Enter')
    await isDone(clerk, 'take')

    await page.keyboard.press('c')
    const contact = page.getByRole('dialog', { name: words.commands.contact })
    await expectFocusAt(page, contact.getByRole('radio', { name: form.reachedYes }))
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    expect(await contact.getByRole('radio', { name: form.reachedYes }).isChecked()).toBe(true)
    await tabTo(page, contact.getByRole('textbox', { name: form.contactNote }), 3)
    await type(page, '已约好下午三点到楼前看')
    await tabTo(page, contact.getByRole('button', { name: exactly(words.commands.contact) }), 4)
    await page.keyboard.press('Enter')
    await isDone(clerk, 'contact')
    await contact.waitFor({ state: 'hidden' })

    await page.keyboard.press('a')
    const answer = page.getByRole('dialog', { name: words.commands.answer })
    await expectFocusAt(page, answer.getByRole('radio').first())
    await page.keyboard.press('Space')
    await tabTo(page, answer.getByRole('textbox', { name: form.answerText }), 3)
    await type(page, done)
    await tabTo(page, answer.getByRole('button', { name: exactly(words.commands.answer) }))
    await page.keyboard.press('Enter')
    await isDone(clerk, 'answer')
    await stands(clerk, 'answered')
  })

  test('the resident opens the link of the message and judges', async () => {
    const resident = await city.passerBy()
    const { page, words } = resident
    const said = words.resident.track
    await page.goto(await judgingLinkTo(inject('address'), phone))
    await page.getByText(done).first().waitFor()
    const form = page.getByRole('form', { name: said.judge.title })
    await tabTo(page, form.getByRole('radio', { name: said.judge.yes, exact: true }))
    await page.keyboard.press('Space')
    await tabTo(page, form.getByRole('radio', { name: words.grades.satisfied, exact: true }), 2)
    await page.keyboard.press('Space')
    await tabTo(page, form.getByRole('button', { name: said.judge.send }))
    await page.keyboard.press('Enter')
    await page.getByText(said.judge.thanks).waitFor()
    await stands(resident, 'closed')
  })

  test('no mouse and no finger was used', () => {
    expect(touched).toEqual([[], []])
  })
})
