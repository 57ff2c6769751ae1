import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { filesApi } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { type ProblemDocument, problemCatalogue } from '../kernel/problems.ts'
import { identifyAs } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { mattersApi } from '../matters/index.ts'
import { deskApi, personApi, requestsApi } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let code: string
let matterId: string
let stored: Record<string, number>

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database)
  city = await smallCity(house)
  app = await buildApp({
    house,
    identify: identifyAs({ community: city.community }),
    apis: [requestsApi(house), personApi(house), mattersApi(house), deskApi(house), filesApi(house)],
    requestsPerMinute: 100_000,
  })
  const answer = await ask({ text: '3号楼门口的路灯不亮了', location: city.spot })
  expect(answer.statusCode).toBe(201)
  code = answer.json().code
  matterId = (await database.pool.query('select id from matters')).rows[0].id
  await database.pool.query('select 1')
})
afterAll(async () => {
  await app.close()
  await database.drop()
})
beforeEach(async () => {
  stored = await rowsStored()
})

/** How many rows every table of the house has, its queue of jobs too. */
async function rowsStored(): Promise<Record<string, number>> {
  const { rows } = await database.asOwner(`
    select n.nspname || '.' || c.relname as name,
      (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I', n.nspname, c.relname), false, true, '')))[1]::text::int as rows
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker')`)
  return Object.fromEntries(rows.map(({ name, rows: count }) => [name, count]))
}

type Answer = Awaited<ReturnType<App['inject']>>

const ask = (payload: object) => app.inject({ method: 'POST', url: '/api/requests', payload })
const askRaw = (payload: string | Buffer, type = 'application/json; charset=utf-8') =>
  app.inject({ method: 'POST', url: '/api/requests', payload, headers: { 'content-type': type } })
const atDesk = (url: string, payload?: object) =>
  app.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { 'x-as': 'community' },
    ...(payload ? { payload } : {}),
  })

const envelope = (content: Buffer, name: string, field = 'photo') =>
  Buffer.concat([
    Buffer.from(
      `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n--edge--\r\n'),
  ])
const sendPhoto = (payload: Buffer, type = 'multipart/form-data; boundary=edge') =>
  app.inject({ method: 'POST', url: '/api/photos', payload, headers: { 'content-type': type } })

/** Refused with a document that a person understands and a program recognises, and nothing kept. */
async function refused(answer: Answer, expected: string): Promise<ProblemDocument> {
  const document = answer.json<ProblemDocument>()
  expect(document.code, JSON.stringify(document)).toBe(expected)
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(answer.statusCode).toBe(problemCatalogue[expected]!.status)
  expect(document.status).toBe(answer.statusCode)
  expect(document.detail).toMatch(/\p{Script=Han}/u)
  expect(document.detail).not.toMatch(/undefined|null$|\[object|Expected|must |should /)
  expect(document.detail_en).toMatch(/^[\x20-\x7e“”…]+$/)
  expect(document.detail_en).not.toMatch(/undefined|\[object/)
  expect(await rowsStored()).toEqual(stored)
  return document
}

const word = '路灯坏了'
const letters = (n: number) => '灯'.repeat(n)

describe('words that cannot be taken in', () => {
  it.each<[string, object, string]>([
    ['none', { text: '' }, 'input.invalid'],
    ['only spaces', { text: ' \t\r\n\u3000 ' }, 'input.invalid'],
    ['only pictures', { text: '😀🎉👍🏽❤️' }, 'input.invalid'],
    ['only invisible characters', { text: '\u200b\u200d\ufeff\u2028' }, 'input.invalid'],
    ['more than the rules allow', { text: letters(20_000) }, 'input.invalid'],
    ['more than the schema allows', { text: letters(20_001) }, 'input.invalid'],
    ['a NUL', { text: `${word}\u0000` }, 'input.encoding'],
    ['a NUL in the title', { text: word, title: 'a\u0000b' }, 'input.encoding'],
    ['a lone surrogate', { text: `${word}\ud83d` }, 'input.encoding'],
    ['mostly replacement characters', { text: '\ufffd\ufffd路灯\ufffd' }, 'input.encoding'],
    ['a number', { text: 12345 }, 'input.invalid'],
    ['a list', { text: [word] }, 'input.invalid'],
    ['null', { text: null }, 'input.invalid'],
    ['no field at all', {}, 'input.invalid'],
  ])('%s', async (_, payload, expected) => {
    await refused(await ask(payload), expected)
  })

  it('more than a megabyte', async () => {
    await refused(await ask({ text: letters(400_000) }), 'input.too_large')
  })

  it.each<[string, string | Buffer, string]>([
    ['binary bytes', Buffer.from([0x00, 0xff, 0xfe, 0x80, 0x01, 0x7b, 0x22]), 'input.encoding'],
    [
      'one byte that is no UTF-8',
      Buffer.concat([Buffer.from(`{"text":"${letters(500)}`), Buffer.from([0xe8, 0xb7]), Buffer.from('"}')]),
      'input.encoding',
    ],
    [
      'another encoding (GBK)',
      Buffer.from([
        ...Buffer.from('{"text":"'),
        0xc2,
        0xb7,
        0xb5,
        0xc6,
        0xbb,
        0xb5,
        0xc1,
        0xcb,
        ...Buffer.from('"}'),
      ]),
      'input.encoding',
    ],
    ['broken JSON', `{"text": "${word}"`, 'input.invalid'],
    ['no JSON', word, 'input.invalid'],
    ['nothing', '', 'input.invalid'],
    ['a text in place of the fields', JSON.stringify(word), 'input.invalid'],
    ['a list in place of the fields', '[]', 'input.invalid'],
    ['null in place of the fields', 'null', 'input.invalid'],
    ['lists in lists in lists', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'input.invalid'],
    ['a NUL deep inside', `${'['.repeat(200_000)}"\\u0000"${']'.repeat(200_000)}`, 'input.encoding'],
    ['a prototype', `{"text":"${word}","__proto__":{"anonymous":true}}`, 'input.invalid'],
  ])('%s', async (_, payload, expected) => {
    await refused(await askRaw(payload), expected)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
    'as %s',
    async (type) => {
      await refused(await askRaw(`text=${word}`, type), 'input.media_type')
    },
  )
})

