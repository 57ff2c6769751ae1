import { type Cell, campus, chance, columns, type Line, outline, rows, sixths } from './lattice.ts'

/** The demonstration city: two districts, eight streets, 48 communities and their grids. None of them exists. */
export const cityCode = '990100'
export const districtCode = '990101'

export interface District {
  code: string
  /** Begins the codes of its offices and buildings. */
  letters: string
  name: string
  nameEn: string
}

export const districts: District[] = [
  { code: districtCode, letters: 'QH', name: '清河区', nameEn: 'Qinghe District' },
  { code: '990102', letters: 'YL', name: '云岭区', nameEn: 'Yunling District' },
]

export interface Street {
  code: string
  name: string
  nameEn: string
  district: District
}

export interface Community {
  code: string
  name: string
  nameEn: string
  street: Street
  cells: Cell[]
}

export interface Grid {
  code: string
  name: string
  community: Community
  cells: Cell[]
  households: number
}

/** A street's name, then its communities: the first along the south, two by two northwards. */
const plan: [string, string, [string, string][]][] = [
  [
    '滨河',
    'Binhe',
    [
      ['望江', 'Wangjiang'],
      ['柳堤', 'Liudi'],
      ['锦绣', 'Jinxiu'],
      ['码头', 'Matou'],
      ['永济', 'Yongji'],
      ['观澜', 'Guanlan'],
    ],
  ],
  [
    '东湖',
    'Donghu',
    [
      ['文峰', 'Wenfeng'],
      ['桃园', 'Taoyuan'],
      ['新安', 'Xin’an'],
      ['湖畔', 'Hupan'],
      ['映月', 'Yingyue'],
      ['长堤', 'Changdi'],
    ],
  ],
  [
    '南桥',
    'Nanqiao',
    [
      ['南桥', 'Nanqiao'],
      ['石磨巷', 'Shimoxiang'],
      ['兴隆', 'Xinglong'],
      ['复兴路', 'Fuxinglu'],
      ['迎春', 'Yingchun'],
      ['金谷', 'Jingu'],
    ],
  ],
  [
    '文昌',
    'Wenchang',
    [
      ['文昌', 'Wenchang'],
      ['书院', 'Shuyuan'],
      ['学府', 'Xuefu'],
      ['墨香', 'Moxiang'],
      ['东门里', 'Dongmenli'],
      ['鼓楼', 'Gulou'],
    ],
  ],
  [
    '松溪',
    'Songxi',
    [
      ['松溪', 'Songxi'],
      ['青竹', 'Qingzhu'],
      ['溪口', 'Xikou'],
      ['丰乐', 'Fengle'],
      ['向阳', 'Xiangyang'],
      ['松林', 'Songlin'],
    ],
  ],
  [
    '北塔',
    'Beita',
    [
      ['北塔', 'Beita'],
      ['塔前', 'Taqian'],
      ['祥和', 'Xianghe'],
      ['富康', 'Fukang'],
      ['红星', 'Hongxing'],
      ['机床厂', 'Jichuangchang'],
    ],
  ],
  [
    '枫林',
    'Fenglin',
    [
      ['枫林', 'Fenglin'],
      ['枫桥', 'Fengqiao'],
      ['秋实', 'Qiushi'],
      ['晚翠', 'Wancui'],
      ['丹霞', 'Danxia'],
      ['栖凤', 'Qifeng'],
    ],
  ],
  [
    '龙泉',
    'Longquan',
    [
      ['龙泉', 'Longquan'],
      ['泉眼', 'Quanyan'],
      ['水磨', 'Shuimo'],
      ['百合', 'Baihe'],
      ['春晓', 'Chunxiao'],
      ['新园', 'Xinyuan'],
    ],
  ],
]

export const streets: Street[] = plan.map(([name, english], index) => {
  const district = districts[Math.floor(index / 4)]!
  return {
    code: `${district.code}00${(index % 4) + 1}`,
    name: `${name}街道`,
    nameEn: `${english} Street`,
    district,
  }
})

const cellKey = ([column, row]: Cell) => row * columns + column
/** The city does not fill its corners. */
const outside = new Set(
  (
    [
      [0, 0],
      [1, 0],
      [0, 1],
      [columns - 1, 0],
      [columns - 1, 1],
      [columns - 1, rows - 1],
      [columns - 2, rows - 1],
      [0, rows - 1],
    ] as const
  ).map(cellKey),
)

/** Where the block of communities begins in a row: borders between communities step aside by a cell here and there. */
function blockStart(block: number, row: number): number {
  if (block === 0) return 0
  if (block === columns / 3) return columns
  const drawn = chance(block, row, 31)
  return 3 * block + (drawn < -0.5 ? -1 : drawn > 0.5 ? 1 : 0)
}

function cellsOf(street: number, community: number): Cell[] {
  const block = (street % 4) * 2 + (community % 2)
  const firstRow = Math.floor(street / 4) * 9 + Math.floor(community / 2) * 3
  return [0, 1, 2]
    .flatMap((step) => {
      const row = firstRow + step
      const from = blockStart(block, row)
      return Array.from(
        { length: blockStart(block + 1, row) - from },
        (_, index): Cell => [from + index, row],
      )
    })
    .filter((cell) => !outside.has(cellKey(cell)))
}

export const communities: Community[] = streets.flatMap((street, place) =>
  plan[place]![2].map(([name, english], index) => ({
    code: `${street.code}00${index + 1}`,
    name: `${name}社区`,
    nameEn: `${english} Community`,
    street,
    cells: cellsOf(place, index),
  })),
)

