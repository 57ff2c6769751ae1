import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '../http/index.ts'
import type { StandingHouse } from '../make-house.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { calendarApi } from './api.ts'

let database: FreshDatabase
let house: StandingHouse
let app: App
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => new Date('2026-03-02T04:00:00Z') })
  const identify = identifyAs({ operator: staff('admin'), clerk: staff('community_clerk') })
  app = await buildApp({ house, identify, apis: [calendarApi(house)] })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const typhoon = { working: false, reason_zh: '台风停工', reason_en: 'Typhoon' }
const put = (day: string, payload: object, as = 'operator') =>
  app.inject({ method: 'PUT', url: `/api/calendar/${day}`, payload, headers: { 'x-as': as } })
const takeBack = (day: string) =>
  app.inject({ method: 'DELETE', url: `/api/calendar/${day}`, headers: { 'x-as': 'operator' } })

describe('the working calendar', () => {
  it('is public, whole, and says where it comes from', async () => {
    const year = (await app.inject('/api/calendar?year=2026')).json()
    expect(year.days).toHaveLength(365)
    expect(year.source).toBeTruthy()
    expect(year.days.find((day: { day: string }) => day.day === '2026-10-01')).toMatchObject({
      working: false,
      known: true,
    })
    const unknown = (await app.inject('/api/calendar?year=2096')).json()
    expect(unknown).toMatchObject({ source: null })
    expect(unknown.days[0]).toMatchObject({ known: false })
    expect((await app.inject('/api/calendar')).json().year).toBe(2026)
  })

  it('follows the operator’s amendment at once, until it is taken back', async () => {
    expect(house.calendar.day('2026-03-04').working).toBe(true)
    expect((await put('2026-03-04', typhoon)).json()).toMatchObject({
      working: false,
      amended: true,
      reason: { zh: '台风停工' },
    })
    expect(house.calendar.day('2026-03-04')).toMatchObject({ working: false, reason: { en: 'Typhoon' } })
    await put('2026-03-04', { ...typhoon, reason_zh: '台风停工一天' })
    const { days } = (await app.inject('/api/calendar?year=2026')).json()
    expect(days.filter((day: { amended: boolean }) => day.amended)).toMatchObject([
      { day: '2026-03-04', reason: { zh: '台风停工一天' } },
    ])
    expect((await takeBack('2026-03-04')).json()).toMatchObject({ working: true, amended: false })
    expect(house.calendar.day('2026-03-04').working).toBe(true)
    expect((await takeBack('2026-03-04')).statusCode).toBe(404)
    const { rows } = await house.pool.query(
      `select reason from audit_log where action = 'calendar.write' order by id`,
    )
    expect(rows).toHaveLength(3)
  })

  it('refuses days that do not exist, amendments without a reason, and those who may not', async () => {
    expect((await put('2026-02-30', typhoon)).statusCode).toBe(400)
    expect((await put('tomorrow', typhoon)).statusCode).toBe(400)
    expect((await put('2026-03-04', { ...typhoon, reason_zh: '' })).statusCode).toBe(400)
    expect((await put('2026-03-04', typhoon, 'clerk')).statusCode).toBe(403)
    expect((await put('2026-03-04', typhoon, 'nobody')).statusCode).toBe(401)
  })
})
