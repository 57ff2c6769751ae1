import { Type } from 'typebox'
import type { House } from '../../kernel/house.ts'
import type { Api } from '../../kernel/http/index.ts'
import { ById, closed, Id, OrNull, Time } from '../../territory/index.ts'
import { wordsOfChange } from '../present.ts'
import { ChangeRequest, ChangeShape, Consequences, Day } from '../schemas.ts'
import { cancelPlanned, mayCancel, planChange } from './planning.ts'
import { plannedIn } from './store.ts'

const tags = ['grids']
const manyPoints = 8 * 1024 * 1024
const BothWords = Type.Object({ zh: Type.String(), en: Type.String() })

const PlannedShape = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  words: BothWords,
  reason: Type.String(),
  document: OrNull(Type.String()),
  on: Day,
  planned_at: Time,
  planned_by: Type.Object({ name: OrNull(Type.String()), organisation: OrNull(Type.String()) }),
  state: Type.Enum(['planned', 'done', 'refused', 'cancelled']),
  settled_at: OrNull(Time),
  because: OrNull(BothWords),
  areas: ChangeShape.properties.areas,
  consequences: Consequences,
  may_cancel: Type.Boolean(),
  stale: Type.Boolean({
    description: 'The ground has changed since: as things stand it will be refused on its day',
  }),
})

/** Changes that are decided today and in force on a later day. */
export function plannedChangesApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/grids/planned-changes',
      {
        config: { permission: 'grid.write' },
        bodyLimit: manyPoints,
        schema: {
          summary: 'Decide a change now that comes into force on a later day',
          tags,
          body: Type.Object({ ...ChangeRequest.properties, on: Day }, closed),
          response: { 201: Type.Object({ id: Type.String() }) },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await planChange(house, actor, body)),
    )

    app.get(
      '/api/grids/planned-changes',
      {
        config: { permission: 'territory.read' },
        schema: {
          summary: 'Planned changes of an area and of all in it: those to come first',
          tags,
          querystring: Type.Object({ area: Id }, closed),
          response: { 200: Type.Object({ items: Type.Array(PlannedShape) }) },
        },
      },
      async ({ query, actor }) => {
        const plans = await plannedIn(house.db, query.area)
        return {
          items: await Promise.all(
            plans.map(async (plan) => ({
              id: plan.id,
              kind: plan.kind,
              words: wordsOfChange(plan.kind),
              reason: plan.reason,
              document: plan.document,
              on: plan.onDay,
              planned_at: plan.plannedAt.toISOString(),
              planned_by: { name: plan.plannedBy, organisation: plan.organisation },
              state: plan.state,
              settled_at: plan.settledAt?.toISOString() ?? null,
              because: plan.settledBecause,
              areas: plan.foreseen.areas,
              consequences: plan.foreseen.consequences,
              may_cancel: await mayCancel(house, actor, plan),
              stale: plan.isStale,
            })),
          ),
        }
      },
    )

    app.post(
      '/api/grids/planned-changes/:id/cancel',
      {
        config: { permission: 'grid.write' },
        schema: {
          summary: 'Take a planned change back before its day',
          tags,
          params: ById,
          body: Type.Object(
            { reason: Type.String({ minLength: 2, maxLength: 1000, pattern: '^[^\\u0000]*$' }) },
            closed,
          ),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await cancelPlanned(house, actor, params.id, body.reason)
        return reply.status(204).send(null)
      },
    )
  }
}
