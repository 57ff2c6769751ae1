import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase, settleConsumers } from '../testing/index.ts'
import { advance, appendEvents } from './index.ts'

let house: FreshDatabase
beforeAll(async () => {
  house = await freshDatabase()
})
afterAll(() => house.drop())

const append = (stream: string, kinds: string[], head = { seq: 0, hash: null as Buffer | null }) =>
  house.db.transaction().execute((tx) =>
    appendEvents(tx, {
      stream,
      streamKind: 'matter',
      head,
      at: new Date(),
      actorId: null,
      actorOrganisationId: null,
      digest: 'sha256',
      events: kinds.map((kind) => ({ kind, payload: { n: 1 }, personal: { words: '路灯坏了' } })),
    }),
  )

describe('the timeline', () => {
  it('chains the events of one stream', async () => {
    const stream = randomUUID()
    const head = await append(stream, ['a', 'b'])
    await append(stream, ['c'], head)
    const rows = await house.db
      .selectFrom('timeline')
      .selectAll()
      .where('stream', '=', stream)
      .orderBy('seq')
      .execute()
    expect(rows.map((row) => row.kind)).toEqual(['a', 'b', 'c'])
    expect(rows[1]?.previous).toEqual(rows[0]?.hash)
    expect(rows[2]?.previous).toEqual(rows[1]?.hash)
  })

  it('refuses a second event at the same place of a stream', async () => {
    const stream = randomUUID()
    await append(stream, ['a'])
    await expect(append(stream, ['b'])).rejects.toThrow(/unique/)
  })

  it('cannot be changed or shortened by the serving role, nor carelessly by the owner', async () => {
    await append(randomUUID(), ['a'])
    await expect(house.pool.query(`update timeline set kind = 'x'`)).rejects.toThrow(/permission denied/)
    await expect(house.pool.query('delete from timeline')).rejects.toThrow(/permission denied/)
    await expect(house.pool.query('alter table timeline add column x int')).rejects.toThrow(/must be owner/)
    await expect(house.asOwner('delete from timeline_personal; delete from timeline')).rejects.toThrow(
      /append-only/,
    )
  })

  it('gives a consumer each event once and in order, also where the numbers of transactions grow a digit', async () => {
    const stream = randomUUID()
    const names = ['t7', 't8', 't9', 't10', 't11', 't102']
    const consumer = (name: string, seen: string[]) => ({
      name,
      kinds: names,
      handle: async (_: unknown, event: { kind: string }) => void seen.push(event.kind),
    })
    await append(stream, names)
    await house.asOwner('alter table timeline disable trigger user')
    for (const name of names)
      await house.asOwner(`update timeline set xid = $1::text::xid8 where stream = $2 and kind = $3`, [
        name.slice(1),
        stream,
        name,
      ])
    await house.asOwner('alter table timeline enable trigger user')
    const [whole, byTwo]: [string[], string[]] = [[], []]
    // Numbers that small have long been seen by everybody.
    await house.pool.query(`insert into timeline_cursors (name) values ('digits'), ('digits by two')`)
    while ((await advance(house.db, consumer('digits', whole))) > 0) {}
    while ((await advance(house.db, consumer('digits by two', byTwo), 2)) > 0) {}
    expect(whole).toEqual(names)
    expect(byTwo).toEqual(names)
  })

  it('loses no event to a consumer when a transaction with a lower id commits later', async () => {
    const seen: string[] = []
    const consumer = {
      name: `c-${randomUUID()}`,
      kinds: 'all' as const,
      handle: async (_: unknown, event: { kind: string }) => void seen.push(event.kind),
    }
    await settleConsumers(house.db, [consumer])
    seen.length = 0
    const slow = await house.pool.connect()
    await slow.query('begin')
    const insert = `insert into timeline (stream, stream_kind, seq, kind, at, payload, digest, hash) values ($1, 'matter', 1, $2, now(), '{}', 'sha256', '\\x00')`
    await slow.query(insert, [randomUUID(), 'slow'])
    await append(randomUUID(), ['fast'])
    await advance(house.db, consumer)
    expect(seen).toEqual([])
    await slow.query('commit')
    slow.release()
    await settleConsumers(house.db, [consumer])
    expect(seen).toEqual(['slow', 'fast'])
  })

  it('moves the cursor and keeps the effect together, or neither', async () => {
    const name = `c-${randomUUID()}`
    let fail = true
    const stream = randomUUID()
    await append(stream, ['once'])
    const effects: number[] = []
    const trying = {
      name,
      kinds: ['once'],
      handle: async () => {
        if (fail) throw new Error('cut')
        effects.push(1)
      },
    }
    await expect(settleConsumers(house.db, [trying])).rejects.toThrow('cut')
    fail = false
    await settleConsumers(house.db, [trying])
    const before = effects.length
    await settleConsumers(house.db, [trying])
    expect(effects.length).toBe(before)
    expect(before).toBeGreaterThan(0)
  })
})
