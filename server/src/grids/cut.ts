import type { Part, Position, Ring } from '../territory/index.ts'
import { isInside } from '../territory/index.ts'
import { distanceToSide, planeAt, rounded, same, tidy, without } from './geometry.ts'

export interface CutRefusal {
  zh: string
  en: string
}

interface Crossing {
  /** Number of the line's side, and how far along it. */
  along: number
  at: Position
}

const refusal = (zh: string, en: string): CutRefusal => ({ zh, en })

function crossingOf(a: Position, b: Position, c: Position, d: Position): number | undefined {
  const [rx, ry] = [b[0] - a[0], b[1] - a[1]]
  const [sx, sy] = [d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (cross === 0) return undefined
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  const edge = 1e-12
  return t >= -edge && t <= 1 + edge && u >= -edge && u <= 1 + edge ? Math.min(1, Math.max(0, t)) : undefined
}

function crossesItself(line: Position[]): boolean {
  for (let i = 1; i < line.length; i++)
    for (let j = i + 2; j < line.length; j++)
      if (crossingOf(line[i - 1]!, line[i]!, line[j - 1]!, line[j]!) !== undefined) return true
  return false
}

/**
 * Cuts a shape along a line that begins and ends outside it, or on its border. The pieces have every point of the cut
 * in common. Parts that the line does not touch go with the nearest piece.
 * @param snapMetres an end that lies this near inside the border counts as on it
 */
export function cutBy(
  parts: Part[],
  drawn: Position[],
  snapMetres: number,
): { pieces: Part[][] } | { refusal: CutRefusal } {
  const line = drawn.map(rounded).filter((at, index, all) => index === 0 || !same(at, all[index - 1]!))
  if (line.length < 2) return { refusal: refusal('分割线至少要有两个点', 'The line needs two points') }
  if (crossesItself(line)) return { refusal: refusal('分割线自己与自己相交', 'The line crosses itself') }
  const pieces: Part[][] = []
  const untouched: Part[] = []
  for (const part of parts) {
    const found = cutPart(part, line, snapMetres)
    if ('refusal' in found) return found
    if (found.pieces.length === 1) untouched.push(part)
    else pieces.push(...found.pieces.map((piece) => [piece]))
  }
  if (pieces.length === 0)
    return {
      refusal: refusal(
        '这条线没有把网格分开，两端要画到边界外面',
        'The line does not divide the grid; draw both ends beyond its border',
      ),
    }
  for (const part of untouched) nearestPiece(pieces, part).push(part)
  return { pieces }
}

function nearestPiece(pieces: Part[][], part: Part): Part[] {
  const plane = planeAt(part[0]![0]![1])
  const spots = part[0]!.map(plane.to)
  const distance = (piece: Part[]) =>
    Math.min(
      ...piece[0]![0]!
        .map(plane.to)
        .flatMap((at) => spots.map((spot) => Math.hypot(at[0] - spot[0], at[1] - spot[1]))),
    )
  return pieces.reduce((best, piece) => (distance(piece) < distance(best) ? piece : best))
}

function cutPart(
  [outer, ...holes]: Part,
  line: Position[],
  snapMetres: number,
): { pieces: Part[] } | { refusal: CutRefusal } {
  const path = [...line]
  for (const [index, end] of [line[0]!, line.at(-1)!].entries()) {
    if (!isInside(end, outer!)) continue
    const onBorder = nearestOn(end, outer!)
    if (onBorder.metres > snapMetres)
      return {
        refusal: refusal(
          '分割线的两端要画到网格边界上或边界外面',
          'Both ends of the line must lie on the border of the grid or beyond it',
        ),
      }
    if (index === 0) path.unshift(onBorder.at)
    else path.push(onBorder.at)
  }
  let rings: Ring[] = [outer!]
  for (const chain of chainsInside(outer!, path)) {
    const index = rings.findIndex((ring) => isInside(middleOf(chain), ring))
    const halves = index < 0 ? undefined : halvesOf(rings[index]!, chain)
    if (halves) rings = rings.toSpliced(index, 1, ...halves)
  }
  const pieces = tidy(rings.map((ring) => [ring]))
  if (holes.length === 0) return { pieces }
  const gone: Part[] = holes.map((hole) => [hole.toReversed()])
  return { pieces: pieces.flatMap((piece) => without([piece], [gone])) }
}

function nearestOn(at: Position, ring: Ring): { metres: number; at: Position } {
  const plane = planeAt(at[1])
  let best = { metres: Number.POSITIVE_INFINITY, at }
  for (const [index, to] of ring.slice(1).entries()) {
    const { distance, foot } = distanceToSide(plane.to(at), plane.to(ring[index]!), plane.to(to))
    if (distance < best.metres) best = { metres: distance, at: rounded(plane.from(foot)) }
  }
  return best
}

/** In the middle of its longest side: a short one may begin a chain nearly along the border. */
function middleOf(chain: Position[]): Position {
  let best = { length: -1, at: chain[0]! }
  for (const [index, to] of chain.slice(1).entries()) {
    const from = chain[index]!
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (length > best.length) best = { length, at: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] }
  }
  return best.at
}

