import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import { type Api, holdsAlready } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import {
  AreaKindName,
  AreaNameShape,
  AreaShape,
  ById,
  closed,
  DedicationName,
  Id,
  Line,
  OrNull,
  PageOf,
  paging,
  Words,
} from './api-schemas.ts'
import { changeArea, endArea, openArea, refuse, reshapeArea } from './area-writes.ts'
import { type Area, type AreaName, areaAt, areaById, areaChain, findAreas } from './areas.ts'
import { communityFor } from './organisations.ts'
import { gridWorkerOf } from './people.ts'
import type { Dedication } from './rules.ts'
import { readShape } from './shape.ts'
import { shapesAsGeoJson, shapesMark } from './shapes.ts'

const tags = ['territory']

export function presentArea({ id, code, name, nameEn, kind, dedicatedTo, parentId, households }: Area) {
  return {
    id,
    code,
    name,
    name_en: nameEn,
    kind,
    dedicated_to: dedicatedTo as Dedication | null,
    parent_id: parentId,
    households,
  }
}

export function presentAreaName({ nameEn, ...rest }: AreaName) {
  return { ...rest, name_en: nameEn }
}

/** What is published of an area: name, extent, its worker and the office's telephone (滨州条例 §6). */
const AreaPage = Type.Interface([AreaShape], {
  chain: Type.Array(AreaNameShape),
  worker: OrNull(
    Type.Object({ name: Type.String(), office: Type.String(), office_phone: OrNull(Type.String()) }),
  ),
  community: OrNull(Type.Object({ id: Type.String(), name: Type.String(), phone: OrNull(Type.String()) })),
})

const degrees = (most: number) => Type.Number({ minimum: -most, maximum: most })
const facts = {
  name: Line(100),
  name_en: Type.Optional(OrNull(Line(200))),
  households: Type.Optional(OrNull(Type.Integer({ minimum: 0, maximum: 9_999_999 }))),
}

