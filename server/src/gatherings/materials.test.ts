import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import JSZip from 'jszip'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eraseUnclaimed } from '../kernel/files/index.ts'
import { type BranchDoors, branchDoors } from './fixture.ts'
import type { GatheringDetail } from './schemas.ts'

let doors: BranchDoors
let id: string

beforeAll(async () => {
  doors = await branchDoors()
  id = await doors.running('general_meeting')
})
afterAll(() => doors.close())

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const zip = async (...names: string[]) => {
  const made = new JSZip()
  for (const name of names) made.file(name, '<x/>')
  return made.generateAsync({ type: 'nodebuffer' })
}
const disguised = async () => {
  const made = new JSZip()
  made.file('word/document.xml', '<x/>').file('word/notes.dat', 'macro')
  made.file(
    '[Content_Types].xml',
    '<Override PartName="/word/notes.dat" ContentType="application/vnd.ms-office.vbaProject"/>',
  )
  return made.generateAsync({ type: 'nodebuffer' })
}
const word = () => zip('[Content_Types].xml', 'word/document.xml')

async function upload(as: string, content: Buffer, filename: string, field = 'document') {
  const head = `--b\r\ncontent-disposition: form-data; name="${field}"; filename="${filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const answer = await doors.app.inject({
    method: 'POST',
    url: `/api/gatherings/${id}/documents`,
    headers: { 'x-as': as, 'content-type': 'multipart/form-data; boundary=b' },
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--b--\r\n')]),
  })
  return { status: answer.statusCode, body: answer.json() as Record<string, string> }
}
const contents = () => {
  const folder = join(doors.house.configuration.dataFolder, 'files')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    : 0
}
const materials = async (as = 'bei') =>
  (await doors.must<GatheringDetail>(as, 'GET', `/api/gathering-room/${id}`)).materials
const file = (as: string, material: string) =>
  doors.ask(as, 'GET', `/api/gathering-room/${id}/materials/${material}/file`)
const claimed = ({ body }: Awaited<ReturnType<typeof upload>>) => ({ id: body.id, claim: body.claim })

describe('a document', () => {
  it('is a PDF or a new office file by its contents, and keeps its name with the ending that is true', async () => {
    for (const [content, name, kept] of [
      [pdf, '关于下半年工作的报告.exe', '关于下半年工作的报告.pdf'],
      [await word(), '../../发言提纲', '发言提纲.docx'],
      [await zip('[Content_Types].xml', 'xl/workbook.xml'), '收支.xlsx', '收支.xlsx'],
      [await zip('[Content_Types].xml', 'ppt/presentation.xml'), '党课.pptx', '党课.pptx'],
    ] as const)
      expect(await upload('secretary', content, name)).toMatchObject({ status: 201, body: { name: kept } })
  })

  it('is refused with a sentence where it is anything else, and nothing of it stays', async () => {
    const before = contents()
    for (const [content, code] of [
      [Buffer.from('<script>alert(1)</script>'), 'input.media_type'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'input.media_type'],
      [Buffer.from('PK\x03\x04 and nothing'), 'input.media_type'],
      [await zip('index.html'), 'input.media_type'],
      [await zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'document.macros'],
      [
        await zip('[Content_Types].xml', 'word/document.xml', 'word/embeddings/sheet.xlsm'),
        'document.macros',
      ],
      [await disguised(), 'document.macros'],
      [Buffer.alloc(0), 'input.media_type'],
    ] as const) {
      const { status, body } = await upload('secretary', content, '文件.docx')
      expect([status, body.reason ?? body.code]).toEqual([415, code])
    }
    expect(await upload('secretary', Buffer.alloc(21 * 1024 * 1024, 'x'), '大.pdf')).toMatchObject({
      status: 413,
      body: { code: 'input.too_large' },
    })
    expect(await upload('secretary', pdf, '报告.pdf', 'photo')).toMatchObject({ status: 400 })
    for (const as of ['nobody', 'resident', 'stranger', 'admin', 'bei'])
      expect([401, 403, 404], as).toContain((await upload(as, pdf, '报告.pdf')).status)
    expect(contents()).toBe(before)
  })

  it('that nothing takes up goes after a day', async () => {
    doors.later(25 * 60)
    await eraseUnclaimed(doors.house)
    expect(contents()).toBe(0)
    id = await doors.running('general_meeting')
  })
})

describe('what lies on the table', () => {
  it('is put there by chair and recorder, and read by those who take part', async () => {
    const uploaded = await upload('an', pdf, '报告.pdf')
    await doors.must('an', 'POST', `/api/gatherings/${id}/materials`, {
      title: '年度报告',
      document: claimed(uploaded),
    })
    const [material] = await materials()
    expect(material).toMatchObject({
      title: '年度报告',
      document: { name: '报告.pdf', bytes: pdf.length },
    })
    const answer = await file('bei', material!.id)
    expect([answer.statusCode, answer.rawPayload.equals(pdf)]).toEqual([200, true])
    expect(answer.headers['content-disposition']).toContain(
      `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent('报告.pdf')}`,
    )
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; sandbox")
    expect(answer.headers['cache-control']).toBe('private, no-store')
  })

  it('is read by nobody else, and never as a photo', async () => {
    const [material] = await materials()
    for (const as of ['stranger', 'neighbour', 'resident', 'admin', 'nobody'])
      expect([401, 404]).toContain((await file(as, material!.id)).statusCode)
    const { rows } = await doors.house.pool.query(
      'select document_id as id from gathering_materials where id = $1',
      [material!.id],
    )
    for (const as of ['secretary', 'admin', 'nobody'])
      expect((await doors.ask(as, 'GET', `/api/photos/${rows[0].id}`)).statusCode).toBe(404)
  })

  it('is not put there by whoever merely attends, nor with a document of somebody else or one in use', async () => {
    const uploaded = await upload('secretary', await word(), '提纲.docx')
    const add = (as: string, document: object) =>
      doors.ask(as, 'POST', `/api/gatherings/${id}/materials`, { title: '提纲', document })
    expect((await add('bei', claimed(uploaded))).statusCode).toBe(403)
    expect((await add('stranger', claimed(uploaded))).statusCode).toBe(404)
    expect((await add('an', { ...claimed(uploaded), claim: 'x'.repeat(24) })).json()).toMatchObject({
      reason: 'document.unknown',
    })
    expect((await add('secretary', claimed(uploaded))).statusCode).toBe(201)
    expect((await add('secretary', claimed(uploaded))).json()).toMatchObject({ reason: 'document.unknown' })
    const empty = await doors.ask('an', 'POST', `/api/gatherings/${id}/materials`, { title: '空' })
    expect(empty.statusCode).toBe(400)
    expect(await materials()).toHaveLength(2)
  })

  it('is taken off with its contents; done twice it is gone once; over, it stays', async () => {
    const [report, outline] = await materials()
    const before = contents()
    const remove = (material: string) =>
      doors.ask('secretary', 'POST', `/api/gatherings/${id}/materials/${material}/remove`)
    expect(
      (await doors.ask('bei', 'POST', `/api/gatherings/${id}/materials/${outline!.id}/remove`)).statusCode,
    ).toBe(403)
    expect((await remove(outline!.id)).statusCode).toBe(200)
    expect((await remove(outline!.id)).statusCode).toBe(200)
    expect(await materials()).toHaveLength(1)
    expect((await file('bei', outline!.id)).statusCode).toBe(404)
    // Its contents go with the job that the removal left.
    const { rows } = await doors.database.asOwner(
      `select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'remove_photo'`,
    )
    expect([rows, contents()]).toEqual([[{ jobs: 1 }], before])
    await doors.must('secretary', 'POST', `/api/gatherings/${id}/close`, {})
    expect((await remove(report!.id)).json()).toMatchObject({ reason: 'gathering.state' })
    expect((await file('bei', report!.id)).statusCode).toBe(200)
  })
})
