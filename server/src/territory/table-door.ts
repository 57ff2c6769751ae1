import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Problem } from '../kernel/problems.ts'

/** What came of a table: its faults by line and column, and whether it was written. */
export const tableReport = {
  rows: Type.Integer(),
  faults: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: Type.Integer(),
      field: Type.Optional(Type.String()),
      zh: Type.String(),
      en: Type.String(),
    }),
  ),
  written: Type.Boolean(),
}

/** Of a register that only takes up what is new. */
export const RegisterReport = Type.Object({
  ...tableReport,
  would: Type.Object({ create: Type.Integer(), already: Type.Integer() }),
})

/** With the envelope of the form around it. */
export const bodyLimitFor = (mostBytes: number): number => mostBytes + 1024 * 1024

/** The one file of a form. @throws Problem `input.media_type`, `input.invalid`, `input.too_large` */
export async function fileOf(request: FastifyRequest, mostBytes: number): Promise<Buffer> {
  if (!request.isMultipart())
    throw new Problem('input.media_type', {
      zh: '请以表单上传文件',
      en: 'Send the file as multipart/form-data',
    })
  const file = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
  if (!file) throw new Problem('input.invalid', { zh: '没有选择文件', en: 'No file was sent' })
  return file.toBuffer()
}

/** A file to fill in. */
export const sendSample = (reply: FastifyReply, fileName: string, type: string, text: string): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .serializer((body: unknown) => body as string)
    .send(text)

/** A table with nothing but its header, in the words that it is read by. */
export const sendHeader = (
  reply: FastifyReply,
  fileName: string,
  columns: Record<string, { also: readonly string[] }>,
): FastifyReply =>
  sendSample(
    reply,
    fileName,
    'text/csv; charset=utf-8',
    `\uFEFF${Object.values(columns)
      .map(({ also }) => also[0])
      .join(',')}\n`,
  )
