import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { bodyLimitFor, fileOf, RegisterReport, requireFaultless, sendHeader } from '../territory/index.ts'
import { importMembers, memberColumnsOfFile } from './import-members.ts'

const tags = ['party']
const mostBytes = 16 * 1024 * 1024

/** A roll that comes as a table: tried first, then written whole or not at all. */
export function memberFileApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/party/member-file/sample',
      {
        config: { permission: 'membership.write' },
        schema: { tags, response: { 200: Type.String() } },
      },
      async (_, reply) => sendHeader(reply, 'members.csv', memberColumnsOfFile),
    )
    app.post(
      '/api/party/member-file',
      {
        config: { permission: 'membership.write' },
        bodyLimit: bodyLimitFor(mostBytes),
        schema: {
          tags,
          summary: '从表格登记党员：全部写入或一行不写 / enter members from a table: all of it or nothing',
          consumes: ['multipart/form-data'],
          querystring: Type.Object(
            { dry_run: Type.Optional(Type.Boolean()) },
            { additionalProperties: false },
          ),
          response: { 200: RegisterReport },
        },
      },
      async (request) => {
        const dryRun = request.query.dry_run ?? false
        const report = await importMembers(house, request.actor, await fileOf(request, mostBytes), dryRun)
        if (!dryRun) requireFaultless(report)
        return report
      },
    )
  }
}
