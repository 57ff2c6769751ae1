import {
  branchCode,
  centreCode,
  committeeCode,
  departmentCode,
  governmentCode,
  offices,
  streetOfficeCode,
} from './offices.ts'
import { communities, dedicatedGrids, dividedGrid, grids, streets } from './terrain.ts'

export interface Servant {
  name: string
  phone: string
  /** What they serve as; a resident serves as nothing. */
  duties: { office: string; role: string; area?: string }[]
  /** The name under which somebody who tries the system signs in as them. */
  account?: string
}

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段',
]
const givenNames = [
  '建国',
  '秀英',
  '志强',
  '丽华',
  '海燕',
  '文斌',
  '晓梅',
  '国庆',
  '玉兰',
  '俊杰',
  '雪琴',
  '振华',
  '春霞',
  '立新',
  '桂芳',
  '永康',
  '静怡',
  '卫东',
  '美玲',
  '天佑',
  '素珍',
  '浩然',
  '慧敏',
  '长青',
  '若兰',
  '明远',
  '翠萍',
  '子轩',
  '红梅',
  '德胜',
  '佳宁',
  '思远',
  '巧云',
  '大勇',
  '雅琴',
  '广平',
  '彩霞',
  '宏伟',
  '淑贞',
  '向阳',
]

/** Invented, and each only once. */
function nameOf(index: number): string {
  return `${surnames[(index * 7) % surnames.length]}${givenNames[(index * 11 + Math.floor(index / 40)) % givenNames.length]}`
}

type Post = Omit<Servant, 'name' | 'phone'>

function posts(): Post[] {
  const community = communities.indexOf(dividedGrid.community)
  const street = streets.indexOf(dividedGrid.community.street)
  const one = (office: string, role: string, account?: string, area?: string): Post => ({
    duties: [{ office, role, ...(area ? { area } : {}) }],
    ...(account ? { account } : {}),
  })
  const withAccount = new Map([
    ['urban_management', 'department'],
    ['housing', 'housing'],
    ['water', 'water'],
    ['market', 'market'],
  ])
  return [
    { duties: [], account: 'resident' },
    one(committeeCode(community), 'grid_worker', 'grid', dividedGrid.code),
    one(committeeCode(community), 'community_clerk', 'community'),
    one(streetOfficeCode(street), 'street_clerk', 'street'),
    one(centreCode, 'centre_clerk', 'centre'),
    one(branchCode(community), 'secretary', 'secretary'),
    one(branchCode(community), 'member', 'member'),
    one(departmentCode('organisation'), 'organiser', 'organiser'),
    one('QH_DISCIPLINE', 'inspector', 'inspector'),
    one(departmentCode('data'), 'auditor', 'auditor'),
    one(departmentCode('data'), 'admin', 'admin'),
    one(governmentCode, 'centre_clerk'),
    one(centreCode, 'centre_clerk'),
    one(centreCode, 'centre_clerk'),
    ...offices()
      .filter(({ kind }) =>
        ['department', 'public_utility', 'station', 'property_company', 'discipline_inspection'].includes(
          kind,
        ),
      )
      .map(({ code, kind, function: organisationFunction }) =>
        one(
          code,
          'department_officer',
          kind === 'department' ? withAccount.get(organisationFunction!) : undefined,
        ),
      ),
    ...streets.map((_, index) => one(streetOfficeCode(index), 'street_clerk')),
    ...communities.flatMap((_, index) => [
      one(committeeCode(index), 'community_clerk'),
      one(branchCode(index), 'secretary'),
      one(branchCode(index), 'member'),
      one(branchCode(index), 'member'),
    ]),
    ...[
      ...grids.filter((grid) => grid !== dividedGrid),
      ...dedicatedGrids.map(({ code, grid }) => ({ code, community: grid.community })),
    ].map((grid) =>
      one(committeeCode(communities.indexOf(grid.community)), 'grid_worker', undefined, grid.code),
    ),
  ]
}

/** Everybody, with numbers that no operator gave out. */
export function staff(): Servant[] {
  return posts().map((post, index) => ({
    ...post,
    name: nameOf(index),
    phone: `1390000${String(1000 + index).padStart(4, '0')}`,
  }))
}
