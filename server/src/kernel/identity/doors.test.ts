import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../http/index.ts'
import { testHouse } from '../testing/house.ts'
import { cookieFrom, goodPassword, type IdentityWorld, identityWorld } from './fixture.ts'
import {
  createAccount,
  createFirstAdministrator,
  demonstrationAccounts,
  identify,
  identityApi,
  outboxPhoneProvider,
} from './index.ts'

let world: IdentityWorld
let admin: string
beforeAll(async () => {
  world = await identityWorld()
  await world.staff('operator', 'admin')
  admin = await world.cookieOf('operator')
})
afterAll(() => world.close())

describe('the cookie', () => {
  it('is out of reach of scripts and of other sites', async () => {
    await world.staff('baker')
    const set = String((await world.signIn('baker')).headers['set-cookie'])
    expect(set).toMatch(/^lianxin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('is bound to its host and to TLS where the installation is reached by https', async () => {
    const secure = await identityWorld({ configuration: { publicUrl: 'https://lianxin.example' } })
    await secure.staff('baker')
    const response = await secure.signIn('baker')
    expect(String(response.headers['set-cookie'])).toMatch(
      /^__Host-lianxin=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const plain = cookieFrom(response).replace('__Host-', '')
    expect((await secure.get('/api/probe/matters', plain)).statusCode).toBe(401)
    expect((await secure.get('/api/probe/matters', cookieFrom(response))).statusCode).toBe(200)
    await secure.close()
  })
})

describe('the log', () => {
  it('holds neither passwords, nor tokens, nor codes', async () => {
    const lines: string[] = []
    const app = await buildApp({
      house: world.house,
      identify: identify(world.house),
      apis: [identityApi(world.house, { phone: outboxPhoneProvider(world.house) })],
      logger: { level: 'trace', stream: { write: (line: string) => lines.push(line) } },
    })
    await world.staff('logged')
    const payload = { account: 'logged', password: goodPassword }
    const cookie = cookieFrom(await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload }))
    await app.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      payload: { account: 'logged', password: 'Wrong-1234' },
    })
    await app.inject({ url: '/api/auth/me', headers: { cookie } })
    await app.inject({ method: 'POST', url: '/api/auth/phone/send', payload: { phone: '13900001111' } })
    await app.close()
    const log = lines.join('')
    expect(log).toContain('/api/auth/sign-in')
    for (const secret of [goodPassword, 'Wrong-1234', cookie.split('=')[1]!, '13900001111'])
      expect(log).not.toContain(secret)
  })
})

describe('the demonstration door', () => {
  it('is not there outside demonstration mode', async () => {
    await world.staff('street')
    expect((await world.get('/api/auth/demo')).statusCode).toBe(404)
    const response = await world.post('/api/auth/demo', { account: 'street' })
    expect(response.statusCode).toBe(404)
    expect(response.cookies).toEqual([])
  })

  it('opens the demonstration accounts, and no other, with one call', async () => {
    const demo = await identityWorld({ demo: true })
    for (const [account, role] of [
      ['admin', 'admin'],
      ['street', 'street_clerk'],
      ['resident', undefined],
    ] as const) {
      const personId = await demo.person(`演示 ${account}`, role ? [{ role }] : [])
      await createAccount(demo.house, { account, personId, password: 'lianxin-demo' })
    }
    await demo.staff('real.person')
    const list = (await demo.get('/api/auth/demo')).json() as {
      account: string
      roles: { role_zh: string }[]
    }[]
    expect(list.map((entry) => entry.account)).toEqual(
      demonstrationAccounts.filter((account) => ['resident', 'street', 'admin'].includes(account)),
    )
    expect(list[0]!.roles[0]!.role_zh).toBe('群众')
    const entered = await demo.post('/api/auth/demo', { account: 'street' })
    expect(entered.json()).toMatchObject({ kind: 'staff', demo: true, duties: [{ role: 'street_clerk' }] })
    expect((await demo.get('/api/probe/matters', cookieFrom(entered))).statusCode).toBe(200)
    expect((await demo.post('/api/auth/demo', { account: 'resident' })).json().kind).toBe('resident')
    for (const account of ['real.person', 'nobody'])
      expect((await demo.post('/api/auth/demo', { account })).statusCode).toBe(404)
    expect((await demo.signIn('street', 'lianxin-demo')).statusCode).toBe(200)
    const weak = await demo.person('不是演示')
    await expect(
      createAccount(demo.house, { account: 'weak', personId: weak, password: 'lianxin-demo' }),
    ).rejects.toThrow('input.invalid')
    await demo.close()
  })

  it('shuts its accounts and their sessions when the same data is served in earnest', async () => {
    const demo = await identityWorld({ demo: true })
    const personId = await demo.person('演示管理员', [{ role: 'admin' }])
    await createAccount(demo.house, { account: 'admin', personId, password: 'lianxin-demo' })
    const cookie = cookieFrom(await demo.post('/api/auth/demo', { account: 'admin' }))
    const earnest = await testHouse(demo.database, { now: () => demo.clock.at })
    const app = await buildApp({ house: earnest, identify: identify(earnest), apis: [identityApi(earnest)] })
    expect((await app.inject({ url: '/api/accounts', headers: { cookie } })).statusCode).toBe(401)
    const payload = { account: 'admin', password: 'lianxin-demo' }
    expect((await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload })).statusCode).toBe(401)
    expect((await createFirstAdministrator(earnest))?.account).toBe('administrator')
    await app.close()
    await demo.close()
  })
})

