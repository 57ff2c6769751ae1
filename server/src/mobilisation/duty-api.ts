import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { ById, closed, Id, Line, OrNull, Time } from '../territory/index.ts'
import { callStandIn, codeOf, mark, signIn, signOut } from './attending.ts'
import { accept, cannotCome, giveBack, stopWaiting } from './leaving.ts'
import { callsFor, ledBy, myLines, myPlaces, openShifts } from './mine.ts'
import { lookAtCandidates, nominate, setNeeded } from './nominating.ts'
import { told } from './present.ts'
import { CandidateShape, Limit, MineShape, OpenShiftShape, Page, Reason, TakenShape } from './schemas.ts'
import { requireReader } from './standing.ts'
import { getMobilisation, getShift } from './store.ts'
import { takePlace } from './taking.ts'

const tags = ['mobilisation']
const done = { 204: Type.Null() }
const Skills = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 20 })

/** What people do about posts: take, give back, nominate, sign in and out, stand in. */
export function mobilisationDutyApi(house: House): Api {
  return async (app) => {
    const take = { permission: 'mobilisation.take' as const }
    const nominating = { permission: 'mobilisation.read' as const }

    app.get(
      '/api/mobilisation-duty',
      {
        config: take,
        schema: {
          summary: 'Calls, places, lines and posts of one’s own',
          tags,
          response: { 200: MineShape },
        },
      },
      async ({ actor }) => {
        const now = house.now()
        const rules = await house.rulesNow()
        const [calls, places, lines, leads] = await Promise.all([
          callsFor(house.db, actor, now),
          myPlaces(house.db, actor),
          myLines(house.db, actor, now),
          ledBy(house.db, actor, now),
        ])
        return {
          now: now.toISOString(),
          sign_in_early_minutes: rules.mobilisation.sign_in_early_minutes,
          skills: rules.skills.map(({ id, zh, en, proof = false }) => ({ id, zh, en, proof })),
          calls: calls.map(told),
          places: places.map(told),
          lines: lines.map(told),
          leads: leads.map(told),
        }
      },
    )

    app.get(
      '/api/mobilisations/:id/open-shifts',
      {
        config: take,
        schema: {
          summary: 'Shifts that one may take, soonest first; with `full` also those to wait for',
          tags,
          params: ById,
          querystring: Type.Object(
            {
              full: Type.Optional(Type.Boolean()),
              starts: Type.Optional(Time),
              q: Type.Optional(Line(50)),
              after: Type.Optional(Id),
              limit: Limit,
            },
            closed,
          ),
          response: { 200: Page(OpenShiftShape) },
        },
      },
      async ({ params, query, actor }) => {
        const { items, next } = await openShifts(house, actor, params.id, query)
        return { items: items.map(told), next }
      },
    )

    app.post(
      '/api/mobilisation-shifts/:id/take',
      {
        config: take,
        schema: {
          summary: 'Take a place oneself; where none is free, wait for one or stand by if `wait` says so',
          tags,
          params: ById,
          body: Type.Object({ skills: Skills, wait: OrNull(Type.Enum(['waiting', 'stand_in'])) }, closed),
          response: { 200: TakenShape },
        },
      },
      async ({ params, body, actor }) => takePlace(house, actor, params.id, body),
    )

    app.post(
      '/api/mobilisation-shifts/:id/stop-waiting',
      { config: take, schema: { summary: 'Leave the line', tags, params: ById, response: done } },
      async ({ params, actor }, reply) => {
        await stopWaiting(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisation-places/:id/accept',
      { config: take, schema: { summary: 'Say yes to a nomination', tags, params: ById, response: done } },
      async ({ params, actor }, reply) => {
        await accept(house, actor, params.id)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisation-places/:id/give-back',
      {
        config: take,
        schema: {
          summary: 'Give a place back, or decline a nomination with a reason; whoever waits moves up',
          tags,
          params: ById,
          body: Type.Object({ reason: OrNull(Reason) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await giveBack(house, actor, params.id, body.reason?.trim() || null)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisations/:id/cannot',
      {
        config: take,
        schema: {
          summary: 'Say that one cannot come',
          tags,
          params: ById,
          body: Type.Object({ reason: OrNull(Reason) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await cannotCome(house, actor, params.id, body.reason?.trim() || null)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisation-places/:id/sign-in',
      {
        config: take,
        schema: {
          summary: 'Sign in by the post’s code; `at` and `sent_at` where it was kept without a signal',
          tags,
          params: ById,
          body: Type.Object(
            {
              code: Type.String({ pattern: '^\\d{4,8}$' }),
              at: Type.Optional(Time),
              sent_at: Type.Optional(Time),
            },
            closed,
          ),
          response: { 200: Type.Object({ signed_in_at: Time }) },
        },
      },
      async ({ params, body, actor }) => {
        const at = await signIn(house, actor, params.id, {
          code: body.code,
          ...(body.at ? { at: new Date(body.at) } : {}),
          ...(body.sent_at ? { sentAt: new Date(body.sent_at) } : {}),
        })
        return { signed_in_at: at.toISOString() }
      },
    )

    app.post(
      '/api/mobilisation-places/:id/sign-out',
      {
        config: take,
        schema: {
          summary: 'Sign out; the time between is served',
          tags,
          params: ById,
          response: {
            200: Type.Object({ signed_out_at: Time, minutes: Type.Integer(), by_house: Type.Boolean() }),
          },
        },
      },
      async ({ params, actor }) => {
        const { at, minutes, by_house } = await signOut(house, actor, params.id)
        return { signed_out_at: at.toISOString(), minutes, by_house }
      },
    )

    app.get(
      '/api/mobilisation-posts/:id/code',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'The code by which people sign in now, for whoever leads the post',
          tags,
          params: ById,
          response: { 200: Type.Object({ code: Type.String(), until: Time, now: Time }) },
        },
      },
      async ({ params, actor }) => {
        const { code, until } = await codeOf(house, actor, params.id)
        return { code, until: until.toISOString(), now: house.now().toISOString() }
      },
    )

    app.post(
      '/api/mobilisation-places/:id/mark',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'The leader records that somebody came or left whose phone could not',
          tags,
          params: ById,
          body: Type.Object({ what: Type.Enum(['came', 'left']) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await mark(house, actor, params.id, body.what)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/mobilisation-places/:id/stand-in',
      {
        config: { permission: 'signed_in' },
        schema: {
          summary: 'Somebody does not come: the first who stands by is called instead',
          tags,
          params: ById,
          response: { 200: Type.Object({ called: OrNull(Type.Object({ place_id: Type.String() })) }) },
        },
      },
      async ({ params, actor }) => {
        const one = await callStandIn(house, actor, params.id)
        return { called: one ? { place_id: one.place_id } : null }
      },
    )

    app.get(
      '/api/mobilisation-shifts/:id/candidates',
      {
        config: nominating,
        schema: {
          summary: 'People whom one may send to a shift',
          tags,
          params: ById,
          querystring: Type.Object(
            { q: Type.Optional(Line(50)), after: Type.Optional(Id), limit: Limit },
            closed,
          ),
          response: { 200: Page(CandidateShape) },
        },
      },
      async ({ params, query, actor }) => {
        const shift = await getShift(house.db, params.id)
        const mobilisation = await getMobilisation(house.db, shift.mobilisationId)
        await requireReader(house.db, actor, mobilisation)
        const { items, next } = await lookAtCandidates(house, actor, mobilisation, query)
        return {
          items: items.map((each) => ({
            person_id: each.personId,
            name: each.name,
            organisation: each.organisationName,
            absent: each.absent,
            places: each.places,
          })),
          next,
        }
      },
    )

    app.post(
      '/api/mobilisation-shifts/:id/nominate',
      {
        config: nominating,
        schema: {
          summary: 'Send people of one’s unit, or assign called ones, in a party mobilisation',
          tags,
          params: ById,
          body: Type.Object({ person_ids: Type.Array(Id, { minItems: 1, maxItems: 200 }) }, closed),
          response: {
            200: Type.Object({
              placed: Type.Array(Type.String()),
              clashed: Type.Array(Type.String()),
              full: Type.Array(Type.String()),
              unknown: Type.Array(Type.String()),
            }),
          },
        },
      },
      async ({ params, body, actor }) => nominate(house, actor, params.id, body.person_ids),
    )

    app.post(
      '/api/mobilisation-shifts/:id/needed',
      {
        config: { permission: 'mobilisation.plan' },
        schema: {
          summary: 'Change how many are needed at a shift, also while it runs',
          tags,
          params: ById,
          body: Type.Object({ needed: Type.Integer({ minimum: 0, maximum: 10_000 }) }, closed),
          response: done,
        },
      },
      async ({ params, body, actor }, reply) => {
        await setNeeded(house, actor, params.id, body.needed)
        return reply.status(204).send(null)
      },
    )
  }
}
