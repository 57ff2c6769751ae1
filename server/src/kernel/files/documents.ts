import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { type RawBuilder, sql } from 'kysely'
import { type Static, Type } from 'typebox'
import type { Executor, Work } from '../database/index.ts'
import type { House } from '../house.ts'
import { enqueue } from '../jobs/index.ts'
import { Problem } from '../problems.ts'
import {
  type DocumentFormat,
  documentFormat,
  documentFormats,
  documentName,
  mediaTypes,
} from './document-format.ts'
import { storageOf } from './storage.ts'
import { claimFits, claimHash } from './store.ts'

/** What the sender of a kept document is answered. */
export const KeptDocument = Type.Object({
  id: Type.String(),
  /** Whoever knows it may attach the document; only its hash is kept. */
  claim: Type.String(),
  name: Type.String(),
  format: Type.Enum(documentFormats),
  bytes: Type.Integer(),
})

/** An uploaded document, and the proof that it is the sender's. */
export const DocumentClaim = Type.Object(
  { id: Type.String({ format: 'uuid' }), claim: Type.String({ minLength: 10, maxLength: 100 }) },
  { additionalProperties: false },
)

/** A document as its readers see it. */
export const DocumentShape = Type.Object({
  id: Type.String({ format: 'uuid' }),
  name: Type.String(),
  format: Type.Enum(documentFormats),
  bytes: Type.Integer(),
})
export type AttachedDocument = Static<typeof DocumentShape>

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
  return { id, claim, name, format, bytes: content.length }
}

export interface DocumentsToAttach {
  subjectId: string
  documents: readonly Static<typeof DocumentClaim>[]
  /** For instance `paper`, `material`. */
  purpose: string
}

/**
 * Gives uploaded documents to a subject, in this order, after what it has. Of two who take up the same one, the second is refused.
 * @throws Problem `input.invalid` (`document.unknown`: none, not with this claim, or in use already)
 */
export async function attachDocuments(
  tx: Work,
  { subjectId, documents, purpose }: DocumentsToAttach,
): Promise<void> {
  for (const [index, { id, claim }] of documents.entries()) {
    const { rows } = await sql<{ claimHash: Buffer | null }>`select claim_hash as "claimHash" from files
      where id = ${id} and name is not null and subject_id is null and erased_at is null for update`.execute(
      tx,
    )
    if (!rows[0] || !claimFits(rows[0], claim))
      throw new Problem('input.invalid', {
        reason: 'document.unknown',
        zh: `第 ${index + 1} 份文件不存在、已过期或已经用过，请去掉以后重新上传`,
        en: `Document ${index + 1} is not there, has expired or is in use already; take it out and upload it again`,
      })
    await sql`update files set subject_id = ${subjectId}, purpose = ${purpose}, visibility = 'staff',
        position = (select coalesce(max(position), 0) + 1 from files where subject_id = ${subjectId})
      where id = ${id}`.execute(tx)
  }
}

/** The documents of a subject in the order in which they were attached. */
export async function documentsOf(executor: Executor, subjectId: string): Promise<AttachedDocument[]> {
  const { rows } = await sql<{ id: string; name: string; mediaType: string; bytes: number }>`
    select id, name, media_type as "mediaType", bytes from files
    where subject_id = ${subjectId} and name is not null and erased_at is null order by position, id`.execute(
    executor,
  )
  return rows.map(({ mediaType, ...document }) => ({ ...document, format: formatOf.get(mediaType)! }))
}

const formatOf = new Map<string, DocumentFormat>(
  documentFormats.map((format) => [mediaTypes[format], format]),
)

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
  await erase(tx, sql`id = ${id}`)
}

/** Erases all documents of a subject. */
export async function eraseDocuments(tx: Work, subjectId: string): Promise<void> {
  await erase(tx, sql`subject_id = ${subjectId}`)
}

async function erase(tx: Work, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string }>`update files set erased_at = now(), claim_hash = null
    where ${which} and name is not null and erased_at is null returning id`.execute(tx)
  for (const { id } of rows) await enqueue(tx, 'remove_photo', { id })
}
