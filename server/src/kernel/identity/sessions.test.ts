import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { goodPassword, type IdentityWorld, identityWorld } from './fixture.ts'
import { createAccount, forgetPerson } from './index.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await identityWorld()
})
afterAll(() => world.close())

describe('a session', () => {
  it('of staff ends after thirty minutes without a request, and never before while one works', async () => {
    await world.staff('idle')
    const cookie = await world.cookieOf('idle')
    for (let i = 0; i < 4; i++) {
      world.clock.pass({ minutes: 20 })
      expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    }
    world.clock.pass({ minutes: 31 })
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
  })

  it('ends after twelve hours however busy it is', async () => {
    await world.staff('busy')
    const cookie = await world.cookieOf('busy')
    for (let i = 0; i < 47; i++) {
      world.clock.pass({ minutes: 15 })
      expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    }
    world.clock.pass({ minutes: 16 })
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
  })

  it('is not kept alive by a page that nobody looks at', async () => {
    await world.staff('gone-home')
    const cookie = await world.cookieOf('gone-home')
    for (let i = 0; i < 6; i++) {
      world.clock.pass({ minutes: 5 })
      await world.get('/api/probe/matters', cookie, { 'x-lianxin-background': '1' })
      await world.get('/api/probe/matters', cookie, { accept: 'text/event-stream' })
    }
    world.clock.pass({ minutes: 1 })
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
  })

  it('is written at most once a minute', async () => {
    const { id } = await world.staff('typist')
    const cookie = await world.cookieOf('typist')
    const seen = async () => {
      const { rows } = await sql<{
        seen_at: Date
      }>`select seen_at from sessions where account_id = ${id}`.execute(world.house.db)
      return rows[0]!.seen_at.toISOString()
    }
    const atSignIn = await seen()
    world.clock.pass({ seconds: 59 })
    await world.get('/api/probe/matters', cookie)
    expect(await seen()).toBe(atSignIn)
    world.clock.pass({ seconds: 1 })
    await world.get('/api/probe/matters', cookie)
    expect(await seen()).toBe(world.clock.at.toISOString())
  })

  it('ends at sign-out, and its cookie goes', async () => {
    await world.staff('leaver')
    const cookie = await world.cookieOf('leaver')
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    const out = await world.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
    expect(out.statusCode).toBe(204)
    expect(out.cookies[0]).toMatchObject({ name: 'lianxin', value: '' })
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
  })

  it('can be seen and revoked by its owner, and by nobody else', async () => {
    await world.staff('owner')
    await world.staff('stranger')
    const here = await world.cookieOf('owner')
    const there = await world.cookieOf('owner')
    const stranger = await world.cookieOf('stranger')
    expect((await world.get('/api/probe/matters', there)).statusCode).toBe(200)
    const sessions = (await world.get('/api/auth/sessions', here)).json() as {
      id: string
      current: boolean
    }[]
    expect(sessions.map((session) => session.current).sort()).toEqual([false, true])
    const other = sessions.find((session) => !session.current)!
    const revoke = (cookie: string) =>
      world.app.inject({ method: 'DELETE', url: `/api/auth/sessions/${other.id}`, headers: { cookie } })
    expect((await revoke(stranger)).statusCode).toBe(404)
    expect((await world.get('/api/probe/matters', there)).statusCode).toBe(200)
    expect((await revoke(here)).statusCode).toBe(204)
    expect((await world.get('/api/probe/matters', there)).statusCode).toBe(401)
    expect((await world.get('/api/probe/matters', here)).statusCode).toBe(200)
  })

  it('that another server revoked is refused within five seconds', async () => {
    await world.staff('twice')
    const cookie = await world.cookieOf('twice')
    const other = await world.anotherServer()
    const knock = () => other.inject({ url: '/api/probe/matters', headers: { cookie } })
    expect((await knock()).statusCode).toBe(200)
    await world.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie } })
    world.clock.pass({ seconds: 5 })
    expect((await knock()).statusCode).toBe(401)
    await other.close()
  })
})

describe('a duty', () => {
  it('gives no power before it starts nor after it ends, to the second', async () => {
    const at = (minutes: number) => new Date(world.clock.at.getTime() + minutes * 60_000)
    const personId = await world.person('任期', [{ role: 'street_clerk', from: at(10), to: at(20) }])
    await createAccount(world.house, { account: 'term', personId, password: goodPassword })
    const cookie = await world.cookieOf('term')
    const status = async () => (await world.get('/api/probe/matters', cookie)).statusCode
    expect(await status()).toBe(403)
    world.clock.pass({ minutes: 10 })
    expect(await status()).toBe(200)
    world.clock.pass({ minutes: 9, seconds: 59 })
    expect(await status()).toBe(200)
    world.clock.pass({ seconds: 1 })
    expect(await status()).toBe(403)
    expect((await world.get('/api/auth/me', cookie)).json()).toMatchObject({ kind: 'resident', duties: [] })
  })

  it('that was ended a moment ago bites at once in this process', async () => {
    const { personId } = await world.staff('dismissed')
    const cookie = await world.cookieOf('dismissed')
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    await sql`update duties set active_to = ${world.clock.at} where person_id = ${personId}`.execute(
      world.house.db,
    )
    forgetPerson(world.house, personId)
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(403)
  })

  it('is nothing any more once the person is erased', async () => {
    const { personId } = await world.staff('erased')
    const cookie = await world.cookieOf('erased')
    await sql`update people set erased_at = now() where id = ${personId}`.execute(world.house.db)
    world.clock.pass({ seconds: 5 })
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
    expect((await world.signIn('erased')).statusCode).toBe(401)
  })
})
