import area from '@turf/area'
import difference from '@turf/difference'
import { featureCollection, multiPolygon } from '@turf/helpers'
import intersect from '@turf/intersect'
import unionOf from '@turf/union'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { isInside, type Part, type Position, type Ring, signedArea } from '../territory/index.ts'

/** Ten millionths of a degree, about a centimetre: what two neighbours agree on exactly. */
const decimals = 7

export interface Box {
  west: number
  south: number
  east: number
  north: number
}

export function rounded([lng, lat]: Position): Position {
  return [Number(lng.toFixed(decimals)), Number(lat.toFixed(decimals))]
}

export const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1]

export function boxOf(parts: Part[]): Box {
  const box = { west: 180, south: 90, east: -180, north: -90 }
  for (const [outer] of parts)
    for (const [lng, lat] of outer!) {
      box.west = Math.min(box.west, lng)
      box.east = Math.max(box.east, lng)
      box.south = Math.min(box.south, lat)
      box.north = Math.max(box.north, lat)
    }
  return box
}

export function boxesTouch(a: Box, b: Box, margin = 0): boolean {
  return (
    a.west - margin <= b.east &&
    b.west - margin <= a.east &&
    a.south - margin <= b.north &&
    b.south - margin <= a.north
  )
}

/** m², on the ellipsoid's sphere; holes are taken off. */
export function squareMetres(parts: Part[]): number {
  return parts.length === 0 ? 0 : area(multiPolygon(parts))
}

/** Both in metres round a latitude: near enough for what a grid is wide. */
export function planeAt(latitude: number) {
  const north = 111_320
  const east = north * Math.cos((latitude * Math.PI) / 180)
  return {
    to: ([lng, lat]: Position): Position => [lng * east, lat * north],
    from: ([x, y]: Position): Position => [x / east, y / north],
  }
}

/** A ring on the common grid of coordinates, without doubled points and without spikes; undefined where nothing is left. */
function tidyRing(ring: Ring, anticlockwise: boolean): Ring | undefined {
  const open: Ring = []
  for (const each of ring.slice(0, -1)) {
    const at = rounded(each)
    if (!open.length || !same(open.at(-1)!, at)) open.push(at)
  }
  for (let index = 0; open.length > 2 && index < open.length; ) {
    const before = open[(index + open.length - 1) % open.length]!
    const after = open[(index + 1) % open.length]!
    if (same(before, after) || same(open[index]!, after)) {
      open.splice(index, 1)
      index = Math.max(0, index - 2)
    } else index++
  }
  if (open.length < 3) return undefined
  const closed: Ring = [...open, open[0]!]
  const turns = signedArea(closed)
  if (turns === 0) return undefined
  return turns > 0 === anticlockwise ? closed : closed.toReversed()
}

/** Parts as they are stored: rounded, outer rings anticlockwise, empty ones left out. */
export function tidy(parts: Part[]): Part[] {
  return parts.flatMap(([outer, ...holes]) => {
    const ring = outer && tidyRing(outer, true)
    return ring ? [[ring, ...holes.flatMap((hole) => tidyRing(hole, false) ?? [])].filter(isRing)] : []
  })
}

const isRing = (ring: Ring | Position | undefined): ring is Ring => Array.isArray(ring?.[0])

const partsOf = (feature: Feature<Polygon | MultiPolygon> | null): Part[] =>
  feature === null
    ? []
    : tidy(
        (feature.geometry.type === 'Polygon'
          ? [feature.geometry.coordinates]
          : feature.geometry.coordinates) as Part[],
      )

const collected = (shapes: Part[][]) => featureCollection(shapes.map((parts) => multiPolygon(parts)))

/** All that lies in any of them. */
export function together(shapes: Part[][]): Part[] {
  const some = shapes.filter((parts) => parts.length > 0)
  if (some.length < 2) return tidy(some[0] ?? [])
  return partsOf(unionOf(collected(some)) as Feature<Polygon | MultiPolygon> | null)
}

/** What lies in one and in none of the others. */
export function without(parts: Part[], others: Part[][]): Part[] {
  const box = boxOf(parts)
  const near = others.filter((other) => other.length > 0 && boxesTouch(box, boxOf(other)))
  if (parts.length === 0 || near.length === 0) return parts
  return partsOf(difference(collected([parts, ...near])))
}

/** What lies in both. */
export function common(a: Part[], b: Part[]): Part[] {
  if (a.length === 0 || b.length === 0 || !boxesTouch(boxOf(a), boxOf(b))) return []
  return partsOf(intersect(collected([a, b])))
}

/** Without the fragments and pinholes that are smaller than drawing can mean. */
export function withoutCrumbs(parts: Part[], smallerThan: number): Part[] {
  return parts
    .filter((part) => squareMetres([[part[0]!]]) >= smallerThan)
    .map(([outer, ...holes]) => [
      outer!,
      ...holes.filter((hole) => squareMetres([[hole.toReversed()]]) >= smallerThan),
    ])
}

/** Whether a point lies in a shape or on its border. */
export function holds(parts: Part[], at: Position): boolean {
  return parts.some(
    ([outer, ...holes]) =>
      isInside(at, outer!) && !holes.some((hole) => isInside(at, hole) && !isOn(at, hole)),
  )
}

function isOn(at: Position, ring: Ring): boolean {
  return ring.some((from, index) => index > 0 && distanceToSide(at, ring[index - 1]!, from).distance === 0)
}

/** From a point to a side, and where on it the nearest point lies (0 at `a`, 1 at `b`). Plain coordinates. */
export function distanceToSide(
  at: Position,
  a: Position,
  b: Position,
): { distance: number; share: number; foot: Position } {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = dx * dx + dy * dy
  const share =
    length === 0 ? 0 : Math.min(1, Math.max(0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length))
  const foot: Position = [a[0] + share * dx, a[1] + share * dy]
  return { distance: Math.hypot(at[0] - foot[0], at[1] - foot[1]), share, foot }
}

/** Metres of border that two shapes share, side by side with the same ends. */
export function sharedBorder(a: Part[], b: Part[]): number {
  const plane = planeAt(boxOf(a).south)
  const key = (p: Position, q: Position) => `${p[0]},${p[1]} ${q[0]},${q[1]}`
  const sides = new Set(a.flat().flatMap((ring) => ring.slice(1).map((to, index) => key(ring[index]!, to))))
  let metres = 0
  for (const ring of b.flat())
    for (const [index, to] of ring.slice(1).entries()) {
      const from = ring[index]!
      if (!sides.has(key(to, from)) && !sides.has(key(from, to))) continue
      const [p, q] = [plane.to(from), plane.to(to)]
      metres += Math.hypot(p[0] - q[0], p[1] - q[1])
    }
  return metres
}

export function geometryOf(parts: Part[]): Polygon | MultiPolygon {
  return parts.length === 1
    ? { type: 'Polygon', coordinates: parts[0]! }
    : { type: 'MultiPolygon', coordinates: parts }
}
