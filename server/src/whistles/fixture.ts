import { sweepDeadlines } from '../kernel/deadlines/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { matterConsumers, matterSweeper, mattersApi } from '../matters/index.ts'
import { whistleConsumers, whistleSweeper, whistlesApi } from './index.ts'

export type Who = Exclude<keyof SmallCity, 'organisations' | 'gridArea' | 'spot'>

export interface Shown {
  id: string
  number: string
  state: string
  version: number
  matter: { id: string; may_read: boolean }
  actions: string[]
  calls: {
    id: string
    version: number
    state: string
    organisation: { id: string; name: string }
    part: { id: string; version: number; state: string; may_answer: boolean; may_accept: boolean }
    late: boolean
    in_time: boolean | null
    escalated: number
    due_at: string | null
    arrive_due_at: string
    arrived_metres: number | null
    why: { zh: string } | null
    objection: { outcome: string | null } | null
    actions: string[]
  }[]
}

/** The doors of whistles on a small city, with a clock that the test moves. */
export interface WhistleDoors {
  app: App
  house: StandingHouse
  city: SmallCity
  database: FreshDatabase
  clock: { now: Date }
  ask(
    as: string,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers?: object,
  ): Promise<{ statusCode: number; json<T = Record<string, unknown>>(): T; body: string }>
  /** @throws where it is refused */
  done<T = Shown>(as: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<T>
  /** The street takes something up by itself and calls these. */
  blown(called: Who[], more?: object): Promise<Shown>
  act(as: Who, call: { id: string; version: number }, command: object): Promise<Shown>
  callOf(whistle: Shown, who: Who): Shown['calls'][number]
  pass(minutes: number): Promise<void>
  settle(): Promise<void>
  close(): Promise<void>
}

export async function whistleDoors(): Promise<WhistleDoors> {
  const database = await freshDatabase()
  // A Monday, half past nine in Shanghai.
  const clock = { now: new Date('2026-03-02T01:30:00Z') }
  const house = await testHouse(database, { now: () => clock.now })
  const city = await smallCity(house)
  const { organisations, gridArea: _, spot: __, ...staff } = city
  const app = await buildApp({
    house,
    identify: identifyAs(staff),
    apis: [mattersApi(house), whistlesApi(house)],
    requestsPerMinute: 100_000,
  })
  const doors: WhistleDoors = {
    app,
    house,
    city,
    database,
    clock,
    ask: (as, method, url, payload, headers = {}) =>
      app.inject({ method, url, headers: { 'x-as': as, ...headers }, ...(payload ? { payload } : {}) }),
    async done(as, method, url, payload) {
      const answer = await doors.ask(as, method, url, payload)
      if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`)
      return answer.json()
    },
    blown: (called, more = {}) =>
      doors.done('street', 'POST', '/api/whistles', {
        kind: 'emergency',
        calls: called.map((who) => ({ organisation_id: organisations[who], task: `请${who}到现场处置` })),
        own: {
          title: '地库进水',
          text: '三号楼地库进水，要排水断电',
          location: { ...city.spot, address: '三号楼地库' },
        },
        ...more,
      }),
    act: (as, call, command) =>
      doors.done(as, 'POST', `/api/whistles/calls/${call.id}/commands`, { version: call.version, command }),
    callOf: (whistle, who) =>
      whistle.calls.find(({ organisation }) => organisation.id === organisations[who])!,
    async pass(minutes) {
      clock.now = new Date(clock.now.getTime() + minutes * 60_000)
      while ((await sweepDeadlines(house, [matterSweeper(house), whistleSweeper(house)])) > 0) {}
    },
    settle: () => settleConsumers(house.db, [...matterConsumers(house), ...whistleConsumers(house)]),
    async close() {
      await app.close()
      await database.drop()
    },
  }
  return doors
}
