import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { asProblemFault } from '../territory/index.ts'
import { importMembers, memberColumnsOfFile } from './import-members.ts'

const tags = ['party']
const mostBytes = 16 * 1024 * 1024
const Report = Type.Object({
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
  would: Type.Object({ create: Type.Integer(), already: Type.Integer() }),
  written: Type.Boolean(),
})

/** A roll that comes as a table: tried first, then written whole or not at all. */
export function memberFileApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/party/member-file/sample',
      {
        config: { permission: 'membership.write' },
        schema: { tags, response: { 200: Type.String() } },
      },
      async (_, reply) =>
        reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="members.csv"')
          .serializer((body) => body as string)
          .send(
            `\uFEFF${Object.values(memberColumnsOfFile)
              .map(({ also }) => also[0])
              .join(',')}\n`,
          ),
    )
    app.post(
      '/api/party/member-file',
      {
        config: { permission: 'membership.write' },
        bodyLimit: mostBytes + 1024 * 1024,
        schema: {
          tags,
          summary: '从表格登记党员：全部写入或一行不写 / enter members from a table: all of it or nothing',
          consumes: ['multipart/form-data'],
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: Report },
        },
      },
      async (request) => {
        if (!request.isMultipart())
          throw new Problem('input.media_type', {
            zh: '请以表单上传文件',
            en: 'Send the file as multipart/form-data',
          })
        const file = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
        if (!file) throw new Problem('input.invalid', { zh: '没有选择文件', en: 'No file was sent' })
        const dryRun = request.query.dry_run ?? false
        const report = await importMembers(house, request.actor, await file.toBuffer(), dryRun)
        if (!dryRun && report.faults.length > 0)
          throw new Problem('import.faulty', {
            zh: `文件有 ${report.faults.length} 处错误，一行都没有写入`,
            en: `The file has ${report.faults.length} faults; nothing was written`,
            faults: report.faults.slice(0, 5000).map(asProblemFault),
          })
        return report
      },
    )
  }
}
