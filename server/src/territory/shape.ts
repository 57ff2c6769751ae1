/** [longitude, latitude] in degrees, WGS-84. */
export type Position = [number, number]
/** The first position again at the end, as in RFC 7946. */
export type Ring = Position[]
/** The outer ring, anticlockwise, then its holes, clockwise. */
export type Part = Ring[]

export interface ShapeComplaint {
  zh: string
  en: string
}

export interface ReadShape {
  parts: Part[]
  complaints: ShapeComplaint[]
}

const maxPositions = 20_000

/**
 * Reads a GeoJSON Polygon or MultiPolygon, whichever way its rings run, into parts as RFC 7946 wants
 * them. What is wrong is listed; `parts` may be used only where nothing is.
 * @param convert applied to each position, for instance from GCJ-02
 */
export function readShape(
  geometry: unknown,
  convert: (position: Position) => Position = (position) => position,
): ReadShape {
  const complaints: ShapeComplaint[] = []
  const complain = (zh: string, en: string) => {
    complaints.push({ zh, en })
  }
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    complain(
      `图形应为 Polygon 或 MultiPolygon，现为 ${type ?? '空'}`,
      `The shape must be a Polygon or MultiPolygon, not ${type ?? 'nothing'}`,
    )
    return { parts: [], complaints }
  }
  const polygons: unknown = type === 'Polygon' ? [coordinates] : coordinates
  if (
    !Array.isArray(polygons) ||
    polygons.length === 0 ||
    polygons.some((rings) => !Array.isArray(rings) || rings.length === 0)
  ) {
    complain('图形里没有坐标', 'The shape has no coordinates')
    return { parts: [], complaints }
  }
  const parts = (polygons as unknown[][]).map((rings, part) =>
    rings.flatMap((ring, index) => {
      const where = wordsFor(part, polygons.length, index)
      const read = readRing(ring, convert)
      for (const each of read.complaints) complain(`${where.zh}${each.zh}`, `${where.en}${each.en}`)
      return read.ring ? [turned(read.ring, index === 0)] : []
    }),
  )
  if (complaints.length === 0)
    for (const [part, [outer, ...holes]] of parts.entries())
      for (const [index, hole] of holes.entries())
        if (!hole.every((position) => isInside(position, outer!))) {
          const where = wordsFor(part, parts.length, index + 1)
          complain(`${where.zh}不在外环里面`, `${where.en}does not lie inside the outer ring`)
        }
  return { parts, complaints }
}

function wordsFor(part: number, parts: number, ring: number): ShapeComplaint {
  const zh = ring === 0 ? '外环' : `第 ${ring} 个洞`
  const en = ring === 0 ? 'the outer ring ' : `hole ${ring} `
  return parts === 1 ? { zh, en } : { zh: `第 ${part + 1} 块的${zh}`, en: `part ${part + 1}: ${en}` }
}

function readRing(
  raw: unknown,
  convert: (position: Position) => Position,
): { ring?: Ring; complaints: ShapeComplaint[] } {
  const refuse = (zh: string, en: string) => ({ complaints: [{ zh, en }] })
  if (!Array.isArray(raw)) return refuse('不是坐标的列表', 'is not a list of positions')
  if (raw.length > maxPositions)
    return refuse(
      `有 ${raw.length} 个点，最多 ${maxPositions} 个`,
      `has ${raw.length} positions; the most is ${maxPositions}`,
    )
  const ring: Ring = []
  for (const [index, each] of raw.entries()) {
    const position = readPosition(each)
    if ('zh' in position)
      return refuse(`第 ${index + 1} 个点${position.zh}`, `position ${index + 1} ${position.en}`)
    const [lng, lat] = convert(position.at)
    const before = ring.at(-1)
    if (!before || before[0] !== lng || before[1] !== lat) ring.push([lng, lat])
  }
  const [first, last] = [ring[0], ring.at(-1)]
  if (raw.length < 4)
    return refuse(`只有 ${raw.length} 个点，至少 4 个`, `has ${raw.length} positions; it needs at least 4`)
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1])
    return refuse('没有闭合：首尾两点应相同', 'is not closed: its first and last positions must be the same')
  if (ring.length < 4 || signedArea(ring) === 0) return refuse('没有面积', 'has no area')
  const crossing = firstCrossing(ring)
  if (crossing)
    return refuse(
      `自己与自己相交（约在 ${crossing[0]}, ${crossing[1]}）`,
      `crosses itself (near ${crossing[0]}, ${crossing[1]})`,
    )
  return { ring, complaints: [] }
}

