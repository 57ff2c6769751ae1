import type { Grid } from './pack.ts'

type Ring = readonly (readonly number[])[]

/** Even-odd rule; a point on the line may fall to either side. */
function isInRing(ring: Ring, lng: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number]
    const [xj, yj] = ring[j] as [number, number]
    if (yi > lat !== yj > lat && lng < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** The narrowest of the carried areas that holds a spot (WGS-84); areas stand from wide to narrow. */
export function gridAt(grids: readonly Grid[], lat: number, lng: number): Grid | null {
  return (
    grids.findLast(({ shape }) =>
      shape.coordinates.some(
        ([outer, ...holes]) =>
          outer && isInRing(outer, lng, lat) && !holes.some((hole) => isInRing(hole, lng, lat)),
      ),
    ) ?? null
  )
}
