import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Configuration } from '../configuration.ts'
import { type Api, buildApp } from '../http/index.ts'
import type { Role } from '../permissions/index.ts'
import { testHouse } from '../testing/house.ts'
import { freshDatabase } from '../testing/index.ts'
import { createAccount, identify, identityApi, outboxPhoneProvider } from './index.ts'

export const goodPassword = 'Mei-hua 2026'

/** A clock that only the test moves. */
export interface Clock {
  at: Date
  pass(time: { seconds?: number; minutes?: number; hours?: number; days?: number }): void
}

function clockAt(start: string): Clock {
  return {
    at: new Date(start),
    pass({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      this.at = new Date(this.at.getTime() + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days))))
    },
  }
}

/** Two doors to knock at: one that needs a duty, one that anybody may open. */
const doors: Api = async (app) => {
  app.get('/api/probe/matters', { config: { permission: 'matter.read' } }, async () => ({ open: true }))
  app.get('/api/probe/public', { config: { permission: 'public' } }, async (request) => ({
    kind: request.actor.kind,
  }))
}

/** The identity of a small installation, with its HTTP edge, on a database of its own. */
export async function identityWorld(
  options: { demo?: boolean; phone?: boolean; configuration?: Partial<Configuration> } = {},
) {
  const database = await freshDatabase()
  const clock = clockAt('2026-03-02T01:00:00Z')
  const house = await testHouse(database, {
    now: () => clock.at,
    demo: options.demo ?? false,
    configuration: { trustProxy: true, ...options.configuration },
  })
  const phone = options.phone === false ? {} : { phone: outboxPhoneProvider(house) }
  const open = () =>
    buildApp({
      house,
      identify: identify(house),
      apis: [identityApi(house, phone), doors],
      requestsPerMinute: 100_000,
    })
  const app = await open()
  const organisation = randomUUID()
  await sql`insert into organisations (id, code, name, kind, path)
    values (${organisation}, 'street-1', '梧桐街道', 'street_office', 'street_1')`.execute(house.db)

  async function person(name: string, duties: { role: Role; from?: Date; to?: Date }[] = []) {
    const id = randomUUID()
    await sql`insert into people (id, name) values (${id}, ${name})`.execute(house.db)
    for (const duty of duties)
      await sql`insert into duties (id, person_id, organisation_id, role, active_from, active_to)
        values (${randomUUID()}, ${id}, ${organisation}, ${duty.role},
                ${duty.from ?? new Date('2026-01-01T00:00:00Z')}, ${duty.to ?? null})`.execute(house.db)
    return id
  }

  return {
    house,
    clock,
    app,
    database,
    organisation,
    person,
    /** A person with an account and a duty. */
    async staff(account: string, role: Role = 'street_clerk', until?: Date) {
      const personId = await person(account, [until ? { role, to: until } : { role }])
      const made = await createAccount(house, { account, personId, password: goodPassword })
      return { ...made, personId }
    },
    post(url: string, payload: object, headers: Record<string, string> = {}) {
      return app.inject({ method: 'POST', url, payload, headers })
    },
    get(url: string, cookie?: string, headers: Record<string, string> = {}) {
      return app.inject({ method: 'GET', url, headers: { ...headers, ...(cookie ? { cookie } : {}) } })
    },
    signIn(
      account: string,
      password = goodPassword,
      more: { code?: string } = {},
      headers: Record<string, string> = {},
    ) {
      return app.inject({
        method: 'POST',
        url: '/api/auth/sign-in',
        payload: { account, password, ...more },
        headers,
      })
    },
    /** Signs in and gives the cookie. */
    async cookieOf(account: string): Promise<string> {
      return cookieFrom(await this.signIn(account))
    },
    async audited() {
      const { rows } = await sql<{
        action: string
        reason: string | null
        outcome: string
        person_id: string | null
      }>`
        select action, reason, outcome, person_id from audit_log order by id`.execute(house.db)
      return rows
    },
    /** Another server of the same installation, with memories of its own. */
    async anotherServer() {
      const second = { ...house, now: house.now, rulesNow: house.rulesNow, rulesOf: house.rulesOf }
      return buildApp({
        house: second,
        identify: identify(second),
        apis: [identityApi(second, phone), doors],
      })
    },
    async close() {
      await app.close()
      await database.drop()
    },
  }
}

export type IdentityWorld = Awaited<ReturnType<typeof identityWorld>>

/** What a browser would send back. */
export function cookieFrom(response: {
  statusCode: number
  cookies: { name: string; value: string }[]
  body: string
}): string {
  const cookie = response.cookies[0]
  if (!cookie) throw new Error(`no cookie came with ${response.statusCode} ${response.body}`)
  return `${cookie.name}=${cookie.value}`
}
