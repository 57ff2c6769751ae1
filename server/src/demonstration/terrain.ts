/**
 * The land of the demonstration: 24 grids of a district that exists nowhere, in open country far from any
 * city. Neighbours share their borders point by point, so that nothing overlaps and nothing is left out.
 */
type Position = [number, number]
type Line = Position[]

const west = 113.952
const south = 34.502
const cellWidth = 0.0158
const cellHeight = 0.0182
const columns = 6
const rows = 4
/** Pieces of each border: six can be cut in halves and in thirds. */
const pieces = 6

export const cityCode = '990100'
export const districtCode = '990101'

/** A number from -1 to 1 that depends on nothing but where it is used. */
function chance(...place: number[]): number {
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

/** A corner where up to four grids meet. */
function corner(column: number, row: number): Position {
  return rounded([
    west + (column + 0.22 * chance(column, row, 1)) * cellWidth,
    south + (row + 0.22 * chance(column, row, 2)) * cellHeight,
  ])
}

/** A border between two corners, always drawn from the same end, with the bends of a real street. */
function border(from: [number, number], to: [number, number]): Line {
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
  const ring = lines.flatMap((line, index) => (index === 0 ? line : line.slice(1)))
  return ring
}

/** The outline of a block of grids, anticlockwise, closed. */
function outline(fromColumn: number, fromRow: number, toColumn: number, toRow: number): Line {
  const across = Array.from({ length: toColumn - fromColumn }, (_, index) => fromColumn + index)
  const up = Array.from({ length: toRow - fromRow }, (_, index) => fromRow + index)
  return joined([
    ...across.map((column) => along(fromRow, column)),
    ...up.map((row) => upwards(toColumn, row)),
    ...across.toReversed().map((column) => along(toRow, column).toReversed()),
    ...up.toReversed().map((row) => upwards(fromColumn, row).toReversed()),
  ])
}

/** A grid cut into three by two, along the bends of its borders. */
function sixths(column: number, row: number): Line[] {
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

/** About the middle of a grid, or a share of its width and height away from it. */
export function spotIn(column: number, row: number, east = 0, north = 0): Position {
  const corners = [
    corner(column, row),
    corner(column + 1, row),
    corner(column + 1, row + 1),
    corner(column, row + 1),
  ]
  const mean = (axis: 0 | 1) => corners.reduce((sum, each) => sum + each[axis], 0) / 4
  return rounded([mean(0) + east * cellWidth, mean(1) + north * cellHeight])
}

/** A campus or a shopping quarter inside one grid. */
function campus(column: number, row: number, east: number, north: number): Line {
  const [lng, lat] = spotIn(column, row, east, north)
  const ring = Array.from({ length: 7 }, (_, index): Position => {
    const angle = (2 * Math.PI * index) / 7
    const size = 0.13 + 0.025 * chance(column, row, index, 9)
    return rounded([lng + size * cellWidth * Math.cos(angle), lat + size * cellHeight * Math.sin(angle)])
  })
  return [...ring, ring[0]!]
}

export interface Street {
  code: string
  name: string
  nameEn: string
}

export const streets: Street[] = [
  { code: `${districtCode}001`, name: '滨河街道', nameEn: 'Binhe Street' },
  { code: `${districtCode}002`, name: '东湖街道', nameEn: 'Donghu Street' },
]

export interface Community {
  code: string
  name: string
  nameEn: string
  street: Street
  column: number
  row: number
}

/** Each holds two by two grids; the first three lie along the river in the south. */
export const communities: Community[] = [
  ['望江社区', 'Wangjiang'],
  ['柳堤社区', 'Liudi'],
  ['锦绣社区', 'Jinxiu'],
  ['文峰社区', 'Wenfeng'],
  ['桃园社区', 'Taoyuan'],
  ['新安社区', 'Xin’an'],
].map(([name, english], index) => {
  const street = streets[index < 3 ? 0 : 1]!
  return {
    code: `${street.code}00${(index % 3) + 1}`,
    name: name!,
    nameEn: `${english} Community`,
    street,
    column: (index % 3) * 2,
    row: index < 3 ? 0 : 2,
  }
})

export interface Grid {
  code: string
  name: string
  community: Community
  column: number
  row: number
  households: number
}

const ordinals = ['一', '二', '三', '四']

/** Codes of unit grids, 15 digits: the community's twelve and a number. */
export const grids: Grid[] = communities.flatMap((community) =>
  ordinals.map((ordinal, index) => {
    const [column, row] = [community.column + (index % 2), community.row + Math.floor(index / 2)]
    return {
      code: `${community.code}00${index + 1}`,
      name: `${community.name}第${ordinal}网格`,
      community,
      column,
      row,
      households: Math.round(400 + 95 * chance(column, row, 5)),
    }
  }),
)

/** The grid that is divided further. */
export const dividedGrid = grids[0]!

export const dedicatedGrids = [
  {
    code: `${communities[2]!.code}901`,
    name: '万和商圈专属网格',
    nameEn: 'Wanhe shopping quarter',
    dedicatedTo: 'business_district',
    grid: grids[10]!,
  },
  {
    code: `${communities[3]!.code}901`,
    name: '清河第一小学专属网格',
    nameEn: 'Qinghe No. 1 Primary School',
    dedicatedTo: 'school',
    grid: grids[13]!,
  },
]

/** Every area with its shape, as the GeoJSON that the import takes. */
export function terrain(): string {
  const feature = (properties: Record<string, unknown>, ring: Line) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [ring] },
  })
  const whole = outline(0, 0, columns, rows)
  const features = [
    feature({ code: cityCode, name: '临江市', name_en: 'Linjiang City', kind: 'city' }, whole),
    feature(
      {
        code: districtCode,
        name: '清河区',
        name_en: 'Qinghe District',
        kind: 'district',
        parent_code: cityCode,
      },
      whole,
    ),
    ...streets.map(({ code, name, nameEn }, index) =>
      feature(
        { code, name, name_en: nameEn, kind: 'street', parent_code: districtCode },
        outline(0, index * 2, columns, index * 2 + 2),
      ),
    ),
    ...communities.map(({ code, name, nameEn, street, column, row }) =>
      feature(
        { code, name, name_en: nameEn, kind: 'community', parent_code: street.code },
        outline(column, row, column + 2, row + 2),
      ),
    ),
    ...grids.map(({ code, name, community, column, row, households }) =>
      feature(
        { code, name, kind: 'grid', parent_code: community.code, households },
        outline(column, row, column + 1, row + 1),
      ),
    ),
    ...sixths(dividedGrid.column, dividedGrid.row).map((ring, index) =>
      feature(
        {
          code: `${dividedGrid.code}0${index + 1}`,
          name: `${dividedGrid.name}${index + 1}号微网格`,
          kind: 'micro_grid',
          parent_code: dividedGrid.code,
          households: Math.round(60 + 8 * chance(index, 7)),
        },
        ring,
      ),
    ),
    ...dedicatedGrids.map(({ code, name, nameEn, dedicatedTo, grid }) =>
      feature(
        {
          code,
          name,
          name_en: nameEn,
          kind: 'dedicated_grid',
          parent_code: grid.community.code,
          dedicated_to: dedicatedTo,
        },
        campus(grid.column, grid.row, 0.18, -0.16),
      ),
    ),
  ]
  return JSON.stringify({ type: 'FeatureCollection', features })
}