describe('facts that cannot be', () => {
  const nowhere = { lat: 34.505, lng: 10 }
  it.each<[string, object, string, RegExp]>([
    [
      'a latitude of 200',
      { location: { lat: 200, lng: 114 } },
      'input.invalid',
      /location\.lat：不能大于 90/,
    ],
    [
      'a longitude as text',
      { location: { lat: 34, lng: '114' } },
      'input.invalid',
      /location\.lng：应为数字/,
    ],
    ['a place outside the area served', { location: nowhere }, 'place.unknown', /不在服务范围/],
    ['only a latitude', { location: { lat: 34.505 } }, 'input.invalid', /经度和纬度/],
    [
      'a place code that nobody put up',
      { location: { place_code: 'QX-0000' } },
      'place.unknown',
      /没有这个楼栋码/,
    ],
    ['an area that does not exist', { location: { area_id: randomUUID() } }, 'place.unknown', /没有这个区域/],
    [
      'an area by a garbled id',
      { location: { area_id: 'not-an-id' } },
      'input.invalid',
      /area_id：编号格式不对/,
    ],
    ['an unknown category', { category: 'dragons' }, 'input.invalid', /没有这个类别：dragons/],
    ['an unknown kind', { kind: 'wish' }, 'input.invalid', /没有这种诉求类型：wish/],
    ['an unknown field', { txet: 'x' }, 'input.invalid', /没有 txet 这一项/],
    [
      'a time in the future',
      { created_at: '2999-01-01T00:00:00Z' },
      'input.invalid',
      /没有 created_at 这一项/,
    ],
    [
      'a state of its own choice',
      { state: 'closed', owner_id: randomUUID() },
      'input.invalid',
      /没有 state 这一项/,
    ],
    ['a phone number that is none', { contact: { phone: '打我电话' } }, 'input.invalid', /电话号码不对/],
    [
      'anonymity that is neither yes nor no',
      { anonymous: 'maybe' },
      'input.invalid',
      /anonymous：应为true 或 false/,
    ],
    [
      'a photo that nobody uploaded',
      { photos: [{ id: randomUUID(), claim: 'x' }] },
      'input.invalid',
      /照片不存在/,
    ],
    [
      'too many photos',
      { photos: Array.from({ length: 21 }, () => ({ id: randomUUID(), claim: 'x' })) },
      'input.invalid',
      /photos：最多 20 项/,
    ],
    ['a number to follow that is none', { follows: "1' or '1'='1" }, 'input.invalid', /follows：格式不对/],
  ])('%s', async (_, more, expected, words) => {
    expect((await refused(await ask({ text: word, ...more }), expected)).detail).toMatch(words)
  })

  it('several at once are told at once, each with its place', async () => {
    const document = await refused(
      await ask({ title: 5, location: { lat: 200, lng: -200 } }),
      'input.invalid',
    )
    expect(document.faults?.map(({ at }) => at).sort()).toEqual([
      'body',
      'body/location/lat',
      'body/location/lng',
      'body/title',
    ])
    expect(document.detail).toContain('缺少 text')
  })

  it('a key that came with something else before', async () => {
    const headers = { 'idempotency-key': 'the-same-key' }
    const send = (text: string) =>
      app.inject({ method: 'POST', url: '/api/requests', headers, payload: { text } })
    const first = await send('垃圾桶满了没人收')
    stored = await rowsStored()
    await refused(await send('另外一件事情'), 'input.key_reused')
    expect((await send('垃圾桶满了没人收')).json()).toEqual(first.json())
    expect(await rowsStored()).toEqual(stored)
  })

  it.each(['', 'short', 'k'.repeat(201)])('a key of %j', async (key) => {
    await refused(
      await app.inject({
        method: 'POST',
        url: '/api/requests',
        headers: { 'idempotency-key': key },
        payload: { text: word },
      }),
      'input.invalid',
    )
  })
})

