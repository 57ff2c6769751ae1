import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { requireStanding, standingIn } from './access.ts'
import { close, decideLeave, open, signInByChair } from './attending.ts'
import { askPresence, giveFloor } from './room.ts'
import { Done, Id, Nothing, OfGathering } from './schemas.ts'
import { signInCode } from './sign-in-code.ts'
import { getGathering, kindNow, refused } from './store.ts'
import { closeVotes, countHand, openAppraisal, openVote } from './votes.ts'

const tags = ['gatherings']
const config = { permission: 'signed_in' as const }
const OfAttendee = Type.Object({ id: Id, attendee: Id })

/** What the chair and the recorder do while it runs. */
export function gatheringLeadingApi(house: House): Api {
  return async (app) => {
    app.post(
      '/api/gatherings/:id/open',
      { config, schema: { tags, params: OfGathering, response: { 200: Nothing } } },
      async (request) => {
        await open(house, request.actor, request.params.id)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/close',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { hours: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: 24 }), Type.Null()])) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await close(house, request.actor, request.params.id, request.body.hours ?? null)
        house.wake()
        return { ok: true }
      },
    )

    app.get(
      '/api/gatherings/:id/code',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          response: { 200: Type.Object({ code: Type.String(), until: Type.String() }) },
        },
      },
      async (request) => {
        const rules = await house.rulesNow()
        const gathering = await getGathering(house.db, request.params.id)
        requireStanding(
          await standingIn(house.db, gathering, kindNow(rules, gathering), request.actor),
          'leads',
        )
        if (gathering.state !== 'running' || !gathering.signInSecret)
          throw refused('gathering.state', '会议进行中才有签到码', 'There is a code while it runs')
        const seconds = rules.gathering_practice.code_seconds
        const now = house.now()
        const turn = Math.floor(now.getTime() / (seconds * 1000)) + 1
        return {
          code: signInCode(gathering.signInSecret, now, seconds),
          until: new Date(turn * seconds * 1000).toISOString(),
        }
      },
    )

    app.post(
      '/api/gatherings/:id/attendees/:attendee/sign-in',
      { config, schema: { tags, params: OfAttendee, response: { 200: Nothing } } },
      async (request) => {
        await signInByChair(house, request.actor, request.params.id, request.params.attendee)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/attendees/:attendee/leave',
      {
        config,
        schema: {
          tags,
          params: OfAttendee,
          body: Type.Object({ granted: Type.Boolean() }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await decideLeave(
          house,
          request.actor,
          request.params.id,
          request.params.attendee,
          request.body.granted,
        )
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/speakers/:speaker',
      {
        config,
        schema: {
          tags,
          params: Type.Object({ id: Id, speaker: Id }),
          body: Type.Object({ state: Type.Enum(['speaking', 'done']) }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await giveFloor(house, request.actor, request.params.id, request.params.speaker, request.body.state)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/presence',
      { config, schema: { tags, params: OfGathering, response: { 200: Nothing } } },
      async (request) => {
        const gathering = await getGathering(house.db, request.params.id)
        const kind = kindNow(await house.rulesNow(), gathering)
        requireStanding(await standingIn(house.db, gathering, kind, request.actor), 'leads')
        await askPresence(house, gathering.id)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/votes',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            {
              words: Type.String({ minLength: 2, maxLength: 300 }),
              way: Type.Enum(['show', 'secret']),
              agenda_id: Type.Optional(Type.Union([Id, Type.Null()])),
            },
            { additionalProperties: false },
          ),
          response: { 201: Done },
        },
      },
      async (request, reply) => {
        const { words, way, agenda_id } = request.body
        const id = await openVote(house, request.actor, request.params.id, {
          words,
          way,
          agendaId: agenda_id ?? null,
        })
        house.wake()
        return reply.status(201).send({ id })
      },
    )

    app.post(
      '/api/gatherings/:id/votes/:vote/hands',
      {
        config,
        schema: {
          tags,
          params: Type.Object({ id: Id, vote: Id }),
          body: Type.Object(
            { attendee: Id, choice: Type.String({ maxLength: 64 }) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const { attendee, choice } = request.body
        await countHand(house, request.actor, request.params.id, request.params.vote, attendee, choice)
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gatherings/:id/appraisal',
      {
        config,
        schema: { tags, params: OfGathering, response: { 201: Type.Object({ votes: Type.Integer() }) } },
      },
      async (request, reply) => {
        const opened = await openAppraisal(house, request.actor, request.params.id)
        house.wake()
        return reply.status(201).send({ votes: opened.length })
      },
    )

    app.post(
      '/api/gatherings/:id/votes/close',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { votes: Type.Array(Id, { minItems: 1, maxItems: 300 }) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await closeVotes(house, request.actor, request.params.id, request.body.votes)
        house.wake()
        return { ok: true }
      },
    )
  }
}
