import {
  type Community,
  cityCode,
  communities,
  type District,
  districts,
  type Grid,
  gridsOf,
  streets,
} from './terrain.ts'

/** One row of the organisations' import. */
export interface Office {
  code: string
  name: string
  nameEn?: string
  kind: string
  function?: string
  parent?: string
  area: string
  phone: string
  address?: string
}

const departments: [string, string, string][] = [
  ['housing', '住房和城乡建设局', 'Housing and Construction Bureau'],
  ['planning', '自然资源和规划局', 'Planning and Natural Resources Bureau'],
  ['urban_management', '城市管理局', 'Urban Management Bureau'],
  ['landscaping', '园林绿化中心', 'Parks and Greening Centre'],
  ['water', '水务局', 'Water Bureau'],
  ['transport', '交通运输局', 'Transport Bureau'],
  ['ecology', '生态环境分局', 'Ecology and Environment Bureau'],
  ['education', '教育局', 'Education Bureau'],
  ['health', '卫生健康委员会', 'Health Commission'],
  ['medical_insurance', '医疗保障局', 'Medical Insurance Bureau'],
  ['labour', '人力资源和社会保障局', 'Labour and Social Security Bureau'],
  ['market', '市场监督管理局', 'Market Supervision Bureau'],
  ['commerce', '商务局', 'Commerce Bureau'],
  ['culture', '文化旅游体育局', 'Culture, Tourism and Sport Bureau'],
  ['civil_affairs', '民政局', 'Civil Affairs Bureau'],
  ['veterans', '退役军人事务局', 'Veterans Bureau'],
  ['public_security', '公安分局', 'Public Security Bureau'],
  ['justice', '司法局', 'Justice Bureau'],
  ['fire', '消防救援大队', 'Fire and Rescue Brigade'],
  ['emergency', '应急管理局', 'Emergency Management Bureau'],
  ['development', '发展和改革委员会', 'Development and Reform Commission'],
  ['finance', '财政局', 'Finance Bureau'],
  ['agriculture', '农业农村局', 'Agriculture Bureau'],
  ['data', '政务服务和数据管理局', 'Government Services and Data Bureau'],
  ['petition', '信访局', 'Petitions Bureau'],
  ['organisation', '委组织部', 'Organisation Department'],
  ['political_legal', '委政法委员会', 'Political and Legal Affairs Commission'],
  ['united_front', '委统一战线工作部', 'United Front Department'],
  ['mass_organisations', '群团工作部', 'Mass Organisations Office'],
]

const utilities: [string, string, string][] = [
  ['water', '供水有限公司', 'Water Supply Company'],
  ['power', '供电公司', 'Power Supply Company'],
  ['gas', '燃气有限公司', 'Gas Company'],
  ['heating', '热力有限公司', 'Heating Company'],
  ['telecom', '通信建设服务中心', 'Telecommunications Service Centre'],
]

const stations: [string, string, string][] = [
  ['urban_management', '综合行政执法队', 'enforcement team'],
  ['public_security', '派出所', 'police station'],
  ['market', '市场监督管理所', 'market supervision station'],
  ['justice', '司法所', 'justice station'],
  ['fire', '消防救援站', 'fire station'],
]

const propertyCompanies = [
  '安居',
  '绿城新苑',
  '和顺',
  '文峰',
  '桃源里',
  '万家',
  '锦华',
  '康泰',
  '邻里',
  '中源',
  '诚悦',
  '舒馨',
  '明珠',
  '佳和',
  '金管家',
  '民安',
]

const [qinghe] = districts as [District]

export const centreCode = 'QH_CENTRE'
export const cityGovernmentCode = 'LJ_GOV'

export const governmentCode = (district: District = qinghe) => `${district.letters}_GOV`

export function departmentCode(organisationFunction: string, district: District = qinghe): string {
  return `${district.letters}_${organisationFunction.toUpperCase()}`
}

export const utilityCode = (organisationFunction: string, district: District) =>
  `${district.letters}_UTILITY_${organisationFunction.toUpperCase()}`

