import { Type } from 'typebox'
import type { House } from '../house.ts'
import type { Api } from '../http/index.ts'
import { Problem } from '../problems.ts'
import { answerPaperPoll, paperOf, pollAnswers } from './polls.ts'
import { questionOf } from './questions.ts'

const tags = ['polls']
const paperLimit = { rateLimit: { max: 30 } }

/** The people's side of a poll: a code on paper, one answer, no name. */
export function paperPollsApi(house: House): Api {
  return async (app) => {
    const ByCode = Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) })
    app.get(
      '/api/polls/:code',
      {
        config: { permission: 'public', ...paperLimit },
        schema: {
          summary: 'What a resident’s code for a poll asks',
          tags,
          params: ByCode,
          response: {
            200: Type.Object({
              question: Type.Object({ zh: Type.String(), en: Type.String() }),
              used: Type.Boolean(),
              closed: Type.Boolean(),
            }),
          },
        },
      },
      async ({ params }) => {
        const paper = await paperOf(house.db, params.code)
        if (!paper)
          throw new Problem('not_found', { zh: '没有这个评议码，请核对', en: 'There is no such code' })
        const { used, closed } = paper
        return { question: await questionOf(house.db, paper.kind, paper.id), used, closed }
      },
    )
    app.post(
      '/api/polls/:code',
      {
        config: { permission: 'public', ...paperLimit },
        schema: {
          summary: 'Answer a poll, once for each code',
          tags,
          params: ByCode,
          body: Type.Object({ answer: Type.Enum([...pollAnswers]) }, { additionalProperties: false }),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body }, reply) => {
        await answerPaperPoll(house, params.code, body.answer)
        return reply.status(204).send(null)
      },
    )
  }
}