const ordinals = [
  '一',
  '二',
  '三',
  '四',
  '五',
  '六',
  '七',
  '八',
  '九',
  '十',
  '十一',
  '十二',
  '十三',
  '十四',
  '十五',
]

/** In most communities two neighbouring cells are one grid; the first is always a cell of its own, to be divided. */
function gridCells(community: Community, place: number): Cell[][] {
  const { cells } = community
  if (cells.length < 8 || chance(place, 41) > 0.55) return cells.map((cell) => [cell])
  const at = 1 + Math.floor(((chance(place, 42) + 1) / 2) * (cells.length - 3))
  const [column, row] = cells[at]!
  const beside = cells.findIndex(([c, r]) => r === row && c === column + 1)
  const other = beside > 0 ? beside : cells.findIndex(([c, r]) => c === column && r === row + 1)
  if (other <= 0) return cells.map((cell) => [cell])
  return cells.flatMap((cell, index) =>
    index === other ? [] : [index === at ? [cell, cells[other]!] : [cell]],
  )
}

/** Codes of unit grids, 15 digits: the community's twelve and a number. */
export const grids: Grid[] = communities.flatMap((community, place) =>
  gridCells(community, place).map((cells, index) => ({
    code: `${community.code}${String(index + 1).padStart(3, '0')}`,
    name: `${community.name}第${ordinals[index]}网格`,
    community,
    cells,
    households: Math.round(400 + 95 * chance(...cells[0]!, 5)),
  })),
)

export const gridsOf = (community: Community) => grids.filter((grid) => grid.community === community)

/** Grids that are divided further: the first of all, and one in every street. */
export const dividedGrids = streets.map(
  (street) => grids.find(({ community, cells }) => community.street === street && cells.length === 1)!,
)
export const dividedGrid = dividedGrids[0]!

export interface DedicatedGrid {
  code: string
  name: string
  nameEn: string
  dedicatedTo: string
  /** What stands on the sign at its gate. */
  gate: string
  grid: Grid
}

const dedicated: [community: string, name: string, nameEn: string, dedicatedTo: string, gate: string][] = [
  ['锦绣社区', '万和商圈', 'Wanhe shopping quarter', 'business_district', '万和广场南门'],
  ['文峰社区', '清河第一小学', 'Qinghe No. 1 Primary School', 'school', '清河第一小学正门'],
  ['码头社区', '码头农贸市场', 'Matou farmers’ market', 'market', '码头农贸市场北门'],
  ['复兴路社区', '金谷大厦', 'Jingu Tower', 'office_building', '金谷大厦大堂'],
  ['学府社区', '临江师范学校', 'Linjiang Teachers’ School', 'school', '临江师范学校东门'],
  ['溪口社区', '松溪科创园', 'Songxi innovation park', 'enterprise', '松溪科创园1号门'],
  ['机床厂社区', '云岭区人民医院', 'Yunling People’s Hospital', 'hospital', '云岭区人民医院门诊楼'],
  ['百合社区', '百合广场商圈', 'Baihe shopping quarter', 'business_district', '百合广场西门'],
  ['枫林社区', '枫林路小学', 'Fenglin Road Primary School', 'school', '枫林路小学正门'],
  ['龙泉社区', '龙泉综合市场', 'Longquan market', 'market', '龙泉综合市场东门'],
]

export const dedicatedGrids: DedicatedGrid[] = dedicated.map(([place, name, nameEn, dedicatedTo, gate]) => {
  const community = communities.find((each) => each.name === place)!
  return {
    code: `${community.code}901`,
    name: `${name}专属网格`,
    nameEn,
    dedicatedTo,
    gate,
    grid: gridsOf(community)[2]!,
  }
})

/** Every area with its shape, as the GeoJSON that the import takes. */
export function terrain(): string {
  const feature = (properties: Record<string, unknown>, ring: Line) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [ring] },
  })
  const cellsIn = (belongs: (community: Community) => boolean) =>
    communities.filter(belongs).flatMap(({ cells }) => cells)
  const features = [
    feature(
      { code: cityCode, name: '临江市', name_en: 'Linjiang City', kind: 'city' },
      outline(cellsIn(() => true)),
    ),
    ...districts.map((district) =>
      feature(
        {
          code: district.code,
          name: district.name,
          name_en: district.nameEn,
          kind: 'district',
          parent_code: cityCode,
        },
        outline(cellsIn(({ street }) => street.district === district)),
      ),
    ),
    ...streets.map((street) =>
      feature(
        {
          code: street.code,
          name: street.name,
          name_en: street.nameEn,
          kind: 'street',
          parent_code: street.district.code,
        },
        outline(cellsIn((community) => community.street === street)),
      ),
    ),
    ...communities.map(({ code, name, nameEn, street, cells }) =>
      feature({ code, name, name_en: nameEn, kind: 'community', parent_code: street.code }, outline(cells)),
    ),
    ...grids.map(({ code, name, community, cells, households }) =>
      feature({ code, name, kind: 'grid', parent_code: community.code, households }, outline(cells)),
    ),
    ...dividedGrids.flatMap((grid) =>
      sixths(grid.cells[0]!).map((ring, index) =>
        feature(
          {
            code: `${grid.code}0${index + 1}`,
            name: `${grid.name}${index + 1}号微网格`,
            kind: 'micro_grid',
            parent_code: grid.code,
            households: Math.round(60 + 8 * chance(...grid.cells[0]!, index, 7)),
          },
          ring,
        ),
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
        campus(grid.cells[0]!, 0.18, -0.16),
      ),
    ),
  ]
  return JSON.stringify({ type: 'FeatureCollection', features })
}
