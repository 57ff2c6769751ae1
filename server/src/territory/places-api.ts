import { Type } from 'typebox'
import type { House } from '../kernel/house.ts'
import type { Api } from '../kernel/http/index.ts'
import { Problem } from '../kernel/problems.ts'
import { AreaKindName, AreaNameShape, closed, OrNull, Words } from './api-schemas.ts'
import { presentAreaName } from './areas-api.ts'
import { findPlaces, placeByCode } from './places.ts'

const tags = ['territory']

const PlacePage = Type.Object({
  code: Type.String(),
  area_id: Type.String(),
  name: Type.String(),
  address: OrNull(Type.String()),
  lng: Type.Number(),
  lat: Type.Number(),
  is_area: Type.Boolean({ description: 'The code is that of an area: lng and lat are only its middle' }),
  chain: Type.Array(AreaNameShape),
})

const Found = Type.Object({
  kind: Type.Enum(['place', 'area']),
  code: Type.String(),
  area_id: Type.String(),
  area_kind: AreaKindName,
  name: Type.String(),
  address: OrNull(Type.String()),
  lng: OrNull(Type.Number()),
  lat: OrNull(Type.Number()),
  chain: Type.Array(AreaNameShape),
})

/** Where a resident is: by the words of an address, or by the code on the wall. */
export function placesApi(house: House): Api {
  return async (app) => {
    app.get(
      '/api/places',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'Addresses and areas that hold the words, at most ten',
          tags,
          querystring: Type.Object({ q: Words }, closed),
          response: { 200: Type.Object({ items: Type.Array(Found) }) },
        },
      },
      async ({ query }) => {
        const words = query.q.trim()
        const found = words === '' ? [] : await findPlaces(house.db, words)
        return {
          items: found.map(({ areaId, areaKind, chain, ...rest }) => ({
            ...rest,
            area_id: areaId,
            area_kind: areaKind,
            chain: chain.map(presentAreaName),
          })),
        }
      },
    )

    app.get(
      '/api/places/:code',
      {
        config: { permission: 'public' },
        schema: {
          summary: 'The place whose code was scanned',
          tags,
          params: Type.Object({
            code: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9_-]+$' }),
          }),
          response: { 200: PlacePage },
        },
      },
      async ({ params }) => {
        const place = await placeByCode(house.db, params.code)
        if (!place)
          throw new Problem('not_found', { zh: '没有这个楼栋码', en: 'There is no such place code' })
        const { areaId, isArea, chain, ...rest } = place
        return { ...rest, area_id: areaId, is_area: isArea, chain: chain.map(presentAreaName) }
      },
    )
  }
}
