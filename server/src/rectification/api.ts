import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { scopePredicate } from '../kernel/permissions/index.ts'
import { ById, closed, Id, OrNull, PageOf, Time } from '../territory/index.ts'
import { acceptCase, addMilestone, decideCase, recheck, writePlan } from './deeds.ts'
import { closePoll, openPoll } from './poll.ts'
import { caseDetail, presentCase } from './present.ts'
import {
  AcceptBody,
  CaseDetail,
  CaseShape,
  DecideBody,
  MilestoneBody,
  PlanBody,
  PollBody,
  RecheckBody,
  State,
  Teams,
  VersionOnly,
} from './schemas.ts'
import { casesWhere, readableCase } from './store.ts'
import { lastSurvey, survey } from './survey.ts'
import { teamsBeforeAndAfter } from './team.ts'

const tags = ['rectification']
const Done = { 204: Type.Null() }
const reach = {
  organisationId: sql`c.branch_id`,
  organisationPath: sql`c.branch_path`,
  areaPath: sql`c.area_path`,
}

/** 软弱涣散党组织: found from facts, decided by people, put right, judged by residents. */
export function rectificationApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/weak',
      {
        config: { permission: 'weak.read' },
        schema: {
          summary: 'Weak organisations within reach, the newest first',
          tags,
          querystring: Type.Object(
            {
              state: Type.Optional(State),
              after: Type.Optional(Id),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
          response: { 200: PageOf(CaseShape) },
        },
      },
      async ({ query, actor }) => {
        const rules = await house.rulesNow()
        const limit = query.limit ?? 30
        const rows = await casesWhere(
          house.db,
          sql<boolean>`${scopePredicate(actor, 'weak.read', reach)}
            ${query.state ? sql`and c.state = ${query.state}` : sql``} ${query.after ? sql`and c.id < ${query.after}::uuid` : sql``}`,
          limit + 1,
        )
        const items = rows.slice(0, limit)
        return {
          items: items.map((row) => presentCase(row, rules, house.now())),
          next: rows.length > limit ? items.at(-1)!.id : null,
        }
      },
    )

    app.get(
      '/api/weak/overview',
      {
        config: { permission: 'weak.read' },
        schema: {
          summary: 'How many are in each state, when it was last looked, and what may be entered',
          tags,
          response: {
            200: Type.Object({
              counts: Type.Record(Type.String(), Type.Integer()),
              survey: OrNull(Type.Object({ at: Time, branches: Type.Integer(), found: Type.Integer() })),
              situations: Type.Array(
                Type.Object({
                  id: Type.String(),
                  zh: Type.String(),
                  en: Type.String(),
                  basis: Type.Enum(['computed', 'entered']),
                  source: Type.String(),
                  unverified: Type.Boolean(),
                  note: OrNull(Type.String()),
                }),
              ),
            }),
          },
        },
      },
      async ({ actor }) => {
        const [rules, last, { rows }] = await Promise.all([
          house.rulesNow(),
          lastSurvey(house),
          sql<{ state: string; n: number }>`select c.state, count(*)::int as n from weak_cases c
            where ${scopePredicate(actor, 'weak.read', reach)} group by c.state`.execute(house.db),
        ])
        return {
          counts: Object.fromEntries(rows.map(({ state, n }) => [state, n])),
          survey: last ? { ...last, at: last.at.toISOString() } : null,
          situations: rules.weak_situations.map(({ id, zh, en, basis, source, unverified, note }) => ({
            id,
            zh,
            en,
            basis,
            source,
            unverified: unverified ?? false,
            note: note ?? null,
          })),
        }
      },
    )

    app.post(
      '/api/weak/survey',
      {
        config: { permission: 'weak.survey', rateLimit: { max: 6 } },
        schema: {
          summary: 'Look at every branch now; it happens by itself each night',
          tags,
          response: { 200: Type.Object({ branches: Type.Integer(), found: Type.Integer() }) },
        },
      },
      async ({ actor }) => {
        const result = await survey(house, actor.personId)
        house.wake()
        return result
      },
    )

    app.get(
      '/api/weak/teams',
      {
        config: { permission: 'weak.read' },
        schema: {
          summary: 'Teams before and after: counts over branches that were accepted, small groups left out',
          tags,
          response: { 200: Teams },
        },
      },
      async ({ actor }) => teamsBeforeAndAfter(house, actor),
    )

    app.get(
      '/api/weak/:id',
      {
        config: { permission: 'weak.read' },
        schema: { summary: 'One case', tags, params: ById, response: { 200: CaseDetail } },
      },
      async ({ params, actor }) => caseDetail(house, actor, await readableCase(house.db, actor, params.id)),
    )

    const decide = { permission: 'weak.decide' } as const
    app.post(
      '/api/weak/:id/decide',
      {
        config: decide,
        schema: { summary: 'List it, or say why not', tags, params: ById, body: DecideBody, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await decideCase(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/weak/:id/plan',
      {
        config: decide,
        schema: {
          summary: 'Write the plan and name who helps',
          tags,
          params: ById,
          body: PlanBody,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await writePlan(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/weak/:id/milestones',
      {
        config: decide,
        schema: {
          summary: 'Set a milestone: a task with a day',
          tags,
          params: ById,
          body: MilestoneBody,
          response: { 201: Type.Object({ matter_id: Id, number: Type.String() }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply.status(201).send(await addMilestone(house, actor, params.id, { ...body, to: body.to ?? null })),
    )
    app.post(
      '/api/weak/:id/poll',
      {
        config: decide,
        schema: {
          summary: 'Open a residents’ poll; its codes are told this once',
          tags,
          params: ById,
          body: PollBody,
          response: { 201: Type.Object({ poll_id: Id, codes: Type.Array(Type.String()) }) },
        },
      },
      async ({ params, body, actor }, reply) =>
        reply
          .header('cache-control', 'no-store')
          .status(201)
          .send(await openPoll(house, actor, params.id, body)),
    )
    app.post(
      '/api/weak/:id/poll/close',
      {
        config: decide,
        schema: { summary: 'End the poll', tags, params: ById, body: VersionOnly, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await closePoll(house, actor, params.id, body.version)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/weak/:id/accept',
      {
        config: decide,
        schema: { summary: 'Accept it: off the list', tags, params: ById, body: AcceptBody, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await acceptCase(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
    app.post(
      '/api/weak/:id/recheck',
      {
        config: decide,
        schema: {
          summary: 'End the watch, or list it again',
          tags,
          params: ById,
          body: RecheckBody,
          response: Done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await recheck(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
  }
}
