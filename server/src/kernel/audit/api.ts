import { Type } from 'typebox'
import { addDays, isDate, startOfDay } from '../calendar/index.ts'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { looksAt } from './store.ts'

const pageSize = 50

/** A day in Shanghai, both ends included. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const Nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()])

const Entry = Type.Object({
  id: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  person_id: Nullable(Type.String()),
  person_name: Nullable(Type.String()),
  action: Type.String(),
  subject_id: Nullable(Type.String()),
  subject_name: Nullable(Type.String()),
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
            person: Type.Optional(Type.String({ format: 'uuid' })),
            action: Type.Optional(Type.String({ maxLength: 64, pattern: '^[a-z_.]+$' })),
            outcome: Type.Optional(Type.Enum(['done', 'refused'])),
            from: Type.Optional(Day),
            to: Type.Optional(Day),
            cursor: Type.Optional(Type.Integer({ minimum: 1 })),
          }),
          response: { 200: Type.Object({ entries: Type.Array(Entry), cursor: Nullable(Type.Integer()) }) },
        },
      },
      async (request) => {
        const { subject, person, action, outcome, from, to, cursor } = request.query
        for (const day of [from, to])
          if (day && !isDate(day))
            throw new Problem('input.invalid', { zh: `没有 ${day} 这一天`, en: `There is no ${day}` })
        const rows = await looksAt(house.db, {
          subjectId: subject,
          personId: person,
          action,
          outcome,
          from: from ? startOfDay(from) : undefined,
          to: to ? startOfDay(addDays(to, 1)) : undefined,
          before: cursor,
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
