import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { en as dutyEn } from '../web/src/field/duty/en.ts'
import { zh as dutyZh } from '../web/src/field/duty/zh.ts'
import { zh as memberZh } from '../web/src/field/member/zh.ts'
import { zh as wallZh } from '../web/src/screen/zh.ts'
import { offices } from './city.ts'
import { type Person, patience } from './harness/browser.ts'
import { lookFor } from './harness/desk.ts'
import { freeHands } from './harness/hands.ts'
import { expectAccessible, expectFine, expectNoSidewaysScroll, openCity, type Walk } from './harness/index.ts'
import { anyOf, fill } from './harness/words.ts'

const walk: Walk = { language: 'zh', resident: 390, staff: 1440, light: 'light' }
const phone = { width: 390 } as const

/** The night and its posts are told from those of an earlier run on the same server. */
const tag = Date.now().toString(36)
const name = `检测点夜间支援${tag}`
const [east, north, west] = ['东', '北', '西'].map((side) => `${side}门${tag}检测点`) as [
  string,
  string,
  string,
]
const hour = 3_600_000

const stamp = (at: number) => new Date(at + 8 * hour).toISOString().slice(0, 16).replace('T', ' ')

/** Three shifts, the first of which begins with the next minute, as a clerk copies them from a table: 240 posts. */
function table(): string {
  const begin = Math.ceil(Date.now() / 60_000) * 60_000
  const shifts = (first: number) =>
    [0, 3, 6]
      .map((from, index) => {
        const hours = `${stamp(begin + from * hour)}-${stamp(begin + (from + 3) * hour).slice(11)}`
        return `${hours}×${index === 0 ? first : 1}`
      })
      .join('；')
  const posts: [post: string, first: number][] = [
    [east, 1],
    [north, 9],
    [west, 1],
    ...Array.from({ length: 237 }, (_, index): [string, number] => [`检测点${index + 4}号岗`, 1]),
  ]
  const line = ([post, first]: [string, number], index: number) => {
    const spot = `${(113.96 + (index % 20) * 0.002).toFixed(6)}\t${(34.5 + Math.floor(index / 20) * 0.002).toFixed(6)}`
    return `${post}\t${offices.community}\t${spot}\t${shifts(first)}`
  }
  return ['岗位\t负责单位\t经度\t纬度\t班次', ...posts.map(line)].join('\n')
}

/** What a person sees as red: far more of it than of green and blue. */
async function isRed(mark: Locator): Promise<boolean> {
  const [red, green, blue] = (
    await mark.evaluate((element) => getComputedStyle(element).borderTopColor.match(/\d+/g)!)
  ).map(Number)
  return red! > green! + 60 && red! > blue! + 60
}

