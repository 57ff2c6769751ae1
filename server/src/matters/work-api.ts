import { sql } from 'kysely'
import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'

const closed = { additionalProperties: false }
const Id = Type.Object({ id: Type.String({ format: 'uuid' }) })

/** More than these are not counted one by one: the answer says so. */
const mostCounted = 1000

const Work = Type.Object({
  open: Type.Integer(),
  overdue: Type.Integer(),
  capped: Type.Boolean({ description: `More than ${mostCounted}: not counted further` }),
})

/** How much open work stands with an organisation or in a person's hands: numbers for the register, never what is in them. */
export function workApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/organisations/:id/work',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'How many open matters an organisation owns',
          tags: ['territory'],
          params: Id,
          querystring: Type.Object({}, closed),
          response: { 200: Work },
        },
      },
      async ({ params }) => {
        const { rows } = await sql<{ open: number; overdue: number }>`
          select count(*)::int as open, (count(*) filter (where due_at < ${house.now()}))::int as overdue
          from (select due_at from matters where owner_id = ${params.id} and step is not null
            order by due_at, id limit ${mostCounted + 1}) m`.execute(house.db)
        const { open, overdue } = rows[0]!
        return {
          open: Math.min(open, mostCounted),
          overdue: Math.min(overdue, mostCounted),
          capped: open > mostCounted,
        }
      },
    )

    app.get(
      '/api/people/:id/work',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'How many open matters are in a person’s hands, organisation by organisation',
          tags: ['territory'],
          params: Id,
          querystring: Type.Object({}, closed),
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ organisation_id: Type.String(), open: Type.Integer() })),
            }),
          },
        },
      },
      async ({ params }) => {
        const { rows } = await sql<{ organisation_id: string; open: number }>`
          select owner_id as organisation_id, count(*)::int as open from matters
          where handler_id = ${params.id} and step is not null group by owner_id order by owner_id`.execute(
          house.db,
        )
        return { items: rows }
      },
    )
  }
}
