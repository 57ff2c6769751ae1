import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { ById, closed, Id, PageOf } from '../territory/index.ts'
import { assessAsSender, closeVillagersPoll, openVillagersPoll } from './assess.ts'
import { decideLeave } from './leave.ts'
import { afterMaking, candidatesOf, makePosting } from './make.ts'
import { callOffPosting } from './planned.ts'
import { maySend, postingDetail, presentPosting, presentTerm, visitsOf } from './present.ts'
import * as shapes from './schemas.ts'
import { postingsWhere, readablePosting, withinReach } from './store.ts'
import { giveTask } from './tasks.ts'
import { endPosting, extendPosting, replacePosting } from './term.ts'

const tags = ['postings']
const Done = { 204: Type.Null() }
const read = { permission: 'posting.read' } as const
const lead = { permission: 'posting.lead' } as const
const Page = {
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}

/** Those that were called off stand among those that ended. */
const listed = { planned: ['planned'], running: ['running'], ended: ['ended', 'called_off'] }

/** 驻村第一书记、工作队: sent for a term, given tasks, judged by the villagers and by the unit that sent them. */
export function postingsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/postings',
      {
        config: read,
        schema: {
          summary: 'Postings within reach, the newest first',
          tags,
          querystring: Type.Object(
            { state: Type.Optional(Type.Enum(['planned', 'running', 'ended'])), ...Page },
            closed,
          ),
          response: { 200: PageOf(shapes.PostingShape) },
        },
      },
      async ({ query, actor }) => {
        const rules = await house.rulesNow()
        const limit = query.limit ?? 30
        const rows = await postingsWhere(
          house.db,
          sql<boolean>`${withinReach(actor)} ${query.state ? sql`and p.state = any(${listed[query.state]}::text[])` : sql``}
            ${query.after ? sql`and p.id < ${query.after}::uuid` : sql``}`,
          limit + 1,
        )
        const items = rows.slice(0, limit)
        return {
          items: items.map((row) => presentPosting(row, rules, house.now())),
          next: rows.length > limit ? items.at(-1)!.id : null,
        }
      },
    )
    app.get(
      '/api/postings/form',
      {
        config: read,
        schema: {
          summary: 'Kinds and grades, and who may send',
          tags,
          response: { 200: shapes.PostingForm },
        },
      },
      async ({ actor }) => {
        const rules = await house.rulesNow()
        return {
          kinds: rules.posting_kinds.map(presentTerm),
          grades: rules.posting_grades.map(presentTerm),
          may_make: maySend(actor, rules),
        }
      },
    )
    app.get(
      '/api/postings/candidates',
      {
        config: lead,
        schema: {
          summary: 'Who may be sent from a unit',
          tags,
          querystring: Type.Object({ sender: Id, q: Type.Optional(Type.String({ maxLength: 40 })) }, closed),
          response: {
            200: Type.Object({ items: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
          },
        },
      },
      async ({ query, actor }) => ({
        items: await candidatesOf(house, actor, query.sender, query.q?.trim() ?? ''),
      }),
    )
    app.post(
      '/api/postings',
      {
        config: lead,
        schema: {
          summary: 'Send somebody to a village',
          tags,
          headers: shapes.IdempotencyHeader,
          body: shapes.MakeBody,
          response: { 201: Type.Object({ id: Id }) },
        },
      },
      async ({ body, actor, headers }, reply) => {
        const key = headers['idempotency-key']
        const wanted = { ...body, team: body.team?.trim() || null }
        const made = key
          ? (
              await onceOnly(
                house.db,
                { scope: `postings.make ${actor.personId}`, key, requestHash: requestHash(body) },
                async (tx) => ({ status: 201, response: await makePosting(house, actor, wanted, tx) }),
              )
            ).response
          : await house.db.transaction().execute((tx) => makePosting(house, actor, wanted, tx))
        afterMaking(house, body.person_id)
        return reply.status(201).send(made)
      },
    )
    app.get(
      '/api/postings/:id',
      {
        config: read,
        schema: { summary: 'One posting', tags, params: ById, response: { 200: shapes.PostingDetail } },
      },
      async ({ params, actor }) =>
        postingDetail(house, actor, await readablePosting(house.db, actor, params.id)),
    )
    app.get(
      '/api/postings/:id/visits',
      {
        config: read,
        schema: {
          summary: 'Its visits, the latest first',
          tags,
          params: ById,
          querystring: Type.Object(Page, closed),
          response: { 200: PageOf(shapes.VisitShape) },
        },
      },
      async ({ params, query, actor }) => {
        await readablePosting(house.db, actor, params.id)
        return visitsOf(house, params.id, query.after, query.limit ?? 20)
      },
    )
    app.post(
      '/api/postings/:id/extend',
      {
        config: lead,
        schema: {
          summary: 'Extend the term',
          tags,
          params: ById,
          body: shapes.ExtendBody,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await extendPosting(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/postings/:id/call-off',
      {
        config: lead,
        schema: {
          summary: 'Take it back before its first day',
          tags,
          params: ById,
          body: shapes.CallOffBody,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await callOffPosting(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/postings/:id/end',
      {
        config: lead,
        schema: { summary: 'End it', tags, params: ById, body: shapes.EndBody, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await endPosting(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/postings/:id/replace',
      {
        config: lead,
        schema: {
          summary: 'Somebody else goes on from today',
          tags,
          params: ById,
          body: shapes.ReplaceBody,
          response: { 201: Type.Object({ id: Id }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.status(201).send(await replacePosting(house, actor, params.id, body)),
    )
    app.post(
      '/api/postings/:id/tasks',
      {
        config: { permission: 'task.give' },
        schema: {
          summary: 'Give a task with a day',
          tags,
          params: ById,
          body: shapes.TaskBody,
          response: { 201: Type.Object({ matter_id: Id, number: Type.String() }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.status(201).send(await giveTask(house, actor, params.id, body)),
    )
    app.post(
      '/api/postings/:id/poll',
      {
        config: lead,
        schema: {
          summary: 'Open a villagers’ poll; its codes are told this once',
          tags,
          params: ById,
          body: shapes.PollBody,
          response: { 201: Type.Object({ poll_id: Id, codes: Type.Array(Type.String()) }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply
          .header('cache-control', 'no-store')
          .status(201)
          .send(await openVillagersPoll(house, actor, params.id, body)),
    )
    app.post(
      '/api/postings/:id/poll/close',
      {
        config: lead,
        schema: { summary: 'End the poll', tags, params: ById, body: shapes.VersionOnly, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await closeVillagersPoll(house, actor, params.id, body.version)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/postings/:id/assess',
      {
        config: { permission: 'posting.assess' },
        schema: {
          summary: 'The sending unit’s assessment, once',
          tags,
          params: ById,
          body: shapes.AssessBody,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await assessAsSender(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/posting-leaves/:id/decide',
      {
        config: lead,
        schema: {
          summary: 'Grant a leave, or refuse it with words',
          tags,
          params: ById,
          body: shapes.LeaveDecision,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await decideLeave(house, actor, params.id, { grant: body.grant, words: body.words?.trim() || null })
        return reply.status(204).send(null)
      },
    )
  }
}
