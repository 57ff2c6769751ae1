import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { ById, closed, Id } from '../territory/index.ts'
import { answeredFor, enterFact, withdrawFact } from './facts.ts'
import { FactBody, FactShape, Words } from './schemas.ts'

const tags = ['rectification']
const Done = { 204: Type.Null() }
const decide = { permission: 'weak.decide' } as const

/** What the house cannot know about a branch, and by whom it was entered. */
export function weakFactsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/weak-facts',
      {
        config: decide,
        schema: {
          summary: 'What was entered about one branch and stands',
          tags,
          querystring: Type.Object({ branch: Id }, closed),
          response: { 200: Type.Object({ items: Type.Array(FactShape) }) },
        },
      },
      async ({ query, actor }) => {
        await answeredFor(house, actor, query.branch)
        const rules = await house.rulesNow()
        const { rows } = await sql<{
          id: string
          situation: string
          since: string
          source: string
          entered_by: string | null
          entered_at: Date
        }>`
          select f.id, f.situation, f.since_day::text as since, f.source, p.name as entered_by, f.entered_at
          from weak_facts f left join people p on p.id = f.entered_by
          where f.branch_id = ${query.branch} and f.withdrawn_at is null order by f.entered_at`.execute(
          house.db,
        )
        return {
          items: rows.map((row) => {
            const words = rules.weak_situations.find(({ id }) => id === row.situation)
            return {
              ...row,
              zh: words?.zh ?? row.situation,
              en: words?.en ?? row.situation,
              entered_at: row.entered_at.toISOString(),
            }
          }),
        }
      },
    )
    app.post(
      '/api/weak-facts',
      {
        config: decide,
        schema: {
          summary: 'Enter what the house cannot know, with where it comes from',
          tags,
          body: FactBody,
          response: { 201: Type.Object({ id: Id }) },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send({ id: await enterFact(house, actor, body) }),
    )
    app.post(
      '/api/weak-facts/:id/withdraw',
      {
        config: decide,
        schema: {
          summary: 'It was wrong, or is so no longer',
          tags,
          params: ById,
          body: Type.Object({ reason: Words(500) }, closed),
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await withdrawFact(house, actor, params.id, body.reason)
        return reply.status(204).send(null)
      },
    )
  }
}
