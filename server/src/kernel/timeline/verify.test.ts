import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { House } from '../house.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import { chainHash, type Digest } from './chain.ts'
import { appendEvents, type Head } from './index.ts'
import { exportSeals, sealDay, verifySeals } from './seal.ts'
import { verifyChains } from './verify.ts'

let database: FreshDatabase
let house: House
let clock: Date
beforeEach(async () => {
  clock = new Date('2026-03-02T04:00:00Z')
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
})
afterEach(() => database.drop())

function append(
  stream: string,
  kinds: string[],
  head: Head = { seq: 0, hash: null },
  digest: Digest = 'sha256',
): Promise<Head> {
  return house.db.transaction().execute((tx) =>
    appendEvents(tx, {
      stream,
      streamKind: 'matter',
      head,
      at: clock,
      actorId: null,
      actorOrganisationId: null,
      digest,
      events: kinds.map((kind) => ({
        kind,
        payload: { 数: 1.5, a: [null, 'é'] },
        personal: { text: '路灯坏了' },
      })),
    }),
  )
}

/** What somebody can do who owns the tables and has the password. */
const forge = (statement: string, values: unknown[] = []) =>
  database
    .asOwner('alter table timeline disable trigger timeline_append_only')
    .then(() => database.asOwner(statement, values))

const nextDay = () => {
  clock = new Date(clock.getTime() + 86_400_000)
}

describe('the chains', () => {
  it('of an untouched timeline hold, under either digest, with words erased as the law allows', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    const head = await append(a, ['received', 'dispatched'])
    await append(a, ['signed'], head)
    await append(b, ['received'], undefined, 'sm3')
    await house.pool.query(
      'delete from timeline_personal where event_id = (select min(event_id) from timeline_personal)',
    )
    const told: number[] = []
    const report = await verifyChains(house.pool, { onProgress: (done) => told.push(done) })
    expect(report).toEqual({ events: 4, streams: 2, breaks: [], broken: 0 })
    expect(told.at(-1)).toBe(4)
  })

  it('name the event whose content, words, predecessor or place was changed', async () => {
    const streams = Array.from({ length: 4 }, () => randomUUID())
    for (const stream of streams) await append(stream, ['received', 'dispatched', 'signed'])
    const [content, words, link, gap] = streams as [string, string, string, string]
    await forge(`update timeline set payload = '{"数": 2}' where stream = $1 and seq = 2`, [content])
    await forge(
      `update timeline_personal set data = '{"text": "路灯没坏"}' where event_id = (select id from timeline where stream = $1 and seq = 1)`,
      [words],
    )
    await forge(`update timeline set previous = '\\x00' where stream = $1 and seq = 3`, [link])
    await forge(
      `delete from timeline_personal where event_id = (select id from timeline where stream = $1 and seq = 2)`,
      [gap],
    )
    await forge(`delete from timeline where stream = $1 and seq = 2`, [gap])
    const { breaks } = await verifyChains(house.pool)
    const expected = [
      { stream: content, seq: 2, what: 'hash' },
      { stream: words, seq: 1, what: 'personal' },
      { stream: link, seq: 3, what: 'link' },
      { stream: link, seq: 3, what: 'hash' },
      { stream: gap, seq: 3, what: 'gap' },
    ]
    expect(breaks).toHaveLength(expected.length)
    expect(breaks).toEqual(expect.arrayContaining(expected))
  })

  it('that were cut short at the end are found by the head that the subject keeps', async () => {
    const stream = randomUUID()
    const head = await append(stream, ['received', 'closed'])
    const heads = [
      `select '${stream}'::uuid as stream, ${head.seq} as seq, '\\x${head.hash!.toString('hex')}'::bytea as hash`,
    ]
    expect((await verifyChains(house.pool, { heads })).breaks).toEqual([])
    await forge(`delete from timeline_personal`)
    await forge(`delete from timeline where seq = 2`)
    expect((await verifyChains(house.pool)).breaks).toEqual([])
    expect((await verifyChains(house.pool, { heads })).breaks).toEqual([{ stream, seq: 2, what: 'head' }])
  })
})