export function areasApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/areas',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Areas in the order of their codes',
          tags,
          querystring: Type.Object(
            {
              parent: Type.Optional(Id),
              q: Type.Optional(Words),
              kind: Type.Optional(AreaKindName),
              ...paging,
            },
            closed,
          ),
          response: { 200: PageOf(AreaShape) },
        },
      },
      async ({ query: { parent, ...search } }) => {
        const { items, next } = await findAreas(house.db, {
          ...search,
          ...(parent ? { parentId: parent } : {}),
        })
        return { items: items.map(presentArea), next }
      },
    )

    app.get(
      '/api/areas/at',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'The area that holds a point (WGS-84)',
          tags,
          querystring: Type.Object({ lng: degrees(180), lat: degrees(90) }, closed),
          response: {
            200: Type.Object({
              id: Type.String(),
              name: Type.String(),
              kind: AreaKindName,
              chain: Type.Array(AreaNameShape),
            }),
          },
        },
      },
      async ({ query }) => {
        const area = await areaAt(house.db, query)
        if (!area) throw new Problem('place.unknown')
        const chain = await areaChain(house.db, area.id)
        return { id: area.id, name: area.name, kind: area.kind, chain: chain.map(presentAreaName) }
      },
    )

    app.get(
      '/api/areas/shapes',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Current shapes as GeoJSON (RFC 7946)',
          tags,
          querystring: Type.Object(
            {
              within: Type.Optional(Id),
              kind: Type.Optional(AreaKindName),
              bbox: Type.Optional(
                Type.String({
                  pattern: '^-?\\d{1,3}(\\.\\d+)?(,-?\\d{1,3}(\\.\\d+)?){3}$',
                  maxLength: 100,
                  description: 'west,south,east,north',
                }),
              ),
            },
            closed,
          ),
          response: {
            200: Type.Object({
              type: Type.Literal('FeatureCollection'),
              truncated: Type.Boolean(),
              features: Type.Array(Type.Unknown()),
            }),
            304: Type.Null(),
          },
        },
      },
      async ({ query: { within, kind, bbox }, headers }, reply) => {
        const box = bbox?.split(',').map(Number) as [number, number, number, number] | undefined
        const search = {
          ...(within ? { within } : {}),
          ...(kind ? { kind } : {}),
          ...(box ? { bbox: box } : {}),
        }
        const mark = `W/"${await shapesMark(house.db, search)}"`
        reply.header('etag', mark).header('cache-control', 'public, max-age=0, must-revalidate')
        if (holdsAlready(headers['if-none-match'], mark)) return reply.status(304).send(null)
        const text = await shapesAsGeoJson(house.db, search)
        return reply
          .type('application/geo+json; charset=utf-8')
          .serializer((body) => body as string)
          .send(text as never)
      },
    )

    app.get(
      '/api/areas/:id',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'An area, who works it and whom to ring',
          tags,
          params: ById,
          response: { 200: AreaPage },
        },
      },
      async ({ params }) => {
        const area = await areaById(house.db, params.id)
        if (!area || area.activeTo)
          throw new Problem('not_found', { zh: '没有这个区域', en: 'There is no such area' })
        const [chain, worker, community] = await Promise.all([
          areaChain(house.db, area.id),
          gridWorkerOf(house.db, area.id, house.now()),
          communityFor(house.db, area.id),
        ])
        return {
          ...presentArea(area),
          chain: chain.map(presentAreaName),
          worker: worker
            ? { name: worker.name, office: worker.organisationName, office_phone: worker.organisationPhone }
            : null,
          community: community ? { id: community.id, name: community.name, phone: community.phone } : null,
        }
      },
    )

    app.post(
      '/api/areas',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Open an area',
          tags,
          body: Type.Object(
            {
              code: Line(40),
              kind: AreaKindName,
              parent_id: Type.Optional(OrNull(Id)),
              dedicated_to: Type.Optional(OrNull(DedicationName)),
              ...facts,
            },
            closed,
          ),
          response: { 201: AreaShape },
        },
      },
      async ({ body: { name_en, parent_id, dedicated_to, ...rest }, actor }, reply) => {
        const { grid_codes } = await house.rulesNow()
        const wanted = {
          ...rest,
          nameEn: name_en ?? null,
          parentId: parent_id ?? null,
          dedicatedTo: dedicated_to ?? null,
        }
        const area = await openArea(house.db, { house, actor }, wanted, grid_codes)
        return reply.status(201).send(presentArea(area))
      },
    )

    app.patch(
      '/api/areas/:id',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'Change what an area is called',
          tags,
          params: ById,
          body: Type.Partial(Type.Object(facts, closed)),
          response: { 200: AreaShape },
        },
      },
      async ({ params, body: { name_en: nameEn, ...rest }, actor }) =>
        presentArea(
          await changeArea(house.db, { house, actor }, params.id, {
            ...rest,
            ...(nameEn === undefined ? {} : { nameEn }),
          }),
        ),
    )

    app.put(
      '/api/areas/:id/shape',
      {
        config: { permission: 'territory.write' },
        bodyLimit: 8 * 1024 * 1024,
        schema: {
          summary: 'Give an area a new boundary; the old one ends and is kept',
          tags,
          params: ById,
          body: Type.Object(
            { type: Type.String({ maxLength: 40 }), coordinates: Type.Array(Type.Unknown()) },
            closed,
          ),
          response: { 204: Type.Null() },
        },
      },
      async ({ params, body, actor }, reply) => {
        const { parts, complaints } = readShape(body)
        refuse(complaints.map(({ zh, en }) => ({ field: 'coordinates', zh, en })))
        await reshapeArea(house.db, { house, actor }, params.id, parts)
        return reply.status(204).send(null)
      },
    )

    app.post(
      '/api/areas/:id/end',
      {
        config: { permission: 'territory.write' },
        schema: {
          summary: 'End an area that holds nothing any more',
          tags,
          params: ById,
          response: { 204: Type.Null() },
        },
      },
      async ({ params, actor }, reply) => {
        await endArea(house.db, { house, actor }, params.id)
        return reply.status(204).send(null)
      },
    )
  }
}
