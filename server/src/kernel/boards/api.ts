import { Type } from 'typebox'
import type { Api } from '../http/index.ts'
import { boardsFor } from './sources.ts'

export function boardsApi(): Api {
  return async (app) => {
    app.get(
      '/api/boards',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: '可以挂在墙上的看板 / boards for the wall that this person may see',
          tags: ['boards'],
          response: {
            200: Type.Object({
              boards: Type.Array(
                Type.Object({
                  kind: Type.String(),
                  id: Type.String(),
                  zh: Type.String(),
                  en: Type.String(),
                  place: Type.Union([Type.String(), Type.Null()]),
                  rehearsal: Type.Boolean(),
                  running: Type.Boolean(),
                  at: Type.String({ format: 'date-time' }),
                }),
              ),
            }),
          },
        },
      },
      async ({ actor }) => ({
        boards: (await boardsFor(actor)).map((board) => ({ ...board, at: board.at.toISOString() })),
      }),
    )
  }
}
