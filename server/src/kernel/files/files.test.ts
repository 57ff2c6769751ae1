import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { House } from '../house.ts'
import { type App, buildApp } from '../http/index.ts'
import { identifyAs, staff } from '../testing/actors.ts'
import { testHouse } from '../testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../testing/index.ts'
import {
  attachPhotos,
  erasePhotos,
  eraseUnclaimed,
  fileJobs,
  filesApi,
  photosOf,
  registerPhotoReader,
  type UploadedPhoto,
} from './index.ts'

let database: FreshDatabase
let house: House
let app: App
let url: string
let clock = new Date('2026-03-02T04:00:00Z')
beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  const identify = identifyAs({ clerk: staff('community_clerk'), other: staff('admin') })
  app = await buildApp({ house, identify, apis: [filesApi(house)] })
  await app.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const picture = (width = 600, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 60, b: 20 } } })

async function upload(content: Buffer, field = 'photo') {
  const form = new FormData()
  form.append(field, new Blob([new Uint8Array(content)]), '../../照片.jpg')
  const response = await fetch(`${url}/api/photos`, { method: 'POST', body: form })
  return { status: response.status, body: (await response.json()) as UploadedPhoto }
}
async function look(path: string, as = '') {
  const response = await fetch(`${url}${path}`, { headers: { 'x-as': as } })
  return {
    status: response.status,
    headers: response.headers,
    content: Buffer.from(await response.arrayBuffer()),
  }
}
const attach = (subjectId: string, photos: { id: string; claim: string }[]) =>
  house.db
    .transaction()
    .execute((tx) => attachPhotos(tx, { subjectId, photos, purpose: 'request', visibility: 'staff' }))
const contents = () => {
  const folder = join(house.configuration.dataFolder, 'files')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
    : []
}
const stored = async () => (await house.pool.query('select 1 from files')).rowCount

describe('a photo', () => {
  it('is turned upright, made smaller, and loses where and when it was taken', async () => {
    const original = await picture(3000, 1500)
      .withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    expect((await sharp(original).metadata()).exif?.includes('Phone')).toBe(true)
    const { status, body } = await upload(original)
    expect(status).toBe(201)
    expect(body).toMatchObject({ width: 1000, height: 2000 })
    const full = await look(`/api/photos/${body.id}?claim=${body.claim}`)
    expect(full.headers.get('content-type')).toBe('image/jpeg')
    expect(full.headers.get('cache-control')).toMatch(/^private/)
    const metadata = await sharp(full.content).metadata()
    expect(metadata).toMatchObject({ format: 'jpeg', width: 1000, height: 2000 })
    expect([metadata.exif, metadata.icc, metadata.xmp, metadata.orientation]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(full.content.length).toBe(body.bytes)
    const thumbnail = await look(`/api/photos/${body.id}?claim=${body.claim}&size=thumb`)
    expect(await sharp(thumbnail.content).metadata()).toMatchObject({ width: 200, height: 400 })
  })

  it('may be PNG or WebP; a see-through one lies on white', async () => {
    const clear = sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
    const { body } = await upload(await clear.png().toBuffer())
    const { content } = await look(`/api/photos/${body.id}?claim=${body.claim}`)
    expect((await sharp(content).stats()).channels.map((channel) => channel.mean)).toEqual([255, 255, 255])
    expect((await upload(await picture().webp().toBuffer())).status).toBe(201)
  })

  it('is refused where it is none, whatever it calls itself, and nothing of it stays', async () => {
    const [rows, files] = [await stored(), contents()]
    const jpeg = await picture().jpeg().toBuffer()
    const refusals: [Buffer, number, string][] = [
      [
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        415,
        'input.media_type',
      ],
      [await picture().gif().toBuffer(), 415, 'input.media_type'],
      [Buffer.from('%PDF-1.7 not a photo at all'), 415, 'input.media_type'],
      [Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 415, 'input.media_type'],
      [Buffer.alloc(0), 415, 'input.media_type'],
      [Buffer.concat([jpeg.subarray(0, 20), Buffer.alloc(4000, 7)]), 422, 'photo.unreadable'],
      [jpeg.subarray(0, jpeg.length / 2), 422, 'photo.unreadable'],
    ]
    for (const [content, status, code] of refusals)
      expect(await upload(content)).toMatchObject({ status, body: { code } })
    expect(await upload(jpeg, 'picture')).toMatchObject({ status: 400, body: { code: 'input.invalid' } })
    expect([await stored(), contents()]).toEqual([rows, files])
  })

  it('of more pixels than a phone takes is refused before it is decoded', async () => {
    const bomb = await picture(9000, 8000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await upload(bomb)).toMatchObject({ status: 413, body: { code: 'input.too_large' } })
  })

  it('of 40 MB is refused with a problem document, and leaves nothing', async () => {
    const [rows, files] = [await stored(), contents()]
    expect(await upload(Buffer.alloc(40 * 1024 * 1024, 1))).toMatchObject({
      status: 413,
      body: { code: 'input.too_large', detail: '照片不能超过 12 MB' },
    })
    expect([await stored(), contents()]).toEqual([rows, files])
  })

  it('of unsaid size is cut off at the limit', async () => {
    const chunk = new Uint8Array(1024 * 1024)
    const head = '--b\r\ncontent-disposition: form-data; name="photo"; filename="a"\r\n\r\n\xff\xd8\xff'
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 0) controller.enqueue(Buffer.from(head, 'latin1'))
        if (sent++ < 20) controller.enqueue(chunk)
        else {
          controller.enqueue(Buffer.from('\r\n--b--\r\n'))
          controller.close()
        }
      },
    })
    const response = await fetch(`${url}/api/photos`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      413,
      'input.too_large',
    ])
  })
})

