import { Type } from 'typebox'
import { sql, type Work } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { ById, closed, Id, PageOf } from '../territory/index.ts'
import { askLeave, settleOwnLeave } from './leave.ts'
import { postingDetail, visitsOf } from './present.ts'
import * as shapes from './schemas.ts'
import { postingsWhere, readablePosting } from './store.ts'
import { linkWish, writeVisit } from './visits.ts'

const tags = ['postings']
const own = { permission: 'posting.own' } as const
const Made = { 201: Type.Object({ id: Id }) }
const Done = { 204: Type.Null() }

/** What somebody who was sent to a village does there. */
export function ownPostingApi(house: House): Api {
  /** Sent twice over a bad line, it is there once. */
  const once = async (
    actor: Actor,
    what: string,
    key: string | undefined,
    body: unknown,
    work: (tx: Work) => Promise<{ id: string }>,
  ): Promise<{ id: string }> => {
    const made = key
      ? (
          await onceOnly(
            house.db,
            { scope: `${what} ${actor.personId}`, key, requestHash: requestHash(body) },
            async (tx) => ({ status: 201, response: await work(tx) }),
          )
        ).response
      : await house.db.transaction().execute(work)
    house.wake()
    return made
  }
  return async (app) => {
    app.get(
      '/api/posting',
      {
        // Who is awaited in a village has no duty there yet, and may see where they go.
        config: { permission: 'signed_in' },
        schema: { summary: 'My posting, or the one that awaits me', tags, response: { 200: shapes.Mine } },
      },
      async ({ actor }) => {
        const [posting] = await postingsWhere(
          house.db,
          sql<boolean>`p.person_id = ${actor.personId}::uuid and p.state in ('planned', 'running')`,
          1,
        )
        if (!posting) return { posting: null, areas: [] }
        const { rows: areas } = await sql<{ id: string; name: string }>`
          select id, name from areas where path <@ ${posting.areaPath}::ltree and active_to is null
          order by nlevel(path), code limit 200`.execute(house.db)
        return { posting: await postingDetail(house, actor, posting), areas }
      },
    )
    app.get(
      '/api/posting/:id/visits',
      {
        config: own,
        schema: {
          summary: 'My visits, the latest first',
          tags,
          params: ById,
          querystring: Type.Object(
            {
              after: Type.Optional(Id),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
          response: { 200: PageOf(shapes.VisitShape) },
        },
      },
      async ({ params, query, actor }) => {
        await readablePosting(house.db, actor, params.id)
        return visitsOf(house, params.id, query.after, query.limit ?? 20)
      },
    )
    app.post(
      '/api/posting/:id/visits',
      {
        config: own,
        schema: {
          summary: 'Write a visit down: the corner, the day, what came up; nobody’s name',
          tags,
          params: ById,
          headers: shapes.IdempotencyHeader,
          body: shapes.VisitBody,
          response: Made,
        },
      },
      async ({ params, body, actor, headers }, reply) =>
        reply
          .status(201)
          .send(
            await once(actor, 'postings.visit', headers['idempotency-key'], { ...params, ...body }, (tx) =>
              writeVisit(house, tx, actor, params.id, { ...body, households: body.households ?? null }),
            ),
          ),
    )
    app.post(
      '/api/posting/:id/visits/:visit/wish',
      {
        config: own,
        schema: {
          summary: 'The matter that this visit brought home',
          tags,
          params: Type.Object({ id: Id, visit: Id }),
          body: Type.Object({ matter_id: Id }, closed),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await linkWish(house, actor, params.id, params.visit, body.matter_id)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/posting/:id/leaves',
      {
        config: own,
        schema: {
          summary: 'Ask for leave',
          tags,
          params: ById,
          headers: shapes.IdempotencyHeader,
          body: shapes.LeaveBody,
          response: Made,
        },
      },
      async ({ params, body, actor, headers }, reply) =>
        reply
          .status(201)
          .send(
            await once(actor, 'postings.leave', headers['idempotency-key'], { ...params, ...body }, (tx) =>
              askLeave(house, tx, actor, params.id, body),
            ),
          ),
    )
    app.post(
      '/api/posting-leaves/:id/settle',
      {
        config: own,
        schema: {
          summary: 'Take a leave back, or say that you are back',
          tags,
          params: ById,
          body: Type.Object({ deed: Type.Enum(['withdraw', 'come_back']) }, closed),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await settleOwnLeave(house, actor, params.id, body.deed)
        return reply.status(204).send(null)
      },
    )
  }
}
