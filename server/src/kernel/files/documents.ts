import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import JSZip from 'jszip'
import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/index.ts'
import { Problem } from '../problems.ts'
import { storageOf } from './storage.ts'
import { claimFits, claimHash } from './store.ts'

const office = 'application/vnd.openxmlformats-officedocument'
const mediaTypes = {
  pdf: 'application/pdf',
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  pptx: `${office}.presentationml.presentation`,
} as const

export type DocumentFormat = keyof typeof mediaTypes

const unknownFormat = () =>
  new Problem('input.media_type', {
    zh: '文件只能是 PDF、Word（docx）、Excel（xlsx）或 PPT（pptx）；旧格式（doc、wps 等）请先另存为新格式',
    en: 'A document is a PDF, docx, xlsx or pptx; save older formats as one of these first',
  })

/** Whole files inside the file: an office's own may carry macros. */
const foreign = /(vbaProject|embeddings\/|activeX\/)/i
const mostTypes = 1024 * 1024

async function partTypes(zip: JSZip): Promise<string> {
  const part = zip.file('[Content_Types].xml')
  if (!part) throw unknownFormat()
  let read = ''
  await new Promise<void>((done, fail) => {
    const stream = part.nodeStream('nodebuffer')
    stream.on('data', (chunk: Buffer) => {
      read += chunk.toString('latin1')
      // A list of parts is short; what unpacks without end is none.
      if (read.length > mostTypes) {
        stream.pause()
        fail(unknownFormat())
      }
    })
    stream.on('end', done)
    stream.on('error', () => fail(unknownFormat()))
  })
  return read
}

/**
 * What a document is by its contents, whatever its name says.
 * @throws Problem `input.media_type` for what is none of them, `document.macros` where an office file carries macros or embedded files
 */
export async function documentFormat(content: Buffer): Promise<DocumentFormat> {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (content.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') throw unknownFormat()
  const zip = await JSZip.loadAsync(content).catch(() => {
    throw unknownFormat()
  })
  const names = Object.keys(zip.files)
  // What a part is, its content type says, whatever its name.
  const types = await partTypes(zip)
  if (/macroEnabled|vbaProject|oleObject|activeX/i.test(types) || names.some((name) => foreign.test(name)))
    throw new Problem('input.media_type', {
      reason: 'document.macros',
      zh: '文件里带有宏或嵌入的文件，不能上传；请去掉后另存再传',
      en: 'The document carries macros or embedded files; save it without them',
    })
  const main: [string, DocumentFormat][] = [
    ['word/document.xml', 'docx'],
    ['xl/workbook.xml', 'xlsx'],
    ['ppt/presentation.xml', 'pptx'],
  ]
  const found = main.find(([part]) => names.includes(part))
  if (!found) throw unknownFormat()
  return found[1]
}

/** A name that is safe on every system, with the ending that the contents have. */
export function documentName(given: string, format: DocumentFormat): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/, '')
    .replace(/\.[^.]{1,5}$/, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
    .trim()
  return `${[...bare].slice(0, 80).join('') || '文件'}.${format}`
}

const mostBytes = 20 * 1024 * 1024
/** The envelope of the multipart body. */
const envelopeBytes = 16 * 1024

const tooLarge = () =>
  new Problem('input.too_large', { zh: '文件不能超过 20 MB', en: 'A document has at most 20 MB' })

/** Of a route that takes documents: refused by what it says of itself, before a byte of it is kept. */
export async function refuseLargeDocuments(request: FastifyRequest): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes + envelopeBytes) throw tooLarge()
}

/** The document of a form, in its field `document`. @throws Problem */
export async function sentDocument(request: FastifyRequest): Promise<{ content: Buffer; name: string }> {
  if (!request.isMultipart()) throw new Problem('input.media_type')
  const part = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
  if (part?.fieldname !== 'document')
    throw new Problem('input.invalid', {
      zh: '缺少文件（字段 document）',
      en: 'The field document is missing',
    })
  const content = await part.toBuffer().catch((error: { code?: string }) => {
    throw error.code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge() : error
  })
  return { content, name: part.filename }
}

/** What the sender of a kept document is answered. */
export const KeptDocument = Type.Object({
  id: Type.String(),
  /** Whoever knows it may attach the document; only its hash is kept. */
  claim: Type.String(),
  name: Type.String(),
  bytes: Type.Integer(),
})

/** Keeps a document that belongs to nothing yet; it goes after a day where nothing takes it up. */
export async function keepDocument(
  house: House,
  content: Buffer,
  given: string,
  uploadedBy: string | null,
): Promise<Static<typeof KeptDocument>> {
  const format = await documentFormat(content)
  const id = randomUUID()
  const name = documentName(given, format)
  const claim = randomBytes(18).toString('base64url')
  const storageKey = `${id.slice(0, 2)}/${id}.${format}`
  await sql`insert into files (id, purpose, media_type, name, bytes, sha256, storage_key, uploaded_by, claim_hash, created_at)
    values (${id}, 'unclaimed', ${mediaTypes[format]}, ${name}, ${content.length}, ${createHash('sha256').update(content).digest()},
      ${storageKey}, ${uploadedBy}::uuid, ${claimHash(claim)}, ${house.now().toISOString()}::timestamptz)`.execute(
    house.db,
  )
  await storageOf(house).put(storageKey, content)
  return { id, claim, name, bytes: content.length }
}

/** @throws Problem `input.invalid` (`document.unknown`: none, not with this claim, or in use already) */
export async function attachDocument(
  tx: Work,
  { id, claim }: { id: string; claim: string },
  subjectId: string,
  purpose: string,
): Promise<void> {
  const { rows } = await sql<{ claimHash: Buffer | null }>`select claim_hash as "claimHash" from files
    where id = ${id} and name is not null and subject_id is null and erased_at is null for update`.execute(tx)
  if (!rows[0] || !claimFits(rows[0], claim))
    throw new Problem('input.invalid', {
      reason: 'document.unknown',
      zh: '文件不存在、已过期或已经用过，请重新上传',
      en: 'There is no such document, or it is in use already; please upload it again',
    })
  await sql`update files set subject_id = ${subjectId}, purpose = ${purpose}, visibility = 'staff' where id = ${id}`.execute(
    tx,
  )
}

/** Sends a document to somebody whose reading was decided already: to be saved, never shown by our own pages. */
export async function sendDocument(house: House, reply: FastifyReply, id: string): Promise<FastifyReply> {
  const { rows } = await sql<{ name: string; mediaType: string; storageKey: string }>`
    select name, media_type as "mediaType", storage_key as "storageKey" from files
    where id = ${id} and name is not null and erased_at is null`.execute(house.db)
  const content = rows[0] && (await storageOf(house).get(rows[0].storageKey))
  if (!rows[0] || !content)
    throw new Problem('not_found', { zh: '没有这份文件', en: 'There is no such document' })
  return reply
    .headers({
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="file"; filename*=UTF-8''${encodeURIComponent(rows[0].name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
    })
    .type(rows[0].mediaType)
    .send(content)
}

/** Its contents go once the transaction commits; that there was one stays known. */
export async function eraseDocument(tx: Work, id: string): Promise<void> {
  await sql`update files set erased_at = now(), claim_hash = null where id = ${id} and erased_at is null`.execute(
    tx,
  )
  await enqueue(tx, 'remove_photo', { id })
}
