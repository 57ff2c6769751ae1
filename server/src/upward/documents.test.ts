import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from '../kernel/database/index.ts'
import { eraseUnclaimed, fileJobs, paragraphs, wordDocument } from '../kernel/files/index.ts'
import { type App, buildApp } from '../kernel/http/index.ts'
import type { StandingHouse } from '../kernel/make-house.ts'
import { identifyAs, staff } from '../kernel/testing/actors.ts'
import { testHouse } from '../kernel/testing/house.ts'
import { type FreshDatabase, freshDatabase } from '../kernel/testing/index.ts'
import { type SmallCity, smallCity } from '../matters/fixture.ts'
import { erasePersonalData, matterDoors, mattersApi } from '../matters/index.ts'
import { upwardApi, upwardDoor } from './index.ts'

let database: FreshDatabase
let house: StandingHouse
let city: SmallCity
let app: App
let clock = new Date('2026-03-02T01:00:00Z')
let closeDoor = () => {}

beforeAll(async () => {
  database = await freshDatabase()
  house = await testHouse(database, { now: () => clock })
  city = await smallCity(house)
  const doors = [...matterDoors(house), upwardDoor(house)]
  closeDoor = () => doors.forEach((close) => void close())
  const { community, street, grid, water, centre } = city
  app = await buildApp({
    house,
    identify: identifyAs({ community, street, grid, water, centre, admin: staff('admin') }),
    apis: [upwardApi(house), mattersApi(house)],
    logger: false,
  })
})
afterAll(async () => {
  closeDoor()
  await app.close()
  await database.drop()
})

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')

