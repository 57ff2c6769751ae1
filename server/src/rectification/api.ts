import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { requireReach, scopePredicate } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { ById, closed, Id, organisationById, OrNull, PageOf, Time } from '../territory/index.ts'
import { acceptCase, addMilestone, decideCase, enterFact, recheck, withdrawFact, writePlan } from './deeds.ts'
import { answerPoll, answers, closePoll, openPoll, paperOf } from './poll.ts'
import { caseDetail, presentCase } from './present.ts'
import {
  AcceptBody,
  CaseDetail,
  CaseShape,
  DecideBody,
  FactBody,
  FactShape,
  MilestoneBody,
  PlanBody,
  PollBody,
  RecheckBody,
  State,
  Teams,
  VersionOnly,
  Words,
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
const paperLimit = { rateLimit: { max: 30 } }

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
              survey: OrNull(
                Type.Object({ at: Time, branches: Type.Integer(), found: Type.Integer() }),
              ),
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
        schema: { summary: 'Write the plan and name who helps', tags, params: ById, body: PlanBody, response: Done },
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
        schema: { summary: 'End the watch, or list it again', tags, params: ById, body: RecheckBody, response: Done },
      },
      async ({ params, body, actor }, reply) => {
        await recheck(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )

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
        const branch = await organisationById(house.db, query.branch)
        if (!branch) throw new Problem('not_found', { zh: '没有这个支部', en: 'There is no such branch' })
        requireReach(actor, 'weak.decide', { organisationId: branch.id, organisationPath: branch.path })
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
          where f.branch_id = ${query.branch} and f.withdrawn_at is null order by f.entered_at`.execute(house.db)
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
        if (!paper) throw new Problem('not_found', { zh: '没有这个评议码，请核对', en: 'There is no such code' })
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
