import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import { photosOf } from '../kernel/files/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { type Actor, dutiesFor, dutyReaching } from '../kernel/permissions/index.ts'
import type { Rules } from '../kernel/policy/index.ts'
import { ById, closed, Id, OrNull, PageOf, Time } from '../territory/index.ts'
import { answerPaper, receiveAnswer, sendUp, superiorWithPeople, withdrawPaper } from './papers.ts'
import { answersTo, forms, mayFollow, mayProceed, stageOf, verdicts } from './rules.ts'
import { ofAsker, ofSuperior, type Paper, papersOf, papersWhere, readablePaper } from './store.ts'

const tags = ['upward']
const Done = { 204: Type.Null() }
const read = { permission: 'upward.read' } as const
const ask = { permission: 'upward.ask' } as const
const Words = (most: number) =>
  Type.String({ minLength: 2, maxLength: most, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' })
const Version = Type.Integer({ minimum: 1 })
const Named = Type.Object({ id: Id, name: Type.String() })
const Kind = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  form: Type.Enum([...forms]),
  limit: Type.Integer(),
  clock: Type.String(),
  source: Type.String(),
  unverified: Type.Boolean(),
})
const PaperShape = Type.Object({
  id: Id,
  number: Type.String(),
  version: Version,
  title: Type.String(),
  kind: Kind,
  asker: Named,
  superior: Named,
  stage: Type.Enum(['waiting', 'answered', 'closed', 'withdrawn']),
  verdict: OrNull(Type.Enum([...verdicts])),
  created_at: Time,
  answer_by: Type.String(),
  overdue: Type.Boolean(),
})
const PaperDetail = Type.Object({
  ...PaperShape.properties,
  body: Type.String(),
  photos: Type.Array(Type.Object({ id: Id, url: Type.String(), thumb: Type.String() })),
  answer: OrNull(Type.Object({ words: OrNull(Type.String()), by: OrNull(Type.String()), at: Time })),
  may_proceed: Type.Boolean({ description: '批复以前不得先办' }),
  follows: OrNull(Id),
  followed_by: OrNull(Id),
  may: Type.Object({
    answer: Type.Array(Type.Enum([...verdicts])),
    receive: Type.Boolean(),
    withdraw: Type.Boolean(),
    ask_again: Type.Boolean(),
  }),
})

function presentPaper(paper: Paper, rules: Rules, now: Date) {
  const kind = rules.upward_kinds.find(({ id }) => id === paper.kind)
  return {
    id: paper.id,
    number: paper.number,
    version: paper.version,
    title: paper.title,
    kind: presentKind(
      kind ?? {
        id: paper.kind,
        zh: paper.kind,
        en: paper.kind,
        form: paper.form,
        limit: 0,
        clock: 'days',
        source: '',
      },
    ),
    asker: { id: paper.askerId, name: paper.asker },
    superior: { id: paper.superiorId, name: paper.superior },
    stage: stageOf(paper),
    verdict: paper.verdict,
    created_at: paper.createdAt.toISOString(),
    answer_by: paper.answerBy,
    overdue: paper.dueAt !== null && paper.dueAt < now,
  }
}

const presentKind = (kind: {
  id: string
  zh: string
  en: string
  form: 'ask' | 'report'
  limit: number
  clock: string
  source: string
  unverified?: boolean
}) => {
  const { id, zh, en, form, limit, clock, source, unverified } = kind
  return { id, zh, en, form, limit, clock, source, unverified: unverified ?? false }
}

async function presentDetail(house: House, actor: Actor, paper: Paper) {
  const [rules, photos] = await Promise.all([house.rulesNow(), photosOf(house.db, paper.id)])
  const stage = stageOf(paper)
  const asks = dutyReaching(actor, 'upward.ask', ofAsker(paper)) !== undefined
  const isOfAsker = actor.duties.some(({ organisationId }) => organisationId === paper.askerId)
  const answers = !isOfAsker && dutyReaching(actor, 'upward.answer', ofSuperior(paper)) !== undefined
  return {
    ...presentPaper(paper, rules, house.now()),
    body: paper.body,
    photos: photos.map(({ id }) => ({
      id,
      url: `/api/photos/${id}`,
      thumb: `/api/photos/${id}?size=thumb`,
    })),
    answer: paper.answeredAt
      ? { words: paper.verdictWords, by: paper.answeredBy, at: paper.answeredAt.toISOString() }
      : null,
    may_proceed: mayProceed(paper.form, paper.verdict),
    follows: paper.followsId,
    followed_by: paper.followedBy,
    may: {
      answer: answers && stage === 'waiting' ? answersTo(paper.form) : [],
      receive: asks && stage === 'answered',
      withdraw: asks && stage === 'waiting',
      ask_again: asks && mayFollow(paper.verdict) && paper.followedBy === null,
    },
  }
}

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
          response: {
            200: Type.Object({
              askers: Type.Array(Type.Object({ ...Named.properties, superior: OrNull(Named) })),
              kinds: Type.Array(Kind),
            }),
          },
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
        return { askers, kinds: rules.upward_kinds.map(presentKind) }
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
          body: Type.Object(
            {
              asker_id: Id,
              kind: Type.String({ maxLength: 64 }),
              title: Words(60),
              body: Words(5000),
              follows: Type.Optional(OrNull(Id)),
              photos: Type.Optional(
                Type.Array(Type.Object({ id: Id, claim: Type.String({ maxLength: 200 }) }, closed), {
                  maxItems: 9,
                }),
              ),
            },
            closed,
          ),
          response: { 201: Type.Object({ id: Id }) },
        },
      },
      async ({ body, actor, headers }, reply) => {
        const key = headers['idempotency-key']
        const paper = { ...body, follows: body.follows ?? null, photos: body.photos ?? [] }
        const sent = key
          ? (
              await onceOnly(
                house.db,
                { scope: `upward ${actor.personId}`, key, requestHash: requestHash(body) },
                async (tx) => ({ status: 201, response: await sendUp(house, tx, actor, paper) }),
              )
            ).response
          : await house.db.transaction().execute((tx) => sendUp(house, tx, actor, paper))
        house.wake()
        return reply.status(201).send(sent)
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
