import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cookieFrom, type IdentityWorld, identityWorld } from './fixture.ts'

let world: IdentityWorld
let last = 0
let phone: string
beforeAll(async () => {
  world = await identityWorld()
})
beforeEach(() => {
  phone = `138${String(++last).padStart(8, '0')}`
  world.clock.pass({ hours: 2 })
})
afterAll(() => world.close())

const send = (to = phone, address = '127.0.0.1') =>
  world.post('/api/auth/phone/send', { phone: to }, { 'x-forwarded-for': address })
const verify = (code: string, to = phone, headers: Record<string, string> = {}) =>
  world.post('/api/auth/phone/verify', { phone: to, code }, headers)

async function codeSentTo(to = phone): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from outbox_messages where recipient = ${to} and channel = 'sms' order by created_at desc limit 1`.execute(
    world.house.db,
  )
  return /\d{6}/.exec(rows[0]!.text)![0]
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a phone code', () => {
  it('signs a resident in, makes the person the first time, and knows them the next', async () => {
    expect((await send()).statusCode).toBe(202)
    const first = await verify(await codeSentTo())
    expect(first.json()).toMatchObject({
      kind: 'resident',
      name: `尾号${phone.slice(-4)}`,
      account: null,
      duties: [],
    })
    world.clock.pass({ minutes: 2 })
    await send(`+86 ${phone.slice(0, 3)}-${phone.slice(3)}`)
    expect((await verify(await codeSentTo())).statusCode).toBe(200)
    const { rows } = await sql`select 1 from people where phone = ${phone}`.execute(world.house.db)
    expect(rows).toHaveLength(1)
  })

  it('keeps a resident signed in for days, but not for ever', async () => {
    await send()
    const response = await verify(await codeSentTo())
    expect(response.cookies[0]!.maxAge).toBe(90 * 24 * 3600)
    const cookie = cookieFrom(response)
    const kind = async () => (await world.get('/api/auth/me', cookie)).json().kind
    world.clock.pass({ days: 20 })
    expect(await kind()).toBe('resident')
    world.clock.pass({ days: 31 })
    expect(await kind()).toBe('anonymous')
  })

  it('opens nothing that needs a duty', async () => {
    await send()
    const cookie = cookieFrom(await verify(await codeSentTo()))
    const response = await world.get('/api/probe/matters', cookie)
    expect(response.json().code).toBe('permission.denied')
  })

  it('does not open what was noted under the same number before', async () => {
    const other = await world.person('旧机主', [{ role: 'street_clerk' }])
    await sql`update people set phone = ${phone} where id = ${other}`.execute(world.house.db)
    await send()
    const response = await verify(await codeSentTo())
    expect(response.json()).toMatchObject({ kind: 'resident', duties: [] })
    expect(response.json().name).not.toBe('旧机主')
  })

  it('is refused when it is wrong, and the right one still opens', async () => {
    await send()
    const code = await codeSentTo()
    const refused = await verify(wrong(code))
    expect(refused.statusCode).toBe(401)
    expect(refused.json()).toMatchObject({ code: 'identity.refused', tries_left: 4 })
    expect(refused.json().detail).toContain('还可以试 4 次')
    expect((await verify(code)).statusCode).toBe(200)
  })

  it('opens once', async () => {
    await send()
    const code = await codeSentTo()
    const both = await Promise.all([verify(code), verify(code)])
    expect(both.map((response) => response.statusCode).sort()).toEqual([200, 401])
    expect((await verify(code)).statusCode).toBe(401)
  })

  it('is void after five minutes', async () => {
    await send()
    const code = await codeSentTo()
    world.clock.pass({ minutes: 5 })
    const late = await verify(code)
    expect(late.statusCode).toBe(401)
    expect(late.json().detail).toContain('已过期')
  })

  it('is void after five tries, also when they come at once', async () => {
    await send()
    const code = await codeSentTo()
    await Promise.all(Array.from({ length: 5 }, () => verify(wrong(code))))
    const spent = await verify(code)
    expect(spent.statusCode).toBe(401)
    expect(spent.json()).toMatchObject({ tries_left: 0 })
    expect(spent.json().detail).toContain('试错次数太多')
  })

  it('is void once a newer one was sent', async () => {
    await send()
    const old = await codeSentTo()
    world.clock.pass({ minutes: 1 })
    await send()
    const newer = await codeSentTo()
    if (old !== newer) expect((await verify(old)).statusCode).toBe(401)
    expect((await verify(newer)).statusCode).toBe(200)
  })

  it('belongs to its phone alone', async () => {
    await send()
    const code = await codeSentTo()
    const stranger = `139${phone.slice(3)}`
    expect((await verify(code, stranger)).statusCode).toBe(401)
  })

  it('cannot be read in the database', async () => {
    await send()
    const code = await codeSentTo()
    const { rows } = await sql<{
      row: string
    }>`select to_jsonb(c)::text as row from phone_codes c where phone = ${phone}`.execute(world.house.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row.replace(phone, '')).not.toContain(`"${code}"`)
    const { createHash } = await import('node:crypto')
    expect(rows[0]!.row).not.toContain(createHash('sha256').update(code).digest('hex'))
  })

  it('is sent once a minute and five times an hour to one phone, known or not', async () => {
    expect((await send()).statusCode).toBe(202)
    const soon = await send()
    expect(soon.statusCode).toBe(429)
    expect(soon.headers['retry-after']).toBe('60')
    for (let i = 2; i <= 5; i++) {
      world.clock.pass({ seconds: 61 })
      expect((await send()).statusCode).toBe(202)
    }
    world.clock.pass({ seconds: 61 })
    expect((await send()).statusCode).toBe(429)
    world.clock.pass({ hours: 1 })
    expect((await send()).statusCode).toBe(202)
  })

  it('is sent to no more than sixty phones an hour for one address', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 62; i++)
      statuses.push((await send(`1371234${String(i).padStart(4, '0')}`, '198.51.100.1')).statusCode)
    expect(statuses.filter((status) => status === 202)).toHaveLength(60)
    expect(statuses.slice(60)).toEqual([429, 429])
    expect((await send(phone, '198.51.100.2')).statusCode).toBe(202)
  })

  it('is asked for with a phone number', async () => {
    for (const typed of ['12345', "'; drop table people; --", '１２３'])
      expect((await send(typed)).json().code).toBe('input.invalid')
  })

  it('of a disabled account opens nothing', async () => {
    await send()
    const cookie = cookieFrom(await verify(await codeSentTo()))
    await sql`update accounts set disabled_at = ${world.clock.at} where phone = ${phone}`.execute(
      world.house.db,
    )
    world.clock.pass({ minutes: 2 })
    await send()
    expect((await verify(await codeSentTo())).statusCode).toBe(401)
    expect((await world.get('/api/auth/me', cookie)).json().kind).toBe('anonymous')
  })
})

describe('without a provider', () => {
  it('nobody signs in by phone', async () => {
    const silent = await identityWorld({ phone: false })
    for (const [url, body] of [
      ['/api/auth/phone/send', { phone }],
      ['/api/auth/phone/verify', { phone, code: '123456' }],
    ] as const)
      expect((await silent.post(url, body)).statusCode).toBe(404)
    await silent.close()
  })
})