/** Reads one position, or says what is wrong with it. */
export function readPosition(raw: unknown): { at: Position } | ShapeComplaint {
  if (!Array.isArray(raw) || raw.length < 2 || !Number.isFinite(raw[0]) || !Number.isFinite(raw[1]))
    return { zh: '不是 [经度, 纬度] 两个数', en: 'is not two numbers [longitude, latitude]' }
  const [lng, lat] = raw as Position
  if (Math.abs(lng) <= 180 && Math.abs(lat) <= 90) return { at: [lng, lat] }
  if (Math.abs(lng) <= 90 && Math.abs(lat) <= 180)
    return {
      zh: `（${lng}, ${lat}）经纬度写反了，应先经度后纬度`,
      en: `(${lng}, ${lat}) has latitude first; longitude comes first`,
    }
  return {
    zh: `（${lng}, ${lat}）超出经纬度范围，可能是投影坐标`,
    en: `(${lng}, ${lat}) is out of range for degrees; perhaps it is projected`,
  }
}

/** Square degrees; positive where the ring runs anticlockwise. */
export function signedArea(ring: Ring): number {
  const [[x0, y0]] = ring as [Position]
  let twice = 0
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = ring[index - 1]!
    const [bx, by] = ring[index]!
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return twice / 2
}

function turned(ring: Ring, anticlockwise: boolean): Ring {
  return signedArea(ring) > 0 === anticlockwise ? ring : ring.toReversed()
}

function side(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
}

/** Where two sides of a ring properly cross; touching in a point is allowed. Sweeps from west to east. */
function firstCrossing(ring: Ring): Position | undefined {
  const sides = ring.slice(1).map((to, index) => {
    const from = ring[index]!
    return { from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) }
  })
  sides.sort((a, b) => a.west - b.west)
  let near: typeof sides = []
  for (const one of sides) {
    near = near.filter((other) => other.east >= one.west)
    for (const other of near) {
      if (Math.max(one.from[1], one.to[1]) < Math.min(other.from[1], other.to[1])) continue
      if (Math.min(one.from[1], one.to[1]) > Math.max(other.from[1], other.to[1])) continue
      if (
        side(one.from, one.to, other.from) * side(one.from, one.to, other.to) < 0 &&
        side(other.from, other.to, one.from) * side(other.from, other.to, one.to) < 0
      )
        return one.from
    }
    near.push(one)
  }
  return undefined
}

/** Whether a position lies inside a ring or on it. */
export function isInside([x, y]: Position, ring: Ring): boolean {
  let inside = false
  for (let index = 1; index < ring.length; index++) {
    const a = ring[index - 1]!
    const b = ring[index]!
    const within =
      Math.min(a[0], b[0]) <= x &&
      x <= Math.max(a[0], b[0]) &&
      Math.min(a[1], b[1]) <= y &&
      y <= Math.max(a[1], b[1])
    if (within && side(a, b, [x, y]) === 0) return true
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** PostgreSQL's own text form of a ring. */
export function polygonText(ring: Ring): string {
  return `(${ring
    .slice(0, -1)
    .map(([lng, lat]) => `(${lng},${lat})`)
    .join(',')})`
}

/** The same, for an array of holes. */
export function polygonArrayText(rings: Ring[]): string {
  return `{${rings.map((ring) => `"${polygonText(ring)}"`).join(',')}}`
}
