import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../database/index.ts'
import { Problem } from '../problems.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { forgetOldKeys, onceOnly, requestHash } from './index.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  // One of these connections is killed below.
  database.pool.on('connect', (client) => client.on('error', () => {}))
})
afterAll(() => database.drop())

const once = (key: string, content: unknown = { text: '路灯坏了' }) => ({
  scope: 'requests.submit',
  key,
  requestHash: requestHash(content),
})

describe('work under a key', () => {
  it('is done once, and the same answer is given again', async () => {
    const key = randomUUID()
    let times = 0
    const work = async () => ({ status: 201, response: { code: `LX-${++times}` } })
    expect(await onceOnly(database.db, once(key), work)).toEqual({
      status: 201,
      response: { code: 'LX-1' },
      repeated: false,
    })
    expect(await onceOnly(database.db, once(key), work)).toEqual({
      status: 201,
      response: { code: 'LX-1' },
      repeated: true,
    })
    expect(times).toBe(1)
  })

  it('takes content in another order for the same, and refuses other content', async () => {
    const key = randomUUID()
    const work = async () => ({ status: 201, response: null })
    await onceOnly(database.db, once(key, { a: 1, b: [2] }), work)
    expect((await onceOnly(database.db, once(key, { b: [2], a: 1 }), work)).repeated).toBe(true)
    await expect(onceOnly(database.db, once(key, { a: 1, b: [3] }), work)).rejects.toMatchObject({
      code: 'input.key_reused',
    })
  })

  it('asked for by eight at once is done by one; the others wait and get its answer', async () => {
    const key = randomUUID()
    let times = 0
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        onceOnly(database.db, once(key), async () => {
          times++
          await new Promise((wake) => setTimeout(wake, 150))
          return { status: 201, response: { code: 'LX-9' } }
        }),
      ),
    )
    expect(times).toBe(1)
    expect(answers.filter((answer) => !answer.repeated)).toHaveLength(1)
    expect(new Set(answers.map((answer) => JSON.stringify(answer.response)))).toEqual(
      new Set(['{"code":"LX-9"}']),
    )
  })

  it('that fails leaves the key free, also for whoever was waiting', async () => {
    const key = randomUUID()
    const first = onceOnly(database.db, once(key), async () => {
      await new Promise((wake) => setTimeout(wake, 200))
      throw new Problem('place.unknown')
    })
    await new Promise((wake) => setTimeout(wake, 50))
    const second = onceOnly(database.db, once(key), async () => ({ status: 201, response: 'done' }))
    await expect(first).rejects.toMatchObject({ code: 'place.unknown' })
    expect(await second).toMatchObject({ response: 'done', repeated: false })
  })

  it('and its key are both gone when the server is killed before it commits', async () => {
    const key = randomUUID()
    await expect(
      database.db.transaction().execute(async (tx) => {
        await onceOnly(tx, once(key), async () => ({ status: 201, response: 'acknowledged too early' }))
        await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx)
      }),
    ).rejects.toThrow()
    const again = await onceOnly(database.db, once(key), async () => ({ status: 201, response: 'done' }))
    expect(again).toMatchObject({ response: 'done', repeated: false })
  })

  it('is forgotten after a week', async () => {
    const key = randomUUID()
    await onceOnly(database.db, once(key), async () => ({ status: 201, response: 1 }))
    expect(await forgetOldKeys(database.db, new Date(Date.now() + 6.9 * 86_400_000))).toBe(0)
    expect(await forgetOldKeys(database.db, new Date(Date.now() + 7.1 * 86_400_000))).toBeGreaterThan(0)
    expect(
      (await onceOnly(database.db, once(key), async () => ({ status: 201, response: 2 }))).repeated,
    ).toBe(false)
  })

  it('refuses a key that is empty or endless', async () => {
    const work = async () => ({ status: 201, response: null })
    await expect(onceOnly(database.db, once(''), work)).rejects.toMatchObject({ code: 'input.invalid' })
    await expect(onceOnly(database.db, once('x'.repeat(201)), work)).rejects.toMatchObject({
      code: 'input.invalid',
    })
  })
})
