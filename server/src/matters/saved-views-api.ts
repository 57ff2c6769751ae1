import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { ViewFilters } from './api.ts'
import { changeView, countSavedViews, deleteView, orderViews, savedViews, saveView } from './saved-views.ts'

const tags = ['views']
const Uuid = Type.String({ format: 'uuid' })
const Id = Type.Object({ id: Uuid })
const Name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' })
const SharedWith = Type.Union([Uuid, Type.Null()])

/** Saved views: the inbox under a name, one's own or one's organisation's. */
export function savedViewsApi(house: House): Api {
  return async (app) => {
    app.get('/api/views', { config: { permission: 'matter.read' }, schema: { tags } }, async (request) => ({
      items: await savedViews(house, request.actor),
    }))
    app.get('/api/views/counts', { config: { permission: 'matter.read' }, schema: { tags } }, (request) =>
      countSavedViews(house, request.actor),
    )
    app.post(
      '/api/views',
      {
        config: { permission: 'matter.read' },
        schema: {
          tags,
          body: Type.Object(
            { name: Name, address: ViewFilters, shared_with: Type.Optional(SharedWith) },
            { additionalProperties: false },
          ),
        },
      },
      async (request, reply) => {
        const { name, address, shared_with } = request.body
        const view = await saveView(house, request.actor, {
          name: name.trim(),
          address,
          sharedWith: shared_with ?? null,
        })
        reply.status(201)
        return view
      },
    )
    app.put(
      '/api/views/order',
      {
        config: { permission: 'matter.read' },
        schema: { tags, body: Type.Object({ ids: Type.Array(Uuid, { maxItems: 200 }) }) },
      },
      async (request) => {
        await orderViews(house, request.actor, request.body.ids)
        return { items: await savedViews(house, request.actor) }
      },
    )
    app.put(
      '/api/views/:id',
      {
        config: { permission: 'matter.read' },
        schema: {
          tags,
          params: Id,
          body: Type.Object(
            {
              name: Type.Optional(Name),
              address: Type.Optional(ViewFilters),
              shared_with: Type.Optional(SharedWith),
            },
            { additionalProperties: false },
          ),
        },
      },
      (request) => {
        const { name, address, shared_with } = request.body
        return changeView(house, request.actor, request.params.id, {
          ...(name === undefined ? {} : { name: name.trim() }),
          ...(address === undefined ? {} : { address }),
          ...(shared_with === undefined ? {} : { sharedWith: shared_with }),
        })
      },
    )
    app.delete(
      '/api/views/:id',
      { config: { permission: 'matter.read' }, schema: { tags, params: Id } },
      async (request, reply) => {
        await deleteView(house, request.actor, request.params.id)
        reply.status(204)
      },
    )
  }
}
