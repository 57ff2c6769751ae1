import { randomUUID } from 'node:crypto'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import { filesApi } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { mattersApi, timeOrderedId } from '../matters/index.ts'
import { fieldApi, patrolsApi } from './index.ts'

/** The doors of patrols on a small city, with a clock that the test moves. */
export interface PatrolDoors {
  app: App
  house: StandingHouse
  city: SmallCity
  database: FreshDatabase
  /** What time it is; a test sets it. */
  clock: { now: Date }
  ask(
    as: string,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
  ): Promise<Awaited<ReturnType<App['inject']>>>
  /** Sends entries as the phone of somebody; their times are the phone's. */
  send(as: keyof SmallCity, entries: object[], more?: object): Promise<Sent>
  /** A plan of three points in the grid, two shifts a day. */
  plan(more?: object): Promise<{ id: string; points: { id: string; name: string }[] }>
  entry(
    kind: string,
    fields?: object,
  ): { id: string; kind: string; happened_at: string } & Record<string, unknown>
  close(): Promise<void>
}

export interface Sent {
  received_at: string
  clock: { difference_seconds: number; agrees: boolean }
  entries: {
    id: string
    status: string
    code?: string
    reason?: string
    again: boolean
    happened_at?: string
    time_note?: string
    result?: {
      walk_id?: string
      matter_id?: string
      number?: string
      version?: number
      position_kept?: boolean
      mark_id?: string
    }
    similar?: { number: string }[]
    changes?: { kind: string; by: string | null; words: { zh: string } }[]
    words: { zh: string; en: string }
    faults?: { at?: string }[]
  }[]
}

export const twoShifts = {
  per: 'day',
  shifts: [
    { from: '08:00', to: '12:00' },
    { from: '14:00', to: '18:00' },
  ],
}

export async function patrolDoors(): Promise<PatrolDoors> {
  const database = await freshDatabase()
  // A Monday, half past nine in Shanghai.
  const clock = { now: new Date('2026-03-02T01:30:00Z') }
  const house = await testHouse(database, { now: () => clock.now })
  const city = await smallCity(house)
  const { organisations: _, gridArea: __, spot: ___, ...staff } = city
  const app = await buildApp({
    house,
    identify: identifyAs(staff),
    apis: [mattersApi(house), filesApi(house), patrolsApi(house), fieldApi(house)],
    requestsPerMinute: 100_000,
  })
  const device = randomUUID()
  const doors: PatrolDoors = {
    app,
    house,
    city,
    database,
    clock,
    ask: (as, method, url, payload) =>
      app.inject({ method, url, headers: { 'x-as': as }, ...(payload ? { payload } : {}) }),
    async send(as, entries, more = {}) {
      const answer = await doors.ask(as, 'POST', '/api/field/outbox', {
        device,
        person: (city[as] as { personId: string }).personId,
        sent_at: clock.now.toISOString(),
        entries,
        ...more,
      })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json<Sent>()
    },
    async plan(more = {}) {
      const answer = await doors.ask('community', 'POST', '/api/patrol-plans', {
        area_id: city.gridArea,
        name: '日常巡查',
        frequency: twoShifts,
        holidays: 'walk',
        from: shanghaiDate(clock.now),
        points: [
          { name: '东门', lat: 34.502, lng: 114.002, checks: [{ id: 'fire_exits' }] },
          { name: '北楼', lat: 34.508, lng: 114.002, checks: [{ words: '看看棋牌室' }] },
          { name: '中心花园', lat: 34.505, lng: 114.002, checks: [] },
        ],
        ...more,
      })
      if (answer.statusCode !== 201) throw new Error(answer.body)
      const made = answer.json<{ id: string; versions: { points: { id: string; name: string }[] }[] }>()
      return { id: made.id, points: made.versions.at(-1)!.points }
    },
    entry: (kind, fields = {}) => ({
      id: timeOrderedId(clock.now),
      kind,
      happened_at: clock.now.toISOString(),
      ...fields,
    }),
    async close() {
      await app.close()
      await database.drop()
    },
  }
  return doors
}
