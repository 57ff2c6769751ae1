import type { Part, Position, Ring } from '../territory/index.ts'
import { boxesTouch, boxOf, distanceToSide, planeAt, rounded, same, tidy } from './geometry.ts'

/** Rounding puts a point of one border this far beside the other's, in metres. */
const roundingMetres = 0.05

type Side = [Position, Position]

function sidesOf(shapes: Part[][]): Side[] {
  return shapes.flatMap((parts) =>
    parts.flat().flatMap((ring) => ring.slice(1).map((to, index): Side => [ring[index]!, to])),
  )
}

function near(shapes: Part[][], parts: Part[], metres: number): Part[][] {
  const box = boxOf(parts)
  const margin = metres / 50_000
  return shapes.filter((other) => other.length > 0 && boxesTouch(box, boxOf(other), margin))
}

/**
 * A drawn shape laid onto what is there already: points near a neighbour's corner become that corner, points near
 * its border lie on it, and where the drawn border runs along a neighbour's corner it bends with it.
 */
export function snapped(drawn: Part[], others: Part[][], metres: number): Part[] {
  const there = near(others, drawn, metres)
  if (there.length === 0) return tidy(drawn)
  const plane = planeAt(boxOf(drawn).south)
  const corners = there.flat(2).flat()
  const planeCorners = corners.map(plane.to)
  const sides = sidesOf(there)
  const planeSides = sides.map(([a, b]): Side => [plane.to(a), plane.to(b)])
  const move = (at: Position): Position => {
    const flat = plane.to(at)
    let best: { distance: number; at: Position } | undefined
    for (const [index, corner] of planeCorners.entries()) {
      const distance = Math.hypot(corner[0] - flat[0], corner[1] - flat[1])
      if (distance <= metres && (!best || distance < best.distance)) best = { distance, at: corners[index]! }
    }
    if (best) return best.at
    for (const [a, b] of planeSides) {
      const { distance, foot } = distanceToSide(flat, a, b)
      if (distance <= metres && (!best || distance < best.distance))
        best = { distance, at: rounded(plane.from(foot)) }
    }
    return best?.at ?? at
  }
  const moved = drawn.map((part) => part.map((ring) => ring.map(move)))
  return tidy(moved.map((part) => part.map((ring) => withCorners(ring, corners, plane, metres))))
}

/** A ring with every corner inserted that lies on one of its sides, or nearly so. */
function withCorners(
  ring: Ring,
  corners: Position[],
  plane: ReturnType<typeof planeAt>,
  metres: number,
): Ring {
  const own = new Set(ring.map(String))
  const margin = metres / 50_000
  const made: Ring = [ring[0]!]
  for (const [index, to] of ring.slice(1).entries()) {
    const from = ring[index]!
    const [a, b] = [plane.to(from), plane.to(to)]
    const [west, east] = [Math.min(from[0], to[0]) - margin, Math.max(from[0], to[0]) + margin]
    const [south, north] = [Math.min(from[1], to[1]) - margin, Math.max(from[1], to[1]) + margin]
    const between: { share: number; at: Position }[] = []
    for (const at of corners) {
      if (at[0] < west || at[0] > east || at[1] < south || at[1] > north || own.has(String(at))) continue
      const { distance, share } = distanceToSide(plane.to(at), a, b)
      if (distance <= metres && share > 0 && share < 1) between.push({ share, at })
    }
    between.sort((one, other) => one.share - other.share)
    for (const { at } of between) if (!same(made.at(-1)!, at)) made.push(at)
    if (!same(made.at(-1)!, to)) made.push(to)
  }
  return made
}

/**
 * Shapes whose borders meet, each with the points that its neighbours have on the common border. So the same border is
 * the same chain of points on both sides, and moving a point moves it for both.
 */
export function sharingPoints(shapes: Part[][]): Part[][] {
  return shapes.map((parts, index) => {
    if (parts.length === 0) return parts
    const others = near(
      shapes.filter((_, other) => other !== index),
      parts,
      roundingMetres,
    )
    if (others.length === 0) return parts
    const plane = planeAt(boxOf(parts).south)
    const corners = others.flat(2).flat()
    return parts.map((part) => part.map((ring) => withCorners(ring, corners, plane, roundingMetres)))
  })
}
