import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { closed, Id, OrNull, Time } from '../territory/index.ts'
import { requireReadable } from './reading.ts'
import { toldPage } from './timeline-view.ts'

const Event = Type.Object({
  seq: Type.Integer(),
  at: Time,
  happened_at: OrNull(Time),
  kind: Type.String(),
  words: Type.Object({ zh: Type.String(), en: Type.String() }),
  text: OrNull(Type.String()),
  erased: Type.Boolean({ description: 'There were words, and they were deleted by rule' }),
  open: Type.Boolean({ description: 'Whether the person who asked sees that it happened' }),
  text_open: Type.Boolean({ description: 'Whether they read its words too' }),
  by_person: Type.Boolean(),
  actor: OrNull(Type.Object({ name: OrNull(Type.String()), organisation: OrNull(Type.String()) })),
  details: Type.Record(Type.String(), Type.Any()),
})

/** What happened to a matter, page by page: its own page begins with the newest. */
export function timelineApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/matters/:id/timeline',
      {
        config: { permission: 'matter.read' },
        schema: {
          summary: 'The newest events of a matter, or those before one of them',
          tags: ['matters'],
          params: Type.Object({ id: Id }),
          querystring: Type.Object(
            {
              before: Type.Optional(
                Type.Integer({
                  minimum: 1,
                  maximum: 2_147_483_647,
                  description: 'Only events with a smaller seq',
                }),
              ),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
              shown: Type.Optional(Type.Enum(['all', 'open', 'internal'])),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              items: Type.Array(Event, { description: 'Oldest first' }),
              earlier: OrNull(
                Type.Integer({ description: 'What to ask `before` for those that came earlier' }),
              ),
            }),
          },
        },
      },
      async ({ actor, params, query }) => {
        await requireReadable(house.db, actor, params.id)
        return toldPage(house.db, params.id, query)
      },
    )
  }
}
