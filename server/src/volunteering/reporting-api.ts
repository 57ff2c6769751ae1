import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Id } from '../territory/index.ts'
import { decide, reportInMembers, reportUnitIn } from './registrations.ts'
import {
  branchFeedback,
  branchMembers,
  countsByCommunity,
  lookAtPhone,
  registrationsOf,
} from './reporting-view.ts'
import * as shapes from './schemas.ts'
import { closeStatement, evaluate, moveDuty, proposeDuty, state } from './units.ts'
import { unitsOf } from './units-view.ts'

const tags = ['reporting']
const done = { done: true } as const
const After = Type.Object({ after: Type.Optional(Id) })
const confirm = { permission: 'reporting.confirm' } as const
/** Both sides come through one door; which side somebody stands on is decided inside. */
const eitherSide = { permission: 'signed_in' } as const
const branch = { permission: 'reporting.branch' } as const

/** 双报到 and 共驻共建, for the community, the branch and the unit. */
export function reportingApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/reporting/communities',
      {
        config: { permission: 'service.read' },
        schema: {
          tags,
          summary: '各社区的报到人数（只有数字） / numbers by community',
          querystring: After,
          response: { 200: shapes.CommunityCounts },
        },
      },
      (request) => countsByCommunity(house, request.actor, request.query.after),
    )
    app.get(
      '/api/reporting/registrations',
      {
        config: confirm,
        schema: {
          tags,
          querystring: Type.Object({
            kind: Type.Enum(['unit', 'member'], { default: 'member' }),
            state: Type.Enum(['proposed', 'confirmed'], { default: 'confirmed' }),
            community: Type.Optional(Id),
            ...After.properties,
          }),
          response: { 200: shapes.RegistrationList },
        },
      },
      (request) => registrationsOf(house, request.actor, request.query),
    )
    app.post(
      '/api/reporting/registrations/:id/decide',
      {
        config: confirm,
        schema: { tags, params: shapes.OfId, body: shapes.DecisionBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        const { decision, reason } = request.body
        await decide(house, request.actor, request.params.id, decision, reason?.trim() || null)
        house.wake()
        return done
      },
    )
    app.post(
      '/api/reporting/registrations/:id/phone',
      {
        config: confirm,
        schema: {
          tags,
          summary: '查看完整电话（留痕） / the whole number; the look is kept',
          params: shapes.OfId,
          body: shapes.ReasonBody,
          response: { 200: shapes.PhoneShown },
        },
      },
      (request) => lookAtPhone(house, request.actor, request.params.id, request.body.reason.trim()),
    )
    app.post(
      '/api/reporting/registrations/:id/evaluate',
      {
        config: eitherSide,
        schema: { tags, params: shapes.OfId, body: shapes.GradeBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        const { grade, words } = request.body
        await evaluate(house, request.actor, request.params.id, { grade, words: words?.trim() || null })
        return done
      },
    )

    app.get(
      '/api/reporting/branch',
      { config: branch, schema: { tags, querystring: After, response: { 200: shapes.BranchPage } } },
      (request) => branchMembers(house, request.actor, request.query.after),
    )
    app.get(
      '/api/reporting/branch/feedback',
      {
        config: branch,
        schema: {
          tags,
          querystring: Type.Object({
            quarter: Type.Optional(Type.String({ pattern: '^\\d{4}Q[1-4]$' })),
            ...After.properties,
          }),
          response: { 200: shapes.BranchFeedback },
        },
      },
      (request) => branchFeedback(house, request.actor, request.query),
    )
    app.post(
      '/api/reporting/branch/register',
      {
        config: branch,
        schema: {
          tags,
          body: shapes.RegisterBody,
          response: { 200: Type.Object({ count: Type.Integer() }) },
        },
      },
      async (request) => {
        const { person_ids, community_id } = request.body
        const count = await reportInMembers(house, request.actor, person_ids, community_id)
        house.wake()
        return { count }
      },
    )

    app.get(
      '/api/reporting/units',
      {
        config: { permission: 'units.read' },
        schema: {
          tags,
          summary: '共驻共建单位名录 / the directory of member units',
          querystring: Type.Object({ community: Type.Optional(Id), ...After.properties }),
          response: { 200: shapes.Units },
        },
      },
      (request) => unitsOf(house, request.actor, request.query),
    )
    app.post(
      '/api/reporting/units',
      { config: eitherSide, schema: { tags, body: shapes.UnitBody, response: { 200: shapes.Made } } },
      async (request) => {
        const { organisation_id, community_id, contact_name, contact_phone } = request.body
        const id = await reportUnitIn(house, request.actor, {
          organisationId: organisation_id,
          communityId: community_id,
          contact: { name: contact_name, phone: contact_phone?.trim() || null },
        })
        house.wake()
        return { id }
      },
    )
    app.post(
      '/api/reporting/units/:id/statements',
      {
        config: eitherSide,
        schema: { tags, params: shapes.OfId, body: shapes.StatementBody, response: { 200: shapes.Made } },
      },
      async (request) => {
        const { until, ...statement } = request.body
        return {
          id: await state(
            house,
            request.actor,
            { registrationId: request.params.id },
            { ...statement, until: until ?? null },
          ),
        }
      },
    )
    app.post(
      '/api/reporting/communities/:id/statements',
      {
        config: confirm,
        schema: { tags, params: shapes.OfId, body: shapes.StatementBody, response: { 200: shapes.Made } },
      },
      async (request) => {
        const { until, ...statement } = request.body
        return {
          id: await state(
            house,
            request.actor,
            { communityId: request.params.id },
            { ...statement, until: until ?? null },
          ),
        }
      },
    )
    app.post(
      '/api/reporting/statements/:id/close',
      {
        config: eitherSide,
        schema: { tags, params: shapes.OfId, body: shapes.WordsBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await closeStatement(house, request.actor, request.params.id, request.body.words.trim())
        return done
      },
    )
    app.post(
      '/api/reporting/units/:id/duties',
      {
        config: eitherSide,
        schema: { tags, params: shapes.OfId, body: shapes.DutyBody, response: { 200: shapes.Made } },
      },
      async (request) => ({
        id: await proposeDuty(house, request.actor, request.params.id, {
          words: request.body.words.trim(),
          dueOn: request.body.due_on,
        }),
      }),
    )
    app.post(
      '/api/reporting/duties/:id/move',
      {
        config: eitherSide,
        schema: { tags, params: shapes.OfId, body: shapes.DutyMoveBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        const { to, words } = request.body
        await moveDuty(house, request.actor, request.params.id, { to, words: words?.trim() || null })
        return done
      },
    )
  }
}