describe('the daily seal', () => {
  it('seals a day once, whoever asks, and stands while days and events follow', async () => {
    const stream = randomUUID()
    const head = await append(stream, ['received'])
    const [first, again] = await Promise.all([sealDay(house), sealDay(house)])
    expect(again.root).toBe(first.root)
    expect(first).toMatchObject({ day: '2026-03-02', streams: 1, previous: null })
    await append(stream, ['dispatched'], head)
    await append(randomUUID(), ['received'])
    nextDay()
    expect(await sealDay(house)).toMatchObject({ day: '2026-03-03', streams: 2, previous: first.root })
    nextDay()
    expect(await sealDay(house)).toMatchObject({ streams: 0 })
    await append(randomUUID(), ['received'])
    expect(await verifySeals(house)).toEqual({ seals: 3, breaks: [] })
  })

  it('and the chains both find one event that was altered', async () => {
    const stream = randomUUID()
    await append(stream, ['received', 'dispatched', 'signed'])
    await sealDay(house)
    await forge(`update timeline set kind = 'refused' where stream = $1 and seq = 2`, [stream])
    expect((await verifyChains(house.pool)).breaks).toEqual([{ stream, seq: 2, what: 'hash' }])
    expect((await verifySeals(house)).breaks).toEqual([{ day: '2026-03-02', what: 'root' }])
  })

  it('finds what the chains cannot: a chain that was computed anew, a chain that is gone, an event slipped in', async () => {
    const [rewritten, removed] = [randomUUID(), randomUUID()]
    await append(rewritten, ['received'])
    await sealDay(house)
    nextDay()
    await append(removed, ['received'])
    await sealDay(house)
    nextDay()
    await append(randomUUID(), ['received'])
    await append(randomUUID(), ['received'])
    await sealDay(house)

    const { rows } = await house.pool.query('select * from timeline where stream = $1', [rewritten])
    const event = rows[0]
    const hash = chainHash('sha256', null, {
      stream: rewritten,
      seq: 1,
      kind: 'withdrawn',
      at: event.at,
      actorId: null,
      actorOrganisationId: null,
      payload: event.payload,
      personalHash: event.personal_hash,
    })
    await forge(`update timeline set kind = 'withdrawn', hash = $2 where stream = $1`, [rewritten, hash])
    await forge(
      `delete from timeline_personal where event_id = (select id from timeline where stream = $1)`,
      [removed],
    )
    await forge(`delete from timeline where stream = $1`, [removed])
    expect((await verifyChains(house.pool)).breaks).toEqual([])
    expect((await verifySeals(house)).breaks).toEqual([
      { day: '2026-03-02', what: 'root' },
      { day: '2026-03-03', what: 'root' },
    ])
  })

  it('is found out when it is forged with another key, edited, or swapped after it was exported', async () => {
    await append(randomUUID(), ['received'])
    await sealDay(house)
    const kept = JSON.parse(JSON.stringify(await exportSeals(house.pool)))
    const elsewhere = await testHouse(database, { now: () => clock })
    expect((await verifySeals(elsewhere)).breaks).toEqual([{ day: '2026-03-02', what: 'key' }])
    expect((await verifySeals(elsewhere, { trusted: [kept.seals[0].public_key] })).breaks).toEqual([])

    await database.asOwner('update timeline_seals set streams = 1, through_event = through_event + 100')
    expect((await verifySeals(house)).breaks).toEqual([{ day: '2026-03-02', what: 'signature' }])
    await database.asOwner('delete from timeline_seals')
    await sealDay(elsewhere)
    expect((await verifySeals(elsewhere)).breaks).toEqual([])
    expect((await verifySeals(elsewhere, { against: kept })).breaks).toEqual([
      { day: '2026-03-02', what: 'differs' },
    ])
    await database.asOwner('delete from timeline_seals')
    expect((await verifySeals(house, { against: kept })).breaks).toEqual([
      { day: '2026-03-02', what: 'missing' },
    ])
  })

  it('waits for a transaction that holds a lower place than events already there', async () => {
    const slow = await house.pool.connect()
    await slow.query('begin')
    await slow.query(
      `insert into timeline (stream, stream_kind, seq, kind, at, payload, digest, hash) values ($1, 'matter', 1, 'slow', now(), '{}', 'sha256', '\\x00')`,
      [randomUUID()],
    )
    await append(randomUUID(), ['fast'])
    const sealing = sealDay(house)
    await new Promise((wake) => setTimeout(wake, 200))
    await slow.query('commit')
    slow.release()
    expect(await sealing).toMatchObject({ streams: 2, through_event: 2 })
    expect((await verifySeals(house)).breaks).toEqual([])
  })
})
