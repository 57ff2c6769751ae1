import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { closed } from '../territory/index.ts'
import { answerPoll, answers, paperOf } from './poll.ts'

const tags = ['rectification']
const Done = { 204: Type.Null() }
const paperLimit = { rateLimit: { max: 30 } }

/** The residents' side of a poll: a code on paper, one answer, no name. */
export function pollApi(house: House): Api {
  return async (app) => {
    const ByCode = Type.Object({ code: Type.String({ minLength: 4, maxLength: 40 }) })
    app.get(
      '/api/polls/:code',
      {
        config: { permission: 'public', ...paperLimit },
        schema: {
          summary: 'What a resident’s code for a poll is about',
          tags,
          params: ByCode,
          response: {
            200: Type.Object({ branch: Type.String(), used: Type.Boolean(), closed: Type.Boolean() }),
          },
        },
      },
      async ({ params }) => {
        const paper = await paperOf(house.db, params.code)
        if (!paper)
          throw new Problem('not_found', { zh: '没有这个评议码，请核对', en: 'There is no such code' })
        return paper
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
          body: Type.Object({ answer: Type.Enum([...answers]) }, closed),
          response: Done,
        },
      },
      async ({ params, body }, reply) => {
        await answerPoll(house, params.code, body.answer)
        return reply.status(204).send(null)
      },
    )
  }
}
