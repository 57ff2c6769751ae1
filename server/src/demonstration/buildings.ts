import { dedicatedGrids, grids, spotIn } from './terrain.ts'

const estates = [
  '江畔花园',
  '望江新村',
  '临江雅苑',
  '码头里',
  '柳堤小区',
  '垂杨苑',
  '水岸名居',
  '老船厂家属院',
  '锦绣花园',
  '百花里',
  '金桥公寓',
  '纺织新村',
  '文峰小区',
  '书院里',
  '翰林苑',
  '塔下街',
  '桃园新村',
  '春风里',
  '桃花源小区',
  '果园家属院',
  '新安小区',
  '平安里',
  '安居苑',
  '团结新村',
]
const roads = ['沿江路', '柳堤街', '锦绣路', '文峰路', '桃园街', '新安路']

export interface Building {
  code: string
  name: string
  address: string
  lng: number
  lat: number
}

/** Buildings with a code beside the door: two in most grids, and the gates of the dedicated ones. */
export function buildings(): Building[] {
  const homes = grids.flatMap((grid, index) => {
    const road = roads[Math.floor(index / 4)]!
    const number = 8 + 6 * (index % 4)
    return Array.from({ length: index % 3 === 2 ? 1 : 2 }, (_, block): Building => {
      const [lng, lat] = spotIn(grid.column, grid.row, block === 0 ? -0.2 : -0.06, block === 0 ? 0.17 : 0.24)
      const building = `${estates[index]}${block + 1}号楼`
      return {
        code: `QH${String(index + 1).padStart(3, '0')}${block + 1}`,
        name: building,
        address: `清河区${grid.community.street.name}${road}${number}号${building}`,
        lng,
        lat,
      }
    })
  })
  const gates = dedicatedGrids.map(({ name, grid }, index): Building => {
    const [lng, lat] = spotIn(grid.column, grid.row, 0.18, -0.16)
    const gate = index === 0 ? '万和广场南门' : '清河第一小学正门'
    return {
      code: `QH90${index + 1}1`,
      name: gate,
      address: `清河区${grid.community.street.name}${gate}（${name}）`,
      lng,
      lat,
    }
  })
  return [...homes, ...gates]
}
