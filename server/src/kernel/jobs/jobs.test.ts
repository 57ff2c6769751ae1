import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { House } from '../house.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { enqueue, joinJobs, type RunningJobs, startJobs } from './index.ts'

let database: FreshDatabase
let house: House
let running: RunningJobs[] = []
const done: string[] = []
let failures = 1
const handlers = {
  note: async (payload: Record<string, unknown>) => void done.push(String(payload.id)),
  slow: async (payload: Record<string, unknown>) => {
    done.push(`begun ${payload.id}`)
    await new Promise((wake) => setTimeout(wake, 400))
    done.push(String(payload.id))
  },
  stumble: async (payload: Record<string, unknown>) => {
    if (failures-- > 0) throw new Error('not yet')
    done.push(String(payload.id))
  },
}
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  running = [
    await startJobs(house, handlers, '', { pollMilliseconds: 100 }),
    await startJobs(house, handlers, '* * * * * note', { pollMilliseconds: 100 }),
  ]
})
afterAll(async () => {
  await Promise.all(running.map((server) => server.stop()))
  await database.drop()
})

const waitFor = (what: () => void) => vi.waitFor(what, { timeout: 60_000, interval: 50 })

describe('jobs', () => {
  it('exist only if the transaction that enqueued them commits, and run once though two servers work', async () => {
    await expect(
      house.db.transaction().execute(async (tx) => {
        await enqueue(tx, 'note', { id: 'undone' })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    await house.db.transaction().execute((tx) => enqueue(tx, 'note', { id: 'kept' }))
    await waitFor(() => expect(done).toContain('kept'))
    await new Promise((wake) => setTimeout(wake, 300))
    expect(done.filter((id) => id === 'kept')).toHaveLength(1)
    expect(done).not.toContain('undone')
  })

  it('wait until their time, and one key keeps one job', async () => {
    const runAt = new Date(Date.now() + 3_600_000)
    await house.db.transaction().execute(async (tx) => {
      await enqueue(tx, 'note', { id: 'later' }, { runAt, key: 'once' })
      await enqueue(tx, 'note', { id: 'latest' }, { runAt, key: 'once' })
    })
    const { rows } = await house.pool.query(`select run_at from graphile_worker.jobs where key = 'once'`)
    expect(rows.map((row) => row.run_at)).toEqual([runAt])
    expect(done).not.toContain('later')
  })

  it('are tried again after a failure', async () => {
    await house.db.transaction().execute((tx) => enqueue(tx, 'stumble', { id: 'second try' }))
    await waitFor(() => expect(failures).toBeLessThan(1))
    await database.asOwner(`update graphile_worker._private_jobs set run_at = now() where attempts > 0`)
    await waitFor(() => expect(done).toContain('second try'))
  })

  it('at work when the server stops are finished first', async () => {
    await house.db.transaction().execute((tx) => enqueue(tx, 'slow', { id: 'finished' }))
    await waitFor(() => expect(done).toContain('begun finished'))
    await Promise.all(running.map((server) => server.stop()))
    running = []
    expect(done).toContain('finished')
  })

  it('of two services under one name are refused', () => {
    const set = { handlers: { same: async () => {} }, crontab: '0 1 * * * same' }
    expect(() => joinJobs(set, set)).toThrow('same')
    expect(joinJobs(set, { handlers: {} }).crontab).toBe('0 1 * * * same')
  })
})