describe('the operator', () => {
  const deed = (id: string, what: string, cookie = admin) =>
    world.app.inject({ method: 'POST', url: `/api/accounts/${id}/${what}`, headers: { cookie } })

  it('makes an account with a one-time password that must be changed', async () => {
    const person_id = await world.person('新人', [{ role: 'street_clerk' }])
    const made = await world.post('/api/accounts', { account: 'Xin.Ren', person_id }, { cookie: admin })
    expect(made.statusCode).toBe(201)
    const { one_time_password: once } = made.json()
    const signedIn = await world.signIn('xin.ren', once)
    expect(signedIn.json()).toMatchObject({ password_due: true })
    expect((await world.get('/api/probe/matters', cookieFrom(signedIn))).json().reason).toBe(
      'identity.password_due',
    )
    const again = await world.post('/api/accounts', { account: 'xin.ren', person_id }, { cookie: admin })
    expect(again.json().code).toBe('conflict.exists')
    const nobody = { account: 'nobody', person_id: '00000000-0000-4000-8000-000000000000' }
    expect((await world.post('/api/accounts', nobody, { cookie: admin })).statusCode).toBe(404)
    const bad = await world.post('/api/accounts', { account: 'a b', person_id }, { cookie: admin })
    expect(bad.statusCode).toBe(400)
  })

  it('ends a lock-out', async () => {
    const { id } = await world.staff('stuck')
    for (let i = 0; i < 5; i++) await world.signIn('stuck', 'Wrong-1234')
    const list = (await world.get('/api/accounts?q=stuck', admin)).json()
    expect(list.items).toHaveLength(1)
    expect(list.items[0]).toMatchObject({ account: 'stuck', roles: ['street_clerk'] })
    expect(new Date(list.items[0].locked_until).getTime()).toBe(world.clock.at.getTime() + 30 * 60_000)
    expect((await deed(id, 'unlock')).statusCode).toBe(204)
    expect((await world.signIn('stuck')).statusCode).toBe(200)
  })

  it('shuts an account at once and opens it again, but never their own', async () => {
    const { id } = await world.staff('shut')
    const cookie = await world.cookieOf('shut')
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    expect((await deed(id, 'disable')).statusCode).toBe(204)
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
    expect((await world.signIn('shut')).json().code).toBe('identity.refused')
    expect((await deed(id, 'enable')).statusCode).toBe(204)
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
    expect((await world.signIn('shut')).statusCode).toBe(200)
    const own = (await world.get('/api/accounts?q=operator', admin)).json().items[0].id
    expect((await deed(own, 'disable')).json().reason).toBe('account.own')
  })

  it('ends all sessions of an account', async () => {
    const { id } = await world.staff('everywhere')
    const cookies = [await world.cookieOf('everywhere'), await world.cookieOf('everywhere')]
    for (const cookie of cookies) expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    expect((await deed(id, 'revoke')).json()).toEqual({ ended: 2 })
    for (const cookie of cookies) expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(401)
  })

  it('gives a new one-time password, after which the old one and its sessions are worth nothing', async () => {
    const { id } = await world.staff('forgetful')
    const cookie = await world.cookieOf('forgetful')
    const { one_time_password: once } = (await deed(id, 'reset-password')).json()
    expect((await world.get('/api/auth/me', cookie)).json().kind).toBe('anonymous')
    expect((await world.signIn('forgetful')).statusCode).toBe(401)
    expect((await world.signIn('forgetful', once)).json().password_due).toBe(true)
  })

  it('tells the person what was done to their account, inside and on their phone', async () => {
    const { id, personId } = await world.staff('told')
    await sql`update people set phone = '13911112222' where id = ${personId}`.execute(world.house.db)
    const { one_time_password: once } = (await deed(id, 'reset-password')).json()
    const { rows: notices } = await sql<{ kind: string }>`
      select kind from notices where person_id = ${personId}`.execute(world.house.db)
    expect(notices).toEqual([{ kind: 'account.password_reset' }])
    const { rows: messages } = await sql<{ text: string }>`
      select text from outbox_messages where recipient = '13911112222'`.execute(world.house.db)
    expect(messages[0]!.text).toContain('重置')
    expect(messages[0]!.text).not.toContain(once)
    expect((await world.get(`/api/accounts?person=${personId}`, admin)).json().items).toMatchObject([
      { account: 'told', password_due: true },
    ])
  })

  it('does not reset their own password or second factor past the old one', async () => {
    const { rows } = await sql<{ id: string }>`select id from accounts where name = 'operator'`.execute(
      world.house.db,
    )
    for (const what of ['reset-password', 'reset-second-factor'])
      expect((await deed(rows[0]!.id, what)).json()).toMatchObject({ reason: 'account.own' })
  })

  it('takes the second factor from somebody who lost it', async () => {
    const { id } = await world.staff('lost')
    await sql`insert into second_factors (account_id, secret, begun_at, confirmed_at)
      values (${id}, '\\x00', now(), now())`.execute(world.house.db)
    expect((await world.signIn('lost')).json().code).toBe('identity.second_factor')
    expect((await deed(id, 'reset-second-factor')).statusCode).toBe(204)
    expect((await world.signIn('lost')).statusCode).toBe(200)
  })

  it('pages through accounts by name and finds a resident by a whole number alone, masked', async () => {
    const seen: string[] = []
    let after: string | null = ''
    do {
      const page: { items: { account: string }[]; next: string | null } = (
        await world.get(`/api/accounts?limit=3&after=${encodeURIComponent(after)}`, admin)
      ).json()
      seen.push(...page.items.map((item) => item.account))
      after = page.next
    } while (after !== null)
    expect(seen).toContain('operator')
    expect(new Set(seen).size).toBe(seen.length)
    await world.post('/api/auth/phone/send', { phone: '13800001234' })
    const { rows } = await sql<{
      text: string
    }>`select text from outbox_messages where recipient = '13800001234'`.execute(world.house.db)
    const code = /\d{6}/.exec(rows[0]!.text)![0]
    await world.post('/api/auth/phone/verify', { phone: '13800001234', code })
    const found = (await world.get('/api/accounts?phone=13800001234', admin)).json().items
    expect(found).toMatchObject([{ phone: '138****1234', account: null }])
    expect((await world.get('/api/accounts?phone=1380000', admin)).json().items).toEqual([])
  })

  it('alone may do any of this, and each deed is kept under their name', async () => {
    const { id } = await world.staff('clerk')
    const clerk = await world.cookieOf('clerk')
    for (const what of ['unlock', 'disable', 'enable', 'revoke', 'reset-password', 'reset-second-factor']) {
      expect((await deed(id, what, clerk)).statusCode).toBe(403)
      expect((await deed(id, what, '')).statusCode).toBe(401)
    }
    expect((await world.get('/api/accounts', clerk)).statusCode).toBe(403)
    const before = (await world.audited()).length
    await deed(id, 'unlock')
    await deed(id, 'disable')
    const entries = (await world.audited()).slice(before)
    expect(entries.map((entry) => entry.action)).toEqual(['account.unlock', 'account.disable'])
    const { rows } = await sql<{
      person_id: string
    }>`select person_id from accounts where name = 'operator'`.execute(world.house.db)
    expect(entries.every((entry) => entry.person_id === rows[0]!.person_id)).toBe(true)
    expect((await world.signIn('clerk', goodPassword)).statusCode).toBe(401)
  })

  it('is told when there is no such account', async () => {
    expect((await deed('00000000-0000-4000-8000-000000000000', 'unlock')).statusCode).toBe(404)
    expect((await deed('x', 'unlock')).statusCode).toBe(400)
  })
})
