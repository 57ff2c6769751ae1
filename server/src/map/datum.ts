import { type Datum, fromGcj02, type Position, toGcj02 } from '../territory/index.ts'
import { boundsOf, isTile, type TileAddress, tileAt } from './tile.ts'

/** A position of ours (WGS-84) as the base map counts: maps of mainland providers are shifted by some 500 m. */
export function toDatum([lng, lat]: Position, datum: Datum): Position {
  return datum === 'gcj02' ? toGcj02([lng, lat]) : [lng, lat]
}

/** The tiles of WGS-84 in which whatever shows in a tile of the base map may lie. */
export function tilesUnder(tile: TileAddress, datum: Datum): TileAddress[] {
  if (datum === 'wgs84') return [tile]
  const { west, south, east, north } = boundsOf(tile)
  const { x, y } = tileAt(fromGcj02([(west + east) / 2, (south + north) / 2]), tile.z)
  return [-1, 0, 1].flatMap((right) =>
    [-1, 0, 1].map((down) => ({ z: tile.z, x: x + right, y: y + down })).filter(isTile),
  )
}
