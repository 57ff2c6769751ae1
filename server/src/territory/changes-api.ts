import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { ById, closed, OrNull, Time } from './api-schemas.ts'
import { changesOf } from './changes.ts'
import type { TerritoryStream } from './history.ts'
import { findPeople } from './people.ts'

const pageSize = 30

const Changes = Type.Object({
  items: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Time,
      kind: Type.String(),
      by: OrNull(Type.String()),
      payload: Type.Record(Type.String(), Type.Unknown()),
      names: Type.Record(Type.String(), Type.String()),
    }),
  ),
  next: OrNull(Type.Integer()),
})

/** What happened to an area, an organisation, a person's duties: read from the timeline. */
export function changesApi(house: House): Api {
  return async (app) => {
    const kinds: [string, TerritoryStream, 'territory.read' | 'people.read', string][] = [
      ['areas', 'area', 'territory.read', 'What happened to an area, the newest first'],
      [
        'organisations',
        'organisation',
        'territory.read',
        'What happened to an organisation, the newest first',
      ],
      ['people', 'person', 'people.read', 'Which duties a person began and ended, the newest first'],
    ]
    for (const [path, stream, permission, summary] of kinds)
      app.get(
        `/api/${path}/:id/changes`,
        {
          config: { permission },
          schema: {
            summary,
            tags: ['territory'],
            params: ById,
            querystring: Type.Object({ before: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
            response: { 200: Changes },
          },
        },
        async ({ params, query, actor }) => {
          if (stream === 'person') {
            const { items } = await findPeople(house.db, actor, house.now(), {
              personId: params.id,
              limit: 1,
            })
            if (items.length === 0)
              throw new Problem('not_found', { zh: '没有这个人', en: 'There is no such person' })
          }
          const rows = await changesOf(house.db, stream, params.id, pageSize + 1, query.before)
          const items = rows.slice(0, pageSize).map((row) => ({ ...row, at: row.at.toISOString() }))
          return { items, next: rows.length > pageSize ? (items.at(-1)?.seq ?? null) : null }
        },
      )
  }
}
