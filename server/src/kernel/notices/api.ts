import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import type { Actor } from '../permissions/index.ts'
import { Problem } from '../problems.ts'
import { outbox } from './outbox.ts'
import { markRead, noticesOf, unreadOf } from './store.ts'

const pageSize = 30
const outboxSize = 100

const Nullable = <T extends Parameters<typeof Type.Array>[0]>(schema: T) => Type.Union([schema, Type.Null()])

const NoticeShown = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  subject_id: Nullable(Type.String()),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
  link: Nullable(Type.String()),
  urgent: Type.Boolean(),
  created_at: Type.String({ format: 'date-time' }),
  read_at: Nullable(Type.String({ format: 'date-time' })),
})

const MessageShown = Type.Object({
  id: Type.String(),
  channel: Type.String(),
  recipient: Type.String(),
  text: Type.String(),
  purpose: Type.String(),
  created_at: Type.String({ format: 'date-time' }),
  sent_at: Nullable(Type.String({ format: 'date-time' })),
  failure: Nullable(Type.String()),
})

function personOf(actor: Actor): string {
  if (!actor.personId) throw new Problem('permission.denied')
  return actor.personId
}

export function noticesApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/notices',
      {
        config: { permission: 'notice.read' },
        schema: {
          summary: '我的提醒 / my notices',
          querystring: Type.Object({
            cursor: Type.Optional(Type.String({ pattern: '^\\d{1,17}\\.[0-9a-f-]{36}$' })),
          }),
          response: {
            200: Type.Object({
              notices: Type.Array(NoticeShown),
              unread: Type.Integer(),
              cursor: Nullable(Type.String()),
            }),
          },
        },
      },
      async (request) => {
        const personId = personOf(request.actor)
        const rows = await noticesOf(house.db, personId, pageSize + 1, request.query.cursor)
        const page = rows.slice(0, pageSize)
        return {
          notices: page.map((row) => ({
            id: row.id,
            kind: row.kind,
            subject_id: row.subjectId,
            words: row.words,
            link: row.link,
            urgent: row.urgent,
            created_at: row.createdAt.toISOString(),
            read_at: row.readAt?.toISOString() ?? null,
          })),
          unread: await unreadOf(house.db, personId),
          cursor: rows.length > pageSize ? (page.at(-1)?.place ?? null) : null,
        }
      },
    )

    app.post(
      '/api/notices/read',
      {
        config: { permission: 'notice.read' },
        schema: {
          summary: '标为已读 / mark as read',
          body: Type.Union([
            Type.Object(
              { ids: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1, maxItems: 500 }) },
              { additionalProperties: false },
            ),
            Type.Object({ all: Type.Literal(true) }, { additionalProperties: false }),
          ]),
          response: { 200: Type.Object({ unread: Type.Integer() }) },
        },
      },
      async (request) => {
        const personId = personOf(request.actor)
        await markRead(house.db, personId, 'ids' in request.body ? request.body.ids : 'all', house.now())
        return { unread: await unreadOf(house.db, personId) }
      },
    )

    app.get(
      '/api/outbox',
      {
        config: { permission: 'outbox.read' },
        schema: {
          summary: '演示短信发件箱 / the demonstration outbox',
          response: { 200: Type.Object({ messages: Type.Array(MessageShown) }) },
        },
      },
      async () => {
        if (!house.configuration.demo) throw new Problem('not_found')
        const messages = await outbox(house.db, outboxSize)
        return {
          messages: messages.map(({ createdAt, sentAt, ...row }) => ({
            ...row,
            created_at: createdAt.toISOString(),
            sent_at: sentAt?.toISOString() ?? null,
          })),
        }
      },
    )
  }
}
