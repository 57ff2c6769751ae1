import { metresBetween } from '../territory/index.ts'

export interface Spot {
  lng: number
  lat: number
}

/** More rounds of improvement than this help nobody: a plan has at most a hundred points or so. */
const mostPasses = 40

/**
 * The points in an order that is sensible to walk, from where one starts: the nearest one next, then crossings taken
 * out (2-opt) until no exchange makes it shorter. The start is not among the points; it is not come back to.
 */
export function sensibleOrder<Point extends Spot>(start: Spot, points: readonly Point[]): Point[] {
  const left = [...points]
  const order: Point[] = []
  let here: Spot = start
  while (left.length > 0) {
    let nearest = 0
    for (let index = 1; index < left.length; index += 1)
      if (metresBetween(here, left[index]!) < metresBetween(here, left[nearest]!)) nearest = index
    const [next] = left.splice(nearest, 1)
    order.push(next!)
    here = next!
  }
  return untangled(start, order)
}

function untangled<Point extends Spot>(start: Spot, order: Point[]): Point[] {
  const path = [...order]
  for (let pass = 0; pass < mostPasses; pass += 1) {
    let shorter = false
    for (let from = 0; from < path.length - 1; from += 1)
      for (let to = from + 1; to < path.length; to += 1) {
        const before: Spot = from === 0 ? start : path[from - 1]!
        const after = path[to + 1]
        const now = metresBetween(before, path[from]!) + (after ? metresBetween(path[to]!, after) : 0)
        const turned = metresBetween(before, path[to]!) + (after ? metresBetween(path[from]!, after) : 0)
        if (turned < now) {
          path.splice(from, to - from + 1, ...path.slice(from, to + 1).reverse())
          shorter = true
        }
      }
    if (!shorter) break
  }
  return path
}

/** Metres from the start through the points in order. */
export function lengthOf(start: Spot, points: readonly Spot[]): number {
  let here = start
  let metres = 0
  for (const point of points) {
    metres += metresBetween(here, point)
    here = point
  }
  return metres
}
