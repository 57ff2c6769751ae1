import { chance, spotIn } from './lattice.ts'
import { type Community, communities, dedicatedGrids, type Grid, grids } from './terrain.ts'

const first = [
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
]
const stems =
  '江畔 望江 临江 柳岸 垂杨 水岸 锦绣 百花 金桥 纺织 文峰 翰林 桃园 春风 新安 平安 安居 团结 和谐 幸福 胜利 建设 光明 朝阳 东方 南苑 西湖 北苑 玉兰 丹桂 银杏 梧桐 紫荆 海棠 荷塘 竹园 松涛 梅园 兰亭 菊香 明珠 翠湖 碧水 蓝天 丽景 阳光 怡和 康乐 福临 瑞景 天成 永兴 长乐 吉祥 如意 华庭 府前 学苑 书香 育才 机械厂 化肥厂 棉纺厂 邮电 供销 铁路 粮食局 印刷厂 农机 轴承厂'.split(
    ' ',
  )
const works = /厂$|局$|邮电|供销|铁路|农机|纺织/
const ends = ['花园', '小区', '新村', '苑', '里', '家园', '名苑', '雅居', '公寓']

/** The name of the estate that fills a grid; no two are the same. */
const estates: Map<string, string> = (() => {
  const names = new Map<string, string>()
  const taken = new Set<string>()
  grids.forEach((grid, index) => {
    let name = index < 4 ? first[index]! : ''
    for (let salt = 0; !name || taken.has(name); salt++) {
      const stem = stems[Math.floor(((chance(index, salt, 61) + 1) / 2) * stems.length)]!
      const end = ends[Math.floor(((chance(index, salt, 62) + 1) / 2) * ends.length)]!
      name = works.test(stem) ? `${stem}${end === '新村' ? '新村' : '家属院'}` : `${stem}${end}`
    }
    taken.add(name)
    names.set(grid.code, name)
  })
  return names
})()

export const estateOf = (grid: Grid) => estates.get(grid.code)!

const roadStems =
  '沿江 柳堤 锦绣 码头 永济 观澜 文峰 桃园 新安 湖滨 映月 长堤 南桥 石磨 兴隆 复兴 迎春 金谷 文昌 书院 学府 墨香 东门 鼓楼 松溪 青竹 溪口 丰乐 向阳 松林 北塔 塔前 祥和 富康 红星 工农 枫林 枫桥 秋实 晚翠 丹霞 栖凤 龙泉 泉眼 水磨 百合 春晓 新园'.split(
    ' ',
  )

/** The two streets that run through a community: one along it, one across. */
export function roadsOf(community: Community): [string, string] {
  const place = communities.indexOf(community)
  return [`${roadStems[place]}路`, `${roadStems[(place + 1) % roadStems.length]}${place % 2 ? '街' : '巷'}`]
}

export interface Building {
  code: string
  name: string
  address: string
  lng: number
  lat: number
  grid: Grid
}

/** Buildings with a code beside the door: one or two in a grid, and the gates of the dedicated ones. */
export function buildings(): Building[] {
  const numberInDistrict = new Map<string, number>()
  const homes = grids.flatMap((grid, index) => {
    const { district } = grid.community.street
    const number = (numberInDistrict.get(district.code) ?? 0) + 1
    numberInDistrict.set(district.code, number)
    const road = roadsOf(grid.community)[index % 2]!
    const house = 8 + 6 * (index % 9)
    return Array.from({ length: index % 3 === 2 ? 1 : 2 }, (_, block): Building => {
      const [lng, lat] = spotIn(grid.cells[0]!, block === 0 ? -0.2 : -0.06, block === 0 ? 0.17 : 0.24)
      const name = `${estateOf(grid)}${block + 1}号楼`
      return {
        code: `${district.letters}${String(number).padStart(3, '0')}${block + 1}`,
        name,
        address: `${district.name}${grid.community.street.name}${road}${house}号${name}`,
        lng,
        lat,
        grid,
      }
    })
  })
  const gates = dedicatedGrids.map(({ name, gate, grid }, index): Building => {
    const { district, name: street } = grid.community.street
    const [lng, lat] = spotIn(grid.cells[0]!, 0.18, -0.16)
    return {
      code: `${district.letters}9${String(index + 1).padStart(2, '0')}1`,
      name: gate,
      address: `${district.name}${street}${gate}（${name.replace('专属网格', '')}）`,
      lng,
      lat,
      grid,
    }
  })
  return [...homes, ...gates]
}