describe('HTML and SQL in the words', () => {
  it('are words: kept and given back letter by letter, as JSON that no browser runs', async () => {
    const text = `<script>alert(1)</script> <img src=x onerror="alert(2)"> '; drop table matters; -- \${7*7} {{7*7}} %00 \\u0000 ../../etc`
    const title = `"><svg onload=alert(3)>'); delete from timeline; --`
    const answer = await ask({ text, title, location: { ...city.spot, address: "1号楼' or 1=1 --" } })
    expect(answer.statusCode).toBe(201)
    const seen = await app.inject({ url: `/api/requests/${answer.json().code}` })
    expect(seen.headers['content-type']).toMatch(/^application\/json/)
    expect(seen.headers['x-content-type-options']).toBe('nosniff')
    expect(seen.headers['content-security-policy']).toContain("default-src 'self'")
    expect(seen.json()).toMatchObject({ text, title, place: { address: "1号楼' or 1=1 --" } })
    const { rows } = await database.pool.query('select body, title from matter_words where title = $1', [
      title,
    ])
    expect(rows).toEqual([{ body: text, title }])
    expect((await rowsStored())['public.matters']).toBe(stored['public.matters']! + 1)
    expect((await rowsStored())['public.timeline']).toBeGreaterThan(stored['public.timeline']!)
  })

  it.each(["无此事' or true --", '无此事 & | ! ( : * <->', '无此事\\', '\u0000'])(
    'look for nothing but themselves: %j',
    async (q) => {
      const found = await atDesk(`/api/matters?view=all&q=${encodeURIComponent(q)}`)
      expect(found.statusCode).toBe(200)
      expect(found.json().items).toEqual([])
      expect(await rowsStored()).toEqual(stored)
    },
  )
})