describe('testing night', () => {
  const city = openCity(walk)
  const organiser = () => city.as('organiser')
  const wall = () => city.as('centre')
  const member = () => city.as('member', phone)
  const secretary = () => city.as('secretary', { ...phone, language: 'en', light: 'dark' })
  let id: string
  let memberName: string
  let winner: Person
  let loser: Person

  /** Opens the posts of this night on somebody's phone and finds one by its name. */
  async function choose({ page }: Person, post: string): Promise<Locator> {
    await page.goto(`/field/duty/calls/${id}`)
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await page.getByRole('searchbox', { name: dutyZh.find }).fill(post)
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: post }) })
    await page
      .getByRole('listitem')
      .filter({ hasNot: page.getByRole('heading', { name: post }), has: page.getByRole('heading') })
      .first()
      .waitFor({ state: 'detached' })
    return card.first()
  }

  /** One of the places that somebody holds, on their own page. */
  async function placeAt({ page }: Person, post: string): Promise<Locator> {
    await page.goto('/field/duty')
    const place = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: post }) })
      .first()
    await place.waitFor()
    return place
  }

  /** The first shift of a post as the desk shows it. */
  const firstShift = ({ page, words }: Person, post: string, taken: number, needed: number) =>
    page
      .getByRole('button', {
        name: anyOf(
          words.desk.mobilisation.shiftLabel
            .replace('{{post}}', post)
            .replace('{{taken}}', String(taken))
            .replace('{{needed}}', String(needed)),
        ),
      })
      .first()

  test('the district needs 240 posts filled in three shifts: looked at first, then written at once', async () => {
    for (const person of [
      await member(),
      await secretary(),
      await city.as('community', phone),
      await city.as('street', phone),
    ])
      await freeHands(person)
    const planner = await organiser()
    const { page, words } = planner
    const desk = words.desk.mobilisation
    await page.goto('/desk/mobilisation')
    await page.getByRole('button', { name: desk.new }).click()
    const form = page.getByRole('dialog', { name: desk.new })
    await form.getByLabel(desk.name, { exact: true }).fill(name)
    await form.getByLabel(desk.purpose).fill('维持秩序、登记信息')
    await form.getByRole('button', { name: words.desk.act.save }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    id = page.url().split('/').at(-1)!
    await page.getByRole('button', { name: desk.paste }).click()
    const paste = page.getByRole('dialog', { name: desk.paste })
    await paste.getByRole('textbox', { name: desk.table }).fill(table())
    await paste.getByRole('button', { name: desk.look, exact: true }).click()
    await paste.getByText(fill(desk.seen, { posts: 240, needed: 728 })).waitFor()
    await expectFine(planner)
    await paste.getByRole('button', { name: fill(desk.write, { n: 240 }) }).click()
    await paste.waitFor({ state: 'hidden' })
    await firstShift(planner, east, 0, 1).waitFor()
  })

  test('units are called, and everybody in them learns of it at once', async () => {
    const planner = await organiser()
    const { page, words } = planner
    const desk = words.desk.mobilisation
    await page.getByRole('tab', { name: desk.units }).click()
    const box = page.getByRole('combobox', { name: desk.unit, exact: true })
    for (const unit of ['中共清河区委员会', offices.community, '滨河街道办事处']) {
      await lookFor(page, box, unit)
      await page
        .getByTitle(new RegExp(`^${unit}`))
        .first()
        .click()
      await page.getByRole('button', { name: desk.call }).click()
      await page.getByRole('listitem').filter({ hasText: unit }).waitFor()
    }
    await expectFine(planner)
    await page.getByRole('button', { name: desk.start, exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: desk.start, exact: true }).click()
    await page.getByText(desk.states.running).waitFor()
    const called = await member()
    await called.page.goto('/field/duty')
    await called.page.getByRole('heading', { name }).waitFor()
    await expectFine(called)
  })

  test('the wall and the desk show what is missing, the largest gap first and red', async () => {
    const planner = await organiser()
    const { page, words } = planner
    await page.getByRole('tab', { name: words.desk.mobilisation.posts }).click()
    const shift = firstShift(planner, east, 0, 1)
    await shift.waitFor()
    expect(await isRed(shift)).toBe(true)
    const centre = await wall()
    await centre.page.goto(`/screen/mobilisation/${id}`)
    await centre.page.getByRole('heading', { name, level: 1 }).waitFor()
    const first = centre.page
      .getByRole('region', { name: /728|班次/ })
      .first()
      .getByRole('listitem')
      .first()
    await first.getByText(north).waitFor()
    await first.getByText(fill(wallZh.mobilisation.missing_other, { count: 9 })).waitFor()
    // All of it on a wall of 1080 lines, without scrolling.
    await centre.page.setViewportSize({ width: 1920, height: 1080 })
    expect(await centre.page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080)
    await expectAccessible(centre)
    await expectNoSidewaysScroll(centre)
    // The same on the map, with the table beside it.
    await page.getByRole('tab', { name: words.desk.mobilisation.onMap.tab }).click()
    await page.getByRole('region', { name: words.desk.mobilisation.onMap.canvas }).waitFor()
    const rows = page.getByRole('table', { name: words.desk.mobilisation.onMap.table }).getByRole('row')
    await rows.filter({ hasText: north }).getByRole('cell', { name: '11', exact: true }).waitFor()
    await expectFine(planner)
    await page.getByRole('tab', { name: words.desk.mobilisation.posts }).click()
  })

  test('a unit sends one of its people from the secretary’s phone; they say yes on theirs', async () => {
    const planner = await organiser()
    const sender = await secretary()
    const called = await member()
    ;({ name: memberName } = (await (await called.context.request.get('/api/auth/me')).json()) as {
      name: string
    })
    const me = (await (await sender.context.request.get('/api/auth/me')).json()) as { name: string }
    // Who leads the two posts shows their codes.
    for (const post of [east, north]) {
      await firstShift(planner, post, 0, post === north ? 9 : 1).click()
      const drawer = planner.page.getByRole('dialog')
      const leader = drawer.getByRole('combobox', { name: planner.words.desk.mobilisation.leader })
      await lookFor(planner.page, leader, me.name)
      await planner.page
        .getByTitle(new RegExp(`^${me.name}`))
        .first()
        .click()
      await drawer
        .getByTitle(new RegExp(`^${me.name}`))
        .first()
        .waitFor()
      await drawer.getByRole('button', { name: /^(Close|关闭)$/ }).click()
      await drawer.waitFor({ state: 'hidden' })
    }
    await sender.page.goto(`/desk/mobilisation/${id}`)
    const desk = sender.words.desk.mobilisation
    const send = async (post: string, needed: number) => {
      await firstShift(sender, post, 0, needed).click()
      const drawer = sender.page.getByRole('dialog')
      await lookFor(sender.page, drawer.getByRole('combobox', { name: desk.who }), memberName)
      await sender.page
        .getByTitle(new RegExp(`^${memberName}`))
        .first()
        .click()
      await sender.page.keyboard.press('Escape')
      await drawer.getByRole('button', { name: desk.sendNow }).click()
      return drawer
    }
    const drawer = await send(north, 9)
    await drawer.getByText(fill(desk.sent, { placed: 1, clashed: 0, full: 0 })).waitFor()
    await expectFine(sender)
    await drawer.getByRole('button', { name: /^(Close|关闭)$/ }).click()
    await drawer.waitFor({ state: 'hidden' })
    const place = await placeAt(called, north)
    await place.getByRole('button', { name: dutyZh.accept }).click()
    await place.getByText(dutyZh.sent).waitFor({ state: 'detached' })
    await expectFine(called)
    // Nobody is booked twice: neither by their unit …
    const again = await send(west, 1)
    await again.getByText(fill(desk.sent, { placed: 0, clashed: 1, full: 0 })).waitFor()
    await again.getByRole('button', { name: /^(Close|关闭)$/ }).click()
    await again.waitFor({ state: 'hidden' })
    // … nor by themselves.
    const card = await choose(called, west)
    await card.getByText(dutyZh.clash).waitFor()
    await expectFine(called)
    await (await wall()).page.getByText(fill(wallZh.mobilisation.missing_other, { count: 8 })).waitFor()
  })

  test('on site the member signs in by the code on the leader’s phone, and by no other', async () => {
    const leader = await secretary()
    const called = await member()
    await leader.page.goto('/field/duty')
    await leader.page
      .getByRole('link', { name: new RegExp(north) })
      .first()
      .click()
    await leader.page.getByRole('heading', { name: north, level: 1 }).waitFor()
    const shown = leader.page.getByText(/^\d{6}$/)
    await shown.waitFor()
    await expectFine(leader)
    const place = await placeAt(called, north)
    const box = place.getByRole('textbox', { name: dutyZh.code })
    const code = await shown.innerText()
    await box.fill(String((Number(code) + 1) % 1_000_000).padStart(6, '0'))
    await place.getByRole('button', { name: dutyZh.signIn }).click()
    await place.getByRole('alert').waitFor()
    await box.fill(await shown.innerText())
    await place.getByRole('button', { name: dutyZh.signIn }).click()
    await place.getByRole('button', { name: dutyZh.signOut }).waitFor()
  })

  test('two want the last place at once: one has it, the other waits', async () => {
    const both = [await city.as('community', phone), await city.as('street', phone)] as const
    const cards = await Promise.all(both.map((person) => choose(person, east)))
    await expectFine(both[0])
    await Promise.all(cards.map((card) => card.getByRole('button', { name: dutyZh.take }).first().waitFor()))
    await Promise.all(cards.map((card) => card.getByRole('button', { name: dutyZh.take }).click()))
    const wait = (card: Locator) => card.getByRole('button', { name: dutyZh.wait })
    const states = await Promise.all(
      cards.map(async (card) => {
        const has = card.getByText(dutyZh.taken)
        await has.or(wait(card)).first().waitFor()
        return has.isVisible()
      }),
    )
    expect(states.toSorted()).toEqual([false, true])
    const won = states.indexOf(true)
    winner = both[won]!
    loser = both[1 - won]!
    await wait(cards[1 - won]!).click()
    await cards[1 - won]!.getByText(fill(dutyZh.inLine, { count: 0 })).waitFor()
    await expectFine(loser)
    const planner = await organiser()
    const filled = firstShift(planner, east, 1, 1)
    await filled.waitFor()
    expect(await isRed(filled)).toBe(false)
  })

  test('who gives a place back makes room for who waits, and stands by', async () => {
    const place = await placeAt(winner, east)
    await place.getByRole('button', { name: dutyZh.giveBack }).click()
    await place.getByRole('button', { name: dutyZh.send, exact: true }).click()
    await winner.page.getByRole('heading', { name: east }).waitFor({ state: 'detached' })
    await placeAt(loser, east)
    await winner.page.goto(`/field/duty/calls/${id}`)
    await winner.page.getByRole('button', { name: dutyZh.all }).click()
    await winner.page.getByRole('searchbox', { name: dutyZh.find }).fill(east)
    const card = winner.page
      .getByRole('listitem')
      .filter({ has: winner.page.getByRole('button', { name: dutyZh.standBy }) })
      .filter({ hasText: east })
    await card.getByRole('button', { name: dutyZh.standBy }).click()
    await winner.page.getByText(dutyZh.standing).waitFor()
  })

  test('one does not come: the leader calls who stands by with one tap', async () => {
    const leader = await secretary()
    await leader.page.goto('/field/duty')
    await leader.page
      .getByRole('link', { name: new RegExp(east) })
      .first()
      .click()
    await leader.page.getByRole('button', { name: dutyEn.standInCall }).click()
    await leader.page.getByText(dutyEn.called).waitFor()
    await expectFine(leader)
    await placeAt(winner, east)
    await expectFine(winner)
    const { name: standIn } = (await (await winner.context.request.get('/api/auth/me')).json()) as {
      name: string
    }
    const row = leader.page.getByRole('listitem').filter({ hasText: standIn })
    await row.getByRole('button', { name: dutyEn.came }).click()
    await row.getByRole('button', { name: dutyEn.left }).waitFor()
  })

  test('the wall has it all, live: two at their posts, and 726 still missing', async () => {
    const { page } = await wall()
    const figure = (label: string) =>
      page.getByRole('term').filter({ hasText: label }).locator('xpath=following-sibling::dd')
    await expect
      .poll(() => figure(wallZh.mobilisation.gap).first().innerText(), { timeout: patience })
      .toBe('726')
    await expect
      .poll(() => figure(wallZh.mobilisation.here).first().innerText(), { timeout: patience })
      .toMatch(/^2\s/)
  })

  test('who served signs out, and the hours stand in the record', async () => {
    const served = await member()
    const place = await placeAt(served, north)
    await place.getByRole('button', { name: dutyZh.signOut }).click()
    await served.page.getByText(anyOf(dutyZh.served)).first().waitFor()
    // The record is written from the timeline, a moment later.
    await expect
      .poll(async () => (await served.context.request.get('/api/member/service')).text(), {
        timeout: patience,
      })
      .toContain(name)
    await served.page.getByRole('link', { name: memberZh.nav.service, exact: true }).click()
    await served.page.getByText(name).first().waitFor()
    await expectFine(served)
  })

  test('the night is over: planned against came, and every number opens to the people behind it', async () => {
    const planner = await organiser()
    const { page, words } = planner
    const desk = words.desk.mobilisation
    await page.getByRole('button', { name: desk.finish }).click()
    await page.getByRole('dialog').getByRole('button', { name: desk.finish }).click()
    await page.getByText(desk.states.ended).waitFor()
    await page.getByRole('tab', { name: desk.review }).click()
    const came = page
      .getByRole('term')
      .filter({ hasText: desk.sums.came })
      .locator('xpath=following-sibling::dd')
    await came.getByRole('button', { name: '2' }).waitFor()
    await expectFine(planner)
    await came.getByRole('button', { name: '2' }).click()
    await page.getByRole('dialog').getByText(memberName).waitFor()
    await expectFine(planner)
  })
})
