import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { closed } from './api-schemas.ts'
import { datums, importFile, importKinds, requireFaultless, sampleOf } from './imports/index.ts'

const mostBytes = 32 * 1024 * 1024

const Report = Type.Object({
  kind: Type.Enum([...importKinds]),
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
  would: Type.Object({ create: Type.Integer(), change: Type.Integer() }),
  written: Type.Boolean(),
})

export function importsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/imports/:kind/sample',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'A small file of a kind, to fill in',
          tags: ['territory'],
          params: Type.Object({ kind: Type.Enum([...importKinds]) }),
          response: { 200: Type.String() },
        },
      },
      async ({ params }, reply) => {
        const { fileName, type, text } = sampleOf(params.kind)
        return reply
          .type(type)
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .serializer((body) => body as string)
          .send(text)
      },
    )

    app.post(
      '/api/imports/:kind',
      {
        config: { permission: 'territory.write' },
        bodyLimit: mostBytes + 1024 * 1024,
        schema: {
          summary: 'Import a CSV, Excel or GeoJSON file: all of it or nothing',
          tags: ['territory'],
          consumes: ['multipart/form-data'],
          params: Type.Object({ kind: Type.Enum([...importKinds]) }),
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()), crs: Type.Optional(Type.Enum([...datums])) },
            closed,
          ),
          response: { 200: Report },
        },
      },
      async (request) => {
        const { dry_run: dryRun = false, crs = 'wgs84' } = request.query
        if (!request.isMultipart())
          throw new Problem('input.media_type', {
            zh: '请以表单上传文件',
            en: 'Send the file as multipart/form-data',
          })
        const file = await request.file({ limits: { fileSize: mostBytes, files: 1 } })
        if (!file) throw new Problem('input.invalid', { zh: '没有选择文件', en: 'No file was sent' })
        const bytes = await file.toBuffer()
        const report = await importFile(house, request.actor, {
          kind: request.params.kind,
          bytes,
          dryRun,
          crs,
        })
        if (!dryRun) requireFaultless(report)
        return report
      },
    )
  }
}