describe('photos that are none', () => {
  const jpeg = () =>
    sharp({
      create: {
        width: 640,
        height: 480,
        channels: 3,
        background: '#777',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer()

  it('40 MB', async () => {
    await refused(
      await sendPhoto(envelope(Buffer.alloc(40 * 1024 * 1024, 0xff), 'big.jpg')),
      'input.too_large',
    )
  })
  it('40 MB that claim to be less', async () => {
    const payload = envelope(
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(13 * 1024 * 1024)]),
      'big.jpg',
    )
    const { Readable } = await import('node:stream')
    const answer = await app.inject({
      method: 'POST',
      url: '/api/photos',
      payload: Readable.from([payload]),
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    })
    await refused(answer, 'input.too_large')
  })
  it('a text by the name of a photo', async () => {
    await refused(await sendPhoto(envelope(Buffer.from(letters(100)), 'photo.jpg')), 'input.media_type')
  })
  it('a drawing that could hold a program (SVG)', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    await refused(await sendPhoto(envelope(Buffer.from(svg), 'photo.jpg')), 'input.media_type')
  })
  it('a photo cut off in the middle', async () => {
    const whole = await jpeg()
    await refused(
      await sendPhoto(envelope(whole.subarray(0, whole.length / 2), 'photo.jpg')),
      'photo.unreadable',
    )
  })
  it('only the first bytes of a photo', async () => {
    await refused(
      await sendPhoto(
        envelope(Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('JFIF rest is nothing')]), 'photo.jpg'),
      ),
      'photo.unreadable',
    )
  })
  it('a picture larger than any camera takes', async () => {
    const png = await sharp({ create: { width: 12_000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    await refused(await sendPhoto(envelope(png, 'photo.png')), 'input.too_large')
  })
  it('nothing, another field, a form that is cut off, no form', async () => {
    await refused(await sendPhoto(envelope(Buffer.alloc(0), 'photo.jpg')), 'input.media_type')
    await refused(await sendPhoto(envelope(await jpeg(), 'photo.jpg', 'picture')), 'input.invalid')
    await refused(await sendPhoto(envelope(await jpeg(), 'photo.jpg').subarray(0, 600)), 'input.invalid')
    await refused(await sendPhoto(Buffer.from('--edge--\r\n')), 'input.invalid')
    await refused(await sendPhoto(Buffer.from('{}'), 'application/json'), 'input.media_type')
    await refused(await sendPhoto(Buffer.from('x'), 'image/jpeg'), 'input.media_type')
  })
  it('leave nothing in the folder of files either', () => {
    expect(existsSync(join(house.configuration.dataFolder, 'files'))).toBe(false)
  })
})

describe('codes, ids and cursors that are none', () => {
  it.each<[string, string, string]>([
    ['a code that nobody has', '/api/requests/ABCDEFGHJK', 'not_found'],
    ['a code of the wrong length', '/api/requests/ABCD', 'not_found'],
    ['a code that is too short to be looked up', '/api/requests/A', 'input.invalid'],
    ['SQL for a code', `/api/requests/${encodeURIComponent("' or '1'='1")}`, 'not_found'],
    ['a path for a code', '/api/requests/..%2f..%2fetc%2fpasswd', 'not_found'],
    ['bytes that are no UTF-8 for a code', '/api/requests/%ff%fe%fd%fc', 'input.invalid'],
    ['a NUL for a code', '/api/requests/ABCD%00EFGHJ', 'not_found'],
    ['a link that nobody was sent', '/api/judge/abcdefgh', 'not_found'],
    ['a photo by a garbled id', '/api/photos/1234', 'input.invalid'],
    ['a photo that is not there', `/api/photos/${randomUUID()}`, 'not_found'],
    ['no such address', '/api/nothing', 'not_found'],
  ])('%s', async (_, url, expected) => {
    await refused(await app.inject({ url }), expected)
  })

  it.each<[string, () => string, string]>([
    ['a matter by a garbled id', () => '/api/matters/1234', 'input.invalid'],
    ['a matter that is not there', () => `/api/matters/${randomUUID()}`, 'not_found'],
    ['a garbled cursor', () => '/api/matters?cursor=garbage', 'input.invalid'],
    [
      'a cursor that holds something else',
      () => `/api/matters?cursor=${Buffer.from('{"a":1}').toString('base64url')}`,
      'input.invalid',
    ],
    [
      'a cursor that holds SQL',
      () =>
        `/api/matters?cursor=${Buffer.from(JSON.stringify(["'; drop table matters", 'x'])).toString('base64url')}`,
      'input.invalid',
    ],
    ['a view that does not exist', () => '/api/matters?view=secrets', 'input.invalid'],
    ['a very long search', () => `/api/matters?q=${encodeURIComponent(letters(101))}`, 'input.invalid'],
    ['a page of a million', () => '/api/matters?limit=1000000', 'input.invalid'],
    ['an area by a garbled id', () => '/api/matters?area=here', 'input.invalid'],
  ])('%s', async (_, url, expected) => {
    await refused(await atDesk(url()), expected)
  })

  it('a command of an unknown kind, and one with the wrong fields', async () => {
    const give = (command: object) => atDesk(`/api/matters/${matterId}/commands`, { version: 1, command })
    const unknown = await refused(await give({ type: 'explode' }), 'input.invalid')
    expect(unknown.detail).toMatch(/command\.type：只能是 triage、dispatch、.*、review$/)
    const empty = await refused(await give({ type: 'note', text: '' }), 'input.invalid')
    expect(empty.faults).toEqual([{ at: 'body/command/text', zh: '不能为空', en: 'must not be empty' }])
    const misspelt = await refused(await give({ type: 'note', txt: '在办' }), 'input.invalid')
    expect(misspelt.detail).toBe('command：缺少 text；command：没有 txt 这一项')
    await refused(await give({ type: 'miss', rung: 1 }), 'input.invalid')
    await refused(await give({ type: 'note', text: 'a\u0000b' }), 'input.encoding')
    await refused(await give({ type: 'note', text: 'a\ud800b' }), 'input.encoding')
  })

  it('what is said to a matter by its code', async () => {
    const say = (room: string, payload: object) =>
      app.inject({ method: 'POST', url: `/api/requests/${code}/${room}`, payload })
    await refused(await say('words', { text: '   ' }), 'input.invalid')
    await refused(await say('words', { text: 'x\u0000' }), 'input.encoding')
    await refused(await say('reopen', { reason: '' }), 'input.invalid')
    await refused(await say('judgement', { solved: 'yes', satisfaction: 'great' }), 'input.invalid')
    await refused(await say('judgement', { solved: true, satisfaction: 'satisfied' }), 'matter.refused')
  })

  it('a caller who is asked for by garbled words at the desk', async () => {
    await refused(await atDesk('/api/intake', { text: word, channel: 'pigeon' }), 'input.invalid')
    await refused(
      await atDesk('/api/intake', { text: word, channel: 'phone', urgency: 'now!' }),
      'input.invalid',
    )
  })
})
