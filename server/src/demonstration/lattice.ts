/**
 * The lines of the demonstration's land: a lattice of bent borders in open country far from any city. Neighbours share
 * their borders point by point, so that nothing overlaps and nothing is left out.
 */
export type Position = [number, number]
export type Line = Position[]
/** A cell of the lattice: column and row of its south-western corner. */
export type Cell = readonly [column: number, row: number]

const west = 113.955
const south = 34.51
const cellWidth = 0.0036
const cellHeight = 0.003
export const columns = 24
export const rows = 18
/** Pieces of each border: six can be cut in halves and in thirds. */
const pieces = 6

/** A number from -1 to 1 that depends on nothing but where it is used. */
export function chance(...place: number[]): number {
  let state = 2166136261
  for (const each of place) state = Math.imul(state ^ (each * 7919 + 104729), 16777619)
  state ^= state >>> 15
  state = Math.imul(state, 2246822519)
  state ^= state >>> 13
  return (state >>> 0) / 2 ** 31 - 1
}

function rounded([lng, lat]: Position): Position {
  return [Number(lng.toFixed(6)), Number(lat.toFixed(6))]
}

/** A corner where up to four cells meet: the lattice leans and swings as a town between a river and hills does. */
function corner(column: number, row: number): Position {
  const swing = 0.9 * Math.sin(row * 0.42 + 0.8) + 0.35 * Math.sin(row * 1.1)
  const lift = 1.1 * Math.sin(column * 0.33) + 0.3 * Math.sin(column * 0.9 + 1)
  return rounded([
    west + (column + swing + 0.2 * chance(column, row, 1)) * cellWidth,
    south + (row + lift + 0.2 * chance(column, row, 2)) * cellHeight,
  ])
}

/** A border between two corners, always drawn from the same end, with the bends of a real street. */
function border(from: Cell, to: Cell): Line {
  const [a, b] = [corner(...from), corner(...to)]
  const line: Line = [a]
  for (let step = 1; step < pieces; step++) {
    const share = step / pieces
    const bend = 0.035 * chance(...from, ...to, step)
    line.push(
      rounded([
        a[0] + share * (b[0] - a[0]) - bend * (b[1] - a[1]),
        a[1] + share * (b[1] - a[1]) + bend * (b[0] - a[0]),
      ]),
    )
  }
  line.push(b)
  return line
}

const along = (row: number, column: number) => border([column, row], [column + 1, row])
const upwards = (column: number, row: number) => border([column, row], [column, row + 1])

function joined(lines: Line[]): Line {
  return lines.flatMap((line, index) => (index === 0 ? line : line.slice(1)))
}

/** The outline of cells that hang together without a hole, anticlockwise, closed. */
export function outline(cells: readonly Cell[]): Line {
  const inside = new Set(cells.map(([column, row]) => `${column} ${row}`))
  const isInside = (column: number, row: number) => inside.has(`${column} ${row}`)
  const sides = new Map<string, { to: string; line: Line }>()
  const put = (from: Cell, to: Cell, line: Line) => sides.set(from.join(' '), { to: to.join(' '), line })
  for (const [column, row] of cells) {
    const [east, north] = [column + 1, row + 1]
    if (!isInside(column, row - 1)) put([column, row], [east, row], along(row, column))
    if (!isInside(east, row)) put([east, row], [east, north], upwards(east, row))
    if (!isInside(column, north)) put([east, north], [column, north], along(north, column).toReversed())
    if (!isInside(column - 1, row)) put([column, north], [column, row], upwards(column, row).toReversed())
  }
  const start = sides.keys().next().value!
  const lines: Line[] = []
  for (let at = start; ; ) {
    const side = sides.get(at)!
    lines.push(side.line)
    at = side.to
    if (at === start) break
  }
  if (lines.length !== sides.size) throw new Error('these cells have a hole or touch at a corner only')
  return joined(lines)
}

/** A cell cut into three by two, along the bends of its borders. */
export function sixths([column, row]: Cell): Line[] {
  const [bottom, top] = [along(row, column), along(row + 1, column)]
  const [left, right] = [upwards(column, row), upwards(column + 1, row)]
  const middle = (share: number): Position =>
    rounded([
      left[3]![0] + share * (right[3]![0] - left[3]![0]),
      left[3]![1] + share * (right[3]![1] - left[3]![1]),
    ])
  const waist: Line = [left[3]!, middle(1 / 3), middle(2 / 3), right[3]!]
  return [0, 1, 2].flatMap((strip) => {
    const lowerEast = strip === 2 ? right.slice(0, 4) : [bottom[2 * strip + 2]!, waist[strip + 1]!]
    const lowerWest = strip === 0 ? left.slice(0, 4).toReversed() : [waist[strip]!, bottom[2 * strip]!]
    const upperEast = strip === 2 ? right.slice(3) : [waist[strip + 1]!, top[2 * strip + 2]!]
    const upperWest = strip === 0 ? left.slice(3).toReversed() : [top[2 * strip]!, waist[strip]!]
    const belt: Line = [waist[strip]!, waist[strip + 1]!]
    return [
      joined([bottom.slice(2 * strip, 2 * strip + 3), lowerEast, belt.toReversed(), lowerWest]),
      joined([belt, upperEast, top.slice(2 * strip, 2 * strip + 3).toReversed(), upperWest]),
    ]
  })
}

/** About the middle of a cell, or a share of its width and height away from it. */
export function spotIn([column, row]: Cell, east = 0, north = 0): Position {
  const corners = [
    corner(column, row),
    corner(column + 1, row),
    corner(column + 1, row + 1),
    corner(column, row + 1),
  ]
  const mean = (axis: 0 | 1) => corners.reduce((sum, each) => sum + each[axis], 0) / 4
  return rounded([mean(0) + east * cellWidth, mean(1) + north * cellHeight])
}

/** A campus or a shopping quarter inside one cell. */
export function campus(cell: Cell, east: number, north: number): Line {
  const [lng, lat] = spotIn(cell, east, north)
  const ring = Array.from({ length: 7 }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / 7
    const size = 0.13 + 0.025 * chance(...cell, index, 9)
    return rounded([lng + size * cellWidth * Math.cos(angle), lat + size * cellHeight * Math.sin(angle)])
  })
  return [...ring, ring[0]!]
}
