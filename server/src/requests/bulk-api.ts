import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import {
  type BulkCommand,
  type BulkRow,
  carryOutBulk,
  handlersForMany,
  mostAtOnce,
  previewBulk,
} from './bulk.ts'

const tags = ['desk']
const Uuid = Type.String({ format: 'uuid' })
const Words = Type.String({ minLength: 1, maxLength: 4000, pattern: '\\S' })
const strict = { additionalProperties: false } as const

const Sign = Type.Object({ type: Type.Literal('sign') }, strict)
const Assign = Type.Object({ type: Type.Literal('assign'), handler: Uuid }, strict)
const Supervise = Type.Object({ type: Type.Literal('supervise'), reason: Words }, strict)
const Note = Type.Object({ type: Type.Literal('note'), text: Words }, strict)
const note = Type.Optional(Words)

const Wanted = Type.Union([
  Type.Object({ type: Type.Literal('dispatch'), to: Type.Optional(Uuid), note }, strict),
  Sign,
  Assign,
  Supervise,
  Note,
])
const Given = Type.Union([
  Type.Object({ type: Type.Literal('dispatch'), to: Uuid, note }, strict),
  Sign,
  Assign,
  Supervise,
  Note,
])
const some = { minItems: 1, maxItems: mostAtOnce } as const

/** One command for many matters: first what it would do to each, then one by one, each at most once. */
export function bulkApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/matters/bulk/preview',
      {
        config: { permission: 'matter.read', rateLimit: { max: 120 } },
        schema: {
          tags,
          body: Type.Object(
            {
              command: Wanted,
              rows: Type.Array(Type.Object({ id: Uuid, to: Type.Optional(Uuid) }, strict), some),
            },
            strict,
          ),
        },
      },
      async (request) => {
        const { command, rows } = request.body
        const items = await previewBulk(
          house,
          request.actor,
          command as BulkCommand,
          rows as { id: string; to?: string }[],
        )
        const shown = new Set(items.map(({ matter }) => matter.id))
        return { items, missing: rows.flatMap(({ id }) => (shown.has(id) ? [] : [id])) }
      },
    )

    app.post(
      '/api/matters/bulk',
      {
        config: { permission: 'matter.read', rateLimit: { max: 240 } },
        schema: {
          tags,
          body: Type.Object(
            {
              /** Made once for a batch: sending it again does nothing twice. */
              batch: Uuid,
              rows: Type.Array(
                Type.Object({ id: Uuid, version: Type.Integer({ minimum: 1 }), command: Given }, strict),
                some,
              ),
            },
            strict,
          ),
        },
      },
      async (request) => {
        const { batch, rows } = request.body
        return { items: await carryOutBulk(house, request.actor, batch, rows as BulkRow[]) }
      },
    )

    app.post(
      '/api/matters/bulk/handlers',
      {
        config: { permission: 'matter.handle' },
        schema: { tags, body: Type.Object({ ids: Type.Array(Uuid, some) }, strict) },
      },
      async (request) => ({ items: await handlersForMany(house, request.actor, request.body.ids) }),
    )
  }
}
