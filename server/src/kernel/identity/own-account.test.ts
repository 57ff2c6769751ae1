import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cookieFrom, goodPassword, type IdentityWorld, identityWorld } from './fixture.ts'
import { codeOfStep, stepAt } from './totp.ts'

let world: IdentityWorld
beforeAll(async () => {
  world = await identityWorld()
})
afterAll(() => world.close())

/** What an authenticator app does with the secret that it was given. */
function authenticator(base32Secret: string) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...base32Secret]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const bytes = bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2))
  return (offset = 0) => codeOfStep(Buffer.from(bytes), stepAt(world.clock.at) + offset)
}

async function withSecondFactor(account: string) {
  await world.staff(account)
  const cookie = await world.cookieOf(account)
  const begun = await world.post('/api/auth/second-factor', { password: goodPassword }, { cookie })
  const code = authenticator(begun.json().secret)
  const confirmed = await world.post('/api/auth/second-factor/confirm', { code: code() }, { cookie })
  return { cookie, code, backupCodes: confirmed.json().backup_codes as string[] }
}

describe('a second factor', () => {
  it('is asked for at sign-in once it was confirmed, and not before', async () => {
    await world.staff('careful')
    const cookie = await world.cookieOf('careful')
    const begun = await world.post('/api/auth/second-factor', { password: goodPassword }, { cookie })
    expect(begun.json().url).toContain(`secret=${begun.json().secret}`)
    expect((await world.signIn('careful')).statusCode).toBe(200)
    const code = authenticator(begun.json().secret)
    const wrong = await world.post('/api/auth/second-factor/confirm', { code: code(5) }, { cookie })
    expect(wrong.statusCode).toBe(401)
    expect((await world.signIn('careful')).statusCode).toBe(200)
    expect(
      (await world.post('/api/auth/second-factor/confirm', { code: code() }, { cookie })).statusCode,
    ).toBe(200)

    const asked = await world.signIn('careful')
    expect(asked.statusCode).toBe(401)
    expect(asked.json().code).toBe('identity.second_factor')
    expect(asked.cookies).toEqual([])
    world.clock.pass({ seconds: 30 })
    const signedIn = await world.signIn('careful', goodPassword, { code: code() })
    expect(signedIn.json()).toMatchObject({ second_factor: true })
  })

  it('is not told to those who do not know the password', async () => {
    await withSecondFactor('discreet')
    const wrong = await world.signIn('discreet', 'Wrong-1234')
    expect(wrong.json().code).toBe('identity.refused')
  })

  it('takes each code once', async () => {
    const { code } = await withSecondFactor('once')
    expect((await world.signIn('once', goodPassword, { code: code() })).statusCode).toBe(401)
    world.clock.pass({ seconds: 30 })
    expect((await world.signIn('once', goodPassword, { code: code() })).statusCode).toBe(200)
    expect((await world.signIn('once', goodPassword, { code: code() })).statusCode).toBe(401)
    world.clock.pass({ seconds: 60 })
    const both = await Promise.all([1, 2].map(() => world.signIn('once', goodPassword, { code: code() })))
    expect(both.map((response) => response.statusCode).sort()).toEqual([200, 401])
  })

  it('locks the account after five wrong codes', async () => {
    const { code } = await withSecondFactor('guessed')
    const answers = []
    for (let i = 0; i < 5; i++)
      answers.push((await world.signIn('guessed', goodPassword, { code: code(50 + i) })).statusCode)
    expect(answers).toEqual([401, 401, 401, 401, 423])
    world.clock.pass({ minutes: 1 })
    expect((await world.signIn('guessed', goodPassword, { code: code() })).statusCode).toBe(423)
  })

  it('is stood in for by a back-up code, each once, typed with or without its dashes', async () => {
    const { backupCodes } = await withSecondFactor('lost-phone')
    expect(new Set(backupCodes).size).toBe(10)
    const [first, second] = backupCodes as [string, string]
    expect((await world.signIn('lost-phone', goodPassword, { code: first })).statusCode).toBe(200)
    expect((await world.signIn('lost-phone', goodPassword, { code: first })).statusCode).toBe(401)
    const plain = second.replaceAll('-', '').toUpperCase()
    expect((await world.signIn('lost-phone', goodPassword, { code: plain })).statusCode).toBe(200)
  })

  it('is sealed in the database', async () => {
    await world.staff('sealed')
    const cookie = await world.cookieOf('sealed')
    const { secret } = (
      await world.post('/api/auth/second-factor', { password: goodPassword }, { cookie })
    ).json() as { secret: string }
    const { rows } = await sql<{ secret: Buffer }>`select secret from second_factors`.execute(world.house.db)
    const raw = [...secret].map((letter) =>
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
    )
    const bytes = Buffer.from(
      raw
        .join('')
        .match(/.{8}/g)!
        .map((byte) => Number.parseInt(byte, 2)),
    )
    expect(bytes).toHaveLength(20)
    for (const row of rows) expect(row.secret.includes(bytes)).toBe(false)
  })

  it('is not set up by whoever found an open desk, nor replaced, nor removed without a code', async () => {
    const { cookie, code } = await withSecondFactor('open-desk')
    expect(
      (await world.post('/api/auth/second-factor', { password: 'Wrong-1234' }, { cookie })).statusCode,
    ).toBe(401)
    expect(
      (await world.post('/api/auth/second-factor', { password: goodPassword }, { cookie })).statusCode,
    ).toBe(409)
    const remove = (payload: object) =>
      world.app.inject({ method: 'DELETE', url: '/api/auth/second-factor', payload, headers: { cookie } })
    expect((await remove({ code: '000000' })).statusCode).toBe(401)
    expect((await world.signIn('open-desk')).json().code).toBe('identity.second_factor')
    world.clock.pass({ seconds: 30 })
    expect((await remove({ code: code() })).statusCode).toBe(204)
    expect((await world.signIn('open-desk')).statusCode).toBe(200)
  })
})