describe('an uploaded photo', () => {
  it('belongs to whoever holds its claim: only they see it and attach it, once', async () => {
    const { body: photo } = await upload(await picture().jpeg().toBuffer())
    const { body: another } = await upload(await picture().jpeg().toBuffer())
    const subject = randomUUID()
    for (const wrong of ['', `?claim=${another.claim}`, '?claim=x'])
      expect((await look(`/api/photos/${photo.id}${wrong}`)).status).toBe(404)
    await expect(attach(subject, [{ id: photo.id, claim: another.claim }])).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await expect(attach(subject, [{ id: randomUUID(), claim: photo.claim }])).rejects.toMatchObject({
      code: 'input.invalid',
    })
    await attach(subject, [another, photo])
    expect((await photosOf(house.db, subject)).map((each) => each.id)).toEqual([another.id, photo.id])
    await expect(attach(randomUUID(), [photo])).rejects.toMatchObject({
      options: { reason: 'photo.attached' },
    })
  })

  it('keeps none of several where one of them cannot be attached', async () => {
    const { body: photo } = await upload(await picture().jpeg().toBuffer())
    const subject = randomUUID()
    await expect(attach(subject, [photo, { id: randomUUID(), claim: 'x' }])).rejects.toThrow()
    expect(await photosOf(house.db, subject)).toEqual([])
    await attach(subject, [photo])
  })

  it('is seen, once attached, by those whom its feature lets; the claim opens it no more', async () => {
    const { body: photo } = await upload(await picture().jpeg().toBuffer())
    const subject = randomUUID()
    await attach(subject, [photo])
    expect((await look(`/api/photos/${photo.id}?claim=${photo.claim}`)).status).toBe(404)
    const takeBack = registerPhotoReader(
      async (request, file) =>
        file.subjectId === subject && request.actor.duties.some((duty) => duty.role === 'community_clerk'),
    )
    expect((await look(`/api/photos/${photo.id}`, 'clerk')).status).toBe(200)
    expect((await look(`/api/photos/${photo.id}`, 'other')).status).toBe(404)
    takeBack()
    expect((await look(`/api/photos/${photo.id}`, 'clerk')).status).toBe(404)
  })

  it('goes after a day when nobody attached it', async () => {
    await eraseUnclaimed(house)
    const { body: forgotten } = await upload(await picture().jpeg().toBuffer())
    const { body: used } = await upload(await picture().jpeg().toBuffer())
    await attach(randomUUID(), [used])
    const files = contents()
    clock = new Date(clock.getTime() + 23 * 3_600_000)
    await eraseUnclaimed(house)
    expect(contents()).toEqual(files)
    clock = new Date(clock.getTime() + 2 * 3_600_000)
    expect(await eraseUnclaimed(house)).toBeGreaterThan(0)
    expect(contents().some((name) => name.startsWith(forgotten.id))).toBe(false)
    expect(contents().filter((name) => name.startsWith(used.id))).toHaveLength(2)
    expect((await look(`/api/photos/${forgotten.id}?claim=${forgotten.claim}`)).status).toBe(404)
  })

  it('is erased with its subject, contents and all', async () => {
    const { body: photo } = await upload(await picture().jpeg().toBuffer())
    const subject = randomUUID()
    await attach(subject, [photo])
    await house.db.transaction().execute((tx) => erasePhotos(tx, subject))
    expect(await photosOf(house.db, subject)).toEqual([])
    await fileJobs(house).handlers.remove_photo!({ id: photo.id })
    expect(contents().some((name) => name.startsWith(photo.id))).toBe(false)
  })
})