/** The place of a street, community or property company in its own district, from 1. */
function ordinal<T>(all: T[], one: T, districtOf: (each: T) => District): number {
  return all.filter((each) => districtOf(each) === districtOf(one)).indexOf(one) + 1
}
const numberOfStreet = (street: (typeof streets)[number]) => ordinal(streets, street, (each) => each.district)
const numberOf = (community: Community) => ordinal(communities, community, (each) => each.street.district)

export const streetOfficeCode = (street: (typeof streets)[number]) =>
  `${street.district.letters}_STREET_${numberOfStreet(street)}`
export const streetPartyCode = (street: (typeof streets)[number]) =>
  `${street.district.letters}_PARTY_STREET_${numberOfStreet(street)}`
export const serviceDeskCode = (street: (typeof streets)[number]) =>
  `${street.district.letters}_DESK_${numberOfStreet(street)}`
export const stationCode = (organisationFunction: string, street: (typeof streets)[number]) =>
  `${street.district.letters}_STATION_${numberOfStreet(street)}_${organisationFunction.toUpperCase()}`
const lettersOf = (community: Community) => community.street.district.letters
export const committeeCode = (community: Community) =>
  `${lettersOf(community)}_COMMUNITY_${numberOf(community)}`
export const communityPartyCode = (community: Community) =>
  `${lettersOf(community)}_PARTY_${numberOf(community)}`
export const propertyCode = (community: Community) =>
  `${lettersOf(community)}_PROPERTY_${numberOf(community)}`
/** The first branch of a community keeps the short code. */
export const branchCode = (community: Community, branch = 0) =>
  `${lettersOf(community)}_BRANCH_${numberOf(community)}${branch === 0 ? '' : `_${branch + 1}`}`

/** Grids that share a party branch: about three to a branch. */
export function branchGrids(community: Community): Grid[][] {
  const all = gridsOf(community)
  const branches = Math.max(1, Math.round(all.length / 3))
  return Array.from({ length: branches }, (_, index) => all.filter((_, place) => place % branches === index))
}

/** Numbers of the 555 exchange, which rings nowhere. */
function telephone(number: number): string {
  return `555${String(number).padStart(4, '0')}`
}

const roadsOf = ['沿江路', '湖滨大道', '南桥街', '文昌路', '松溪路', '北塔街', '枫林路', '龙泉大道']

function districtOffices(district: District, place: number): Office[] {
  const { code: area, letters, name } = district
  const short = name.slice(0, -1)
  const english = district.nameEn.replace(' District', '')
  const parent = governmentCode(district)
  const phones = 1000 * (place + 1)
  return [
    {
      code: parent,
      name: `${name}人民政府`,
      nameEn: `${district.nameEn} Government`,
      kind: 'district_government',
      parent: cityGovernmentCode,
      area,
      phone: telephone(phones + 1),
      address: `${short}大道1号`,
    },
    {
      code: `${letters}_PARTY`,
      name: `中共${name}委员会`,
      nameEn: `${district.nameEn} Party Committee`,
      kind: 'party_committee',
      area,
      phone: telephone(phones + 2),
      address: `${short}大道1号`,
    },
    {
      code: `${letters}_DISCIPLINE`,
      name: `中共${name}纪律检查委员会`,
      nameEn: `${english} Discipline Inspection Commission`,
      kind: 'discipline_inspection',
      function: 'discipline',
      area,
      phone: telephone(phones + 3),
    },
    ...departments.map(([organisationFunction, title, titleEn], index) => ({
      code: departmentCode(organisationFunction, district),
      name: title.startsWith('委') ? `中共${name}${title}` : `${name}${title}`,
      nameEn: `${english} ${titleEn}`,
      kind: 'department',
      function: organisationFunction,
      parent,
      area,
      phone: telephone(phones + 100 + index),
    })),
    ...utilities.map(([organisationFunction, title, titleEn], index) => ({
      code: utilityCode(organisationFunction, district),
      name: `${short}${title}`,
      nameEn: `${english} ${titleEn}`,
      kind: 'public_utility',
      function: organisationFunction,
      parent,
      area,
      phone: telephone(phones + 200 + index),
    })),
  ]
}

