import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { workingCalendar } from './kernel/calendar/index.ts'
import { readConfiguration } from './kernel/configuration.ts'
import { buildApp } from './kernel/http/index.ts'
import type { StandingHouse } from './kernel/make-house.ts'
import { anonymous } from './kernel/permissions/index.ts'
import { apisOf } from './service.ts'

/** The description of our own API, without a database: routes are registered, none is called. */
export async function openapiDocument(): Promise<unknown> {
  const pool = new pg.Pool()
  const house = {
    configuration: { ...readConfiguration({}), demo: true },
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    pool,
    now: () => new Date(),
    calendar: workingCalendar([]),
    wake() {},
    onWake() {},
    log: { info() {}, warn() {}, error() {} },
  } as unknown as StandingHouse
  const app = await buildApp({
    house,
    identify: async () => anonymous,
    apis: apisOf(house, { stage: 'starting' }),
  })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}