/** The stretches of a line that run inside a ring, from border to border. */
function chainsInside(ring: Ring, line: Position[]): Position[][] {
  const crossings: Crossing[] = []
  for (const [side, to] of line.slice(1).entries()) {
    const from = line[side]!
    for (const [index, end] of ring.slice(1).entries()) {
      const start = ring[index]!
      const share = crossingOf(from, to, start, end)
      if (share === undefined) continue
      const exact: Position = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
      const at = rounded(exact)
      crossings.push({ along: side + share, at: [start, end].find((corner) => same(corner, at)) ?? at })
    }
  }
  crossings.sort((a, b) => a.along - b.along)
  const distinct = crossings.filter(({ at }, index) => index === 0 || !same(at, crossings[index - 1]!.at))
  return distinct.slice(1).flatMap((to, index) => {
    const from = distinct[index]!
    const between = line.filter(
      (at, number) => number > from.along && number < to.along && !same(at, from.at) && !same(at, to.at),
    )
    const chain = [from.at, ...between, to.at]
    const middle = middleOf(chain)
    return isInside(middle, ring) && !isOnRing(middle, ring) ? [chain] : []
  })
}

function isOnRing(at: Position, ring: Ring): boolean {
  return nearestOn(at, ring).metres < 0.02
}

/** The two rings on both sides of a chain from border to border. */
function halvesOf(ring: Ring, chain: Position[]): [Ring, Ring] | undefined {
  const [from, to] = [chain[0]!, chain.at(-1)!]
  const open = withPoint(withPoint(ring.slice(0, -1), from), to)
  const [first, last] = [open.findIndex((at) => same(at, from)), open.findIndex((at) => same(at, to))]
  if (first === last) return undefined
  const round = (start: number, end: number): Ring => {
    const stretch: Ring = []
    for (let index = start; ; index = (index + 1) % open.length) {
      stretch.push(open[index]!)
      if (index === end) return stretch
    }
  }
  const one = [...round(first, last), ...chain.slice(1, -1).toReversed(), open[first]!]
  const other = [...round(last, first), ...chain.slice(1, -1), open[last]!]
  return [one, other]
}

/** An open ring with a point of its border as a corner. */
function withPoint(open: Ring, at: Position): Ring {
  if (open.some((corner) => same(corner, at))) return open
  const plane = planeAt(at[1])
  const flat = plane.to(at)
  let best = { distance: Number.POSITIVE_INFINITY, index: 0 }
  for (const [index, corner] of open.entries()) {
    const next = open[(index + 1) % open.length]!
    const { distance } = distanceToSide(flat, plane.to(corner), plane.to(next))
    if (distance < best.distance) best = { distance, index }
  }
  return open.toSpliced(best.index + 1, 0, at)
}
