import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { type Static, Type } from 'typebox'
import { shanghaiDate } from '../kernel/calendar/index.ts'
import type { House } from '../kernel/house.ts'
import { type Api, entityTag, holdsAlready } from '../kernel/http/index.ts'
import { placeOf } from '../territory/index.ts'
import { similarFor } from './findings.ts'
import { takeOutbox } from './outbox.ts'
import { LooseOutbox, Outbox, OutboxAnswer, SimilarItem } from './outbox-schemas.ts'
import { fieldPack } from './pack.ts'
import { FieldPack } from './pack-schemas.ts'
import { recordedEntries, recordedWalks } from './recorded.ts'
import { Recorded, RecordedEntries, Today } from './schemas.ts'
import { roundsToday, runningWalk } from './today.ts'

const tags = ['field']
const Paged = Type.Object({ cursor: Type.Optional(Type.String({ maxLength: 200 })) })
const checkLoose = TypeBoxValidatorCompiler({
  schema: LooseOutbox,
  method: 'POST',
  url: '/api/field/outbox',
  httpPart: 'body',
})

/** What the phone of a worker outdoors speaks to. Everything that it does goes through the outbox, with a signal or without. */
export function fieldApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/field/pack',
      {
        config: { permission: 'patrol.walk' },
        schema: {
          tags,
          summary: '离线所需的一切 / everything needed without a signal; send If-None-Match',
          response: { 200: FieldPack },
        },
      },
      async (request, reply) => {
        const pack = await fieldPack(house, request.actor)
        const tag = entityTag(JSON.stringify(pack))
        reply.headers({ etag: tag, 'cache-control': 'private, no-cache' })
        if (holdsAlready(request.headers['if-none-match'], tag))
          return (reply as FastifyReply).status(304).send()
        return pack
      },
    )

    app.get(
      '/api/field/today',
      { config: { permission: 'patrol.walk' }, schema: { tags, response: { 200: Today } } },
      async (request) => ({
        day: shanghaiDate(house.now()),
        walk: await runningWalk(house.db, request.actor),
        rounds: await roundsToday(house, request.actor),
      }),
    )

    app.post(
      '/api/field/outbox',
      {
        config: { permission: 'patrol.walk', rateLimit: { max: 240, timeWindow: 60_000 } },
        schema: {
          tags,
          summary: '发件箱：逐条收下，重复发送只算一次 / the outbox: taken one by one, each once',
          body: Outbox,
          response: { 200: OutboxAnswer },
        },
        // One entry that is wrong must not hold up the others: each is checked by itself, and answered by itself.
        validatorCompiler: ({ httpPart, ...route }) =>
          httpPart === 'body'
            ? checkLoose
            : TypeBoxValidatorCompiler({ httpPart, ...route } as Parameters<
                typeof TypeBoxValidatorCompiler
              >[0]),
      },
      (request) => takeOutbox(house, request.actor, request.body as unknown as Static<typeof LooseOutbox>),
    )

    app.post(
      '/api/field/similar',
      {
        config: { permission: 'patrol.walk', rateLimit: { max: 120, timeWindow: 60_000 } },
        schema: {
          tags,
          summary: '可能是同一件事的未办结事项，供比较 / open matters that may be about the same',
          body: Type.Object(
            {
              text: Type.String({ minLength: 1, maxLength: 4000 }),
              location: Type.Optional(
                Type.Object(
                  {
                    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
                    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
                    place_code: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
                    area_id: Type.Optional(Type.String({ format: 'uuid' })),
                  },
                  { additionalProperties: false },
                ),
              ),
            },
            { additionalProperties: false },
          ),
          response: { 200: Type.Object({ items: Type.Array(SimilarItem) }) },
        },
      },
      async (request) => {
        const { text, location } = request.body
        const place = location ? await placeOf(house.db, location) : null
        return {
          items: await similarFor(house, request.actor, {
            text,
            spot: place?.spot ?? null,
            areaId: place?.areaId ?? null,
          }),
        }
      },
    )

    app.get(
      '/api/field/recorded',
      {
        config: { permission: 'patrol.walk' },
        schema: {
          tags,
          summary: '记录了我的什么、保存多久 / what is recorded about me, and for how long',
          querystring: Paged,
          response: { 200: Recorded },
        },
      },
      (request) => recordedWalks(house, request.actor, request.query.cursor),
    )
    app.get(
      '/api/field/recorded/entries',
      {
        config: { permission: 'patrol.walk' },
        schema: {
          tags,
          summary: '我的手机发过什么 / what my phones sent',
          querystring: Paged,
          response: { 200: RecordedEntries },
        },
      },
      (request) => recordedEntries(house, request.actor, request.query.cursor),
    )
  }
}
