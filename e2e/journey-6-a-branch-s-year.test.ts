import { describe, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'

/** Minutes past midnight in Shanghai, as a clock writes them. */
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

function begunJustNow(): { from: string; until: string } {
  const now = new Date(Date.now() + 8 * 3_600_000)
  const minutes = now.getUTCHours() * 60 + now.getUTCMinutes()
  return { from: clock(Math.max(0, minutes - 2)), until: '23:59' }
}

describe('a branch’s year', () => {
  const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })
  let meeting = ''
  let member = ''
  let due = 0
  let voters = 0
  let own: import('playwright-core').Page

  async function callFilled(page: import('playwright-core').Page, title: string) {
    const form = page.getByRole('dialog')
    const { from, until } = begunJustNow()
    await form.getByLabel('会议名称').fill(title)
    await form.getByLabel('开始', { exact: true }).last().fill(from)
    await form.getByLabel('结束').fill(until)
    await form.getByLabel('议程（一行一项）').fill('通报本月工作\n讨论下月安排')
    await form.getByLabel('记录人').fill(member)
    await page.getByTitle(member, { exact: true }).last().click()
    await form.getByTitle(member, { exact: true }).waitFor()
    await form.getByRole('button', { name: '发出通知' }).click()
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    return new URL(page.url()).pathname.split('/').at(-1)!
  }

  test('the plan stands by itself, and writing it again adds nothing', async () => {
    const { context } = await city.as('member')
    member = ((await (await context.request.get('/api/auth/me')).json()) as { name: string }).name
    const secretary = await city.as('secretary')
    const { page } = secretary
    await page.goto('/desk/gatherings')
    await page.getByRole('heading', { name: '会议与组织生活', level: 1 }).waitFor()
    await page.getByText('主题党日').first().waitFor()
    await page.getByRole('button', { name: '生成全年计划' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '生成全年计划' }).click()
    await page.getByText('计划已生成，新增 0 次').waitFor()
    await expectAccessible(secretary)
    await expectNoSidewaysScroll(secretary)
  })

  test('the secretary calls the committee with one screen, and gives a member elsewhere a link', async () => {
    const { page } = await city.as('secretary')
    await page.getByRole('button', { name: '召集会议' }).click()
    await page.getByRole('dialog').getByLabel('会议种类').click()
    await page.getByTitle('支部委员会会议').last().click()
    meeting = await callFilled(page, '支委会：研究下月安排')
    await page.getByRole('button', { name: '开始会议' }).click()
    await page.getByRole('heading', { name: '签到码' }).waitFor()
    const people = page.locator('.gat-people li')
    due = await people.count()
    voters = await people.filter({ hasNotText: '无表决权' }).count()
    expect(voters).toBeGreaterThanOrEqual(3)
    expect(due).toBeLessThanOrEqual(5)
    const secretaryName = ((await (await page.request.get('/api/auth/me')).json()) as { name: string }).name
    const elsewhere = people.filter({ hasNotText: member }).filter({ hasNotText: secretaryName })
    await elsewhere
      .first()
      .getByRole('button', { name: /^个人链接/ })
      .click()
    const link = await page.getByRole('textbox', { name: '个人链接' }).inputValue()
    await page.keyboard.press('Escape')
    const remote = await city.passerBy()
    await remote.page.goto(link)
    await remote.page.getByRole('heading', { name: '支委会：研究下月安排' }).waitFor()
    expect(remote.page.url()).not.toContain('#')
    await expectAccessible(remote)
    await expectNoSidewaysScroll(remote)
    await remote.page.getByRole('button', { name: '我在外地，远程签到' }).click()
    await remote.page.getByText('已签到 · 远程').waitFor()
    await page.getByText(`应到 ${due}，实到 1（远程 1）`).waitFor()
    await page.getByText('人数不够，表决不能通过').waitFor()
  })

  test('a member on site signs in by the code on the screen; enough are here', async () => {
    const { page: screen } = await city.as('secretary')
    const { page } = await city.as('member')
    await page.goto(`/meeting?g=${meeting}`)
    const code = await screen.locator('.gat-code output').innerText()
    await page.getByLabel('主持人屏幕上的 6 位号码').fill(code)
    await page.getByRole('button', { name: '现场签到' }).click()
    await page.getByText('已签到 · 现场').waitFor()
    await screen.getByText(`应到 ${due}，实到 2（远程 1）`).waitFor()
    // The secretary too, in a window of their own.
    own = await screen.context().newPage()
    await own.goto(`/meeting?g=${meeting}`)
    await own.getByLabel('主持人屏幕上的 6 位号码').fill(await screen.locator('.gat-code output').innerText())
    await own.getByRole('button', { name: '现场签到' }).click()
    await screen.getByText(`应到 ${due}，实到 3（远程 1）`).waitFor()
    await screen.getByText('人数够了').waitFor()
  })

  test('a paper laid on the table is read by who is elsewhere; what is no document is refused in words', async () => {
    const secretary = await city.as('secretary')
    await secretary.page.getByRole('button', { name: '添加材料' }).click()
    const form = secretary.page.getByRole('dialog')
    await form.getByLabel('材料标题').fill('下月安排（草案）')
    const choose = (name: string, text: string) =>
      form
        .locator('input[type=file]')
        .setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) })
    await choose('安排.pdf', 'MZ, no document at all')
    await form.getByRole('button', { name: '添加', exact: true }).click()
    await form.getByText(/文件只能是 PDF/).waitFor()
    await choose('安排.pdf', '%PDF-1.4 下月安排')
    await form.getByRole('button', { name: '添加', exact: true }).click()
    await form.waitFor({ state: 'hidden' })
    await secretary.page.getByRole('link', { name: /安排\.pdf/ }).waitFor()
    await expectAccessible(secretary)
    const { page } = await city.passerBy()
    await page.getByText('下月安排（草案）').click()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: /安排\.pdf/ }).click()
    expect((await saved).suggestedFilename()).toBe('安排.pdf')
  })

  test('who is elsewhere answers that they are there, and speaks', async () => {
    const { page } = await city.as('secretary')
    const remote = await city.passerBy()
    await page.getByRole('button', { name: '在线点名' }).click()
    await remote.page.getByRole('heading', { name: '在线点名' }).waitFor()
    const asked = await remote.page.getByText(/议程第 \d 项是什么/).innerText()
    const answer = asked.includes('第 1 项') ? '通报本月工作' : '讨论下月安排'
    await remote.page.getByRole('button', { name: answer }).click()
    await page.getByText('最近一次答对 1 / 1').waitFor()
    await remote.page.getByRole('button', { name: '申请发言' }).click()
    await page.getByRole('button', { name: '请发言' }).click()
    await remote.page.getByText('正在发言').waitFor()
  })

  test('a secret vote passes with more than half of those who should attend', async () => {
    const { page } = await city.as('secretary')
    await page.getByRole('textbox', { name: '表决事项' }).fill('同意下月安排')
    await page.getByRole('button', { name: '开始表决' }).click()
    for (const room of [(await city.passerBy()).page, (await city.as('member')).page, own]) {
      await room.getByRole('button', { name: '同意', exact: true }).click()
      await room.getByRole('button', { name: '确定投票' }).click()
      await room.getByText('您已投票，等待结束').waitFor()
    }
    await page.getByText(`已投 3 / ${voters}`).waitFor()
    await page.getByRole('button', { name: '结束表决' }).click()
    await page.getByText(`通过（需 ${Math.floor(voters / 2) + 1} 票）`).waitFor()
    const remote = await city.passerBy()
    await remote.page.getByText('同意 3 票').waitFor()
    await expectAccessible(await city.as('secretary'))
  })

  test('minutes are written from the agenda, signed by two and exported', async () => {
    const secretary = await city.as('secretary')
    const recorder = await city.as('member')
    await secretary.page.getByRole('button', { name: '结束会议' }).click()
    await secretary.page.getByRole('dialog').getByRole('button', { name: '结束会议' }).click()
    await secretary.page.getByText('已召开').first().waitFor()
    await recorder.page.goto(`/desk/gatherings/${meeting}/minutes`)
    await recorder.page.getByLabel('通报本月工作 讨论情况').fill('通报了入户走访情况。')
    await recorder.page.getByText(/^草稿已保存/).waitFor()
    await expectAccessible(recorder)
    await recorder.page.reload()
    await expect
      .poll(() => recorder.page.getByLabel('通报本月工作 讨论情况').inputValue())
      .toBe('通报了入户走访情况。')
    await recorder.page.getByRole('button', { name: '记录人签字' }).click()
    await recorder.page.getByText(`${member}签于`).waitFor()
    await secretary.page.goto(`/desk/gatherings/${meeting}/minutes`)
    await secretary.page.getByRole('button', { name: '主持人签字' }).click()
    await secretary.page.getByText('两人已签字，记录定稿，不能再改。').waitFor()
    const document = await secretary.context.request.get(`/api/gatherings/${meeting}/minutes.docx`)
    expect((await document.body()).subarray(0, 2).toString()).toBe('PK')
    const calendar = await secretary.context.request.get(`/api/gatherings/${meeting}/calendar.ics`)
    expect(await calendar.text()).toContain('SUMMARY:支委会：研究下月安排')
  })

  test('what was missed shows, and is made up for on its real day', async () => {
    const { page } = await city.as('secretary')
    await page.goto('/desk/gatherings')
    const due = page.getByRole('region', { name: '要办的事' })
    await due.getByText(/未按期召开，还没有补开/).waitFor()
    const before = await due.getByRole('button', { name: '补开' }).count()
    await due.getByRole('button', { name: '补开' }).first().click()
    const id = await callFilled(page, '主题党日补开')
    await page.getByRole('button', { name: '开始会议' }).click()
    await page.getByRole('button', { name: `代签到 ${member}` }).click()
    await page.getByText(/实到 1（/).waitFor()
    await page.getByRole('button', { name: '结束会议' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '结束会议' }).click()
    await page.getByText('已召开').first().waitFor()
    await page.goto('/desk/gatherings')
    await due.getByRole('heading', { name: '要办的事' }).waitFor()
    await expect.poll(() => due.getByRole('button', { name: '补开' }).count()).toBe(before - 1)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('the year is already added up; a member sees their own part on a phone', async () => {
    const secretary = await city.as('secretary')
    await secretary.page.goto('/desk/gatherings/year')
    await secretary.page.getByRole('row').filter({ hasText: '主题党日' }).first().waitFor()
    await expectAccessible(secretary)
    const phone = await city.as('member')
    await phone.page.setViewportSize({ width: 390, height: 844 })
    await phone.page.goto('/field/member/life')
    await phone.page.getByText(/应到 \d+ 次，参加 \d+ 次/).waitFor()
    await phone.page.getByText('支委会：研究下月安排').waitFor()
    await expectAccessible(phone)
    await expectNoSidewaysScroll(phone)
  })
})
