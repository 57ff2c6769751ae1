import QRCode from 'qrcode'
import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import {
  AreaKindName,
  ById,
  closed,
  type Dedication,
  DedicationName,
  Line,
  OrNull,
} from '../territory/index.ts'
import { addressOfCode, careOf, publishPhone } from './care.ts'
import { GeometryShape, Version } from './schemas.ts'

const tags = ['grids']
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' })
const Office = OrNull(
  Type.Object({
    id: Type.String(),
    name: Type.String(),
    name_en: OrNull(Type.String()),
    phone: OrNull(Type.String()),
    address: OrNull(Type.String()),
    hours: OrNull(Type.String()),
  }),
)
const AreaMark = Type.Object({
  id: Type.String(),
  code: Type.String(),
  name: Type.String(),
  name_en: OrNull(Type.String()),
  kind: AreaKindName,
})

/** A resident asks a few times; whoever asks for every corner of a city is no resident. */
const aMinute = (max: number) => ({ max, timeWindow: 60_000 })

/** Who looks after me, for everybody; and the code to scan that leads to the report page. */
export function careApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/care',
      {
        config: { permission: 'public', rateLimit: aMinute(120) },
        schema: {
          summary: 'Who looks after a corner, how to reach them, how to complain about them',
          tags,
          querystring: Type.Object(
            {
              code: Type.Optional(Code),
              lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
              lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              area: Type.Interface([AreaMark], { dedicated_to: OrNull(DedicationName) }),
              place: OrNull(
                Type.Object({ code: Type.String(), name: Type.String(), address: OrNull(Type.String()) }),
              ),
              chain: Type.Array(AreaMark),
              outline: GeometryShape,
              worker: OrNull(
                Type.Object({ name: Type.String(), office: Type.String(), phone: OrNull(Type.String()) }),
              ),
              community: Office,
              complain: Type.Object({ office: Office, hotline: Office }),
              report_path: Type.String(),
            }),
          },
        },
      },
      async ({ query }, reply) => {
        const { area, worker, ...rest } = await careOf(house, query)
        reply.header('cache-control', 'public, max-age=60')
        return {
          ...rest,
          area: { ...area, dedicated_to: area.dedicated_to as Dedication | null },
          worker: worker ?? null,
        }
      },
    )

    app.get(
      '/api/qr/:code.svg',
      {
        config: { permission: 'public', rateLimit: aMinute(120) },
        schema: {
          summary: 'A code to scan that opens the report page with the place known',
          description: 'For the code of a place or of an area. SVG; scales to any size of paper.',
          tags,
          params: Type.Object({ code: Code }),
        },
      },
      async ({ params }, reply) => {
        const address = await addressOfCode(house, params.code)
        const svg = await QRCode.toString(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
        return reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(svg)
      },
    )

    app.put(
      '/api/grids/:id/duty-phone',
      {
        config: { permission: 'grid.write' },
        schema: {
          summary: 'Publish the number on which a grid’s worker is reached on duty',
          tags,
          params: ById,
          body: Type.Object({ phone: OrNull(Line(30)), version: Version }, closed),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        await publishPhone(house, actor, params.id, body)
        return reply.status(204).send(null)
      },
    )
  }
}
