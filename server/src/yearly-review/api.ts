import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import type { YearSource } from '../membership/index.ts'
import { arrange, begin, closeGrading, comment, followUp, hear, openRound, publish } from './leading.ts'
import { listRounds, myReviews, presentReport, presentRound } from './present.ts'
import { answer, ask, giveGrade, handIn, writeWords } from './reporting.ts'
import {
  ById,
  closed,
  Id,
  MyReviews,
  Nothing,
  ReportDetail,
  RoundDetail,
  RoundList,
  Version,
  Words,
} from './schemas.ts'

const tags = ['yearly review']
const lead = { permission: 'review.lead' as const }
const signedIn = { permission: 'signed_in' as const }
const Made = Type.Object({ id: Type.String() })

/** 述职评议. @param sources what the rooms of the house know of a year, in the order in which it is shown */
export function yearlyReviewApi(house: House, sources: readonly YearSource[]): Api {
  return async (app) => {
    app.get(
      '/api/yearly-reviews',
      {
        config: signedIn,
        schema: {
          summary: 'Reviews that one leads or grades in, and those that one may begin',
          tags,
          querystring: Type.Object(
            {
              year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2200 })),
              q: Type.Optional(Type.String({ maxLength: 100 })),
              after: Type.Optional(Id),
            },
            closed,
          ),
          response: { 200: RoundList },
        },
      },
      ({ query, actor }) => listRounds(house, actor, query),
    )
    app.get(
      '/api/yearly-reviews/mine',
      {
        config: signedIn,
        schema: { summary: 'What is mine to write, to grade, to read', tags, response: { 200: MyReviews } },
      },
      ({ actor }) => myReviews(house, actor),
    )
    app.post(
      '/api/yearly-reviews',
      {
        config: lead,
        schema: {
          summary: 'Ask the secretaries below for their reports',
          tags,
          body: Type.Object(
            { superior_id: Id, year: Type.Integer({ minimum: 2000, maximum: 2200 }) },
            closed,
          ),
          response: { 201: Made },
        },
      },
      async ({ body, actor }, reply) => {
        const id = await openRound(house, actor, body.superior_id, body.year)
        house.wake()
        return reply.status(201).send({ id })
      },
    )
    app.get(
      '/api/yearly-reviews/:id',
      {
        config: signedIn,
        schema: { summary: 'One review', tags, params: ById, response: { 200: RoundDetail } },
      },
      ({ params, actor }) => presentRound(house, actor, params.id),
    )
    app.post(
      '/api/yearly-reviews/:id/order',
      {
        config: lead,
        schema: {
          summary: 'The order of speaking',
          tags,
          params: ById,
          body: Type.Object({ version: Version, order: Type.Array(Id, { maxItems: 500 }) }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await arrange(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reviews/:id/begin',
      {
        config: lead,
        schema: {
          summary: 'The meeting begins; who may grade is settled',
          tags,
          params: ById,
          body: Type.Object({ version: Version }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await begin(house, actor, params.id, body.version)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reviews/:id/close-grading',
      {
        config: lead,
        schema: { summary: 'Open the counts; nobody grades any more', tags, params: ById, response: Nothing },
      },
      async ({ params, actor }, reply) => {
        await closeGrading(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reviews/:id/publish',
      {
        config: lead,
        schema: {
          summary: 'Publish what may be public',
          tags,
          params: ById,
          body: Type.Object({ version: Version, summary: Words(5000) }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await publish(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.get(
      '/api/yearly-reports/:id',
      {
        config: signedIn,
        schema: {
          summary: 'One report, as far as one may read it',
          tags,
          params: ById,
          response: { 200: ReportDetail },
        },
      },
      ({ params, actor }) => presentReport(house, actor, sources, params.id),
    )
    app.put(
      '/api/yearly-reports/:id/words',
      {
        config: signedIn,
        schema: {
          summary: 'What went badly and what comes next',
          tags,
          params: ById,
          body: Type.Object(
            {
              version: Version,
              went_badly: Type.String({ maxLength: 5000 }),
              comes_next: Type.String({ maxLength: 5000 }),
            },
            closed,
          ),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await writeWords(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reports/:id/hand-in',
      {
        config: signedIn,
        schema: {
          summary: 'Hand it in; its figures stay as they are now',
          tags,
          params: ById,
          body: Type.Object({ version: Version }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await handIn(house, actor, sources, params.id, body.version)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reports/:id/heard',
      {
        config: lead,
        schema: { summary: 'Its secretary has spoken', tags, params: ById, response: Nothing },
      },
      async ({ params, actor }, reply) => {
        await hear(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reports/:id/questions',
      {
        config: signedIn,
        schema: {
          summary: 'Ask',
          tags,
          params: ById,
          body: Type.Object({ words: Words(1000) }, closed),
          response: { 201: Made },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.status(201).send({ id: await ask(house, actor, params.id, body.words) }),
    )
    app.post(
      '/api/yearly-reports/:id/questions/:question/answer',
      {
        config: signedIn,
        schema: {
          summary: 'Answer, or write the answer down',
          tags,
          params: Type.Object({ id: Id, question: Id }),
          body: Type.Object({ words: Words(3000) }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await answer(house, actor, params.id, params.question, body.words)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reports/:id/grade',
      {
        config: signedIn,
        schema: {
          summary: 'Grade it, once',
          tags,
          params: ById,
          body: Type.Object({ grade: Type.String({ minLength: 1, maxLength: 64 }) }, closed),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await giveGrade(house, actor, params.id, body.grade)
        return reply.status(204).send(null)
      },
    )
    app.put(
      '/api/yearly-reports/:id/comment',
      {
        config: lead,
        schema: {
          summary: 'What the organisation above makes of it',
          tags,
          params: ById,
          body: Type.Object(
            {
              version: Version,
              grade: Type.String({ minLength: 1, maxLength: 64 }),
              comment: Words(3000),
              public_words: Type.String({ maxLength: 1000 }),
            },
            closed,
          ),
          response: Nothing,
        },
      },
      async ({ params, body, actor }, reply) => {
        await comment(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/yearly-reports/:id/follow-ups',
      {
        config: lead,
        schema: {
          summary: 'What is to be put right, as a task',
          tags,
          params: ById,
          body: Type.Object(
            {
              title: Words(100),
              text: Words(2000),
              due_day: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
            },
            closed,
          ),
          response: { 201: Type.Object({ matter_id: Type.String(), number: Type.String() }) },
        },
      },
      async ({ params, body, actor }, reply) => {
        const made = await followUp(house, actor, params.id, body)
        house.wake()
        return reply.status(201).send(made)
      },
    )
  }
}
