/** A tile of the web map: zoom, column from the west, row from the north. */
export interface TileAddress {
  z: number
  x: number
  y: number
}

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

export const deepestZoom = 20
export const extent = 4096

/** Zoom of the cells in which `map_cell` of the database numbers the world. */
const cellZoom = 22

export function isTile({ z, x, y }: TileAddress): boolean {
  return z >= 0 && z <= deepestZoom && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z
}

const latitudeAt = (row: number, z: number) =>
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / 2 ** z))) * 180) / Math.PI

/** Degrees, WGS-84. @param buffer share of the tile's width added on each side */
export function boundsOf({ z, x, y }: TileAddress, buffer = 0): Bounds {
  return {
    west: ((x - buffer) / 2 ** z) * 360 - 180,
    east: ((x + 1 + buffer) / 2 ** z) * 360 - 180,
    north: latitudeAt(y - buffer, z),
    south: latitudeAt(y + 1 + buffer, z),
  }
}

/** The tile of a zoom that holds a point. */
export function tileAt([lng, lat]: [number, number], z: number): TileAddress {
  const size = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * size
  return { z, x: Math.floor(((lng + 180) / 360) * size), y: Math.floor(y) }
}

/** Whole numbers inside the tile, 0 at its north-western corner and `extent` beyond the other. */
export function within({ z, x, y }: TileAddress, [lng, lat]: [number, number]): [number, number] {
  const column = ((lng + 180) / 360) * 2 ** z
  const row = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z
  return [Math.floor((column - x) * extent), Math.floor((row - y) * extent)]
}

/** The bits of two numbers in turns: x at the even places. */
function interleaved(x: number, y: number): bigint {
  let cell = 0n
  for (let bit = 0n; bit < 22n; bit++)
    cell |= (((BigInt(x) >> bit) & 1n) << (2n * bit)) | (((BigInt(y) >> bit) & 1n) << (2n * bit + 1n))
  return cell
}

/** Every cell of a tile: one range, because cells are numbered along a Z-curve. */
export function cellsOf({ z, x, y }: TileAddress): { from: string; to: string } {
  const shift = 2n * BigInt(cellZoom - z)
  const first = interleaved(x, y) << shift
  return { from: String(first), to: String(first + (1n << shift) - 1n) }
}

/** Bits to drop from a cell's number so that what is left numbers squares of another zoom. */
export const bitsBelow = (zoom: number) => 2 * (cellZoom - zoom)

/** The square of a zoom that has a number. */
export function squareOf(number: number, zoom: number): TileAddress {
  const square = { z: zoom, x: 0, y: 0 }
  const bits = BigInt(number)
  for (let bit = 0n; bit < BigInt(zoom); bit++) {
    square.x |= Number((bits >> (2n * bit)) & 1n) << Number(bit)
    square.y |= Number((bits >> (2n * bit + 1n)) & 1n) << Number(bit)
  }
  return square
}
