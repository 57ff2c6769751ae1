import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type WatchedDoors, watchedDoors } from './fixture.ts'

let doors: WatchedDoors
let stored: Record<string, number>
beforeAll(async () => {
  doors = await watchedDoors()
})
afterAll(() => doors.close())
beforeEach(async () => {
  stored = await doors.watch()
})

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
    await doors.refused(await doors.ask(payload), expected)
  })

  it('more than a megabyte', async () => {
    await doors.refused(await doors.ask({ text: letters(400_000) }), 'input.too_large')
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
    await doors.refused(await doors.askRaw(payload), expected)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])(
    'as %s',
    async (type) => {
      await doors.refused(await doors.askRaw(`text=${word}`, type), 'input.media_type')
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
    expect((await doors.refused(await doors.ask({ text: word, ...more }), expected)).detail).toMatch(words)
  })

  it('several at once are told at once, each with its place', async () => {
    const document = await doors.refused(
      await doors.ask({ title: 5, location: { lat: 200, lng: -200 } }),
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
      doors.app.inject({ method: 'POST', url: '/api/requests', headers, payload: { text } })
    const first = await send('垃圾桶满了没人收')
    stored = await doors.watch()
    await doors.refused(await send('另外一件事情'), 'input.key_reused')
    expect((await send('垃圾桶满了没人收')).json()).toEqual(first.json())
    expect(await doors.rowsStored()).toEqual(stored)
  })

  it.each(['', 'short', 'k'.repeat(201)])('a key of %j', async (key) => {
    await doors.refused(
      await doors.app.inject({
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
    const answer = await doors.ask({
      text,
      title,
      location: { ...doors.city.spot, address: "1号楼' or 1=1 --" },
    })
    expect(answer.statusCode).toBe(201)
    const seen = await doors.app.inject({ url: `/api/requests/${answer.json().code}` })
    expect(seen.headers['content-type']).toMatch(/^application\/json/)
    expect(seen.headers['x-content-type-options']).toBe('nosniff')
    expect(seen.headers['content-security-policy']).toContain("default-src 'self'")
    expect(seen.json()).toMatchObject({ text, title, place: { address: "1号楼' or 1=1 --" } })
    const { rows } = await doors.database.pool.query(
      'select body, title from matter_words where title = $1',
      [title],
    )
    expect(rows).toEqual([{ body: text, title }])
    expect((await doors.rowsStored())['public.matters']).toBe(stored['public.matters']! + 1)
    expect((await doors.rowsStored())['public.timeline']).toBeGreaterThan(stored['public.timeline']!)
  })

  it.each(["无此事' or true --", '无此事 & | ! ( : * <->', '无此事\\', '\u0000'])(
    'look for nothing but themselves: %j',
    async (q) => {
      const found = await doors.atDesk(`/api/matters?view=all&q=${encodeURIComponent(q)}`)
      expect(found.statusCode).toBe(200)
      expect(found.json().items).toEqual([])
      expect(await doors.rowsStored()).toEqual(stored)
    },
  )
})
