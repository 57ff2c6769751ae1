import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { count } from './attempts.ts'
import { cookieFrom, goodPassword, type IdentityWorld, identityWorld } from './fixture.ts'
import { createFirstAdministrator, tidyIdentity } from './index.ts'
import { bucketOf, failuresPerAddress } from './rules.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await identityWorld()
})
afterAll(() => world.close())

const problem = (response: { json(): { code: string } }) => response.json().code

describe('signing in', () => {
  it('opens the doors of the duty that is held, and says who one is', async () => {
    await world.staff('wang.wu')
    const response = await world.signIn('Wang.Wu ')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({
      kind: 'staff',
      name: 'wang.wu',
      account: 'wang.wu',
      duties: [
        {
          role: 'street_clerk',
          role_zh: '街道经办人',
          role_en: 'Street clerk',
          organisation: { name: '梧桐街道' },
          area: null,
        },
      ],
      second_factor: false,
      password_due: false,
      demo: false,
    })
    const cookie = cookieFrom(response)
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    expect((await world.get('/api/auth/me', cookie)).json()).toEqual(response.json())
    expect(response.headers['cache-control']).toBe('no-store')
  })

  it('is needed at a protected door, and a made-up cookie is none', async () => {
    for (const cookie of [
      undefined,
      'lianxin=',
      `lianxin=${'A'.repeat(43)}`,
      'lianxin=%00%ff; drop table sessions',
    ]) {
      const response = await world.get('/api/probe/matters', cookie)
      expect(response.statusCode).toBe(401)
      expect(problem(response)).toBe('identity.required')
    }
    expect((await world.get('/api/auth/me')).json()).toMatchObject({
      kind: 'anonymous',
      name: null,
      duties: [],
    })
  })

  it('answers a wrong password and an unknown account alike', async () => {
    await world.staff('known')
    const wrong = await world.signIn('known', 'Wrong-1234')
    const unknown = await world.signIn('unknown', 'Wrong-1234')
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
    expect(wrong.json()).toEqual(unknown.json())
    expect(problem(wrong)).toBe('identity.refused')
    expect(wrong.cookies).toEqual([])
  })

  it('leaves neither password nor token in the database', async () => {
    await world.staff('zhao.liu')
    const token = (await world.cookieOf('zhao.liu')).split('=')[1]!
    await world.signIn('Typed-My-Password-1', 'zhao.liu')
    for (const table of ['accounts', 'sessions', 'audit_log', 'door_attempts']) {
      const { rows } = await sql<{
        row: string
      }>`select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(world.house.db)
      expect(rows.length).toBeGreaterThan(0)
      for (const secret of [token, goodPassword, 'typed-my-password-1'])
        expect(rows.filter(({ row }) => row.toLowerCase().includes(secret.toLowerCase()))).toEqual([])
    }
  })

  it('gives another session each time, and ends the one that the browser came with', async () => {
    await world.staff('sun.qi')
    const first = await world.cookieOf('sun.qi')
    const second = cookieFrom(await world.signIn('sun.qi', goodPassword, {}, { cookie: first }))
    expect(second).not.toBe(first)
    expect((await world.get('/api/probe/matters', first)).statusCode).toBe(401)
    expect((await world.get('/api/probe/matters', second)).statusCode).toBe(200)
  })

  it('renews a password hash that was made at another cost', async () => {
    const { id } = await world.staff('dated')
    const { scryptSync } = await import('node:crypto')
    const salt = Buffer.from('0123456789abcdef')
    const key = scryptSync(goodPassword, salt, 32, { N: 1024, r: 8, p: 1 })
    const old = `$scrypt$ln=10,r=8,p=1$${salt.toString('base64url')}$${key.toString('base64url')}`
    await sql`update accounts set password = ${old} where id = ${id}`.execute(world.house.db)
    expect((await world.signIn('dated')).statusCode).toBe(200)
    const { rows } = await sql<{ password: string }>`select password from accounts where id = ${id}`.execute(
      world.house.db,
    )
    expect(rows[0]!.password).toContain('$scrypt$ln=14,')
    expect((await world.signIn('dated')).statusCode).toBe(200)
  })

  it.each([
    ['a missing password', { account: 'x' }],
    ['an enormous password', { account: 'x', password: 'x'.repeat(5000) }],
    ['a field that is not known', { account: 'x', password: 'y', admin: true }],
    ['a NUL in the account', { account: 'x\u0000y', password: 'Wrong-1234' }],
  ])('refuses %s with a problem', async (_what, body) => {
    const response = await world.post('/api/auth/sign-in', body)
    expect([400, 401]).toContain(response.statusCode)
    expect(response.headers['content-type']).toContain('application/problem+json')
  })
})

describe('a lock-out', () => {
  it('falls at the fifth failure, refuses the right password, and ends after the time of the rules', async () => {
    await world.staff('locked')
    for (let i = 1; i <= 4; i++) expect((await world.signIn('locked', 'Wrong-1234')).statusCode).toBe(401)
    const fifth = await world.signIn('locked', 'Wrong-1234')
    expect(fifth.statusCode).toBe(423)
    expect(problem(fifth)).toBe('identity.locked')
    expect(fifth.headers['retry-after']).toBe('1800')
    world.clock.pass({ minutes: 29, seconds: 59 })
    expect((await world.signIn('locked')).statusCode).toBe(423)
    world.clock.pass({ seconds: 2 })
    expect((await world.signIn('locked')).statusCode).toBe(200)
  })

  it('falls alike on an account that does not exist', async () => {
    const answers = []
    for (let i = 1; i <= 6; i++) answers.push((await world.signIn('nobody.here', 'Wrong-1234')).statusCode)
    expect(answers).toEqual([401, 401, 401, 401, 423, 423])
  })

  it('forgets failures at a sign-in, and after its time', async () => {
    await world.staff('absent-minded')
    for (const wait of [0, 31]) {
      world.clock.pass({ minutes: wait })
      for (let i = 1; i <= 4; i++)
        expect((await world.signIn('absent-minded', 'Wrong-1234')).statusCode).toBe(401)
      if (wait === 0) expect((await world.signIn('absent-minded')).statusCode).toBe(200)
    }
    world.clock.pass({ minutes: 31 })
    expect((await world.signIn('absent-minded', 'Wrong-1234')).statusCode).toBe(401)
  })

  it('cannot be outrun by guessing all at once', async () => {
    await world.staff('hurried')
    const tried = [...Array.from({ length: 11 }, () => 'Wrong-1234'), goodPassword]
    const answers = await Promise.all(tried.map((password) => world.signIn('hurried', password)))
    expect(answers.map((answer) => answer.statusCode)).toEqual([401, 401, 401, 401, ...Array(8).fill(423)])
    expect((await world.signIn('hurried')).statusCode).toBe(423)
  })

  it('is kept in the audit log with its account, and so are refusals', async () => {
    const { personId } = await world.staff('watched')
    const before = (await world.audited()).length
    for (let i = 1; i <= 6; i++) await world.signIn('watched', 'Wrong-1234')
    const entries = (await world.audited()).slice(before)
    expect(
      entries.filter((entry) => entry.reason === 'wrong_password' && entry.outcome === 'refused'),
    ).toHaveLength(5)
    expect(entries.filter((entry) => entry.action === 'account.lock')).toHaveLength(1)
    expect(entries.at(-1)).toMatchObject({ action: 'sign_in', reason: 'locked', outcome: 'refused' })
    expect(entries.every((entry) => entry.person_id === personId)).toBe(true)
  })

  it('falls on an address that tries many accounts, and leaves other addresses alone', async () => {
    await world.staff('neighbour')
    const from = (address: string) => ({ 'x-forwarded-for': address })
    const answers: number[] = []
    const bucket = bucketOf('address', '203.0.113.9')
    const { most, within } = failuresPerAddress
    for (let i = 0; i < most - 3; i++) await count(world.house, bucket, { most, within, lockFor: within })
    for (let i = 0; i < 5; i++)
      answers.push((await world.signIn(`guess-${i}`, 'Wrong-1234', {}, from('203.0.113.9'))).statusCode)
    expect(answers).toEqual([401, 401, 401, 429, 429])
    expect((await world.signIn('neighbour', goodPassword, {}, from('203.0.113.9'))).statusCode).toBe(429)
    expect((await world.signIn('neighbour', goodPassword, {}, from('203.0.113.10'))).statusCode).toBe(200)
    world.clock.pass({ minutes: 16 })
    expect((await world.signIn('neighbour', goodPassword, {}, from('203.0.113.9'))).statusCode).toBe(200)
  })
})

describe('the first administrator', () => {
  it('is not made where there are accounts', async () => {
    expect(await createFirstAdministrator(world.house)).toBeUndefined()
  })

  it('is made once in an empty installation, and must choose a password before anything else', async () => {
    const empty = await identityWorld()
    try {
      const [a, b] = await Promise.all([
        createFirstAdministrator(empty.house),
        createFirstAdministrator(empty.house),
      ])
      const made = (a ?? b)!
      expect([a, b].filter(Boolean)).toHaveLength(1)
      const signedIn = await empty.signIn(made.account, made.password)
      expect(signedIn.json()).toMatchObject({ password_due: true, duties: [{ role: 'admin' }] })
      const cookie = cookieFrom(signedIn)
      const refused = await empty.get('/api/accounts', cookie)
      expect(refused.statusCode).toBe(403)
      expect(refused.json().reason).toBe('identity.password_due')
      expect((await empty.get('/api/probe/public', cookie)).statusCode).toBe(200)
      const changed = await empty.post(
        '/api/auth/password',
        { current: made.password, next: goodPassword },
        { cookie },
      )
      expect(changed.json()).toMatchObject({ password_due: false })
      expect((await empty.get('/api/accounts', cookieFrom(changed))).statusCode).toBe(200)
      expect((await empty.get('/api/accounts', cookie)).statusCode).toBe(401)
    } finally {
      await empty.close()
    }
  })
})

describe('tidying', () => {
  it('drops what can no longer matter and leaves open sessions', async () => {
    await world.staff('tidy')
    await world.signIn('tidy', 'Wrong-1234')
    world.clock.pass({ days: 31 })
    const cookie = await world.cookieOf('tidy')
    expect(await tidyIdentity(world.house)).toBeGreaterThan(0)
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
    for (const table of ['door_attempts', 'phone_codes']) {
      const { rows } = await sql`select 1 from ${sql.table(table)}`.execute(world.house.db)
      expect(rows).toEqual([])
    }
    expect(await tidyIdentity(world.house)).toBe(0)
  })
})