describe('changing the password', () => {
  it('ends every other session and keeps this one under a new token', async () => {
    await world.staff('changer')
    const here = await world.cookieOf('changer')
    const there = await world.cookieOf('changer')
    const next = 'Lan-hua 2027'
    const changed = await world.post('/api/auth/password', { current: goodPassword, next }, { cookie: here })
    expect(changed.statusCode).toBe(200)
    for (const old of [here, there]) expect((await world.get('/api/probe/matters', old)).statusCode).toBe(401)
    expect((await world.get('/api/probe/matters', cookieFrom(changed))).statusCode).toBe(200)
    expect((await world.signIn('changer')).statusCode).toBe(401)
    expect((await world.signIn('changer', next)).statusCode).toBe(200)
  })

  it('refuses a weak one, the account itself and the old one, and says why', async () => {
    await world.staff('Chooser-1')
    const cookie = await world.cookieOf('chooser-1')
    for (const [next, reason] of [
      ['short', 'password.weak'],
      ['alllowercase', 'password.weak'],
      ['Chooser-1', 'password.weak'],
      [goodPassword, 'password.same'],
    ]) {
      const response = await world.post('/api/auth/password', { current: goodPassword, next }, { cookie })
      expect(response.statusCode).toBe(400)
      expect(response.json().reason).toBe(reason)
    }
    expect((await world.get('/api/probe/matters', cookie)).statusCode).toBe(200)
  })

  it('counts a wrong current password towards the lock', async () => {
    await world.staff('borrowed')
    const cookie = await world.cookieOf('borrowed')
    const answers = []
    for (let i = 0; i < 5; i++)
      answers.push(
        (await world.post('/api/auth/password', { current: 'Wrong-1234', next: 'Lan-hua 2027' }, { cookie }))
          .statusCode,
      )
    expect(answers).toEqual([401, 401, 401, 401, 423])
    expect((await world.signIn('borrowed')).statusCode).toBe(423)
  })

  it('needs somebody who is signed in', async () => {
    const response = await world.post('/api/auth/password', { current: goodPassword, next: 'Lan-hua 2027' })
    expect(response.json().code).toBe('identity.required')
  })
})
