import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { APIRequestContext } from 'playwright-core'
import { afterAll, afterEach, describe, expect, inject, test } from 'vitest'
import { patience } from './harness/browser.ts'
import { expectAccessible, expectNoSidewaysScroll, openCity } from './harness/index.ts'
import {
  expectWithin,
  find,
  type Moment,
  momentOf,
  openPhone,
  type Phone,
  readyToGoUnderground,
} from './harness/phone.ts'

const city = openCity({ language: 'zh', resident: 390, staff: 1440, light: 'light' })
const folder = mkdtempSync(join(process.env.LIANXIN_TEST_FOLDER ?? tmpdir(), 'lianxin-phone-'))
let phone: Phone | null = null

async function open(): Promise<Phone> {
  phone = await openPhone(inject('address'), folder)
  return phone
}
afterEach(async () => {
  await phone?.context.close()
  phone = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface PackRound {
  plan: { id: string }
  key: string
  day: string
  points: { id: string; name: string }[]
}
const mark = Date.now().toString(36)
const texts = {
  pump: `地下车库水泵房漏水 ${mark}`,
  lamp: `坡道的灯坏了一盏 ${mark}`,
  door: `防火门的闭门器断了 ${mark}`,
}
const pressed: Moment[] = []
let round: PackRound
let started: Moment

const signIn = (request: APIRequestContext) => request.post('/api/auth/demo', { data: { account: 'grid' } })

/** Everything of one name is one matter; all in the order in which they came in. */
async function arrived(request: APIRequestContext) {
  const answer = await request.get(`/api/matters?view=all&q=${mark}&limit=50`)
  const { items } = (await answer.json()) as {
    items: { id: string; number: string; title: string; state: string }[]
  }
  return items.toSorted((a, b) => a.number.localeCompare(b.number))
}

describe('an hour without a signal', () => {
  test('a grid worker signs in once; what they need is then on the phone', async () => {
    const { context, page } = await open()
    await signIn(context.request)
    await page.goto('/field')
    await readyToGoUnderground(page)
    const { rounds } = (await (await context.request.get('/api/field/pack')).json()) as {
      rounds: PackRound[]
    }
    round = rounds.find(({ points }) => points.length >= 3)!
    expect(round, 'a round of the demonstration with three points').toBeDefined()
    await expectAccessible(phone!)
    await expectNoSidewaysScroll(phone!)
  })

  test('in the basement: a walk, three findings with six photos, one of them settled; nothing is lost by closing the browser', async () => {
    const { context, page } = await open()
    await context.setOffline(true)
    await page.goto('/field')
    await page.getByText('没有网络').waitFor()
    await page.getByRole('checkbox', { name: /附上我的位置/ }).check()
    started = await momentOf(async () => {
      await page.getByRole('button', { name: '开始巡查' }).click()
      await page.getByText(/正在巡查/).waitFor()
    })
    const [one, two, three] = round.points.map(({ name }) => name) as [string, string, string]
    const photo = (words: string) => city.photo(words)
    pressed.push(
      await find(page, {
        point: one,
        text: texts.pump,
        photos: [await photo('水泵房一'), await photo('水泵房二')],
        carryUp: true,
      }),
      await find(page, {
        point: two,
        text: texts.lamp,
        photos: [await photo('灯不亮')],
        settled: { text: '换了灯泡，已经亮了', photos: [await photo('灯亮了')] },
      }),
      await find(page, {
        point: three,
        text: texts.door,
        photos: [await photo('闭门器'), await photo('门关不上')],
      }),
    )
    await expectAccessible(phone!)
    await page.getByRole('link', { name: '今天', exact: true }).click()
    await page.getByRole('button', { name: '结束巡查' }).click()
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /待发送/ })
      .click()
    // The walk and its end, three points, three findings, one carried up, one settled.
    await page.getByText('10 条待发送').waitFor()
    await expectNoSidewaysScroll(phone!)
    await expectAccessible(phone!)
  })

  test('the browser opens again without a network, with everything in it', async () => {
    const { context, page } = await open()
    await context.setOffline(true)
    await page.goto('/field/outbox')
    await page.getByText('10 条待发送').waitFor()
    const titles = await page.locator('.entry-title').allInnerTexts()
    expect(titles.map((title) => title.trim().split('：')[0])).toEqual([
      '开始巡查',
      '有问题',
      '发现问题',
      '上交',
      '有问题',
      '发现问题',
      '当场办结',
      '有问题',
      '发现问题',
      '结束巡查',
    ])
    const pictures = page.getByRole('img', { name: /第 \d 张照片/ })
    await expect.poll(() => pictures.count(), { timeout: patience }).toBe(6)
    await page.goto('/field/map')
    await page.getByRole('heading', { name: '网格地图' }).waitFor()
    await page.locator('.maplibregl-canvas, .notice-warn').first().waitFor()
    await expectNoSidewaysScroll(phone!)
  })

  test('back outside the line breaks in the middle of sending, and everything arrives once, in order, with its true time', async () => {
    const { context, page } = await open()
    await context.setOffline(true)
    await signIn(context.request)
    await page.goto('/field/outbox')
    await page.getByText('10 条待发送').waitFor()
    const lost = { photos: 0, outbox: 0 }
    await page.route('**/api/photos', async (route) => {
      if (lost.photos++ > 0) return route.fallback()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.route('**/api/field/outbox', async (route) => {
      if (lost.outbox++ > 0) return route.fallback()
      // It reached the server, which took it; the answer never came back.
      expect((await route.fetch()).status()).toBe(200)
      await route.abort('connectionreset')
    })
    // The signal comes back, and goes as soon as an answer is lost: with the first photo, then with the outbox itself.
    for (const what of ['photos', 'outbox'] as const) {
      await context.setOffline(false)
      await expect.poll(() => lost[what], { timeout: patience }).toBeGreaterThan(0)
      await context.setOffline(true)
    }
    await context.setOffline(false)
    await page.getByText('最近三天已送到').waitFor()
    await page.getByText('按先后等待发送').waitFor({ state: 'detached' })
    await page.getByText('都已送到').waitFor()
    expect(lost.photos).toBeGreaterThan(1)
    expect(lost.outbox).toBeGreaterThan(1)
    expect(await page.getByText(/条要您处理/).count()).toBe(0)

    const recorded = (await (await context.request.get('/api/field/recorded')).json()) as {
      walks: { started_at: string; ended_at: string | null; marks: { position: object | null }[] }[]
    }
    const walk = recorded.walks[0]!
    expectWithin(walk.started_at, started)
    expect(walk.ended_at).not.toBeNull()
    expect(walk.marks.map(({ position }) => position)).toEqual([
      { lat: 34.5125, lng: 113.9601, accuracy: 12 },
      { lat: 34.5125, lng: 113.9601, accuracy: 12 },
      { lat: 34.5125, lng: 113.9601, accuracy: 12 },
    ])
  })

  test('the community sees three matters, one of them settled, one gone up, each found when it was found', async () => {
    const { context } = await city.as('community')
    const matters = await arrived(context.request)
    expect(matters.map(({ title }) => title)).toEqual([texts.pump, texts.lamp, texts.door])
    const details = await Promise.all(
      matters.map(async ({ id }) => {
        const answer = await context.request.get(`/api/matters/${id}`)
        return (await answer.json()) as {
          state: string
          photos: { purpose: string }[]
          timeline: { kind: string }[]
        }
      }),
    )
    const purposes = details.map(({ photos }) => photos.map(({ purpose }) => purpose))
    expect(purposes).toEqual([
      ['before', 'before'],
      ['before', 'after'],
      ['before', 'before'],
    ])
    expect(details[1]!.state).toBe('answered')
    for (const [index, point] of round.points.slice(0, 3).entries()) {
      const answer = await context.request.get(
        `/api/patrols/coverage/${round.plan.id}/${point.id}?from=${round.day}&to=${round.day}`,
      )
      const { items } = (await answer.json()) as {
        items: { happened_at: string; result: string; matter: { title: string } | null }[]
      }
      const found = items.filter(({ matter }) => matter?.title === matters[index]!.title)
      expect(found).toHaveLength(1)
      expect(found[0]!.result).toBe('finding')
      expectWithin(found[0]!.happened_at, pressed[index]!)
    }
  })

  test('what waits stays with its person: after the session ended nothing goes, and another who signs in does not send it', async () => {
    const { context, page } = await open()
    await signIn(context.request)
    await page.goto('/field/report')
    await page.getByLabel('发现了什么').fill(`退出后才发的一件 ${mark}`)
    await context.setOffline(true)
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.getByRole('heading', { name: '记下了' }).waitFor()
    await context.clearCookies()
    await context.setOffline(false)
    await page.getByText(/登录已过期。手机里的 1 条记录都在/).waitFor()
    await context.request.post('/api/auth/demo', { data: { account: 'department' } })
    await page.goto('/field/outbox')
    await page.getByText(/现在登录的账号没有巡查职责/).waitFor()
    await page.getByText('1 条待发送').waitFor()
    await signIn(context.request)
    await page.goto('/field/outbox')
    await page.getByText('都已送到').waitFor()
    expect(await arrived(context.request)).toHaveLength(4)
  })
})
