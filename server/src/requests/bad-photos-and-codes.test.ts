import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type WatchedDoors, watchedDoors } from './fixture.ts'

let doors: WatchedDoors
let code: string
let matterId: string
beforeAll(async () => {
  doors = await watchedDoors()
  const answer = await doors.ask({ text: '3号楼门口的路灯不亮了', location: doors.city.spot })
  expect(answer.statusCode).toBe(201)
  code = answer.json().code
  matterId = (await doors.database.pool.query('select id from matters')).rows[0].id
})
afterAll(() => doors.close())
beforeEach(async () => void (await doors.watch()))

const word = '路灯坏了'
const letters = (n: number) => '灯'.repeat(n)

const envelope = (content: Buffer, name: string, field = 'photo') =>
  Buffer.concat([
    Buffer.from(
      `--edge\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`,
    ),
    content,
    Buffer.from('\r\n--edge--\r\n'),
  ])
const sendPhoto = (payload: Buffer, type = 'multipart/form-data; boundary=edge') =>
  doors.app.inject({ method: 'POST', url: '/api/photos', payload, headers: { 'content-type': type } })

/** 20,000 × 20,000 in its header, and next to nothing behind it. */
function hugePng(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(typed))
    return Buffer.concat([length, typed, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(20_000, 0)
  size.writeUInt32BE(20_000, 4)
  size.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

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
    await doors.refused(
      await sendPhoto(envelope(Buffer.alloc(40 * 1024 * 1024, 0xff), 'big.jpg')),
      'input.too_large',
    )
  })
  it('40 MB that claim to be less', async () => {
    const payload = envelope(
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(13 * 1024 * 1024)]),
      'big.jpg',
    )
    const answer = await doors.app.inject({
      method: 'POST',
      url: '/api/photos',
      payload: Readable.from([payload]),
      headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    })
    await doors.refused(answer, 'input.too_large')
  })
  it('a text by the name of a photo', async () => {
    await doors.refused(await sendPhoto(envelope(Buffer.from(letters(100)), 'photo.jpg')), 'input.media_type')
  })
  it('a drawing that could hold a program (SVG)', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    await doors.refused(await sendPhoto(envelope(Buffer.from(svg), 'photo.jpg')), 'input.media_type')
  })
  it('a photo cut off in the middle', async () => {
    const whole = await jpeg()
    await doors.refused(
      await sendPhoto(envelope(whole.subarray(0, whole.length / 2), 'photo.jpg')),
      'photo.unreadable',
    )
  })
  it('only the first bytes of a photo', async () => {
    await doors.refused(
      await sendPhoto(
        envelope(Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('JFIF rest is nothing')]), 'photo.jpg'),
      ),
      'photo.unreadable',
    )
  })
  it('a small file that claims to be a picture larger than any camera takes', async () => {
    await doors.refused(await sendPhoto(envelope(hugePng(), 'photo.png')), 'input.too_large')
  })
  it('nothing, another field, a form that is cut off, no form', async () => {
    await doors.refused(await sendPhoto(envelope(Buffer.alloc(0), 'photo.jpg')), 'input.media_type')
    await doors.refused(await sendPhoto(envelope(await jpeg(), 'photo.jpg', 'picture')), 'input.invalid')
    await doors.refused(
      await sendPhoto(envelope(await jpeg(), 'photo.jpg').subarray(0, 600)),
      'input.invalid',
    )
    await doors.refused(await sendPhoto(Buffer.from('--edge--\r\n')), 'input.invalid')
    await doors.refused(await sendPhoto(Buffer.from('{}'), 'application/json'), 'input.media_type')
    await doors.refused(await sendPhoto(Buffer.from('x'), 'image/jpeg'), 'input.media_type')
  })
  it('leave nothing in the folder of files either', () => {
    expect(existsSync(join(doors.house.configuration.dataFolder, 'files'))).toBe(false)
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
    await doors.refused(await doors.app.inject({ url }), expected)
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
    await doors.refused(await doors.atDesk(url()), expected)
  })

  it('a command of an unknown kind, and one with the wrong fields', async () => {
    const give = (command: object) =>
      doors.atDesk(`/api/matters/${matterId}/commands`, { version: 1, command })
    const unknown = await doors.refused(await give({ type: 'explode' }), 'input.invalid')
    expect(unknown.detail).toMatch(/command\.type：只能是 triage、dispatch、.*、review$/)
    const empty = await doors.refused(await give({ type: 'note', text: '' }), 'input.invalid')
    expect(empty.faults).toEqual([{ at: 'body/command/text', zh: '不能为空', en: 'must not be empty' }])
    const misspelt = await doors.refused(await give({ type: 'note', txt: '在办' }), 'input.invalid')
    expect(misspelt.detail).toBe('command：缺少 text；command：没有 txt 这一项')
    await doors.refused(await give({ type: 'miss', rung: 1 }), 'input.invalid')
    await doors.refused(await give({ type: 'note', text: 'a\u0000b' }), 'input.encoding')
    await doors.refused(await give({ type: 'note', text: 'a\ud800b' }), 'input.encoding')
  })

  it('what is said to a matter by its code', async () => {
    const say = (room: string, payload: object) =>
      doors.app.inject({ method: 'POST', url: `/api/requests/${code}/${room}`, payload })
    await doors.refused(await say('words', { text: '   ' }), 'input.invalid')
    await doors.refused(await say('words', { text: 'x\u0000' }), 'input.encoding')
    await doors.refused(await say('reopen', { reason: '' }), 'input.invalid')
    await doors.refused(await say('judgement', { solved: 'yes', satisfaction: 'great' }), 'input.invalid')
    await doors.refused(await say('judgement', { solved: true, satisfaction: 'satisfied' }), 'matter.refused')
  })

  it('a caller who is asked for by garbled words at the desk', async () => {
    await doors.refused(await doors.atDesk('/api/intake', { text: word, channel: 'pigeon' }), 'input.invalid')
    await doors.refused(
      await doors.atDesk('/api/intake', { text: word, channel: 'phone', urgency: 'now!' }),
      'input.invalid',
    )
  })
})
