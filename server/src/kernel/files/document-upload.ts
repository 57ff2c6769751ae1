import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import type { House } from '../house.ts'
import { Problem } from '../problems.ts'
import { KeptDocument, keepDocument } from './documents.ts'

export const mostDocumentBytes = 20 * 1024 * 1024
/** The envelope of the multipart body. */
const envelopeBytes = 16 * 1024

const tooLarge = () =>
  new Problem('input.too_large', { zh: '文件不能超过 20 MB', en: 'A document has at most 20 MB' })

/** Refused by what it says of itself, before a byte of it is kept. */
async function refuseLargeDocuments(request: FastifyRequest): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > mostDocumentBytes + envelopeBytes) throw tooLarge()
}

/** The document of a form, in its field `document`. @throws Problem */
async function sentDocument(request: FastifyRequest): Promise<{ content: Buffer; name: string }> {
  if (!request.isMultipart()) throw new Problem('input.media_type')
  const part = await request.file({ limits: { fileSize: mostDocumentBytes, files: 1 } })
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

/** What every route has that takes one document; who may send one, each feature says itself. */
export const documentRoute = {
  rateLimit: { max: 30, timeWindow: 60_000 },
  onRequest: refuseLargeDocuments,
  consumes: ['multipart/form-data'],
  response: { 201: KeptDocument },
}

/** Keeps the document that came, until its sender attaches it. @throws Problem */
export async function receiveDocument(
  house: House,
  request: FastifyRequest,
): Promise<Static<typeof KeptDocument>> {
  const { content, name } = await sentDocument(request)
  return keepDocument(house, content, name, request.actor.personId)
}
