import { cityCode, communities, districtCode, streets } from './terrain.ts'

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

export const centreCode = 'QH_CENTRE'
export const governmentCode = 'QH_GOV'

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
  ['urban_management', '综合执法队', 'enforcement team'],
  ['public_security', '派出所', 'police station'],
  ['market', '市场监督管理所', 'market supervision station'],
  ['justice', '司法所', 'justice station'],
  ['fire', '消防救援站', 'fire station'],
]

const propertyCompanies = ['安居物业', '绿城新苑物业', '和顺物业', '文峰物业', '桃源里物业', '万家物业']

export function departmentCode(organisationFunction: string): string {
  return `QH_${organisationFunction.toUpperCase()}`
}

export function streetOfficeCode(street: number): string {
  return `QH_STREET_${street + 1}`
}

export function committeeCode(community: number): string {
  return `QH_COMMUNITY_${community + 1}`
}

export function branchCode(community: number): string {
  return `QH_BRANCH_${community + 1}`
}

/** Numbers of the 555 exchange, which rings nowhere. */
function telephone(number: number): string {
  return `555${String(number).padStart(4, '0')}`
}

/** Government, centre, departments, stations, streets, communities, their party branches and property companies. */
export function offices(): Office[] {
  const district = districtCode
  return [
    {
      code: governmentCode,
      name: '清河区人民政府',
      nameEn: 'Qinghe District Government',
      kind: 'district_government',
      area: district,
      phone: telephone(1),
      address: '清河大道1号',
    },
    {
      code: centreCode,
      name: '清河区12345接诉即办指挥中心',
      nameEn: 'Qinghe 12345 Command Centre',
      kind: 'hotline_centre',
      parent: governmentCode,
      area: cityCode,
      phone: '12345',
      address: '清河大道3号',
    },
    {
      code: 'QH_DISCIPLINE',
      name: '中共清河区纪律检查委员会',
      nameEn: 'Discipline Inspection Commission',
      kind: 'discipline_inspection',
      function: 'discipline',
      area: district,
      phone: telephone(2),
    },
    ...departments.map(([organisationFunction, name, english], index) => ({
      code: departmentCode(organisationFunction),
      name: name.startsWith('委') ? `中共清河区${name}` : `清河区${name}`,
      nameEn: `Qinghe ${english}`,
      kind: 'department',
      function: organisationFunction,
      parent: governmentCode,
      area: district,
      phone: telephone(100 + index),
    })),
    ...utilities.map(([organisationFunction, name, english], index) => ({
      code: `QH_UTILITY_${organisationFunction.toUpperCase()}`,
      name: `清河${name}`,
      nameEn: `Qinghe ${english}`,
      kind: 'public_utility',
      function: organisationFunction,
      parent: governmentCode,
      area: district,
      phone: telephone(200 + index),
    })),
    ...streets.map((street, index) => ({
      code: streetOfficeCode(index),
      name: `${street.name}办事处`,
      nameEn: `${street.nameEn} Office`,
      kind: 'street_office',
      parent: governmentCode,
      area: street.code,
      phone: telephone(300 + index),
    })),
    ...streets.flatMap((street, place) =>
      stations.map(([organisationFunction, name, english], index) => ({
        code: `QH_STATION_${place + 1}_${organisationFunction.toUpperCase()}`,
        name: `${street.name}${name}`,
        nameEn: `${street.nameEn} ${english}`,
        kind: 'station',
        function: organisationFunction,
        parent: departmentCode(organisationFunction),
        area: street.code,
        phone: telephone(400 + 10 * place + index),
      })),
    ),
    ...communities.flatMap((community, index) => [
      {
        code: committeeCode(index),
        name: `${community.name}居民委员会`,
        nameEn: `${community.nameEn} Committee`,
        kind: 'community_committee',
        parent: streetOfficeCode(index < 3 ? 0 : 1),
        area: community.code,
        phone: telephone(500 + index),
      },
      {
        code: branchCode(index),
        name: `${community.name}网格党支部`,
        nameEn: `${community.nameEn} Grid Party Branch`,
        kind: 'grid_party_branch',
        parent: committeeCode(index),
        area: community.code,
        phone: telephone(500 + index),
      },
      {
        code: `QH_PROPERTY_${index + 1}`,
        name: `清河${propertyCompanies[index]}服务有限公司`,
        kind: 'property_company',
        parent: committeeCode(index),
        area: community.code,
        phone: telephone(600 + index),
      },
    ]),
  ]
}