async function upload(as: string, content: Buffer, filename: string, end = '\r\n--b--\r\n') {
  const head = `--b\r\ncontent-disposition: form-data; name="document"; filename="${filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const answer = await app.inject({
    method: 'POST',
    url: '/api/upward/documents',
    headers: { 'x-as': as, 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from(end)]),
  })
  return { status: answer.statusCode, type: answer.headers['content-type'], body: answer.json() }
}
interface Claim {
  id: string
  claim: string
}
const kept = async (content: Buffer, name: string): Promise<Claim> => {
  const { body } = await upload('community', content, name)
  return { id: body.id, claim: body.claim }
}
const send = async (documents: Claim[], key?: string, title = '与辖区学校结对共建') => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/upward',
    headers: { 'x-as': 'community', ...(key ? { 'idempotency-key': key } : {}) },
    payload: {
      asker_id: city.organisations.community,
      kind: 'major_matter',
      title,
      body: '协议草稿附后。妥否，请批示。',
      documents,
    },
  })
  return { status: answer.statusCode, body: answer.json() }
}
const see = async (as: string, id: string) =>
  (await app.inject({ method: 'GET', url: `/api/upward/${id}`, headers: { 'x-as': as } })).json()
const download = (as: string, paper: string, document: string) =>
  app.inject({
    method: 'GET',
    url: `/api/upward/${paper}/documents/${document}`,
    headers: { 'x-as': as },
  })
const contents = () => {
  const folder = join(house.configuration.dataFolder, 'files')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0
}
const countPapers = async () =>
  (await sql<{ count: number }>`select count(*) as count from upward_papers`.execute(house.db)).rows[0]!.count

describe('the documents of a paper', () => {
  it('are seen by who asked and who answers, with name, kind and size, and are what was sent', async () => {
    const word = await wordDocument(paragraphs('协议草稿'))
    const { body } = await send([await kept(word, '协议（草稿）.doc'), await kept(pdf, '附图.PDF')])
    for (const as of ['community', 'street'])
      expect((await see(as, body.id)).documents).toMatchObject([
        { name: '协议（草稿）.docx', format: 'docx', bytes: word.length },
        { name: '附图.pdf', format: 'pdf', bytes: pdf.length },
      ])
    const [agreement] = (await see('street', body.id)).documents
    const answer = await download('street', body.id, agreement.id)
    expect([answer.statusCode, answer.rawPayload.equals(word)]).toEqual([200, true])
    expect(answer.headers['content-disposition']).toContain(encodeURIComponent('协议（草稿）.docx'))
    expect(answer.headers['cache-control']).toBe('private, no-store')
    for (const as of ['grid', 'water', 'centre', 'admin', 'nobody']) {
      const refused = await download(as, body.id, agreement.id)
      expect([401, 403, 404], as).toContain(refused.statusCode)
      expect(refused.headers['content-type'], as).toContain('application/problem+json')
    }
    // Nor through another paper that they may read, nor at the page of the matter below it.
    const other = (await send([], undefined, '另一件事')).body.id
    expect((await download('street', other, agreement.id)).statusCode).toBe(404)
    const matter = await app.inject({
      method: 'GET',
      url: `/api/matters/${body.id}`,
      headers: { 'x-as': 'centre' },
    })
    expect(matter.body).not.toContain('协议（草稿）')
  })

  it('are sent by those alone who may ask, and are what their contents are', async () => {
    const before = contents()
    for (const as of ['grid', 'admin', 'nobody'])
      expect([401, 403], as).toContain((await upload(as, pdf, '附图.pdf')).status)
    for (const [content, status, words] of [
      [Buffer.from('MZ\x90\x00'), 415, /PDF、Word/],
      [Buffer.from('PK\x03\x04 no zip'), 415, /PDF、Word/],
      [Buffer.concat([pdf, Buffer.alloc(21 * 1024 * 1024)]), 413, /20 MB/],
    ] as const) {
      const refused = await upload('community', content, '请示.docx')
      expect([refused.status, refused.body.detail]).toEqual([status, expect.stringMatching(words)])
      expect(refused.type).toContain('application/problem+json')
    }
    expect(contents()).toBe(before)
  })

  it('that are cut off on the way leave nothing, and are refused in words', async () => {
    const before = contents()
    const cut = await upload('community', pdf, '附图.pdf', '')
    expect([cut.status, cut.type]).toEqual([400, expect.stringContaining('application/problem+json')])
    expect(contents()).toBe(before)
  })

  it('are sent once, however often the paper is sent; changed since, it is said that it was sent', async () => {
    const before = Number(await countPapers())
    const documents = [await kept(pdf, '附图.pdf')]
    const answers = await Promise.all([1, 2].map(() => send(documents, 'a-paper-with-a-document')))
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    expect(answers[0]!.body.id).toBe(answers[1]!.body.id)
    expect((await see('street', answers[0]!.body.id)).documents).toHaveLength(1)
    expect((await send(documents, 'a-paper-with-a-document', '改过的事由')).body).toMatchObject({
      reason: 'upward.sent_already',
    })
    expect(Number(await countPapers())).toBe(before + 1)
  })

  it('are taken up by one paper, and the other is not sent without them', async () => {
    const before = Number(await countPapers())
    const document = await kept(pdf, '附图.pdf')
    const answers = await Promise.all([send([document]), send([document])])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400])
    expect(answers.find(({ status }) => status === 400)!.body).toMatchObject({
      reason: 'document.unknown',
      detail: expect.stringContaining('重新上传'),
    })
    const unproven = { ...(await kept(pdf, '附图.pdf')), claim: 'x'.repeat(24) }
    expect((await send([unproven])).body).toMatchObject({ reason: 'document.unknown' })
    expect(Number(await countPapers())).toBe(before + 1)
  })

  it('are at most nine', async () => {
    const one = await kept(pdf, '附图.pdf')
    expect((await send(Array.from({ length: 10 }, () => one))).body).toMatchObject({
      reason: 'upward.documents',
      detail: expect.stringMatching(/最多带 9 份文件，现在有 10 份/),
    })
  })

  it('that no paper took up go after a day; those of a paper go with the words of its matter', async () => {
    const { body } = await send([await kept(pdf, '附图.pdf')])
    const [document] = (await see('street', body.id)).documents
    await kept(pdf, '没有用上.pdf')
    clock = new Date(clock.getTime() + 25 * 3_600_000)
    const before = contents()
    expect(await eraseUnclaimed(house)).toBeGreaterThan(0)
    expect(contents()).toBeLessThan(before)
    expect((await download('street', body.id, document.id)).statusCode).toBe(200)
    await app.inject({
      method: 'POST',
      url: `/api/upward/${body.id}/withdraw`,
      headers: { 'x-as': 'community' },
      payload: { version: (await see('community', body.id)).version, reason: '情况有变' },
    })
    await erasePersonalData(house)
    expect((await download('street', body.id, document.id)).statusCode).toBe(200)
    const rules = await house.rulesNow()
    const days = rules.retention.find(({ id }) => id === 'closed_matter_personal_data')!.limit
    clock = new Date(clock.getTime() + (days + 1) * 86_400_000)
    await erasePersonalData(house)
    expect((await see('street', body.id)).documents).toEqual([])
    expect((await download('street', body.id, document.id)).statusCode).toBe(404)
    const still = contents()
    await fileJobs(house).handlers.remove_photo!({ id: document.id })
    expect(contents()).toBe(still - 1)
  })
})
