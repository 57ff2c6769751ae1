import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import { dutiesFor } from '../kernel/permissions/index.ts'
import { ById, closed, Id, Line } from '../territory/index.ts'
import { sharedBoard } from './board.ts'
import { detailOf } from './detail.ts'
import { reviewCsv } from './export.ts'
import { finish } from './finishing.ts'
import { inReach } from './live.ts'
import { peopleBehind } from './people.ts'
import { callUnits, cancel, change, copy, dropUnit, prepare, start } from './plans.ts'
import { mobilisationPostsApi } from './posts-api.ts'
import { presentHead, told } from './present.ts'
import { reviewOf } from './review.ts'
import {
  BoardShape,
  Changed,
  Day,
  Detail,
  Head,
  Limit,
  Page,
  PeopleAsked,
  PersonShape,
  Reason,
  ReviewShape,
  State,
  Wanted,
} from './schemas.ts'
import { plannerOf, requireReader } from './standing.ts'
import { getMobilisation, mobilisationsWhere } from './store.ts'

const tags = ['mobilisation']
const done = { 204: Type.Null() }
const Made = Type.Object({ id: Type.String() })

/** Plans, posts, boards and reviews of mobilisations. */
export function mobilisationApi(house: House): Api {
  return async (app) => {
    const plan = { permission: 'mobilisation.plan' as const }
    const read = { permission: 'mobilisation.read' as const }

    app.get(
      '/api/mobilisations',
      {
        config: read,
        schema: {
          summary:
            'Mobilisations within reach, and running ones in which one’s unit is called; the newest first',
          tags,
          querystring: Type.Object(
            {
              state: Type.Optional(State),
              cursor: Type.Optional(Type.String({ maxLength: 200 })),
              limit: Limit,
            },
            closed,
          ),
          response: { 200: Page(Head) },
        },
      },
      async ({ query, actor }) => {
        const limit = query.limit ?? 30
        const mark = query.cursor ? readCursor(query.cursor) : undefined
        const paths = actor.duties.map(({ organisationPath }) => organisationPath)
        const found = await mobilisationsWhere(
          house.db,
          sql<boolean>`(${inReach(actor)} or (m.state <> 'prepared' and (exists (select 1 from mobilisation_units u
              where u.mobilisation_id = m.id and (u.organisation_path @> any(${paths}::ltree[]) or u.organisation_path <@ any(${paths}::ltree[])))
            or exists (select 1 from mobilisation_posts p where p.mobilisation_id = m.id and p.leader_id = ${actor.personId}))))
            ${query.state ? sql`and m.state = ${query.state}` : sql``}
            ${mark ? sql`and (m.made_at, m.id) < (${mark.at}::timestamptz, ${mark.id}::uuid)` : sql``}`,
          sql`order by m.made_at desc, m.id desc limit ${limit + 1}`,
        )
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return {
          items: items.map(presentHead),
          next:
            found.length > limit && last ? cursorOf({ at: last.madeAt.toISOString(), id: last.id }) : null,
        }
      },
    )

    app.post(
      '/api/mobilisations',
      {
        config: plan,
        schema: { summary: 'Prepare a plan', tags, body: Wanted, response: { 201: Made } },
      },
      async ({ body, actor }, reply) => reply.status(201).send({ id: await prepare(house, actor, body) }),
    )

    app.get(
      '/api/mobilisations/:id',
      {
        config: read,
        schema: { summary: 'One mobilisation', tags, params: ById, response: { 200: Detail } },
      },
      async ({ params, actor }) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        return detailOf(house.db, actor, mobilisation)
      },
    )

    app.post(
      '/api/mobilisations/:id/change',
      {
        config: plan,
        schema: { summary: 'Change a prepared plan', tags, params: ById, body: Changed, response: done },
      },
      async ({ params, body, actor }, reply) => {
        const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
        await change(house, actor, params.id, given)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/copy',
      {
        config: plan,
        schema: {
          summary: 'Prepare a new plan from an earlier one, its first day moved',
          tags,
          params: ById,
          body: Type.Object({ name: Line(100), first_day: Day }, closed),
          response: { 201: Made },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.status(201).send({ id: await copy(house, actor, params.id, body) }),
    )

    app.post(
      '/api/mobilisations/:id/units',
      {
        config: plan,
        schema: {
          summary: 'Call units; people on duty in them and below them may take places',
          tags,
          params: ById,
          body: Type.Object({ organisation_ids: Type.Array(Id, { minItems: 1, maxItems: 500 }) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await callUnits(house, actor, params.id, body.organisation_ids)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/units/drop',
      {
        config: plan,
        schema: {
          summary: 'Take a unit off a plan that is not started',
          tags,
          params: ById,
          body: Type.Object({ organisation_id: Id }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await dropUnit(house, actor, params.id, body.organisation_id)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/start',
      {
        config: plan,
        schema: {
          summary: 'Start it, or rehearse it: everybody who is called is told at once',
          tags,
          params: ById,
          body: Type.Object({ rehearsal: Type.Boolean() }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await start(house, actor, params.id, body.rehearsal)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/finish',
      { config: plan, schema: { summary: 'End it', tags, params: ById, response: done } },
      async ({ params, actor }, reply) => {
        await finish(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/cancel',
      {
        config: plan,
        schema: {
          summary: 'Give it up before anybody came',
          tags,
          params: ById,
          body: Type.Object({ reason: Reason }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await cancel(house, actor, params.id, body.reason)
        return reply.status(204).send(null)
      },
    )

    app.get(
      '/api/mobilisations/:id/board',
      {
        config: read,
        schema: {
          summary: 'What the wall shows, without names',
          tags,
          params: ById,
          response: { 200: BoardShape },
        },
      },
      async ({ params, actor, headers }, reply) => {
        const board = await sharedBoard(house, params.id)
        await requireReader(house.db, actor, board.mobilisation)
        reply.type('application/json; charset=utf-8').header('vary', 'accept-encoding')
        // Made ready once for all who ask in this instant: five hundred screens are not five hundred countings.
        if (headers['accept-encoding']?.includes('br'))
          return reply.header('content-encoding', 'br').send(board.brotli() as never)
        return reply.send(board.json as never)
      },
    )

    app.get(
      '/api/mobilisations/:id/review',
      {
        config: read,
        schema: { summary: 'Planned against came', tags, params: ById, response: { 200: ReviewShape } },
      },
      async ({ params, actor }) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        return reviewOf(house.db, mobilisation)
      },
    )

    app.get(
      '/api/mobilisations/:id/review.csv',
      {
        config: read,
        schema: { summary: 'The review as a table', tags, params: ById, produces: ['text/csv'] },
      },
      async ({ params, actor }, reply) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', 'attachment; filename="mobilisation.csv"')
          .send(await reviewCsv(house.db, params.id))
      },
    )

    app.get(
      '/api/mobilisations/:id/people',
      {
        config: read,
        schema: {
          summary: 'The people behind a number: all for who runs it, their own for units and leaders',
          tags,
          params: ById,
          querystring: PeopleAsked,
          response: { 200: Page(PersonShape) },
        },
      },
      async ({ params, query, actor }) => {
        const mobilisation = await getMobilisation(house.db, params.id)
        await requireReader(house.db, actor, mobilisation)
        const own = plannerOf(actor, mobilisation)
          ? null
          : {
              paths: dutiesFor(actor, 'mobilisation.nominate').map(({ duty }) => duty.organisationPath),
              personId: actor.personId,
            }
        const { items, next } = await peopleBehind(house.db, params.id, query, own)
        return { items: items.map(told), next }
      },
    )
    await app.register(mobilisationPostsApi(house))
  }
}
