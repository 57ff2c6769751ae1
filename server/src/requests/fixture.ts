import { expect } from 'vitest'
import { filesApi } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type ProblemDocument, problemCatalogue } from '../kernel/problems.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { mattersApi } from '../matters/index.ts'
import { deskApi, personApi, requestsApi } from './index.ts'

type Answer = Awaited<ReturnType<App['inject']>>

/** The doors of requests and matters on a database of their own, watched: what is refused must leave nothing behind. */
export interface WatchedDoors {
  app: App
  house: StandingHouse
  city: SmallCity
  database: FreshDatabase
  ask(payload: object): Promise<Answer>
  askRaw(payload: string | Buffer, type?: string): Promise<Answer>
  /** Signed in as the clerk of the community. */
  atDesk(url: string, payload?: object): Promise<Answer>
  /** How many rows every table of the house has, its queue of jobs too. */
  rowsStored(): Promise<Record<string, number>>
  /** From here on nothing more may be stored. */
  watch(): Promise<Record<string, number>>
  /** Refused with a document that a person understands and a program recognises, and nothing kept. */
  refused(answer: Answer, code: string): Promise<ProblemDocument>
  close(): Promise<void>
}

export async function watchedDoors(): Promise<WatchedDoors> {
  const database = await freshDatabase()
  const house = await testHouse(database)
  const city = await smallCity(house)
  const app = await buildApp({
    house,
    identify: identifyAs({ community: city.community }),
    apis: [requestsApi(house), personApi(house), mattersApi(house), deskApi(house), filesApi(house)],
    requestsPerMinute: 100_000,
  })
  let stored: Record<string, number> = {}
  const rowsStored = async (): Promise<Record<string, number>> => {
    const { rows } = await database.asOwner(`
      select n.nspname || '.' || c.relname as name,
        (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::int as rows
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`)
    return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]))
  }
  return {
    app,
    house,
    city,
    database,
    rowsStored,
    ask: (payload) => app.inject({ method: 'POST', url: '/api/requests', payload }),
    askRaw: (payload, type = 'application/json; charset=utf-8') =>
      app.inject({ method: 'POST', url: '/api/requests', payload, headers: { 'content-type': type } }),
    atDesk: (url, payload) =>
      app.inject({
        method: payload ? 'POST' : 'GET',
        url,
        headers: { 'x-as': 'community' },
        ...(payload ? { payload } : {}),
      }),
    async watch() {
      stored = await rowsStored()
      return stored
    },
    async refused(answer, code) {
      const document = answer.json<ProblemDocument>()
      expect(document.code, JSON.stringify(document)).toBe(code)
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
      expect(answer.statusCode).toBe(problemCatalogue[code]!.status)
      expect(document.status).toBe(answer.statusCode)
      expect(document.detail).toMatch(/\p{Script=Han}/u)
      expect(document.detail).not.toMatch(/undefined|null$|\[object|Expected|must |should /)
      expect(document.detail_en).toMatch(/^[\x20-\x7e“”…]+$/)
      expect(document.detail_en).not.toMatch(/undefined|\[object/)
      expect(await rowsStored()).toEqual(stored)
      return document
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}
