import { Type } from 'typebox'
import { sql } from '../kernel/database/index.ts'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { liveFeed, openStream } from '../kernel/live/index.ts'
import { anonymous } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { linkHash } from './access.ts'
import { askLeave, makeUpLesson, signInByCode, signInFromElsewhere } from './attending.ts'
import { answerPresence, askToSpeak } from './room.ts'
import { attendeeIn, enterRoom, keepToken, listenerFor } from './room-door.ts'
import { Detail, Id, Nothing, OfGathering } from './schemas.ts'
import { lockGathering } from './store.ts'
import { detailOf } from './views.ts'
import { castVote } from './votes.ts'

const tags = ['gatherings']
const config = { permission: 'public' as const }
/** A code of six digits is not to be guessed: a minute has few attempts, and the code turns. */
const guessing = { permission: 'public' as const, rateLimit: { max: 20, timeWindow: 60_000 } }
const streamsPerAttendee = 4

/** What attendees do in a gathering, signed in or by their personal link. */
export function gatheringRoomApi(house: House): Api {
  return async (app) => {
    const feed = liveFeed(house)
    app.addHook('preClose', () => feed.stop())

    app.post(
      '/api/gathering-room/enter',
      {
        config: guessing,
        schema: {
          tags,
          body: Type.Object(
            { token: Type.String({ minLength: 20, maxLength: 100 }) },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ id: Type.String(), name: Type.String() }) },
        },
      },
      async (request, reply) => {
        const { rows } = await sql<{ id: string; name: string }>`
          select a.gathering_id as id, coalesce(p.name, a.guest_name, o.name) as name
          from gathering_attendees a join gatherings g on g.id = a.gathering_id
            left join people p on p.id = a.person_id left join organisations o on o.id = a.organisation_id
          where a.link_hash = ${linkHash(request.body.token)}
            and (g.closed_at is null or g.closed_at > ${house.now()}::timestamptz - interval '1 day') and g.state in ('called', 'running', 'held')`.execute(
          house.db,
        )
        if (!rows[0])
          throw new Problem('link.ended', {
            zh: '这个链接不对或已经失效，请向召集人要新的',
            en: 'This link has ended; ask who called the gathering for a new one',
          })
        const { gathering_practice: practice } = await house.rulesNow()
        keepToken(house, reply, request.body.token, practice.link_days)
        return rows[0]
      },
    )

    app.get(
      '/api/gathering-room/:id',
      { config, schema: { tags, params: OfGathering, response: { 200: Detail } } },
      async (request) => {
        const room = await enterRoom(house, request, request.params.id)
        return detailOf(house, room.gathering, room.standing, request.actor)
      },
    )

    app.get(
      '/api/gathering-room/:id/live',
      { config, schema: { tags, params: OfGathering, produces: ['text/event-stream'] } },
      async (request, reply) => {
        const room = await enterRoom(house, request, request.params.id)
        const actor = listenerFor(request, room)
        const open = [...feed.listeners].filter((other) => other.actor.personId === actor.personId).length
        if (open >= streamsPerAttendee) throw new Problem('rate.limited')
        const listener = openStream(request, reply, actor, async () =>
          enterRoom(house, request, request.params.id).then(
            () => actor,
            () => anonymous,
          ),
        )
        reply.raw.on('close', () => feed.leave(listener))
        reply.raw.on('error', () => feed.leave(listener))
        feed.join(listener)
      },
    )

    app.post(
      '/api/gathering-room/:id/sign-in',
      {
        config: guessing,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { code: Type.Optional(Type.String({ maxLength: 12 })) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const attendee = attendeeIn(await enterRoom(house, request, request.params.id))
        await house.db.transaction().execute(async (tx) => {
          const gathering = await lockGathering(tx, request.params.id)
          if (request.body.code === undefined) await signInFromElsewhere(house, tx, gathering, attendee)
          else await signInByCode(house, tx, gathering, attendee, request.body.code.trim())
        })
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gathering-room/:id/leave',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { reason: Type.String({ minLength: 2, maxLength: 500 }) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const attendee = attendeeIn(await enterRoom(house, request, request.params.id))
        await house.db
          .transaction()
          .execute(async (tx) =>
            askLeave(
              house,
              tx,
              await lockGathering(tx, request.params.id),
              attendee,
              request.body.reason.trim(),
            ),
          )
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gathering-room/:id/speak',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object({ wants: Type.Boolean() }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const attendee = attendeeIn(await enterRoom(house, request, request.params.id))
        await house.db
          .transaction()
          .execute(async (tx) =>
            askToSpeak(house, tx, await lockGathering(tx, request.params.id), attendee, request.body.wants),
          )
        house.wake()
        return { ok: true }
      },
    )

    app.post(
      '/api/gathering-room/:id/presence/:question',
      {
        config,
        schema: {
          tags,
          params: Type.Object({ id: Id, question: Id }),
          body: Type.Object({ answer: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
          response: { 200: Type.Object({ right: Type.Boolean() }) },
        },
      },
      async (request) => {
        const room = await enterRoom(house, request, request.params.id)
        const attendee = attendeeIn(room)
        const right = await house.db
          .transaction()
          .execute((tx) =>
            answerPresence(house, tx, room.gathering, attendee, request.params.question, request.body.answer),
          )
        house.wake()
        return { right }
      },
    )

    app.post(
      '/api/gathering-room/:id/votes/:vote',
      {
        config,
        schema: {
          tags,
          params: Type.Object({ id: Id, vote: Id }),
          body: Type.Object({ choice: Type.String({ maxLength: 64 }) }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const attendee = attendeeIn(await enterRoom(house, request, request.params.id))
        await house.db
          .transaction()
          .execute((tx) => castVote(house, tx, attendee, request.params.vote, request.body.choice))
        return { ok: true }
      },
    )

    app.post(
      '/api/gathering-room/:id/lesson',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object(
            { words: Type.String({ minLength: 10, maxLength: 5000 }) },
            { additionalProperties: false },
          ),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        const attendee = attendeeIn(await enterRoom(house, request, request.params.id))
        await house.db
          .transaction()
          .execute(async (tx) =>
            makeUpLesson(
              house,
              tx,
              await lockGathering(tx, request.params.id),
              attendee,
              request.body.words.trim(),
            ),
          )
        return { ok: true }
      },
    )
  }
}
