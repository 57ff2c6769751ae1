import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import { type Api, entityTag, holdsAlready } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { listFilters, listWithPoints } from '../matters/index.ts'
import { closed, type Datum, datums, Id } from '../territory/index.ts'
import { areaTile, territoryVersion } from './area-tiles.ts'
import { layersOf } from './base.ts'
import { Levels, levelsOf } from './levels.ts'
import { matterTile, pointsFrom } from './matter-tiles.ts'
import { isTile, type TileAddress } from './tile.ts'

const tags = ['map']
const tileType = 'application/vnd.mapbox-vector-tile'
const Whole = Type.Integer({ minimum: 0, maximum: 2 ** 22 })
const Address = Type.Object({ z: Type.Integer({ minimum: 0, maximum: 20 }), x: Whole, y: Whole })
const DatumQuery = {
  datum: Type.Optional(
    Type.Enum([...datums], { description: 'How the base map counts; wgs84 where it is left out' }),
  ),
}

/** Tiles that were made lately. Areas change seldom, and half the city looks at the same ones. */
const kept = new Map<string, Promise<Uint8Array>>()
const mostKept = 2000

function once(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value!)
  const making = make()
  kept.set(key, making)
  making.catch(() => kept.delete(key))
  return making
}

function requireTile(tile: TileAddress): void {
  if (!isTile(tile)) throw new Problem('not_found', { zh: '没有这块瓦片', en: 'There is no such tile' })
}

function sendTile(reply: FastifyReply, bytes: Uint8Array) {
  return reply.type(tileType).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
}

/** The map: areas for everybody, matters for those who may read them, and what lies under both. */
export function mapApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/map/base',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'What lies under the map, how it counts, and the mark of the areas now',
          tags,
          response: {
            200: Type.Object({
              layers: Type.Array(
                Type.Object({
                  tiles: Type.Array(Type.String()),
                  attribution: Type.String(),
                  max_zoom: Type.Integer(),
                }),
              ),
              datum: Type.Enum([...datums]),
              territory_version: Type.Integer(),
              points_from_zoom: Type.Integer(),
            }),
          },
        },
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-cache')
        const { baseMap } = house.configuration
        return {
          layers: layersOf(baseMap),
          datum: (baseMap.kind === 'tiles' ? baseMap.datum : 'wgs84') as Datum,
          territory_version: await territoryVersion(house.db),
          points_from_zoom: pointsFrom,
        }
      },
    )

    app.get(
      '/api/tiles/areas/:z/:x/:y.mvt',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Areas as a vector tile: layers `areas` and `names`',
          description:
            'With the territory’s version in `v` it may be kept for a day; without, it is asked for again each time.',
          tags,
          params: Address,
          querystring: Type.Object({ v: Type.Optional(Type.Integer({ minimum: 0 })), ...DatumQuery }, closed),
        },
      },
      async ({ params: tile, query: { v, datum = 'wgs84' }, headers }, reply) => {
        requireTile(tile)
        const version = await territoryVersion(house.db)
        const mark = `W/"${version}-${datum}"`
        reply
          .header('etag', mark)
          .header(
            'cache-control',
            v === version ? 'public, max-age=86400' : 'public, max-age=0, must-revalidate',
          )
        if (holdsAlready(headers['if-none-match'], mark)) return reply.status(304).send(null)
        const key = `${house.configuration.dataFolder} ${version} ${datum} ${tile.z}/${tile.x}/${tile.y}`
        return sendTile(reply, await once(key, () => areaTile(house.db, tile, datum)))
      },
    )

    app.get(
      '/api/tiles/matters/:z/:x/:y.mvt',
      {
        config: { permission: 'matter.read' },
        schema: {
          summary:
            'Matters within your reach as a vector tile: layer `matters` when near, `density` when far',
          tags,
          params: Address,
          querystring: Type.Object({ ...listFilters, ...DatumQuery }, closed),
        },
      },
      async ({ params: tile, query: { datum = 'wgs84', ...query }, headers, actor }, reply) => {
        requireTile(tile)
        const bytes = await matterTile(house, actor, query, tile, datum)
        const mark = entityTag(bytes)
        reply.header('etag', mark).header('cache-control', 'private, max-age=15')
        if (holdsAlready(headers['if-none-match'], mark)) return reply.status(304).send(null)
        return sendTile(reply, bytes)
      },
    )

    app.get(
      '/api/map/matters',
      {
        config: { permission: 'matter.read' },
        schema: {
          summary: 'The same matters as a list, page by page: the table beside the map',
          tags,
          querystring: Type.Object(
            {
              ...listFilters,
              bbox: Type.Optional(
                Type.String({
                  pattern: '^-?\\d{1,3}(\\.\\d+)?(,-?\\d{1,3}(\\.\\d+)?){3}$',
                  maxLength: 100,
                  description: 'west,south,east,north (WGS-84)',
                }),
              ),
              cursor: Type.Optional(Type.String({ maxLength: 300 })),
              limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
            },
            closed,
          ),
        },
      },
      ({ query: { bbox, view, ...query }, actor }) =>
        listWithPoints(house, actor, {
          view: view ?? 'all',
          ...query,
          ...(bbox ? { box: bbox.split(',').map(Number) as [number, number, number, number] } : {}),
        }),
    )

    app.get(
      '/api/map/levels',
      {
        config: { permission: 'matter.read' },
        schema: {
          summary: 'How much lies in an area and in each area directly below it, within your reach',
          description:
            'Open, overdue and passed on by your organisations, each counted as the list of the same filters shows it. Without `area`: your own.',
          tags,
          querystring: Type.Object({ area: Type.Optional(Id) }, closed),
          response: { 200: Levels },
        },
      },
      ({ query: { area }, actor }) => levelsOf(house, actor, area),
    )
  }
}
