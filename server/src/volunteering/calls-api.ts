import { type Static, Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { onceOnly, requestHash } from '../kernel/idempotency/index.ts'
import { codeFor, markPresence } from './attendance.ts'
import { callOff, howManyFit, makeCall, thank, type Wish } from './calls.ts'
import { callDetail, callForm, callsOf, objectionsTo } from './calls-view.ts'
import { answerObjection } from './record.ts'
import * as shapes from './schemas.ts'

const tags = ['service']
const read = { permission: 'service.read' } as const
const call = { permission: 'service.call' } as const
const done = { done: true } as const
const OfCall = shapes.OfId

const wishOf = (body: Static<typeof shapes.CallBody>): Wish => ({
  communityId: body.community_id,
  kind: body.kind,
  title: body.title,
  words: body.words,
  place: body.place,
  spot: body.lat !== undefined && body.lng !== undefined ? { lat: body.lat, lng: body.lng } : null,
  startsAt: new Date(body.starts_at),
  endsAt: new Date(body.ends_at),
  wanted: body.wanted,
  skills: body.skills,
  radiusKm: body.radius_km,
  dangerous: body.dangerous,
  insurance: body.insurance ?? null,
  dutyId: body.duty_id ?? null,
})

/** What the community does: calls, sees who comes, shows the code, thanks, answers objections. */
export function callsApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/service-calls/form',
      { config: call, schema: { tags, response: { 200: shapes.CallForm } } },
      (request) => callForm(house, request.actor),
    )
    app.post(
      '/api/service-calls/fit',
      {
        config: call,
        schema: {
          tags,
          summary: '会通知多少人（只有数字） / how many it would go to: a number alone',
          body: shapes.CallBody,
          response: { 200: shapes.Fit },
        },
      },
      async (request) => ({ count: await howManyFit(house, request.actor, wishOf(request.body)) }),
    )
    app.get(
      '/api/service-calls',
      {
        config: read,
        schema: {
          tags,
          querystring: Type.Object({
            community: Type.Optional(Type.String({ format: 'uuid' })),
            state: Type.Optional(Type.Enum(['open', 'cancelled', 'ended'])),
            ...shapes.After.properties,
          }),
          response: { 200: shapes.CallList },
        },
      },
      (request) => callsOf(house, request.actor, request.query),
    )
    app.post(
      '/api/service-calls',
      {
        config: call,
        schema: {
          tags,
          summary: '社区吹哨：志愿任务，或召集党员 / the community calls',
          headers: shapes.IdempotencyHeader,
          body: shapes.CallBody,
          response: { 201: shapes.Called },
        },
      },
      async (request, reply) => {
        await house.rulesNow()
        const wish = wishOf(request.body)
        const key = request.headers['idempotency-key']
        const answer = key
          ? (
              await onceOnly(
                house.db,
                {
                  scope: `service-calls ${request.actor.personId}`,
                  key,
                  requestHash: requestHash(request.body),
                },
                async (tx) => ({ status: 201, response: await makeCall(house, tx, request.actor, wish) }),
              )
            ).response
          : await house.db.transaction().execute((tx) => makeCall(house, tx, request.actor, wish))
        house.wake()
        reply.status(201)
        return answer
      },
    )
    app.get(
      '/api/service-calls/:id',
      { config: read, schema: { tags, params: OfCall, response: { 200: shapes.CallDetail } } },
      (request) => callDetail(house, request.actor, request.params.id),
    )
    app.post(
      '/api/service-calls/:id/cancel',
      {
        config: call,
        schema: { tags, params: OfCall, body: shapes.ReasonBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await callOff(house, request.actor, request.params.id, request.body.reason.trim())
        house.wake()
        return done
      },
    )
    app.post(
      '/api/service-calls/:id/thank',
      {
        config: call,
        schema: { tags, params: OfCall, body: shapes.WordsBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await thank(house, request.actor, request.params.id, request.body.words.trim())
        house.wake()
        return done
      },
    )
    app.get(
      '/api/service-calls/:id/code',
      { config: call, schema: { tags, params: OfCall, response: { 200: shapes.CodeShown } } },
      (request) => codeFor(house, request.actor, request.params.id),
    )
    app.post(
      '/api/service-calls/:id/presence',
      {
        config: call,
        schema: { tags, params: OfCall, body: shapes.PresenceBody, response: { 200: shapes.Done } },
      },
      async (request) => {
        await markPresence(house, request.actor, request.params.id, request.body.place, request.body.deed)
        return done
      },
    )
    app.get(
      '/api/service-objections',
      { config: call, schema: { tags, response: { 200: shapes.Objections } } },
      (request) => objectionsTo(house, request.actor),
    )
    app.post(
      '/api/service-records/:id/answer',
      {
        config: call,
        schema: {
          tags,
          params: shapes.OfId,
          body: shapes.ObjectionAnswerBody,
          response: { 200: shapes.Done },
        },
      },
      async (request) => {
        const { words, minutes } = request.body
        await answerObjection(house, request.actor, request.params.id, {
          words: words.trim(),
          minutes: minutes ?? null,
        })
        house.wake()
        return done
      },
    )
  }
}
