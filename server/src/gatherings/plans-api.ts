import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { organisationReached } from './access.ts'
import { askForAllPlans, chooseUsualDay, getRun, lastRun, type PlanRun, writePlanOf } from './plans.ts'
import { Id, RunShape } from './schemas.ts'

const tags = ['gatherings']

const runAnswer = (run: PlanRun) => ({
  id: run.id,
  year: run.year,
  organisations: run.organisations,
  done: run.done,
  planned: run.planned,
  asked_at: run.askedAt.toISOString(),
  ended_at: run.endedAt?.toISOString() ?? null,
})

/** The year's plan of one organisation, and of all in the background. */
export function plansApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/gathering-plans',
      {
        config: { permission: 'gathering.hold' },
        schema: {
          tags,
          body: Type.Object(
            {
              organisation_id: Id,
              year: Type.Integer({ minimum: 2000, maximum: 2100 }),
              /** The relatively fixed day of one kind, settled first; null takes the pack's again. */
              usual_day: Type.Optional(
                Type.Object({
                  kind: Type.String({ maxLength: 64 }),
                  day: Type.Union([Type.Integer({ minimum: 1, maximum: 31 }), Type.Null()]),
                }),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: RunShape },
        },
      },
      async (request) => {
        const { organisation_id, year, usual_day } = request.body
        const organisation = await organisationReached(
          house,
          request.actor,
          organisation_id,
          'gathering.hold',
        )
        if (usual_day) await chooseUsualDay(house, organisation.id, usual_day.kind, usual_day.day)
        return runAnswer(await writePlanOf(house, organisation.id, year, request.actor.personId))
      },
    )

    app.post(
      '/api/gathering-plans/all',
      {
        config: { permission: 'gathering.plan_all' },
        schema: {
          tags,
          body: Type.Object(
            { year: Type.Integer({ minimum: 2000, maximum: 2100 }) },
            { additionalProperties: false },
          ),
          response: { 202: RunShape },
        },
      },
      async (request, reply) =>
        reply
          .status(202)
          .send(runAnswer(await askForAllPlans(house, request.body.year, request.actor.personId))),
    )

    app.get(
      '/api/gathering-plans/all',
      {
        config: { permission: 'gathering.plan_all' },
        schema: {
          tags,
          querystring: Type.Object({ year: Type.Integer(), id: Type.Optional(Id) }),
          response: { 200: Type.Object({ run: Type.Union([RunShape, Type.Null()]) }) },
        },
      },
      async (request) => {
        const run = request.query.id
          ? await getRun(house, request.query.id)
          : await lastRun(house, request.query.year)
        return { run: run ? runAnswer(run) : null }
      },
    )
  }
}