function streetOffices(street: (typeof streets)[number], place: number): Office[] {
  const { name, nameEn, district, code: area } = street
  const road = roadsOf[place]!
  return [
    {
      code: streetOfficeCode(street),
      name: `${name}办事处`,
      nameEn: `${nameEn} Office`,
      kind: 'street_office',
      parent: governmentCode(district),
      area,
      phone: telephone(3000 + 100 * place),
      address: `${road}88号`,
    },
    {
      code: streetPartyCode(street),
      name: `中共${name}工作委员会`,
      nameEn: `${nameEn} Party Working Committee`,
      kind: 'party_committee',
      parent: `${district.letters}_PARTY`,
      area,
      phone: telephone(3001 + 100 * place),
      address: `${road}88号`,
    },
    {
      code: serviceDeskCode(street),
      name: `${name}党群服务中心`,
      nameEn: `${nameEn} Service Centre`,
      kind: 'institution',
      parent: streetOfficeCode(street),
      area,
      phone: telephone(3002 + 100 * place),
      address: `${road}90号一楼大厅`,
    },
    ...stations.map(([organisationFunction, title, english], index) => ({
      code: stationCode(organisationFunction, street),
      name: `${name.replace('街道', organisationFunction === 'urban_management' ? '街道' : '')}${title}`,
      nameEn: `${nameEn} ${english}`,
      kind: 'station',
      function: organisationFunction,
      // 综合执法下沉：the street directs its enforcement team; the other stations belong to their bureaus.
      parent:
        organisationFunction === 'urban_management'
          ? streetOfficeCode(street)
          : departmentCode(organisationFunction, district),
      area,
      phone: telephone(3010 + 100 * place + index),
    })),
  ]
}

function communityOffices(community: Community, place: number): Office[] {
  const { name, nameEn, street, code: area } = community
  const phone = telephone(5000 + 10 * place)
  return [
    {
      code: committeeCode(community),
      name: `${name}居民委员会`,
      nameEn: `${nameEn} Committee`,
      kind: 'community_committee',
      parent: streetOfficeCode(street),
      area,
      phone,
    },
    {
      code: communityPartyCode(community),
      name: `中共${name}委员会`,
      nameEn: `${nameEn} Party Committee`,
      kind: 'party_committee',
      parent: streetPartyCode(street),
      area,
      phone,
    },
    {
      code: propertyCode(community),
      name: `${street.district.name.slice(0, -1)}${propertyCompanies[place % propertyCompanies.length]}物业服务有限公司${place >= propertyCompanies.length ? `${name.replace('社区', '')}项目部` : ''}`,
      kind: 'property_company',
      parent: committeeCode(community),
      area,
      phone: telephone(5001 + 10 * place),
    },
    ...branchGrids(community).flatMap((grids, branch) => {
      const first = grids[0]!.name.replace(name, '')
      return [
        {
          code: branchCode(community, branch),
          name: `${name}${first}党支部`,
          nameEn: `${nameEn} Grid Party Branch ${branch + 1}`,
          kind: 'grid_party_branch',
          parent: communityPartyCode(community),
          area,
          phone,
        },
        ...(branch === 0
          ? [1, 2].map((group) => ({
              code: `${branchCode(community)}_G${group}`,
              name: `${name}${first}第${group === 1 ? '一' : '二'}党小组`,
              nameEn: `${nameEn} Party Group ${group}`,
              kind: 'party_group',
              parent: branchCode(community),
              area,
              phone,
            }))
          : []),
      ]
    }),
  ]
}

/** Everybody who has an office: city, districts with their departments and utilities, streets, communities, party line. */
export function offices(): Office[] {
  return [
    {
      code: cityGovernmentCode,
      name: '临江市人民政府',
      nameEn: 'Linjiang Municipal Government',
      kind: 'city_government',
      area: cityCode,
      phone: telephone(1),
      address: '江城大道1号',
    },
    {
      code: centreCode,
      name: '临江市12345指挥中心',
      nameEn: 'Linjiang 12345 Command Centre',
      kind: 'hotline_centre',
      parent: cityGovernmentCode,
      area: cityCode,
      phone: '12345',
      address: '江城大道3号',
    },
    ...districts.flatMap(districtOffices),
    ...streets.flatMap(streetOffices),
    ...communities.flatMap(communityOffices),
  ]
}
