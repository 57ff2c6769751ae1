import { Type } from 'typebox'
import { isDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, cursorOf, readCursor } from '../kernel/http/index.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { Problem } from '../kernel/problems.ts'
import { Day, Done, Id, Nothing, OfGathering, Sealed, TalkKeyShape, TalkShape } from './schemas.ts'
import { keepNotes, keepTalkKey, partnersOf, recordTalk, type Talk, talkKeyOf, talksOf } from './talks.ts'

const tags = ['gatherings']
const config = { permission: 'signed_in' as const }
const pageLength = 50

function personOf(actor: Actor): string {
  if (!actor.personId) throw new Problem('identity.required')
  return actor.personId
}

const answerOf = (talk: Talk) => ({
  id: talk.id,
  organisation: talk.organisationName,
  between: talk.between,
  one: { id: talk.oneId, name: talk.oneName },
  other: { id: talk.otherId, name: talk.otherName },
  day: talk.day,
  sealed: talk.sealed,
  version: talk.version,
})

/** 谈心谈话: each route answers for the one who asks, and for nobody else, whatever duty they hold. */
export function gatheringTalksApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/talks/key',
      {
        config,
        schema: { tags, response: { 200: Type.Object({ key: Type.Union([TalkKeyShape, Type.Null()]) }) } },
      },
      async (request) => {
        const key = await talkKeyOf(house.db, personOf(request.actor))
        return {
          key: key && {
            public_key: key.publicKey,
            wrapped_key: key.wrappedKey,
            salt: key.salt,
            version: key.version,
          },
        }
      },
    )

    app.put(
      '/api/talks/key',
      { config, schema: { tags, body: TalkKeyShape, response: { 200: Nothing } } },
      async (request) => {
        const { public_key, wrapped_key, salt, version } = request.body
        await keepTalkKey(
          house,
          personOf(request.actor),
          { publicKey: public_key, wrappedKey: wrapped_key, salt },
          version,
        )
        return { ok: true }
      },
    )

    app.get(
      '/api/talks',
      {
        config,
        schema: {
          tags,
          querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 300 })) }),
          response: {
            200: Type.Object({
              items: Type.Array(TalkShape),
              next: Type.Union([Type.String(), Type.Null()]),
              partners: Type.Array(
                Type.Object({
                  person_id: Type.String(),
                  name: Type.String(),
                  organisation_id: Type.String(),
                  public_key: Type.Union([Type.String(), Type.Null()]),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        const after = request.query.after ? readCursor(request.query.after) : null
        const found = await talksOf(
          house.db,
          personOf(request.actor),
          after && { day: after.at, id: after.id },
          pageLength + 1,
        )
        const items = found.slice(0, pageLength)
        const last = items.at(-1)
        return {
          items: items.map(answerOf),
          next: found.length > pageLength && last ? cursorOf({ at: last.day, id: last.id }) : null,
          partners: (await partnersOf(house, request.actor)).map((partner) => ({
            person_id: partner.personId,
            name: partner.name,
            organisation_id: partner.organisationId,
            public_key: partner.publicKey,
          })),
        }
      },
    )

    app.post(
      '/api/talks',
      {
        config,
        schema: {
          tags,
          body: Type.Object({ organisation_id: Id, other_id: Id, day: Day }, { additionalProperties: false }),
          response: { 201: Done },
        },
      },
      async (request, reply) => {
        const { organisation_id, other_id, day } = request.body
        if (!isDate(day)) throw new Problem('input.invalid', { zh: '没有这一天', en: 'There is no such day' })
        const id = await recordTalk(house, request.actor, {
          organisationId: organisation_id,
          otherId: other_id,
          day,
        })
        return reply.status(201).send({ id })
      },
    )

    app.put(
      '/api/talks/:id/notes',
      {
        config,
        schema: {
          tags,
          params: OfGathering,
          body: Type.Object({ version: Type.Integer(), sealed: Sealed }, { additionalProperties: false }),
          response: { 200: Nothing },
        },
      },
      async (request) => {
        await keepNotes(house, request.actor, request.params.id, request.body.version, request.body.sealed)
        return { ok: true }
      },
    )
  }
}
