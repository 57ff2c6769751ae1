import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { looksAt } from './store.ts'

const pageSize = 50

const Nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()])

const Entry = Type.Object({
  id: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  person_id: Nullable(Type.String()),
  person_name: Nullable(Type.String()),
  action: Type.String(),
  subject_id: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  outcome: Type.String(),
})

export function auditApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/audit',
      {
        config: { permission: 'audit.read' },
        schema: {
          summary: '谁看过什么 / who looked at what',
          querystring: Type.Object({
            subject: Type.Optional(Type.String({ format: 'uuid' })),
            cursor: Type.Optional(Type.Integer({ minimum: 1 })),
          }),
          response: { 200: Type.Object({ entries: Type.Array(Entry), cursor: Nullable(Type.Integer()) }) },
        },
      },
      async (request) => {
        const rows = await looksAt(house.db, {
          subjectId: request.query.subject,
          before: request.query.cursor,
          most: pageSize + 1,
        })
        const page = rows.slice(0, pageSize)
        return {
          entries: page.map((row) => ({ ...row, at: row.at.toISOString() })),
          cursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
        }
      },
    )
  }
}
