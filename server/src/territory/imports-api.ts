import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { closed } from './api-schemas.ts'
import { datums, importFile, importKinds, requireFaultless, sampleOf } from './imports/index.ts'
import { bodyLimitFor, fileOf, sendSample, tableReport } from './table-door.ts'

const mostBytes = 32 * 1024 * 1024

const Report = Type.Object({
  ...tableReport,
  kind: Type.Enum([...importKinds]),
  would: Type.Object({ create: Type.Integer(), change: Type.Integer() }),
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
        return sendSample(reply, fileName, type, text)
      },
    )

    app.post(
      '/api/imports/:kind',
      {
        config: { permission: 'territory.write' },
        bodyLimit: bodyLimitFor(mostBytes),
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
        const bytes = await fileOf(request, mostBytes)
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
