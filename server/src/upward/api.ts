import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import {
  documentRoute,
  documentsOf,
  mostDocumentBytes,
  receiveDocument,
  sendDocument,
} from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { dutiesFor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { ById, closed, Id, OrNull, PageOf } from '../territory/index.ts'
import { answerPaper, receiveAnswer, sendUp, superiorWithPeople, withdrawPaper } from './papers.ts'
import { presentDetail, presentKind, presentPaper } from './present.ts'
import { mostDocuments, verdicts } from './rules.ts'
import { PaperDetail, PaperForm, PaperShape, SendBody, Version, Words } from './schemas.ts'
import { papersOf, papersWhere, readablePaper } from './store.ts'

const tags = ['upward']
const Done = { 204: Type.Null() }
const read = { permission: 'upward.read' } as const
const ask = { permission: 'upward.ask' } as const

/** The first sending arrived although its answer was lost, and the draft was changed since. */
function sentAlready(error: unknown): never {
  if (error instanceof Problem && error.code === 'input.key_reused')
    throw new Problem('input.key_reused', {
      reason: 'upward.sent_already',
      zh: '这份已经报出去了（上次的回音没收到），后来改的没有报。请到“本单位报出的”里看；要改，先撤回再报',
      en: 'This paper was sent already, though its answer was lost; what you changed since was not. Look among those sent by you; take it back to change it',
    })
  throw error
}

const noSuchDocument = () => new Problem('not_found', { zh: '没有这份文件', en: 'There is no such document' })

/** 请示报告: asked or reported upward, answered once, by the superior alone. */
export function upwardApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/upward',
      {
        config: read,
        schema: {
          summary: 'Papers that my organisations sent, or were sent; the newest first',
          tags,
          querystring: Type.Object(
            {
              side: Type.Enum(['sent', 'received']),
              open: Type.Optional(Type.Enum(['yes'])),
              after: Type.Optional(Id),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
          response: { 200: PageOf(PaperShape) },
        },
      },
      async ({ query, actor }) => {
        const rules = await house.rulesNow()
        const limit = query.limit ?? 30
        const rows = await papersWhere(
          house.db,
          sql<boolean>`${papersOf(actor, query.side)} ${query.open ? sql`and m.step is not null` : sql``}
            ${query.after ? sql`and u.matter_id < ${query.after}::uuid` : sql``}`,
          limit + 1,
        )
        const items = rows.slice(0, limit)
        return {
          items: items.map((row) => presentPaper(row, rules, house.now())),
          next: rows.length > limit ? items.at(-1)!.id : null,
        }
      },
    )
    app.get(
      '/api/upward/form',
      {
        config: ask,
        schema: {
          summary: 'For which of my organisations I may ask, to whom it goes, and which kinds there are',
          tags,
          response: { 200: PaperForm },
        },
      },
      async ({ actor }) => {
        const rules = await house.rulesNow()
        const mine = new Map(
          dutiesFor(actor, 'upward.ask').map(({ duty }) => [duty.organisationId, duty.organisationName]),
        )
        const askers = await Promise.all(
          [...mine].map(async ([id, name]) => {
            const above = await superiorWithPeople(house, house.db, id)
            return { id, name, superior: above ? { id: above.id, name: above.name } : null }
          }),
        )
        return {
          askers,
          kinds: rules.upward_kinds.map(presentKind),
          documents: { most: mostDocuments, most_bytes: mostDocumentBytes },
        }
      },
    )
    app.post(
      '/api/upward',
      {
        config: ask,
        schema: {
          summary: 'Ask or report: one paper, one matter',
          tags,
          headers: Type.Object({
            'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
          }),
          body: SendBody,
          response: { 201: Type.Object({ id: Id }) },
        },
      },
      async ({ body, actor, headers }, reply) => {
        const key = headers['idempotency-key']
        const paper = {
          ...body,
          follows: body.follows ?? null,
          photos: body.photos ?? [],
          documents: body.documents ?? [],
        }
        const sent = key
          ? (
              await onceOnly(
                house.db,
                { scope: `upward ${actor.personId}`, key, requestHash: requestHash(body) },
                async (tx) => ({ status: 201, response: await sendUp(house, tx, actor, paper) }),
              ).catch(sentAlready)
            ).response
          : await house.db.transaction().execute((tx) => sendUp(house, tx, actor, paper))
        house.wake()
        return reply.status(201).send(sent)
      },
    )
    app.post(
      '/api/upward/documents',
      {
        config: { ...ask, rateLimit: documentRoute.rateLimit },
        onRequest: documentRoute.onRequest,
        schema: {
          summary: '上传请示报告的附件 / upload a paper’s document (field `document`): PDF, docx, xlsx, pptx',
          tags,
          consumes: documentRoute.consumes,
          response: documentRoute.response,
        },
      },
      async (request, reply) => reply.status(201).send(await receiveDocument(house, request)),
    )
    app.get(
      '/api/upward/:id/documents/:document',
      {
        config: read,
        schema: {
          summary: '下载附件 / one of its documents, for those who read the paper',
          tags,
          params: Type.Object({ id: Id, document: Id }),
        },
      },
      async ({ params, actor }, reply) => {
        const paper = await readablePaper(house.db, actor, params.id)
        const documents = await documentsOf(house.db, paper.id)
        if (!documents.some(({ id }) => id === params.document)) throw noSuchDocument()
        return sendDocument(house, reply, params.document)
      },
    )
    app.get(
      '/api/upward/:id',
      {
        config: read,
        schema: { summary: 'One paper', tags, params: ById, response: { 200: PaperDetail } },
      },
      async ({ params, actor }) =>
        presentDetail(house, actor, await readablePaper(house.db, actor, params.id)),
    )
    app.post(
      '/api/upward/:id/answer',
      {
        config: { permission: 'upward.answer' },
        schema: {
          summary: 'Decide a request or receive a report, once',
          tags,
          params: ById,
          body: Type.Object(
            {
              version: Version,
              verdict: Type.Enum([...verdicts]),
              words: Type.Optional(OrNull(Type.String({ maxLength: 3000 }))),
            },
            closed,
          ),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await answerPaper(house, actor, params.id, { ...body, words: body.words?.trim() || null })
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/upward/:id/receive',
      {
        config: ask,
        schema: {
          summary: 'The answer has arrived',
          tags,
          params: ById,
          body: Type.Object({ version: Version }, closed),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await receiveAnswer(house, actor, params.id, body.version)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/upward/:id/withdraw',
      {
        config: ask,
        schema: {
          summary: 'Take it back before it is answered',
          tags,
          params: ById,
          body: Type.Object({ version: Version, reason: Words(500) }, closed),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await withdrawPaper(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
  }
}
