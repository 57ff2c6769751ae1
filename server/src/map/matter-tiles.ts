import type { GeoJSONVTTile } from '@maplibre/geojson-vt'
import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { House } from '../kernel/house.ts'
import type { Actor } from '../kernel/permissions/index.ts'
import { densityInCells, type MapQuery, mattersInCells } from '../matters/index.ts'
import type { Datum } from '../territory/index.ts'
import { tilesUnder, toDatum } from './datum.ts'
import { bitsBelow, cellsOf, deepestZoom, extent, squareOf, type TileAddress, within } from './tile.ts'

/** From here on each matter is a point of its own. */
export const pointsFrom = 14
/** A tile with more than this shows squares however near one looks. */
const mostPoints = 2000
/** Squares in a tile, each way, while zoomed out. */
const squaresAcross = 4

interface Point {
  at: [number, number]
  tags: Record<string, string | number | boolean>
}

const layerOf = (points: Point[]) =>
  ({
    features: points.map(({ at, tags }) => ({ type: 1, geometry: [at], tags })),
  }) as unknown as GeoJSONVTTile

/**
 * Matters within the actor's reach as a vector tile. Near: layer `matters`, a point each (id, number, state, urgency,
 * category, overdue). Far, or where there are too many: layer `density` (matters, overdue, west, south, east, north).
 * Residents' places are personal: this is for staff, and never kept where others could read it.
 */
export async function matterTile(
  house: House,
  actor: Actor,
  query: MapQuery,
  tile: TileAddress,
  datum: Datum,
): Promise<Uint8Array> {
  const under = tilesUnder(tile, datum)
  const inside = ([x, y]: [number, number]) => x >= 0 && y >= 0 && x < extent && y < extent
  const placed = (lng: number, lat: number) => within(tile, toDatum([lng, lat], datum))
  if (tile.z >= pointsFrom) {
    const dots = await mattersInCells(house, actor, query, under.map(cellsOf), mostPoints)
    if (dots.length <= mostPoints) {
      const matters = dots
        .map(({ lng, lat, category, ...rest }) => ({
          at: placed(lng, lat),
          tags: { ...rest, ...(category ? { category } : {}) },
        }))
        .filter(({ at }) => inside(at))
      return fromGeojsonVt({ matters: layerOf(matters) }, { version: 2, extent })
    }
  }
  const zoom = Math.min(tile.z + squaresAcross, deepestZoom + 2)
  const squares = await densityInCells(house, actor, query, under.map(cellsOf), bitsBelow(zoom))
  const density = squares
    .map(({ square, lng, lat, matters, overdue }) => {
      const { x, y, z } = squareOf(square, zoom)
      return { at: placed(lng, lat), tags: { matters, overdue, square: `${z}/${x}/${y}` } }
    })
    .filter(({ at }) => inside(at))
  return fromGeojsonVt({ density: layerOf(density) }, { version: 2, extent })
}
